"""Grading turns of finished plays anew: who rises is counted at once, who falls waits for HR."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_, Forbidden, Stale
from lms.messages import service as messages
from lms.people import access, audit
from lms.people import queries as people
from lms.people.domain import Role, Status
from lms.people.models import Person
from lms.questions.domain.kept import Move, move
from lms.questions.domain.ruling import Change, Changes
from lms.scenarios import queries
from lms.scenarios.domain import ENGINE, Result, Scenario, Scene, replay, result
from lms.scenarios.domain.drill import is_sound
from lms.scenarios.domain.regrading import Regraded, regraded
from lms.scenarios.models import Mark, Play, Regrading
from lms.scenarios.service.counting import recount
from lms.scenarios.service.drill_ending import DrillAnew, drill_anew, mark_anew

WAITING, COUNTED, DECLINED = "waiting", "counted", "declined"
REGRADED = "play.regraded"
REGRADED_WORDS = N_("%(subject)s的一次演练重新批改，成绩从 %(was)s 分改为 %(score)s 分")
SETTLED = {
    COUNTED: ("regrading.approved", N_("%(actor)s同意%(subject)s的一次演练改低分")),
    DECLINED: ("regrading.declined", N_("%(actor)s没有同意%(subject)s的一次演练改低分")),
}
TOLD = N_("您的一次演练重新批改了：原来 %(was)s 分，现在 %(score)s 分。两次批改都留着。")
TOLD_OF_DRILL = N_("您的并发演练有一个窗口重新批改了：整场原来 %(was)s 分，现在 %(score)s 分。")
ASKED = N_("有演练重新批改后分数会变低，要您同意才算数。")
SETTLED_ALREADY = N_("这一条已经有人处理过了；请刷新后再看。")
SAME_PERSON = N_("提出改分的人不能自己同意，请另一位人事同事来办。")

ByTurn = Mapping[int, Changes]


@dataclass(frozen=True, slots=True)
class Anew:
    """What a play comes to when some of its turns are graded anew; the way that it took stays."""

    turns: Sequence[Regraded]  # whose verdicts change
    came: Result
    drill: DrillAnew | None  # of which the play is a window

    def move_from(self, was: Result) -> Move:
        """What it does to what counts: a window may lose no point and yet cost the whole drill."""
        points, passed, passes = self.came.total.points, was.passed, self.came.passed
        own = move(was.total.points, points, passed=passed, passes=passes)
        both = (own, self.drill.move if self.drill else own)
        return next((it for it in (Move.FALLS, Move.RISES) if it in both), Move.STAYS)

    def facts(self, before: Mark) -> dict[str, Any]:
        """Score before and after, and whether it passes: of the drill when there is one."""
        if self.drill:
            was, came = self.drill.was, self.drill.came
            return {"was": was.score, "score": came.score, "passes": came.passed}
        return {"was": before.score, "score": self.came.score, "passes": self.came.passed}


def regrade(
    play: Play, changes: ByTurn, *, cause: str, by: Person | None, now: datetime
) -> Regrading | None:
    """Say otherwise of some turns of a play that is over; once per cause.

    None when it changes nothing, or the play has no mark. The old mark stays beside the new one.
    """
    lock(play)
    known = queries.regrading_by(play.id, cause)
    before = queries.latest_mark(play)
    if known is not None or before is None:
        return known
    anew = anew_of(play, queries.scenario_of(play).content, changes)
    if not anew.turns:
        return None
    moved = anew.move_from(Result.of(before.points, passed=before.passed))
    made = Regrading(
        play=play,
        cause=cause,
        changes=_stored(changes),
        verdicts=_verdicts(anew.turns),
        move=str(moved),
        state=WAITING,
        by_id=by.id if by else None,
        at=now,
        **anew.facts(before),
    )
    if moved is not Move.FALLS:
        made.state, made.settled_at, made.mark_number = COUNTED, now, before.number + 1
    db.session.add(made)
    if moved is Move.FALLS:
        _ask(cause, now)
    else:
        _mark(made, anew, now)
    return made


def settle(actor: Person, made: Regrading, *, agrees: bool, words: str, now: datetime) -> None:
    """Agree that somebody falls, or not; `words` say why.

    Raises Forbidden for oneself and for who has proposed it, Stale when it was settled before.
    """
    lock(made.play)
    lock(made)
    access.must_not_be_self(actor, made.play.person_id)
    if made.by_id == actor.id:
        raise Forbidden(SAME_PERSON)
    if made.state != WAITING:
        raise Stale(SETTLED_ALREADY)
    if agrees:
        _count_now(made, actor, words, now)
    else:
        _settle(made, DECLINED, actor, words, now)
    kind, _words = SETTLED[made.state]
    audit.record(kind, actor=actor, subject=made.play.person, now=now, regrading=made.public_id)


def _settle(
    made: Regrading, state: str, actor: Person, words: str, now: datetime, mark: int | None = None
) -> None:
    made.state, made.settled_at, made.mark_number = state, now, mark
    made.settled_by_id, made.words = actor.id, words


def _count_now(made: Regrading, actor: Person, words: str, now: datetime) -> None:
    """Count it on top of what was counted since it was proposed."""
    play, before = made.play, queries.latest_mark(made.play)
    if before is None:
        raise ValueError(f"play {play.public_id} has no mark")
    anew = anew_of(play, queries.scenario_of(play).content, _changes(made.changes))
    made.verdicts, facts = _verdicts(anew.turns), anew.facts(before)
    made.was, made.score, made.passes = facts["was"], facts["score"], facts["passes"]
    _settle(made, COUNTED, actor, words, now, before.number + 1)
    _mark(made, anew, now)


def anew_of(play: Play, scenario: Scenario, changes: ByTurn) -> Anew:
    """What a finished play comes to when some of its turns are graded anew; stores nothing."""
    talk = queries.talk(play, scenario)
    scenes = {scene.number: scene for scene in talk.scenes}
    found = [
        Regraded(number, verdict)
        for number, own in changes.items()
        if number in scenes and (verdict := _verdict(scenario, scenes[number], own))
    ]
    verdicts = {one.turn: one.verdict for one in found}
    turns = [verdicts.get(number, turn) for number, turn in enumerate(talk.turns, 1)]
    anew = replay(scenario, turns)
    came = result(scenario, anew)
    sound = is_sound(scenario, anew, came)
    return Anew(found, came, drill_anew(play, came.score, is_sound=sound))


def _verdict(scenario: Scenario, scene: Scene, changes: Changes) -> Any:
    anew = regraded(scenario, scene, changes)
    return anew if anew != scene.verdict else None


def _mark(made: Regrading, anew: Anew, now: datetime) -> None:
    """Store the new mark beside the old one, and that of the drill; and tell the person."""
    play, came = made.play, anew.came
    db.session.add(
        Mark(
            play_id=play.id,
            number=made.mark_number,
            score=came.score,
            points=came.stored(),
            passed=came.passed,
            engine=ENGINE,
            reason=made.cause,
            at=now,
        )
    )
    recount(play)
    if anew.drill:
        mark_anew(anew.drill, made.cause, now)
    facts = {"was": made.was, "score": made.score}
    audit.record(
        REGRADED,
        actor=None,
        subject=play.person,
        now=now,
        play=play.public_id,
        cause=made.cause,
        **facts,
    )
    messages.tell(
        play.person,
        sentence=TOLD_OF_DRILL if anew.drill else TOLD,
        link=f"/drill-runs/{anew.drill.run.public_id}"
        if anew.drill
        else f"/plays/{play.public_id}",
        key=f"{play.public_id}-mark-{made.mark_number}",
        now=now,
        **facts,
    )


def _ask(cause: str, now: datetime) -> None:
    """Tell those who may agree, once per cause."""
    officers = sa.select(Person).where(
        Person.id.in_(people.holders(Role.HR)), Person.status == Status.ACTIVE
    )
    for officer in db.session.scalars(officers):
        messages.tell(officer, sentence=ASKED, link="/regradings", key=f"falls-{cause}", now=now)


def _stored(changes: ByTurn) -> dict[str, Any]:
    return {
        str(number): {part: change.stored() for part, change in own.items()}
        for number, own in changes.items()
    }


def _changes(stored: Mapping[str, Any]) -> dict[int, Changes]:
    return {
        int(number): {part: Change.of(change) for part, change in own.items()}
        for number, own in stored.items()
    }


def _verdicts(turns: Sequence[Regraded]) -> dict[str, Any]:
    return {str(one.turn): one.verdict.stored() for one in turns}
