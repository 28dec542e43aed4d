"""How the trainees of the demo company report on a month, and what their mentors answer."""

from datetime import datetime

from lms import clock
from lms.mentoring import queries, service
from lms.mentoring.domain.reports import Reply as Answer
from lms.onboarding.domain.statement import Words
from lms.onboarding.models import Plan
from lms.operations.demo import words
from lms.operations.demo.acts import Reply, Report, SayBack
from lms.people.models import Person
from lms.verdicts import queries as verdicts
from lms.verdicts import service as threads


def report(mentor: Person, plan: Plan, act: Report | Reply | SayBack, *, now: datetime) -> None:
    """Let the trainee of a plan send the report of a month, or one of the two answer it."""
    task = act.task
    if isinstance(act, Report):
        said = Words(*words.REPORTED.get(task, words.STATED))
        service.save_report(plan.person, plan, task, said, is_sent=True, now=now)
        return
    sent = queries.report_on(plan.id, task)
    if sent is None:
        return
    if isinstance(act, Reply):
        answer = Answer(*words.REPLIED.get(task, (words.SIGNED_OTHERWISE,)))
        service.answer_report(mentor, sent, answer, now=now)
        return
    verdict = verdicts.verdict_for(plan.person, "report", sent.public_id, clock.day_of(now))
    by = plan.person if act.number % 2 else mentor
    words_said = words.SAID_BACK[task][act.number - 1]
    key = f"demo-{plan.public_id}-{task}-{act.number}"
    threads.say(by, verdict, words_said, key=key, now=now)
