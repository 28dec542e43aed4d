"""After a play: going on from one of its turns as practice, and saying something about a turn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms import clock
from lms.db import db, lock
from lms.errors import N_, NotFound, Stale
from lms.library.domain import LANGUAGES
from lms.messages import service as messages
from lms.people import access, audit
from lms.people.models import Person
from lms.scenarios import queries
from lms.scenarios.domain import Mode, Scenario
from lms.scenarios.models import Comment, Play, Retry, Turn
from lms.scenarios.service.ending import end_if_run_out
from lms.scenarios.service.starting import begin, goes_on

COMMENTED, TAKEN_BACK = "play.commented", "play.comment-taken-back"
COMMENTED_WORDS = N_("%(actor)s对%(subject)s的一次演练第 %(turn)s 轮写了意见")
TAKEN_BACK_WORDS = N_("%(actor)s收回了对%(subject)s的一次演练第 %(turn)s 轮的意见")
TOLD = N_("%(by)s对您的演练“%(scenario)s”第 %(turn)s 轮写了意见。")
USED = N_("这一页已经用过了，请刷新后再写。")


def retry(person: Person, play: Play, turn: int, *, key: str, now: datetime) -> Play:
    """Begin a practice that stands where one's own play stood before a turn.

    It is never counted. The same key begins only one; an open assessment goes on instead, an open
    practice is laid aside. Raises Stale when the play is not over, has no such turn, or when its
    scenario is no longer offered; NotFound for a preview.
    """
    begun = queries.by_key(person.id, key)
    if begun is not None:
        return begun
    document = queries.scenario_of(play)
    copies = _before(play, document.content, turn, now)
    if not queries.is_offered(person, document.address):
        raise Stale(N_("这个情景现在没有开放给您，不能再练。"))
    open_now = queries.open_counted(person.id, play.document_id)
    if open_now is not None and goes_on(open_now, Mode.PRACTICE, afresh=True, now=now):
        return open_now
    made = begin(
        person,
        document,
        Mode.PRACTICE,
        language=play.language,
        key=key,
        is_preview=False,
        now=now,
        seed=play.seed,
    )
    rows = [{"play_id": made.id, "at": now, **copy} for copy in copies]
    if rows:
        db.session.execute(sa.insert(Turn), rows)
    db.session.add(Retry(play_id=made.id, source_id=play.id, from_turn=turn))
    return made


def _before(play: Play, scenario: Scenario, turn: int, now: datetime) -> list[dict[str, Any]]:
    """Copies of the turns before one that were not taken back, with the verdicts that count."""
    if not queries.is_counted(play):
        raise NotFound
    if play.ended_at is None:
        end_if_run_out(play.id, now=now)
    if not queries.is_open_to_review(play):
        raise Stale(N_("这场对话还没有结束，先把它做完。"))
    scenes = queries.talk(play, scenario).scenes
    _check_turn(turn, [scene.number for scene in scenes])
    verdicts = {scene.number: scene.verdict for scene in scenes if scene.number < turn}
    turns = queries.turns_of(play.id, verdicts.keys())
    return [
        {
            "number": number,
            "key": done.key,
            "kind": done.kind,
            "input": done.input,
            "text": done.text,
            "verdict": verdicts[done.number].stored(),
        }
        for number, done in enumerate(turns, 1)
    ]


def _check_turn(turn: int, numbers: Sequence[int]) -> None:
    if turn not in numbers:
        raise Stale(N_("这场对话里没有这一轮，请刷新页面再选。"))


def comment(actor: Person, play: Play, turn: int, text: str, *, key: str, now: datetime) -> Comment:
    """Say something about a turn of somebody else's play; that person is told.

    The same key says it once. Raises Forbidden for one's own play, NotFound for one that may not be
    read at this moment, Stale for a turn that is not in it or a key that another comment has.
    """
    access.must_not_be_self(actor, play.person_id)
    if not access.may_about(actor, "play.read", play.person, clock.day_of(now)):
        raise NotFound
    made = queries.comment_by_key(actor.id, key)
    if made is not None:
        if (made.play_id, made.turn) != (play.id, turn):
            raise Stale(USED)
        return made
    scenario = queries.scenario_of(play).content
    _check_turn(turn, [scene.number for scene in queries.talk(play, scenario).scenes])
    made = Comment(play_id=play.id, turn=turn, by_id=actor.id, text=text, key=key, at=now)
    db.session.add(made)
    db.session.flush()  # the audit event and the message name it
    _tell(actor, play, made, scenario)
    return made


def take_comment_back(actor: Person, play: Play, public_id: str, *, now: datetime) -> Comment:
    """Take back what one has said about a turn; what was taken back stays so.

    Raises NotFound for what somebody else has said, or when the play may not be read any more.
    """
    if not access.may_about(actor, "play.read", play.person, clock.day_of(now)):
        raise NotFound
    made = queries.own_comment(actor.id, play.id, public_id)
    lock(made)
    if made.taken_back_at is None:
        made.taken_back_at = max(now, made.at)
        _record(TAKEN_BACK, actor, play, made, now)
    return made


def _record(kind: str, actor: Person, play: Play, made: Comment, now: datetime) -> None:
    audit.record(
        kind,
        actor=actor,
        subject=play.person,
        now=now,
        play=play.public_id,
        turn=made.turn,
        comment=made.public_id,
    )


def _tell(actor: Person, play: Play, made: Comment, scenario: Scenario) -> None:
    _record(COMMENTED, actor, play, made, made.at)
    messages.tell(
        play.person,
        sentence=TOLD,
        link=f"/plays/{play.public_id}#turn-{made.turn}",
        key=f"comment-{made.public_id}",
        now=made.at,
        by=actor,
        scenario={language: scenario.title.in_(language) for language in LANGUAGES},
        turn=made.turn,
    )
