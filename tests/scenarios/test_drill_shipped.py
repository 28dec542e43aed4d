"""The shipped drills, played through their windows: well, badly, and until the time is up."""

import shutil
from datetime import datetime, timedelta
from itertools import cycle, islice

import pytest

from lms.config import ROOT
from lms.db import db, write
from lms.library import queries as library
from lms.library import service as publishing
from lms.people.models import Person
from lms.scenarios import queries, service
from lms.scenarios.content import DrillKind, ScenarioKind
from lms.scenarios.domain import (
    Act,
    ChoiceStep,
    Choose,
    EndedBy,
    Fill,
    Reply,
    ReplyStep,
    open_answers,
    paths,
    result,
    shown_choices,
    standing,
)
from lms.scenarios.domain.bots import Bot, bot_plays
from lms.scenarios.domain.drill import Drill, DrillResult, is_sound, window_result
from lms.scenarios.domain.fields import Demand, Picked, Written
from lms.scenarios.models import DrillRun, Play
from tests.scenarios.conftest import NOW

pytestmark = pytest.mark.parametrize("product", ["sqlite"], indirect=True)
DRILLS = {bundle.address: DrillKind().parse(bundle) for bundle in DrillKind().files(ROOT)}
SCENARIOS = {bundle.address: bundle for bundle in ScenarioKind().files(ROOT)}
TOLD = {  # in sentences, as a good agent would write them
    "short-items": "打包时漏了六个盖子，出库轻了 0.18 千克，系统标黄没有人复核。",
    "late-installation": "约好上午九点没有人上门，客户要求今天装好，误工的 300 元已转二线。",
    "invoice-tax-number": "第一张票的税号错了一位，要冲红重开，客户五点半关账前要收到。",
}
BRISK = 12  # seconds for each answer
PLAYS = 250  # of the one who rolls dice


class Agent:
    """Somebody who serves all windows by turns, always with the best answer."""

    def __init__(self, run: DrillRun, drill: Drill) -> None:
        self.plays = list(queries.plays_of(run))
        self.drill = drill
        self.now = NOW
        self.prefix = ""  # what slips into everything that is typed
        self.turns = 0

    def serve_all(self) -> None:
        """Answer whoever is there, one after the other, until everybody has gone."""
        for place in islice(cycle(range(len(self.plays))), 300):
            self.serve(place)

    def serve(self, place: int, after: int = BRISK) -> None:
        """Answer one customer, if she is there."""
        play = db.session.get_one(Play, self.plays[place].id)
        at = self.now + timedelta(seconds=after)
        if play.ended_at is None and play.started_at <= at:
            self.now = at
            self.turns += 1
            take(play, best(play, self.drill.windows[place].scenario, self.prefix), at, self.turns)


def take(play: Play, act: Act, now: datetime, number: int) -> None:
    scenario = queries.scenario_of(play).content
    turn = len(queries.talk(play, scenario).turns) + 1
    write(service.take_turn, play, scenario, act, number=turn, key=f"t{number}", now=now)


def best(play: Play, name: str, prefix: str) -> Act:
    """The answer after which most can still be had."""
    scenario = queries.scenario_of(play).content
    situation = standing(scenario, queries.talk(play, scenario).scenes)
    step = scenario.by_id[situation.step]
    if isinstance(step, ReplyStep):
        return Reply(prefix + step.model.zh_hans)
    if not isinstance(step, ChoiceStep):
        return Fill({field.id: right(field.demand, prefix + TOLD[name]) for field in step.fields})
    outlook = paths(scenario).outlook
    wanted = max(
        open_answers(step, situation), key=lambda it: outlook(situation.after(it)).before(it)
    )
    shown = shown_choices(scenario, situation, play.seed)
    return Choose([it.id for it in shown].index(wanted.id) + 1)


def right(demand: Demand, told: str) -> str:
    if isinstance(demand, Picked):
        return demand.right
    return demand.wanted[0] if isinstance(demand, Written) else told


@pytest.fixture(params=sorted(DRILLS))
def drill(request) -> Drill:
    return DRILLS[request.param]


@pytest.fixture
def run(app, company, tmp_path, drill):
    """The drill, just begun, within an application context."""
    person = company.person("lin", "trainee")
    for folder in ("courses", "quizzes/scenarios", "quizzes/drills"):
        (tmp_path / folder).mkdir(parents=True)
    media = "quizzes/scenarios/media"
    shutil.copytree(ROOT / media, tmp_path / media)
    names = [f"quizzes/scenarios/{window.scenario}.yaml" for window in drill.windows]
    for name in ("courses/competencies.yaml", "quizzes/lexicon.yaml", *names):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / f"quizzes/drills/{drill.id}.yaml", tmp_path / "quizzes/drills")
    with app.app_context():
        write(publishing.load, publishing.prepare(tmp_path), (), now=NOW)
        yield write(
            service.start_drill,
            db.session.get_one(Person, person.id),
            library.published("drill", drill.id),
            language="zh-Hans",
            key="k",
            afresh=False,
            is_preview=False,
            now=NOW,
        )


def test_whoever_serves_everybody_well_and_in_time_passes(run, drill):
    Agent(run, drill).serve_all()

    came = queries.drill_result(db.session.get_one(DrillRun, run.id))
    assert run.ended_by == EndedBy.ENDING
    assert (came.timeliness, came.clarity, came.is_sound) == (100, 100, True)
    assert came.score == came.quality
    assert came.quality >= 85  # the model replies lack some of what is merely better
    assert came.passed


def test_being_late_and_taking_one_for_another_cost_what_is_written(run, drill):
    agent = Agent(run, drill)
    agent.serve(0, after=drill.windows[0].first_reply + 1)
    others = [queries.scenario_of(play).content.case.customer for play in agent.plays]
    agent.prefix = f"{others[0].zh_hans}，"  # the first customer's name, whoever is spoken to
    agent.serve_all()

    came = queries.drill_result(db.session.get_one(DrillRun, run.id))
    typed = len(drill.windows[1:]) * 2  # a reply and a form in each of the other windows
    assert came.timely < came.asked
    assert came.mixed == typed
    assert {it.window for window in came.windows for it in window.mixed} == {1}
    assert came.clarity == max(0, 100 - drill.mix_up * typed)
    assert came.score == came.quality * came.timeliness * came.clarity // 100**2
    assert not came.passed


def test_whoever_lets_the_time_run_out_has_not_served_them(run, drill):
    agent = Agent(run, drill)
    agent.serve(0)
    over = run.deadline
    for play in agent.plays:
        write(service.end_if_run_out, play.id, now=over + timedelta(seconds=30))

    run = db.session.get_one(DrillRun, run.id)
    came = queries.drill_result(run)
    assert (run.ended_by, run.ended_at) == (EndedBy.CLOCK, over)
    assert [window.is_sound for window in came.windows] == [False] * len(drill.windows)
    assert came.timely == 1
    assert came.asked > len(drill.windows)
    assert not came.passed
    assert queries.run_out(over + timedelta(days=1)) == []


def test_nobody_passes_who_knows_nothing(product, drill):
    for bot in Bot:
        windows = [list(played(window.scenario, bot)) for window in drill.windows]
        luckiest = [max(some, key=lambda it: (it.is_sound, it.score)) for some in windows]
        assert not DrillResult(tuple(luckiest), drill.mix_up, drill.pass_mark).passed, bot


def played(name: str, bot: Bot):
    """What a bot comes to in a window that it always answers in time."""
    scenario = ScenarioKind().parse(SCENARIOS[name])
    for scenes in islice(bot_plays(scenario, bot), PLAYS):
        came = result(scenario, scenes)
        yield window_result(came.score, (), (), is_sound=is_sound(scenario, scenes, came))
