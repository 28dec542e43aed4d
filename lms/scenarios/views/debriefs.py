"""Looking back on a play: the debrief, going on from one of its turns, comments on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Stale
from lms.framework.queries import competencies
from lms.i18n import _, language
from lms.pages import see_other
from lms.people.access import current_person, may, requires
from lms.people.models import Person
from lms.scenarios import queries, service
from lms.scenarios.domain import (
    Ending,
    Mode,
    Release,
    Result,
    Scenario,
    Shortfall,
    Standing,
    WorstTurn,
    ending_at,
    felt,
    release,
    result,
    shortfalls,
    standing,
    worst_turns,
)
from lms.scenarios.forms import CommentForm, RetryForm
from lms.scenarios.models import Comment, DrillRun, Play
from lms.scenarios.queries.looking_back import Source
from lms.scenarios.views.blueprint import bp, to_play
from lms.scenarios.views.turns import TurnShown, shown_turns


@dataclass(frozen=True, slots=True)
class Debrief:
    """A play that is over, with everything that its reader may be told about it."""

    scenario: Scenario
    address: str  # of the scenario
    release: Release
    result: Result
    ending: Ending | None  # None: the clock ran out, or the play was laid aside
    shortfalls: Sequence[Shortfall]  # why it has not passed; nothing when it has
    turns: Sequence[TurnShown]
    worst: Sequence[WorstTurn]
    felt: Mapping[str, Sequence[int]]  # at the start, and after every turn
    comments: Mapping[int, Sequence[Comment]]  # by turn
    source: Source | None  # in the middle of which it began
    stands: Standing  # of the reader
    drill: DrillRun | None  # of which the play is a window
    is_reviewed: bool  # whether its turns may be contested and commented on
    may_retry: bool  # whether the reader may practise on from its turns
    may_give_attempt: bool  # whether the reader may grant its player another one

    @property
    def standing_comments(self) -> Mapping[int, int]:
        """How many comments have not been taken back, by turn, where there are any."""
        standing = {
            turn: sum(comment.taken_back_at is None for comment in said)
            for turn, said in self.comments.items()
        }
        return {turn: count for turn, count in standing.items() if count}


def debrief(play: Play, reader: Person, now: datetime) -> Debrief:
    """What the page of a play that is over shows to somebody."""
    document = queries.scenario_of(play)
    scenario = document.content
    talk = queries.talk(play, scenario)
    stands = queries.stands(reader.id, play.document_id, scenario.assessment, now)
    is_own, is_reviewed = play.person_id == reader.id, queries.is_open_to_review(play)
    drill = queries.run_of(play.id) if play.is_preview else None
    released = _released(play, reader, stands)
    came = queries.stored_result(play) or result(scenario, talk.scenes)
    return Debrief(
        scenario,
        document.address,
        released,
        came,
        ending_at(scenario, standing(scenario, talk.scenes)),
        () if came.passed else shortfalls(scenario, talk.scenes, came.total, came.by_competency),
        shown_turns(scenario, talk, with_remarks=True) if released.tells_talk else (),
        worst_turns(scenario, talk.scenes) if released.tells_talk else (),
        felt(scenario, talk.scenes) if released.tells_talk else {},
        queries.comments_on(play.id) if released.tells_talk else {},
        queries.source_of(play.id),
        stands,
        drill,
        is_reviewed,
        is_own and is_reviewed and _may_retry(reader, document.address),
        queries.may_give_attempt(reader, play, clock.day_of(now)),
    )


def _released(play: Play, reader: Person, stands: Standing) -> Release:
    is_counted = play.person_id == reader.id and queries.is_counted(play)
    return release(play.public_id, Mode(play.mode), stands, is_counted=is_counted)


def tells_talk(play: Play, scenario: Scenario, reader: Person, now: datetime) -> bool:
    """Whether the talk of a play that is over may be shown to somebody."""
    stands = queries.stands(reader.id, play.document_id, scenario.assessment, now)
    return _released(play, reader, stands).tells_talk


def _may_retry(reader: Person, address: str) -> bool:
    """Whether somebody may practise the scenario of a play of their own.

    Its course may have closed; a drill may hold scenarios that are not for its player otherwise.
    """
    return may(reader, "play.start") and queries.is_offered(reader, address)


def show_debrief(play: Play, now: datetime, form: CommentForm | None = None) -> str:
    """The page of a play that is over; `form`: a comment that was refused."""
    reader = current_person()
    return render_template(
        "scenarios/debrief.html",
        play=play,
        page=debrief(play, reader, now),
        names={one.id: one.title.in_(language()) for one in competencies()},
        is_own=play.person_id == reader.id,
        form=form,
    )


@bp.post("/plays/<public_id>/retries")
@requires("play.start")
def create_retry(public_id: str) -> ResponseReturnValue:
    """Practise on from a turn of one's own play."""
    person, form = current_person(), RetryForm()
    play = queries.own_play(person, public_id)
    if not form.validate_on_submit():
        return to_play(public_id)
    try:
        begun = write(
            service.retry,
            person,
            play,
            form.chosen_turn(),
            key=form.chosen_key(),
            now=clock.now(),
        )
    except Stale as refusal:
        refusal.way_on = url_for(".show_play", public_id=public_id)
        raise
    if begun.mode == Mode.ASSESSMENT:
        flash(_("考核还在进行，先把它做完。"), "warning")
    else:
        flash(
            _(
                "前面的话照搬过来了，从第 %(turn)s 轮接着练。这次只算练习，不改成绩。",
                turn=form.chosen_turn(),
            )
        )
    return to_play(begun.public_id)


@bp.post("/plays/<public_id>/comments")
@requires("play.read")
def create_comment(public_id: str) -> ResponseReturnValue:
    """Say something about a turn of somebody else's play."""
    person, form, now = current_person(), CommentForm(), clock.now()
    play = queries.commentable_play(person, public_id, clock.today())
    if not form.validate_on_submit():
        return show_debrief(play, now, form), 422
    turn = form.chosen_turn()
    try:
        write(service.comment, person, play, turn, form.comment(), key=form.chosen_key(), now=now)
    except Stale as refusal:
        refusal.way_on = url_for(".show_play", public_id=public_id)
        raise
    flash(_("已写下，%(name)s会收到消息。", name=play.person.name), "success")
    return see_other(".show_play", public_id=public_id, _anchor=f"turn-{turn}")


@bp.post("/plays/<public_id>/comments/<comment_id>/withdrawal")
@requires("play.read")
def delete_comment(public_id: str, comment_id: str) -> ResponseReturnValue:
    """Take back what one has said about a turn."""
    person = current_person()
    play = queries.commentable_play(person, public_id, clock.today())
    made = write(service.take_comment_back, person, play, comment_id, now=clock.now())
    flash(_("收回了，谁都看不到这句话了。"), "success")
    return see_other(".show_play", public_id=public_id, _anchor=f"turn-{made.turn}")
