"""What people do about a grading: contest it, decide about it."""

from datetime import date, datetime

from lms.db import db, lock
from lms.disputes import queries
from lms.disputes.domain import Decision, Ruling, decision_of
from lms.disputes.models import Dispute
from lms.disputes.queries import Contested
from lms.errors import N_, Forbidden, Stale
from lms.messages import service as messages
from lms.people import access, audit
from lms.people import queries as people
from lms.people.models import Person
from lms.questions import service as questions
from lms.questions.domain.kept import Capacity, Cause
from lms.questions.domain.ruling import Change
from lms.scenarios import queries as scenarios
from lms.scenarios import service as scenarios_service
from lms.scenarios.domain import Scene
from lms.scenarios.domain.regrading import gradings
from lms.scenarios.models import Play, Turn

OPENED = "dispute.opened"
OPENED_WORDS = N_("%(subject)s对一次演练第 %(turn)s 轮的批改提了异议")
DECIDED = "dispute.decided"
DECIDED_WORDS = N_("%(actor)s复核了%(subject)s提的异议：%(decision)s")
WAITS = N_("%(name)s对一轮批改有异议，请复核。")
TOLD = {
    Decision.UPHELD: N_("您提的异议复核完了：维持原来的批改，理由写在复盘里。"),
    Decision.OVERRULED: N_("您提的异议复核完了：改判了，理由写在复盘里。"),
}
NOT_YET = N_("这场对话还没有结束，或者不计成绩，现在不能提异议。")
NOTHING = N_("这一轮没有批改，不用提异议。")
ALREADY = N_("这一轮已经提过异议了；请刷新页面看结果。")
DECIDED_ALREADY = N_("这条异议已经有人复核过了；请刷新页面看结果。")


def open_dispute(
    person: Person, play: Play, number: int, *, words: str, key: str, today: date, now: datetime
) -> Dispute:
    """Contest how a turn of one's own was graded; the same key does it once.

    Raises Forbidden for a play of somebody else, Stale for one that is not over or is a preview,
    for a turn without a grading, and for one that was contested before.
    """
    lock(play)
    made = queries.by_key(person.id, key)
    if made is not None:
        return made
    if play.person_id != person.id:
        raise Forbidden(NOT_YET)
    if not scenarios.is_open_to_review(play):
        raise Stale(NOT_YET)
    turn, scene = _graded(play, number)
    if number in queries.disputes_of(play):
        raise Stale(ALREADY)
    dispute = Dispute(turn=turn, person=person, key=key, words=words, opened_at=now)
    db.session.add(dispute)
    db.session.flush()  # the audit event and the messages name it
    if turn.text and scene.verdict.reply:
        step = scene.verdict.step
        questions.keep(play.document, step, turn.text, person, Cause.CONTESTED, now)
    audit.record(
        OPENED, actor=person, subject=person, now=now, dispute=dispute.public_id, turn=number
    )
    _ask(dispute, play, today, now)
    return dispute


def _graded(play: Play, number: int) -> tuple[Turn, Scene]:
    scenario = scenarios.scenario_of(play).content
    scenes = {scene.number: scene for scene in scenarios.talk(play, scenario).scenes}
    turn = queries.turn_of(play, number)
    if turn is None or number not in scenes or not gradings(scenario, scenes[number]):
        raise Stale(NOTHING)
    return turn, scenes[number]


def _ask(dispute: Dispute, play: Play, today: date, now: datetime) -> None:
    """Tell the mentor and those who write the scenario."""
    mentor = people.mentor_of(dispute.person_id, today)
    asked = {one.id: one for one in (mentor, *queries.judges_of(play)) if one is not None}
    for judge in asked.values():
        if judge.id != dispute.person_id:
            messages.tell(
                judge,
                sentence=WAITS,
                link=f"/disputes/{dispute.public_id}",
                key=f"dispute-{dispute.public_id}",
                now=now,
                name=dispute.person,
            )


def decide(
    actor: Person, capacity: Capacity, public_id: str, ruling: Ruling, *, today: date, now: datetime
) -> Decision:
    """Uphold or overrule a grading; both verdicts are kept, and how far each rule agrees.

    Who rises by it does so at once, who falls waits for HR. Raises NotFound for a dispute that one
    may not decide, Forbidden for one's own, Stale when it was decided before, Invalid for a part
    that was not graded.
    """
    seen = queries.dispute_for(actor, public_id, today)
    dispute = seen.dispute
    lock(dispute)
    access.must_not_be_self(actor, dispute.person_id)
    if dispute.decided_at is not None:
        raise Stale(DECIDED_ALREADY)
    differing = ruling.against(seen.parts)
    decision = decision_of(differing)
    _keep_agreement(actor, capacity, seen, ruling, now)
    dispute.decision, dispute.capacity, dispute.reason = decision, capacity, ruling.reason
    dispute.decided_by_id, dispute.decided_at = actor.id, max(now, dispute.opened_at)
    if differing:
        changes = {seen.scene.number: {part: Change(holds) for part, holds in differing.items()}}
        cause = f"dispute/{dispute.public_id}"
        scenarios_service.regrade(seen.play, changes, cause=cause, by=actor, now=now)
    _tell(actor, seen, decision, now)
    return decision


def _keep_agreement(
    actor: Person, capacity: Capacity, seen: Contested, ruling: Ruling, now: datetime
) -> None:
    """How far the rules by which a reply was graded agree with this person."""
    verdict = seen.scene.verdict.reply
    if verdict is None:
        return
    for part, holds in ({**seen.parts, **ruling.holds}).items():
        questions.rule(
            actor,
            capacity,
            f"turn/{seen.dispute.turn_id}",
            verdict,
            element=part,
            ruled=holds,
            subject=seen.play.person,
            now=now,
        )


def _tell(actor: Person, seen: Contested, decision: Decision, now: datetime) -> None:
    dispute = seen.dispute
    audit.record(
        DECIDED,
        actor=actor,
        subject=dispute.person,
        now=now,
        dispute=dispute.public_id,
        decision=str(decision),
    )
    messages.tell(
        dispute.person,
        sentence=TOLD[decision],
        link=f"/plays/{seen.play.public_id}#turn-{seen.scene.number}",
        key=f"dispute-{dispute.public_id}-decided",
        now=now,
    )
