"""The learning plan of a quarter: proposed, agreed by two, done by its evidence alone."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.growth.domain import Goal, Quarter, Source
from lms.growth.models import LearningItem, LearningPlan
from lms.people.models import AuditEvent
from tests.conftest import counted_queries
from tests.growth.facts import NOW, TODAY, facts

MONDAY = date(2026, 3, 2)
FRAME = ("BEGIN", "PRAGMA")  # what stands around queries
BLOCK = "#learning"


def goal(source=Source.PRACTICE, item="lost", **points):
    return Goal(source=source, item=item, minutes=10, points=points or {"voice": 3})


@pytest.mark.parametrize(
    ("day", "quarter"),
    [("2026-01-01", 1), ("2026-03-31", 1), ("2026-04-01", 2), ("2026-12-31", 4)],
)
def test_a_year_has_four_quarters(day, quarter):
    assert Quarter.of(date.fromisoformat(day)) == Quarter(2026, quarter)


def test_a_goal_is_reached_by_a_fact_of_its_kind_since_the_plan_was_drawn_up():
    since = NOW - timedelta(days=10)

    assert goal().done_on(facts("p80@3=lost"), since) == TODAY - timedelta(days=3)
    assert goal().done_on(facts("p80@20=lost"), since) is None
    assert goal().done_on(facts("p80@3=other"), since) is None
    assert goal().done_on(facts("c80@3=lost"), since) is None


def test_an_assessment_is_practice_too_but_practice_is_no_assessment():
    assert goal().done_on(facts("a80@3=lost"), NOW - timedelta(days=10))
    assert goal(Source.ASSESSMENT).done_on(facts("p80@3=lost"), NOW - timedelta(days=10)) is None


def test_a_goal_of_two_competencies_is_reached_with_the_last_of_them():
    both = goal(voice=3, skills=0)
    one = facts("p80@3=lost")

    assert both.done_on(one, NOW - timedelta(days=10)) is None
    assert both.done_on([*one, *facts("p80@1=lost", "skills")], NOW - timedelta(days=10)) == (
        TODAY - timedelta(days=1)
    )


def test_any_observation_of_the_competency_reaches_it():
    seen = goal(Source.OBSERVATION, "voice")

    assert seen.done_on(facts("o0@1"), NOW - timedelta(days=10)) == TODAY - timedelta(days=1)
    assert seen.done_on(facts("o100@1", "skills"), NOW - timedelta(days=10)) is None


class Pair:
    """A mentor and an apprentice, each at the page of the apprentice's growth."""

    def __init__(self, kit, browser_of) -> None:
        self.kit, self.chen = kit, kit.mentor()
        self.lin = kit.trainee(mentor=self.chen)
        kit.go(MONDAY)
        self.own, self.mentors = browser_of(self.lin), browser_of(self.chen)
        self.address = f"/people/{self.lin.public_id}/growth"
        self.create = f"{self.address}/learning-plans"

    def seen(self) -> dict[str, str]:
        """What the form of the proposals sends."""
        fields = self.own.open("/growth").all(f"{BLOCK} form input")
        return {one["name"]: one["value"] for one in fields if one["name"] != "csrf_token"}

    def agreement(self) -> str:
        return f"/growth/learning-plans/{self.plan().public_id}/agreement"

    def plan(self) -> LearningPlan:
        with self.kit.app.app_context():
            return db.session.scalars(sa.select(LearningPlan)).one()

    def count(self, table) -> int:
        with self.kit.app.app_context():
            return db.session.scalar(sa.select(sa.func.count(table.id)))

    def events(self) -> list[str]:
        with self.kit.app.app_context():
            kinds = sa.select(AuditEvent.kind).where(AuditEvent.kind.like("learning-plan%"))
            return list(db.session.scalars(kinds.order_by(AuditEvent.id)))


@pytest.fixture
def two(kit, browser_of):
    return Pair(kit, browser_of)


def test_what_is_proposed_becomes_the_plan_once_both_have_agreed(two):
    two.own.post(two.create, two.seen())

    assert "等师父同意" in two.own.open("/growth").find(BLOCK).get_text()
    assert len(two.own.open("/growth").all(f"{BLOCK} ol > li")) == two.count(LearningItem) == 3
    assert "定了这一季的学习计划" in two.mentors.open("/messages").text

    page = two.mentors.open(two.address)
    two.mentors.submit(page, f"{BLOCK} form")

    assert two.plan().is_in_force
    assert two.plan().mentor_id == two.chen.id
    for browser, address in ((two.own, "/growth"), (two.mentors, two.address)):
        block = browser.open(address).find(BLOCK)
        assert "两人都同意了" in block.get_text()
        assert not block.select("form")
    assert two.events() == ["learning-plan.drawn-up", "learning-plan.agreed"]


def test_the_mentor_may_be_the_first(two):
    two.mentors.post(two.create, two.seen())

    assert two.plan().mentor_id == two.chen.id
    assert two.plan().person_at is None
    assert "等本人同意" in two.own.open("/growth").find(BLOCK).get_text()


def test_the_same_again_changes_nothing(two):
    seen = two.seen()
    for _ in range(2):
        two.own.post(two.create, seen)
    for _ in range(2):
        two.mentors.post(two.agreement(), {"version": "1"})

    assert (two.count(LearningPlan), two.count(LearningItem)) == (1, 3)
    assert two.events() == ["learning-plan.drawn-up", "learning-plan.agreed"]


def test_the_same_proposals_sent_by_the_other_are_an_agreement(two):
    seen = two.seen()
    two.own.post(two.create, seen)
    two.mentors.post(two.create, seen)

    assert two.plan().is_in_force


def test_other_proposals_than_those_that_were_shown_are_refused(two):
    two.own.post(two.create, {**two.seen(), "seen": "check:made-up"}, status=409)

    assert two.count(LearningPlan) == 0


def test_a_plan_that_both_have_not_agreed_to_can_be_drawn_up_anew(two):
    two.own.post(two.create, two.seen())
    two.kit.observe(two.lin, MONDAY, "voice")
    two.kit.play(two.lin, MONDAY, score=100)
    first = two.plan()
    with two.kit.app.app_context():
        write(lambda: db.session.execute(sa.update(LearningItem).values(item="gone")))
    two.mentors.post(two.create, {"post": first.post, "seen": two.seen()["seen"]})

    assert (two.plan().version, two.count(LearningItem)) == (2, 3)
    assert two.plan().person_at is None
    two.own.post(two.agreement(), {"version": "1"}, status=409)


def test_one_is_done_when_its_evidence_says_so_and_never_by_hand(two):
    two.own.post(two.create, two.seen())
    seen = {"source": "observation", "item": "voice", "points": {"voice": 5}}
    first = sa.update(LearningItem).where(LearningItem.number == 1).values(**seen)
    with two.kit.app.app_context():
        write(lambda: db.session.execute(first))
    before = two.own.open("/growth").find(BLOCK).get_text()
    two.kit.observe(two.lin, MONDAY, "voice")
    two.kit.go(MONDAY, hour=18)
    after = two.own.open("/growth").find(BLOCK).get_text()

    assert (before.count("还没做到"), after.count("还没做到")) == (3, 2)
    assert "2026年3月2日做到" in after
    assert "2026年3月2日做到" in two.own.open("/growth/file").find(BLOCK).get_text()


def test_the_next_quarter_has_a_plan_of_its_own(two, browser_of):
    two.own.post(two.create, two.seen())
    two.kit.go(date(2026, 4, 1))
    two.own = browser_of(two.lin)
    two.own.post(two.create, two.seen())

    assert two.count(LearningPlan) == 2
    rows = two.own.open("/growth/file").all(f"{BLOCK} tbody tr")
    assert [row.find("th").get_text()[:11] for row in rows[::3]] == [
        "2026 年第 1 季",
        "2026 年第 2 季",
    ]


def test_nobody_else_has_a_say(two, browser_of):
    seen = two.seen()
    hr = browser_of(two.kit.company.person("hr", "hr"))
    other = browser_of(two.kit.mentor("zhou"))

    hr.post(two.create, seen, status=403)
    other.post(two.create, seen, status=404)
    two.own.post(two.create, seen)
    hr.post(two.agreement(), {"version": "1"}, status=403)
    other.post(two.agreement(), {"version": "1"}, status=404)
    page = hr.open(two.address)
    assert not page.all(f"{BLOCK} form")
    assert page.find(BLOCK)


def test_a_plan_costs_as_few_queries_as_none(two):
    two.own.post(two.create, two.seen())
    two.mentors.post(two.agreement(), {"version": "1"})
    for browser, below in ((two.own, "/growth"), (two.mentors, two.address)):
        for address in (below, f"{below}/file"):
            browser.open(address)
            with counted_queries(two.kit.app) as statements:
                browser.open(address)
            assert len([one for one in statements if not one.startswith(FRAME)]) <= 25
