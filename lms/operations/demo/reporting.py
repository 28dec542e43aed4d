"""How the trainees of the demo company report on a month, and what their mentors answer."""

from datetime import datetime

from lms.mentoring import queries, service
from lms.mentoring.domain.reports import Reply as Answer
from lms.onboarding.domain.statement import Words
from lms.onboarding.models import Plan
from lms.operations.demo import words
from lms.operations.demo.acts import Reply, Report
from lms.people.models import Person


def report(mentor: Person, plan: Plan, act: Report | Reply, *, now: datetime) -> None:
    """Let the trainee of a plan send the report of a month, or the mentor answer it."""
    match act:
        case Report(task):
            said = Words(*words.REPORTED.get(task, words.STATED))
            service.save_report(plan.person, plan, task, said, is_sent=True, now=now)
        case Reply(task):
            sent = queries.report_on(plan.id, task)
            if sent is not None:
                answer = Answer(*words.REPLIED.get(task, (words.SIGNED_OTHERWISE,)))
                service.answer_report(mentor, sent, answer, now=now)
