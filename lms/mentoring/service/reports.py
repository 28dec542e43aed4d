"""Work reports: saved as a draft, sent once with the figures of the month, answered once."""

from datetime import datetime

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Forbidden, Invalid, NotFound, Stale
from lms.mentoring import queries
from lms.mentoring.domain.reports import Reply, Wanted, stored, wanted_report
from lms.mentoring.models import WorkReport, WorkReportReply
from lms.messages import service as messages
from lms.onboarding import queries as plans
from lms.onboarding.domain.statement import Words
from lms.onboarding.models import Plan
from lms.people import access, audit
from lms.people.models import Person

SENT = N_("%(by)s交了第 %(month)s 个月的述职报告，请看了写回复。")
ANSWERED = N_("%(by)s回复了您第 %(month)s 个月的述职报告。")
NOT_OWN = N_("述职报告要由本人写。")
TOO_EARLY = N_("这个月还没到，到了再写。")
FIXED = N_("这份述职报告已经交了，不再改动。")
NOT_MENTOR = N_("述职报告由现在的师父回复。")
REPLIED = N_("这份述职报告已经回复过了。")


def save_report(
    actor: Person, plan: Plan, task: str, words: Words, *, is_sent: bool, now: datetime
) -> WorkReport:
    """Keep what somebody writes of a month; with `is_sent` it is fixed and the mentor is told.

    What is sent keeps the figures of that moment. The same words sent again change nothing. Raises
    Forbidden for anybody else's plan, NotFound for a task that asks for no report, WrongField for
    words that are too long, or when sent too short, Invalid for a month that has not begun, Stale
    when it was sent already.
    """
    if actor.id != plan.person_id:
        raise Forbidden(NOT_OWN)
    words.check(is_sent=is_sent)
    lock(plan)  # two clicks make one report
    today = clock.day_of(now)
    view = plans.view(plan, today)
    wanted = wanted_report(view, task)
    if wanted is None:
        raise NotFound
    found = queries.report_on(plan.id, task)
    if found is not None and found.sent_at is not None:
        if found.words == words:
            return found
        raise Stale(FIXED, way_on=page_of(found))
    if not wanted.has_begun(today):
        raise Invalid(TOO_EARLY)
    report = _filled(found, plan, wanted, words, now)
    if is_sent:
        figures = queries.figures_of_month(actor, view, wanted, today)
        report.last_on = max(report.first_on, min(wanted.last, today))
        report.figures, report.sent_at = stored(figures), now
        db.session.flush()  # the message names it
        _tell_mentor(actor, report, now)
    return report


def answer_report(actor: Person, report: WorkReport, reply: Reply, *, now: datetime) -> None:
    """Let the mentor of this moment answer a report, once; the trainee is told.

    The same answer again changes nothing. Raises Forbidden for oneself and for anybody but the
    mentor, Stale when it was answered otherwise.
    """
    access.must_not_be_self(actor, report.person_id)
    pair = queries.own_pair(report.person_id, clock.day_of(now))
    if pair is None or pair.mentor_id != actor.id:
        raise Forbidden(NOT_MENTOR)
    lock(report)
    given = db.session.get(WorkReportReply, report.id)
    if given is not None:
        if (given.by_id, given.words, given.to_talk) != (actor.id, reply.words, reply.to_talk):
            raise Stale(REPLIED, way_on=page_of(report))
        return
    db.session.add(
        WorkReportReply(
            report_id=report.id, by_id=actor.id, words=reply.words, to_talk=reply.to_talk, at=now
        )
    )
    audit.record(
        "report.answered", actor=actor, subject=report.person, now=now, report=report.public_id
    )
    messages.tell(
        report.person,
        sentence=ANSWERED,
        link=page_of(report),
        key=f"report-{report.public_id}-answered",
        now=now,
        by=actor,
        month=report.month,
    )


def page_of(report: WorkReport) -> str:
    """Where a report that was sent is read."""
    return f"/work-reports/{report.public_id}"


def _filled(
    found: WorkReport | None, plan: Plan, wanted: Wanted, words: Words, now: datetime
) -> WorkReport:
    report = found or WorkReport(
        plan_id=plan.id, person_id=plan.person_id, task=wanted.task.task.id, month=wanted.month
    )
    report.first_on, report.last_on, report.saved_at = wanted.first, wanted.last, now
    report.done, report.learnt = words.done, words.learnt
    report.lacking, report.ahead = words.lacking, words.ahead
    db.session.add(report)
    return report


def _tell_mentor(actor: Person, report: WorkReport, now: datetime) -> None:
    audit.record("report.sent", actor=actor, subject=actor, now=now, report=report.public_id)
    pair = queries.own_pair(report.person_id, clock.day_of(now))
    if pair is not None:
        messages.tell(
            pair.mentor,
            sentence=SENT,
            link=page_of(report),
            key=f"report-{report.public_id}",
            now=now,
            by=actor,
            month=report.month,
        )
