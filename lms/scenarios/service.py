"""What people do in role-plays: begin a play, take a turn; and the end, whatever brings it."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from lms.db import db, lock
from lms.errors import N_, Stale
from lms.i18n import LazyString, moment
from lms.library.queries import Published
from lms.people.models import Person
from lms.scenarios import queries
from lms.scenarios.domain import (
    ENGINE,
    MOST_TURNS,
    Act,
    EndedBy,
    Mode,
    PlayState,
    Scenario,
    Scene,
    TurnKind,
    Verdict,
    ending_at,
    judge,
    replay,
    result,
    standing,
    standing_of,
    state_of,
)
from lms.scenarios.models import Mark, Play, Turn

SEEDS = 2**31


class TurnOutcome(StrEnum):
    """What became of a turn."""

    TAKEN = "taken"
    TOO_LATE = "too-late"  # the clock had run out: the play has ended without it


def start_play(
    person: Person,
    document: Published[Scenario],
    mode: Mode,
    *,
    language: str,
    key: str,
    afresh: bool,
    now: datetime,
) -> Play:
    """Begin a play that counts, or go on with the open one; the same key begins only one.

    An open assessment goes on whatever is asked for. An open practice is laid aside for an
    assessment, and when `afresh` is asked for. Raises Stale when no assessment may begin now.
    """
    begun = queries.by_key(person.id, key)
    if begun is not None:
        return begun
    before = queries.open_counted(person.id, document.document_id)
    if before is not None and _goes_on(before, mode, afresh=afresh, now=now):
        return before
    if mode is Mode.ASSESSMENT:
        _check_assessment(person, document, now)
    return _begin(person, document, mode, language=language, key=key, is_preview=False, now=now)


def start_preview(
    person: Person,
    document: Published[Scenario],
    mode: Mode,
    *,
    language: str,
    key: str,
    now: datetime,
) -> Play:
    """Begin a play that counts nowhere; the same key begins only one."""
    begun = queries.by_key(person.id, key)
    return begun or _begin(
        person, document, mode, language=language, key=key, is_preview=True, now=now
    )


def take_turn(
    play: Play, scenario: Scenario, act: Act, *, number: int, key: str, now: datetime
) -> TurnOutcome:
    """Say something at the present step; the same key says it only once.

    `scenario` is that of the play's revision, which never changes, read beforehand to keep the
    transaction short. At an ending the play ends with it. Raises Stale when the play is over or has
    moved on, Invalid for an answer that is not shown.
    """
    lock(play)
    taken = queries.taken_turns(play, scenario)
    if any(turn.key == key for turn in taken):
        return TurnOutcome.TAKEN
    scenes = [turn.scene for turn in taken]
    state = state_of(play.ended_at, play.deadline, now)
    if state is PlayState.EXPIRED:
        _end_by_clock(play, scenario, scenes, now)
        return TurnOutcome.TOO_LATE
    _check_turn(state, number, len(scenes))
    verdict = judge(scenario, standing(scenario, scenes), act, play.seed)
    db.session.add(_turn(play, number, key, act, verdict, now))
    scenes = list(replay(scenario, [*(scene.verdict for scene in scenes), verdict]))
    if ending_at(scenario, scenes[-1].after):
        _end(play, scenario, scenes, EndedBy.ENDING, at=now, now=now)
    return TurnOutcome.TAKEN


def end_if_run_out(play_id: int, *, now: datetime) -> bool:
    """Store the end of a play whose clock has run out; whether there was one to store."""
    play = db.session.get_one(Play, play_id)
    lock(play)
    if state_of(play.ended_at, play.deadline, now) is not PlayState.EXPIRED:
        return False
    scenario = queries.scenario_of(play).content
    scenes = [turn.scene for turn in queries.taken_turns(play, scenario)]
    _end_by_clock(play, scenario, scenes, now)
    return True


def shorten(play_id: int, *, now: datetime) -> None:
    """Let an open play not last longer from now than an assessment does."""
    play = db.session.get_one(Play, play_id)
    lock(play)
    longest = timedelta(minutes=queries.scenario_of(play).content.assessment.minutes)
    if play.ended_at is None and play.deadline and play.deadline > now + longest:
        play.deadline = now + longest


def _goes_on(play: Play, mode: Mode, *, afresh: bool, now: datetime) -> bool:
    """Whether the open play is the one to go on with; if not, it has ended afterwards."""
    lock(play)
    if play.ended_at is not None or end_if_run_out(play.id, now=now):
        return False
    is_counted = play.mode == Mode.ASSESSMENT
    if is_counted or (mode is not Mode.ASSESSMENT and not afresh):
        return True
    play.ended_at, play.ended_by = max(now, play.started_at), EndedBy.LEFT
    db.session.flush()  # before the next one is open: only one may be
    return False


def _check_assessment(person: Person, document: Published[Scenario], now: datetime) -> None:
    rules = document.content.assessment
    plays = queries.attempts(person.id, [document.document_id])[document.document_id]
    stands = standing_of(plays, rules, now)
    if not stands.attempts_left:
        raise Stale(
            N_("%(attempts)s 次考核机会都用完了。可以继续练习；要再考，请找培训师。"),
            attempts=rules.attempts,
        )
    if stands.free_at:
        raise Stale(
            N_("上次考核没有通过，歇一歇、练一练，%(until)s 以后可以再考。"),
            until=LazyString(moment, stands.free_at),
        )


def _begin(
    person: Person,
    document: Published[Scenario],
    mode: Mode,
    *,
    language: str,
    key: str,
    is_preview: bool,
    now: datetime,
) -> Play:
    minutes = document.content.assessment.minutes
    play = Play(
        person_id=person.id,
        document_id=document.document_id,
        revision_id=document.revision_id,
        mode=mode,
        language=language,
        seed=secrets.randbelow(SEEDS),
        is_preview=is_preview,
        key=key,
        started_at=now,
        deadline=now + timedelta(minutes=minutes) if mode is Mode.ASSESSMENT else None,
    )
    db.session.add(play)
    db.session.flush()  # a second open play is refused here
    return play


def _check_turn(state: PlayState, number: int, taken: int) -> None:
    if state is PlayState.OVER:
        raise Stale(N_("这场对话已经结束了，请看复盘。"))
    if number != taken + 1:
        raise Stale(N_("这一轮已经答过了，对话已经往前走了。请回到对话接着答。"))
    if number > MOST_TURNS:
        raise Stale(N_("这场对话已经有 %(most)s 轮，太长了。请从头再来一次。"), most=MOST_TURNS)


def _turn(play: Play, number: int, key: str, act: Act, verdict: Verdict, now: datetime) -> Turn:
    return Turn(
        play_id=play.id,
        number=number,
        key=key,
        kind=TurnKind.CHOICE,
        input={"position": act.position},
        verdict=verdict.stored(),
        at=now,
    )


def _end_by_clock(play: Play, scenario: Scenario, scenes: Sequence[Scene], now: datetime) -> None:
    _end(play, scenario, scenes, EndedBy.CLOCK, at=play.deadline or now, now=now)


def _end(
    play: Play,
    scenario: Scenario,
    scenes: Sequence[Scene],
    by: EndedBy,
    *,
    at: datetime,
    now: datetime,
) -> None:
    """Store the end of a play and, in the same transaction, what it came to."""
    play.ended_at, play.ended_by = max(at, play.started_at), by  # the clock may have gone back
    came = result(scenario, scenes)
    db.session.add(
        Mark(
            play_id=play.id,
            number=1,
            score=came.score,
            points=came.stored(),
            passed=came.passed,
            engine=ENGINE,
            reason=by,
            at=now,
        )
    )
