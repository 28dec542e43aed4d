"""Doing something in a play: the turn is judged and stored, and the play ends at an ending."""

import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from lms.db import db, lock, metadata
from lms.errors import N_, Stale
from lms.questions import service as questions
from lms.questions.domain.kept import cause_of
from lms.scenarios import queries
from lms.scenarios.domain import (
    KINDS,
    MOST_TURNS,
    Act,
    Choose,
    EndedBy,
    Fill,
    Judged,
    LetWait,
    Mode,
    Open,
    PlayState,
    Reply,
    Rewind,
    Rewound,
    Scenario,
    Scene,
    Verdict,
    ending_at,
    is_still_asked,
    judge,
    replay,
    standing,
    state_of,
)
from lms.scenarios.models import Play, Turn
from lms.scenarios.queries import Talk
from lms.scenarios.service.ending import end, end_by_clock
from lms.scenarios.service.waiting import store_missed

NEW_TURN = metadata.tables[Turn.__tablename__].insert()  # nobody needs the object


class TurnOutcome(StrEnum):
    """What became of a turn."""

    TAKEN = "taken"
    KNOWN = "known"  # a post with this key has been taken before
    TOO_LATE = "too-late"  # the clock had run out: the play has ended without it
    TOO_SLOW = "too-slow"  # the customer did not wait for it, and the talk has gone on


def take_turn(
    play: Play, scenario: Scenario, act: Act | Rewind, *, number: int, key: str, now: datetime
) -> TurnOutcome:
    """Do something at the present step; the same key does it only once.

    `scenario` is that of the play's revision, which never changes, read beforehand to keep the
    transaction short. `number` says on which page it was done: one that still asks the same will
    do. At an ending the play ends with it. Raises Stale when the play is over or has moved on, or
    when nothing of the kind can be done; Invalid for an answer that is not shown.
    """
    lock(play)
    talk = queries.talk(play, scenario)
    if key in talk.keys:
        return TurnOutcome.KNOWN
    state = state_of(play.ended_at, play.deadline, now)
    if state is PlayState.EXPIRED:
        end_by_clock(play, scenario, talk.scenes, now)
        return TurnOutcome.TOO_LATE
    _check_turn(play, scenario, talk, state, number)
    if store_missed(play, scenario, talk, now):
        talk = queries.talk(play, scenario)
        has_waited = isinstance(act, LetWait)
        if has_waited or not is_still_asked(scenario, talk.turns, number, play.seed):
            _end_at_ending(play, scenario, talk.scenes, now)
            return TurnOutcome.TAKEN if has_waited else TurnOutcome.TOO_SLOW
    judged = _judged(play, scenario, talk, act, now)
    db.session.execute(NEW_TURN, _turn(play, len(talk.turns) + 1, key, act, judged, now))
    if isinstance(act, Reply) and isinstance(judged, Verdict):
        _keep(play, act.text, judged, now)
    _end_at_ending(play, scenario, replay(scenario, [*talk.turns, judged]), now)
    return TurnOutcome.TAKEN


def _end_at_ending(play: Play, scenario: Scenario, scenes: Sequence[Scene], now: datetime) -> None:
    if ending_at(scenario, standing(scenario, scenes)):
        end(play, scenario, scenes, EndedBy.ENDING, at=now, now=now)


def _keep(play: Play, typed: str, verdict: Verdict, now: datetime) -> None:
    """Keep a reply that was not understood for whoever writes; previews teach nothing."""
    cause = verdict.reply and cause_of(verdict.reply, typed)
    if cause and queries.is_counted(play):
        questions.keep(play.document, verdict.step, typed, play.person, cause, now)


def _judged(play: Play, scenario: Scenario, talk: Talk, act: Act | Rewind, now: datetime) -> Judged:
    if isinstance(act, Rewind):
        return _rewound(play, talk, act)
    if isinstance(act, LetWait):
        act = LetWait(_waited(play, talk, now))
    situation = standing(scenario, talk.scenes)
    grade = queries.grading(scenario, situation, play.language)
    return judge(scenario, situation, act, play.seed, grade)


def _rewound(play: Play, talk: Talk, act: Rewind) -> Rewound:
    if not Mode(play.mode).tells:
        raise Stale(N_("只有练习可以退回去重答。"))
    if act.turn not in {scene.number for scene in talk.scenes}:
        raise Stale(N_("这一轮已经退掉了；请回到对话接着答。"))
    return Rewound(act.turn)


def _waited(play: Play, talk: Talk, now: datetime) -> float:
    """For how many seconds the customer has waited, as the author reckons them."""
    pace = queries.pace_of(play)
    return 0 if pace.is_unhurried else pace.reckoned((now - talk.since).total_seconds())


def _check_turn(play: Play, scenario: Scenario, talk: Talk, state: PlayState, number: int) -> None:
    if state is PlayState.OVER:
        raise Stale(N_("这场对话已经结束了，请看复盘。"))
    if not is_still_asked(scenario, talk.turns, number, play.seed):
        raise Stale(N_("这一轮已经答过了，对话已经往前走了。请看清新的话再答。"))
    if number > MOST_TURNS:
        raise Stale(N_("这场对话已经有 %(most)s 轮，太长了。请从头再来一次。"), most=MOST_TURNS)


def _turn(
    play: Play, number: int, key: str, act: Act | Rewind, judged: Judged, now: datetime
) -> dict[str, object]:
    put_in, typed = _input(act)
    return {
        "play_id": play.id,
        "number": number,
        "key": key,
        "kind": KINDS[type(act)],
        "input": put_in,
        "text": typed,
        "verdict": judged.stored(),
        "at": now,
    }


def _input(act: Act | Rewind) -> tuple[dict[str, object], str | None]:
    """What was put in, and apart from it what was typed, which may have to be erased."""
    match act:
        case Choose(position):
            return {"position": position}, None
        case Reply(text):
            return {}, text
        case Fill(values):
            return {}, json.dumps(dict(values), ensure_ascii=False)
        case Open(card):
            return {"card": card}, None
        case LetWait():
            return {}, None
        case Rewind(turn):
            return {"to": turn}, None
