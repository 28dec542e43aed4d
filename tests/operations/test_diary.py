"""The story of the demo company, told for many a today: no day may go wrong."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lms.certification.domain import last_valid_day
from lms.library.domain import Bundle
from lms.onboarding.content.kind import PlanKind
from lms.onboarding.domain import LessonProof, ObservationProof, ScenarioProof, Template
from lms.operations.demo.acts import Certify, Decide, Observe, Part, Play, Read, Report, Sign
from lms.operations.demo.cast import TRAINEES
from lms.operations.demo.diary import Deed, story
from lms.operations.demo.times import Times, first_day
from lms.people.domain.pairs import MOST_APPRENTICES, Period, most_at_once
from tests.onboarding.examples import published

FILE = Path(__file__).parents[2] / "courses" / "plans" / "onboarding.yaml"
ZONE = ZoneInfo("Asia/Shanghai")
TODAYS = [
    date(2026, 11, 20),  # a Friday
    date(2026, 11, 22),  # a Sunday
    date(2026, 10, 4),  # in the National Day holiday
    date(2026, 10, 10),  # a Saturday that is worked
    date(2026, 2, 20),  # in the Spring Festival holiday
    date(2026, 3, 31),  # the end of a month, after a February of 16 working days
    date(2026, 8, 3),  # a Monday after a July of 23 working days
    date(2027, 1, 1),  # beyond the published calendar
    date(2028, 2, 29),  # a day that most years do not have
    *(date(2026, 1, 1) + timedelta(days=19 * n) for n in range(30)),
]
for_every_today = pytest.mark.parametrize("today", TODAYS, ids=str)


def template() -> Template:
    text = FILE.read_text(encoding="utf-8")
    return PlanKind().parse(Bundle("onboarding", {"courses/plans/onboarding.yaml": text}))


@cache
def times(today: date) -> Times:
    calendar = published()
    return Times(calendar, calendar.last_working_day(today), ZONE)


@cache
def told(today: date) -> list[Deed]:
    return story(TRAINEES, template(), times(today))


def acts(today: date, login: str) -> list:
    return [deed.act for deed in told(today) if deed.login == login]


def began(today: date, login: str) -> date:
    trainee = next(trainee for trainee in TRAINEES if trainee.login == login)
    return first_day(trainee.began, times(today))


@for_every_today
@pytest.mark.parametrize(("login", "number"), [("xiaolin", 23), ("xiaozhou", 1), ("qinyu", 3)])
def test_people_are_on_their_working_day_whenever_the_company_is_filled(today, login, number):
    assert published().number(began(today, login), today) == number


@for_every_today
def test_everything_happens_at_working_hours_of_working_days_before_the_current_one(today):
    for deed in told(today):
        local = deed.at.astimezone(ZONE)

        assert published().is_working(local.date()), deed
        assert 9 <= local.hour < 18, deed
        assert local.date() < times(today).worked, deed


@for_every_today
def test_gates_pass_when_all_their_evidence_is_there(today):
    plan = template()
    for trainee in TRAINEES:
        proved: set[str] = set()
        for act in acts(today, trainee.login):
            if isinstance(act, Decide) and not act.extension:
                lacking = {_name(plan.task(it)) for it in plan.gate(act.gate).evidence} - proved

                assert not lacking, (trainee.login, act.gate)
            proved.add(_proved(act))


def _proved(act: object) -> str:
    match act:
        case Read(name) | Sign(name) | Report(name) | Observe(name, True):
            return name
        case Play(name, "assessment", score):
            return f"passed {name}" if score.lowest >= 80 else ""
        case Play(name):
            return f"practised {name}"
    return ""


def _name(task) -> str:
    match task.proof:
        case ScenarioProof(name, mode):
            return f"passed {name}" if mode == "assessment" else f"practised {name}"
        case LessonProof(name) | ObservationProof(name):
            return name
    return task.id


@for_every_today
def test_no_mentor_has_too_many_apprentices(today):
    for mentor in {trainee.mentor for trainee in TRAINEES}:
        periods = [
            Period(began(today, it.login), _parted(today, it.login))
            for it in TRAINEES
            if it.mentor == mentor
        ]

        assert most_at_once(periods) <= MOST_APPRENTICES, mentor


def _parted(today: date, login: str) -> date | None:
    return next((act.last_day for act in acts(today, login) if hasattr(act, "last_day")), None)


@for_every_today
def test_certificates_are_expired_or_expire_soon_as_the_cast_says(today):
    left = {
        deed.login: (last_valid_day(deed.at.astimezone(ZONE).date(), 24) - today).days
        for deed in told(today)
        if isinstance(deed.act, Certify)
    }

    assert left["liangbin"] < 0
    assert 0 <= left["songjiayi"] <= 30
    assert 30 < left["pengtao"] <= 60
    assert 60 < left["yeqing"] <= 90
    assert len(left) == 8


@for_every_today
def test_the_first_gate_of_xiaolin_is_passed_and_nothing_of_hers_is_late(today):
    assert Decide("gate-1", 0) in acts(today, "xiaolin")


@for_every_today
def test_whoever_has_the_certificate_has_parted_from_the_mentor(today):
    for trainee in TRAINEES:
        of_trainee = acts(today, trainee.login)
        if Certify() in of_trainee:
            assert any(isinstance(act, Part) for act in of_trainee), trainee.login


def test_the_story_is_the_same_every_time():
    today = TODAYS[0]

    assert story(TRAINEES, template(), times(today)) == told(today)


@for_every_today
def test_nobody_does_two_things_at_once(today):
    for trainee in TRAINEES:
        instants = [deed.at for deed in told(today) if deed.login == trainee.login]

        assert len(set(instants)) == len(instants), trainee.login
