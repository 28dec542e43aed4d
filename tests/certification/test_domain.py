"""Rules of certificates."""

from datetime import date

import pytest

from lms.certification.domain import (
    CourseRequirement,
    Facts,
    Gap,
    GatesRequirement,
    Issue,
    Programme,
    ScenarioRequirement,
    Status,
    last_valid_day,
    masked,
    missing,
    number,
    read_number,
    status,
    unprintable,
)
from lms.library.domain import Wording

COURSE = CourseRequirement("role-awareness")
SCENARIO = ScenarioRequirement("lost-parcel", 80)
GATES = GatesRequirement("onboarding", ("gate-1", "gate-2"))
PROGRAMME = Programme(
    id="service-representative",
    title=Wording("客服代表上岗证"),
    summary=Wording("能独立上岗"),
    prefix="KF",
    issue=Issue.AUTOMATIC,
    validity_months=24,
    competencies=("mindset",),
    requirements=(COURSE, SCENARIO, GATES),
)
EVERYTHING = Facts(
    courses=frozenset({"role-awareness"}),
    scores={"lost-parcel": 80},
    gates={"onboarding": frozenset({"gate-1", "gate-2", "gate-3"})},
)


def test_nothing_is_missing_when_everything_is_proved():
    assert missing(PROGRAMME, EVERYTHING) == ()


def test_everything_is_missing_on_the_first_day():
    gaps = missing(PROGRAMME, Facts())

    assert gaps == (Gap(COURSE), Gap(SCENARIO), Gap(GATES, gates=("gate-1", "gate-2")))


def test_a_score_just_below_is_a_gap_that_tells_the_score():
    facts = Facts(EVERYTHING.courses, {"lost-parcel": 79}, EVERYTHING.gates)

    assert missing(PROGRAMME, facts) == (Gap(SCENARIO, score=79),)


def test_gates_of_another_plan_do_not_count():
    facts = Facts(
        EVERYTHING.courses, EVERYTHING.scores, {"returner": frozenset({"gate-1", "gate-2"})}
    )

    assert missing(PROGRAMME, facts) == (Gap(GATES, gates=("gate-1", "gate-2")),)


def test_only_unsigned_gates_are_named():
    facts = Facts(EVERYTHING.courses, EVERYTHING.scores, {"onboarding": frozenset({"gate-2"})})

    assert missing(PROGRAMME, facts) == (Gap(GATES, gates=("gate-1",)),)


def test_numbers_are_written_with_prefix_year_and_six_digits():
    assert number("KF", 2026, 123) == "KF-2026-000123"


@pytest.mark.parametrize(
    "typed", ["kf-2026-000123", " KF－2026－000123 ", "KF—2026—000123", "KF - 2026 - 000123"]
)
def test_a_number_is_read_as_people_type_it(typed):
    assert read_number(typed) == "KF-2026-000123"


@pytest.mark.parametrize(
    "typed", ["", "KF-2026-123", "KF-26-000123", "<script>", "KF-2026-0001234", "000123"]
)
def test_what_is_no_number_is_not_read(typed):
    assert read_number(typed) is None


@pytest.mark.parametrize(
    ("issued", "months", "last"),
    [
        (date(2026, 11, 22), 24, date(2028, 11, 21)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),  # no 31 February: its last day
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 2, 28), 24, date(2028, 2, 27)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
    ],
)
def test_the_last_valid_day_is_the_day_before_the_same_date_months_later(issued, months, last):
    assert last_valid_day(issued, months) == last


@pytest.mark.parametrize(
    ("today", "last_act", "expected"),
    [
        (date(2028, 11, 21), None, Status.VALID),
        (date(2028, 11, 22), None, Status.EXPIRED),
        (date(2028, 11, 21), "revoked", Status.REVOKED),
        (date(2028, 11, 22), "revoked", Status.REVOKED),
        (date(2028, 11, 21), "reinstated", Status.VALID),
        (date(2028, 11, 22), "reinstated", Status.EXPIRED),
    ],
)
def test_status(today, last_act, expected):
    assert status(date(2028, 11, 21), last_act, today) is expected


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("林晓", "林*"),
        ("王小明", "王**"),
        ("欧阳修文", "欧阳**"),
        ("阿依古丽·买买提", "阿依******"),
        ("𬭎", "𬭎"),
        ("Lin Xiao", "L** X***"),
    ],
)
def test_strangers_see_only_part_of_a_name(name, shown):
    assert masked(name) == shown


def test_characters_without_glyph_are_named_once():
    assert unprintable("林㛃㛃 𬭎", {ord("林")}) == ("㛃", "𬭎")
