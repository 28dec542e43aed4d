"""Plays are counted when they are over: everybody once, and no previews."""

import sqlalchemy as sa

from lms.db import db, write
from lms.library import queries as library
from lms.scenarios import queries as plays
from lms.scenarios.domain import Mode
from lms.scenarios.models import FirstPlay, Play, StepTaken
from lms.scenarios.service import counting
from lms.statistics import queries
from tests.scenarios.conftest import BEST, FAILED, POOR


def counts(house, mode=Mode.PRACTICE):
    with house.stage.app.app_context():
        live = library.published("scenario", "cold-kettle")
        return queries.counts(live.revision_id, mode)


def taken(house, play_id: int):
    with house.stage.app.app_context():
        wanted = sa.select(StepTaken).where(StepTaken.play_id == play_id).order_by(StepTaken.id)
        return [
            (row.step, row.answer, row.target, row.earned, row.seconds, row.score)
            for row in db.session.scalars(wanted)
        ]


def test_a_play_is_counted_step_by_step_when_it_reaches_an_ending(house, company):
    play = house.play(company.person("lin", "trainee"), *BEST)

    assert taken(house, play) == [
        ("greet", "sorry-first", "find", 3, 20, 100),
        ("find", "walk-through", "promise", 4, 20, 100),
        ("promise", "exchange-today", "thanks", 4, 20, 100),
        ("thanks", "", "", 0, None, 100),
    ]


def test_everybody_counts_once_in_a_revision_and_a_mode(house, company):
    lin = company.person("lin", "trainee")
    house.play(lin, *POOR)
    house.play(lin, *BEST)
    house.play(lin, *BEST, mode=Mode.ASSESSMENT)

    assert counts(house).people == 1
    assert {edge.answer for edge in counts(house).edges} == {*POOR, ""}
    assert counts(house, Mode.ASSESSMENT).people == 1


def test_a_play_that_is_laid_aside_tells_where_it_was_left(house, company):
    lin = company.person("lin", "trainee")
    house.play(lin, "sorry-first")
    assert counts(house).people == 0

    house.play(lin, *BEST)
    assert counts(house).left == {"find": 1}
    assert {edge.step for edge in counts(house).edges} == {"greet", "find"}


def test_previews_of_mentors_and_trainers_never_count(house, company):
    house.play(company.person("chen", "mentor"), *BEST, is_preview=True)
    house.play(house.author, *FAILED, is_preview=True)

    assert counts(house).people == 0
    assert counts(house).edges == []


def test_the_sums_are_those_of_the_rows(house):
    house.plays(*BEST, times=2)
    house.plays(*FAILED)
    greet = {edge.answer: edge for edge in counts(house).edges if edge.step == "greet"}
    good = greet["sorry-first"]

    assert (good.people, good.earned, good.marked) == (2, 6, 2)
    assert (good.scores, good.squares) == (200, 20_000)
    assert (greet["your-fault"].people, greet["your-fault"].scores) == (1, 0)
    assert counts(house).times["greet"] == {20: 3}


def test_what_was_over_before_is_counted_later_and_only_once(house):
    house.plays(*BEST, times=2)
    before = counts(house)
    with house.stage.app.app_context():
        write(_forget)
    assert counts(house).people == 0

    runner = house.stage.app.test_cli_runner()
    for _ in range(2):
        assert runner.invoke(args=["scenarios", "count"]).output == "2 plays looked at\n"
    assert counts(house) == before


def test_a_play_that_was_graded_anew_is_counted_anew(house, company):
    play = house.play(company.person("lin", "trainee"), *POOR)
    with house.stage.app.app_context():
        write(_mark_anew, play)

    assert {row[-1] for row in taken(house, play)} == {77}
    assert len(taken(house, play)) == 4


def _mark_anew(play_id: int) -> None:
    play = db.session.get_one(Play, play_id)
    mark = plays.latest_mark(play)
    db.session.add(
        type(mark)(
            play_id=play_id,
            number=2,
            score=77,
            points=mark.points,
            passed=True,
            engine="2",
            reason="anew",
            at=mark.at,
        )
    )
    counting.recount(play)


def _forget() -> None:
    for table in (StepTaken, FirstPlay):
        db.session.execute(sa.delete(table))
