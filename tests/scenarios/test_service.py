"""Races, the job that ends plays, what a request costs, and what other features may ask."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms import jobs
from lms.db import db, write
from lms.errors import NotFound, Stale
from lms.jobs import service as job_service
from lms.library import queries as library
from lms.library.models import Document
from lms.people.models import Person
from lms.scenarios import commands, queries, service
from lms.scenarios.domain import Choose, Mode, shown_choices, standing
from lms.scenarios.models import Mark, Play, Turn
from tests.conftest import counted_queries
from tests.scenarios.conftest import BEST, FAILED, FAIR, NOW, POOR

KEYS = iter(f"{number:032x}" for number in range(1, 10_000))


def begin(person: Person, mode: Mode = Mode.PRACTICE, *, afresh=False, now=NOW) -> Play:
    document = library.published("scenario", "cold-kettle")
    return write(
        service.start_play,
        person,
        document,
        mode,
        language="zh-Hans",
        key=next(KEYS),
        afresh=afresh,
        now=now,
    )


def take(play: Play, number: int, choice_id: str, *, key=None, now=NOW):
    scenario = queries.scenario_of(play).content
    scenes = queries.talk(play, scenario).scenes
    shown = shown_choices(scenario, standing(scenario, scenes), play.seed)
    position = [choice.id for choice in shown].index(choice_id) + 1
    return choose(play.id, position, number=number, key=key or next(KEYS), now=now)


def choose(play_id: int, position: int, *, number: int, key: str, now=NOW):
    play = db.session.get_one(Play, play_id)
    scenario = queries.scenario_of(play).content
    act = Choose(position)
    return write(service.take_turn, play, scenario, act, number=number, key=key, now=now)


def play_out(person: Person, choice_ids, mode: Mode = Mode.PRACTICE, *, now=NOW) -> Play:
    play = begin(person, mode, now=now)
    for number, choice_id in enumerate(choice_ids, 1):
        take(play, number, choice_id, now=now)
    return play


def in_threads(app, count: int, act) -> list:
    """What `act(i)` gave or raised, done at once in so many threads."""
    results: list = [None] * count
    start = threading.Barrier(count)

    def run(place: int) -> None:
        with app.app_context():
            start.wait()
            try:
                results[place] = act(place)
            except Exception as error:
                results[place] = error

    threads = [threading.Thread(target=run, args=(place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


# --- races ---


def test_of_two_answers_to_one_turn_only_one_is_taken(app, lin, stage):
    with app.app_context():
        play_id = begin(lin).id

    def say(place: int):
        return choose(play_id, place + 1, number=1, key=f"k{place}")

    results = in_threads(app, 2, say)
    assert sorted(type(result).__name__ for result in results) == ["Stale", "TurnOutcome"]
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Turn.id))) == 1


def test_an_impatient_finger_is_answered_the_same_and_counted_once(app, lin, stage):
    with app.app_context():
        play_id = begin(lin).id

    def say(_place: int):
        return choose(play_id, 1, number=1, key="same")

    results = in_threads(app, 4, say)
    assert sorted(results) == [service.TurnOutcome.KNOWN] * 3 + [service.TurnOutcome.TAKEN]
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Turn.id))) == 1


def test_two_tabs_begin_one_play(app, lin, stage):
    results = in_threads(app, 3, lambda _place: begin(lin, Mode.ASSESSMENT).public_id)

    assert len(set(results)) == 1
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Play.id))) == 1


def test_the_last_answer_and_the_clock_end_a_play_once(app, lin, stage):
    late = NOW + timedelta(minutes=6)
    with app.app_context():
        play = begin(lin, Mode.ASSESSMENT)
        take(play, 1, "sorry-first")
        play_id = play.id

    def end(place: int):
        if place:
            return write(service.end_if_run_out, play_id, now=late)
        return choose(play_id, 1, number=2, key="late", now=late)

    results = in_threads(app, 2, end)
    assert results in (
        [service.TurnOutcome.TOO_LATE, False],
        [results[0], True],
    )
    with app.app_context():
        assert [mark.score for mark in db.session.scalars(sa.select(Mark))] == [27]


# --- the job ---


def test_the_job_ends_plays_whose_clock_ran_out_and_no_others(app, lin, company, stage, at):
    zhou = company.person("zhou", "trainee")
    with app.app_context():
        run_out = begin(lin, Mode.ASSESSMENT, now=NOW - timedelta(minutes=7)).id
        running = begin(zhou, Mode.ASSESSMENT, now=NOW - timedelta(minutes=2)).id
        at(NOW)
        commands.end_run_out_plays()
        commands.end_run_out_plays()
        ended, going = (db.session.get_one(Play, number) for number in (run_out, running))

        assert (ended.ended_by, ended.ended_at) == ("clock", NOW - timedelta(minutes=1))
        assert going.ended_at is None
        assert len(db.session.scalars(sa.select(Mark)).all()) == 1


def test_the_job_runs_every_minute(app):
    assert job_service.handlers(app)["scenarios.end-expired"].every == 60
    assert jobs.handlers(app)


def test_a_play_that_has_not_run_out_is_left_alone(app, lin, stage):
    with app.app_context():
        play = begin(lin, Mode.ASSESSMENT)

        assert not write(service.end_if_run_out, play.id, now=NOW)


def test_a_play_of_too_many_turns_cannot_go_on(app, lin, stage, monkeypatch):
    monkeypatch.setattr(service.turns, "MOST_TURNS", 1)
    with app.app_context():
        play = begin(lin)
        take(play, 1, "sorry-first")

        with pytest.raises(Stale, match="从头再来"):
            take(play, 2, "send-back")


# --- what a request costs ---


def statements_of(app, act) -> int:
    with counted_queries(app) as statements:
        act()
    return len(statements)


def test_a_turn_and_its_page_cost_the_same_whatever_the_length_of_the_play(app, actor_of, lin):
    actor = actor_of(lin)
    page = actor.say(actor.begin(), "sorry-first")
    costs = []
    for _ in range(4):
        with counted_queries(app) as statements:
            page = actor.say(page, "ask-again")
        costs.append(len(statements))

    assert len(set(costs)) == 1
    assert costs[0] <= 24


def test_a_debrief_costs_the_same_whatever_the_length_of_the_play(app, lin, stage, browser_of):
    with app.app_context():
        short, long = (
            f"/plays/{play_out(lin, choice_ids).public_id}"
            for choice_ids in (FAILED, ("sorry-first", *["ask-again"] * 4, "send-back", "soon"))
        )
    browser = browser_of(lin)
    browser.open(short)

    assert statements_of(app, lambda: browser.open(short)) == statements_of(
        app, lambda: browser.open(long)
    )


def test_the_list_costs_the_same_for_many_plays(app, lin, stage, browser_of):
    browser = browser_of(lin)
    browser.open("/scenarios")
    few = statements_of(app, lambda: browser.open("/scenarios"))
    with app.app_context():
        for _ in range(5):
            play_out(lin, FAIR)

    assert statements_of(app, lambda: browser.open("/scenarios")) == few


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=365)])
def test_a_clock_that_went_back_gives_no_more_than_the_minutes_of_an_assessment(
    app, lin, stage, at, back
):
    with app.app_context():
        play = begin(lin, Mode.ASSESSMENT, now=NOW)
        longest = play.deadline - NOW
        for minute in (0, 1):
            at(NOW - back + timedelta(minutes=minute))
            commands.end_run_out_plays()
            db.session.expire_all()
            assert play.deadline == NOW - back + longest
        at(NOW - back + longest)
        commands.end_run_out_plays()
        db.session.expire_all()
        assert play.ended_by == "clock"


@pytest.mark.parametrize("back", [timedelta(seconds=2), timedelta(hours=1), timedelta(days=365)])
def test_a_play_reaches_its_end_though_the_clock_went_back(app, lin, stage, back):
    with app.app_context():
        play = begin(lin, Mode.ASSESSMENT, now=NOW)
        for number, choice_id in enumerate(BEST, 1):
            take(play, number, choice_id, now=NOW - back)
        assert (play.ended_by, play.ended_at) == ("ending", NOW)
        left = begin(lin, now=NOW)
        begin(lin, afresh=True, now=NOW - back)
        db.session.expire_all()
        assert (left.ended_by, left.ended_at) == ("left", NOW)


def test_a_small_step_back_leaves_an_assessment_alone(app, lin, stage, at):
    with app.app_context():
        play = begin(lin, Mode.ASSESSMENT, now=NOW)
        deadline = play.deadline
        at(NOW + timedelta(seconds=30))
        commands.end_run_out_plays()
        at(NOW + timedelta(seconds=10))
        commands.end_run_out_plays()
        db.session.expire_all()
        assert (play.deadline, play.ended_at) == (deadline, None)


def test_a_play_that_the_clock_ended_stays_ended_when_it_goes_back(app, lin, stage):
    with app.app_context():
        play = begin(lin, Mode.ASSESSMENT, now=NOW)
        assert write(service.end_if_run_out, play.id, now=NOW + timedelta(hours=1))
        with pytest.raises(Stale):
            take(play, 1, "sorry-first", now=NOW)


# --- what other features ask ---


def test_finished_plays_are_those_that_reached_an_ending_newest_first(app, lin, company, stage):
    zhou = company.person("zhou", "trainee")
    with app.app_context():
        play_out(lin, POOR)
        play_out(lin, BEST, Mode.ASSESSMENT, now=NOW + timedelta(hours=1))
        run_out = begin(lin, Mode.ASSESSMENT, now=NOW + timedelta(hours=2))
        write(service.end_if_run_out, run_out.id, now=NOW + timedelta(hours=3))
        begin(lin)
        begin(lin, afresh=True)

        found = queries.finished_plays(lin.id)
        assert [(play.scenario_id, play.mode, play.score, play.passed) for play in found] == [
            ("cold-kettle", Mode.ASSESSMENT, 100, True),
            ("cold-kettle", Mode.PRACTICE, 9, False),
        ]
        assert found[0].ended_at == NOW + timedelta(hours=1)
        by_person = queries.finished_plays_of([lin.id, zhou.id])
        assert by_person == {lin.id: found, zhou.id: []}


def test_the_best_result_of_a_mode_counts(app, lin, stage):
    with app.app_context():
        assert queries.best_result(lin.id, "cold-kettle", Mode.PRACTICE) is None
        play_out(lin, FAIR)
        play_out(lin, POOR)

        best = queries.best_result(lin.id, "cold-kettle", Mode.PRACTICE)
        assert (best.score, best.passed) == (72, True)
        assert queries.best_result(lin.id, "cold-kettle", Mode.ASSESSMENT) is None
        assert queries.best_result(lin.id, "unknown", Mode.PRACTICE) is None


def test_passed_assessments_of_many_people_are_read_at_once(app, lin, company, stage):
    zhou, wu = company.person("zhou", "trainee"), company.person("wu", "trainee")
    with app.app_context():
        play_out(lin, BEST, Mode.ASSESSMENT)
        play_out(lin, BEST)
        play_out(zhou, POOR, Mode.ASSESSMENT)

        found = queries.assessment_scores([lin.id, zhou.id, wu.id])
        assert found == {lin.id: {"cold-kettle": 100}, zhou.id: {}, wu.id: {}}


def test_the_latest_mark_of_a_play_counts(app, lin, stage):
    with app.app_context():
        play = play_out(lin, POOR)

        def mark_anew() -> None:
            first = db.session.scalars(sa.select(Mark)).one()
            db.session.add(
                Mark(
                    play_id=play.id,
                    number=2,
                    score=80,
                    points={**first.points, "total": [9, 11]},
                    passed=True,
                    engine="1",
                    reason="overruled",
                    at=NOW,
                )
            )

        write(mark_anew)
        best = queries.best_result(lin.id, "cold-kettle", Mode.PRACTICE)
        assert (best.score, best.passed) == (80, True)
        assert queries.stored_result(play).total.points == 9


def test_the_open_play_is_known(app, lin, stage):
    with app.app_context():
        assert queries.open_play(lin.id, "cold-kettle") is None
        play = begin(lin)

        assert queries.open_play(lin.id, "cold-kettle").public_id == play.public_id


def test_without_a_published_scenario_the_best_counts(app, lin, stage):
    with app.app_context():
        play_out(lin, FAIR)

        def archive() -> None:
            document = db.session.scalars(sa.select(Document).where(Document.kind == "scenario"))
            document.one().archived_at = NOW

        write(archive)
        assert queries.best_result(lin.id, "cold-kettle", Mode.PRACTICE).score == 72


def test_nobody_has_a_play_of_another(app, lin, company, stage):
    zhou = company.person("zhou", "trainee")
    with app.app_context():
        public_id = begin(lin).public_id

        with pytest.raises(NotFound):
            queries.own_play(zhou, public_id)


# --- the command ---


def test_scenarios_check_says_what_is_wrong_and_how_many(app, stage, tmp_path):
    good = stage.root / "quizzes" / "scenarios" / "cold-kettle.yaml"
    runner = app.test_cli_runner()
    fine = runner.invoke(args=["scenarios", "check", str(good)])
    *looks, count = fine.output.splitlines()
    assert (fine.exit_code, count) == (0, "1 scenarios, 0 with problems, 0 problems")
    assert looks
    assert all(look.startswith("* cold-kettle.yaml:") for look in looks)

    bad = tmp_path / "cold-kettle.yaml"
    bad.write_text(good.read_text(encoding="utf-8").replace("{to: quiet}", "{to: quit}"), "utf-8")
    wrong = runner.invoke(args=["scenarios", "check", str(bad)])
    assert wrong.exit_code == 1
    assert "cold-kettle.yaml:87: 没有叫“quit”的步骤" in wrong.output
    assert wrong.output.endswith("1 scenarios, 1 with problems, 1 problems\n")


def test_scenarios_check_takes_all_shipped_ones_by_itself(app):
    done = app.test_cli_runner().invoke(args=["scenarios", "check"])

    assert done.exit_code == 0, done.output
