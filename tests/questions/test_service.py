"""What people do about replies that were not understood: kept, decided, overruled, forgotten."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.errors import Invalid, Stale
from lms.library.models import Document
from lms.people.models import AuditEvent, Person
from lms.questions import queries, service
from lms.questions.domain.kept import Agreement, Capacity, Cause, Decision
from lms.questions.domain.replies import grade
from lms.questions.models import KeptReply, KeptReplyPerson
from tests.questions.sayings import criteria_of, shipped

NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
TYPED = "我这就把底单翻出来瞧瞧"
STEP = "promise"
CHECK = {"id": "check", "need": "required", "title": "核实", "phrases": ["去核实"]}
CRITERIA = criteria_of(json.dumps({"reply": {"elements": [CHECK]}}))


@pytest.fixture
def house(app, company):
    """People, and a document with a typed reply."""
    people = {login: company.person(login, role).id for login, role in PEOPLE.items()}
    with app.app_context():
        write(lambda: db.session.add(Document(kind="scenario", name="kettle", address="kettle")))
        yield House(people)


PEOPLE = {"lin": "trainee", "zhou": "trainee", "wang": "trainer", "chen": "mentor"}


class House:
    def __init__(self, people: dict[str, int]) -> None:
        self._people = people

    def person(self, login: str) -> Person:
        return db.session.get_one(Person, self._people[login])

    @property
    def document(self) -> Document:
        return db.session.scalars(sa.select(Document)).one()

    def keep(self, login: str, typed: str = TYPED, cause: Cause = Cause.UNMATCHED, day: int = 0):
        def act():
            now = NOW + timedelta(days=day)
            service.keep(self.document, STEP, typed, self.person(login), cause, now)

        write(act)

    def waiting(self) -> list[tuple[str | None, int, int]]:
        return [(it.text, it.times, it.people) for it in queries.undecided(self.document.id)]

    def decide(self, decision: Decision, element: str | None = None) -> None:
        def act():
            kept = db.session.scalars(sa.select(KeptReply)).one()
            service.decide(self.person("wang"), kept, decision, element=element, now=NOW)

        write(act)

    def rule(self, login: str, capacity: Capacity, *, ruled: bool, element: str = "check") -> None:
        def act():
            verdict = grade("我去核实", CRITERIA, shipped())
            names = {"element": element, "subject": self.person("lin")}
            service.rule(
                self.person(login), capacity, "turn/1", verdict, ruled=ruled, now=NOW, **names
            )

        write(act)


def test_replies_of_the_same_letters_are_counted_together(house):
    house.keep("lin")
    house.keep("lin", "我这就，把底单翻出来瞧瞧！", day=2)
    house.keep("zhou", "我這就把底單翻出來瞧瞧", day=1)

    assert house.waiting() == [(TYPED, 3, 2)]
    kept = queries.undecided(house.document.id)[0]
    assert (kept.first_at, kept.last_at) == (NOW, NOW + timedelta(days=2))


def test_contested_ones_come_first_then_what_most_people_type(house):
    house.keep("lin", "一个人说了两遍的话")
    house.keep("lin", "一个人说了两遍的话")
    house.keep("lin", "两个人说的话")
    house.keep("zhou", "两个人说的话")
    house.keep("zhou", "有人不服的话", Cause.CONTESTED)

    assert [text for text, *_ in house.waiting()] == [
        "有人不服的话",
        "两个人说的话",
        "一个人说了两遍的话",
    ]


def test_what_was_only_not_understood_may_be_contested_later(house):
    house.keep("lin")
    house.keep("zhou", cause=Cause.CONTESTED)
    house.keep("lin")

    assert queries.undecided(house.document.id)[0].cause == Cause.CONTESTED


@pytest.mark.parametrize("decision", [Decision.FORBIDDEN, Decision.BRANCH, Decision.NOTHING])
def test_what_is_decided_goes_off_the_list_and_is_written_down(house, decision):
    house.keep("lin")
    house.decide(decision)

    assert house.waiting() == []
    event = db.session.scalars(
        sa.select(AuditEvent).where(AuditEvent.kind == service.DECIDED)
    ).one()
    assert event.parameters == {"document": "scenario/kettle", "step": STEP}
    assert TYPED not in str(event.parameters)


def test_a_synonym_says_of_which_element(house):
    house.keep("lin")
    with pytest.raises(Invalid):
        house.decide(Decision.SYNONYM)
    with pytest.raises(Invalid):
        house.decide(Decision.FORBIDDEN, "check")
    house.decide(Decision.SYNONYM, "check")

    kept = db.session.scalars(sa.select(KeptReply)).one()
    assert (kept.decision, kept.element) == ("synonym", "check")


def test_a_reply_is_decided_about_once(house):
    house.keep("lin")
    house.decide(Decision.NOTHING)

    with pytest.raises(Stale):
        house.decide(Decision.FORBIDDEN)


def test_a_decision_stands_when_it_is_typed_again(house):
    house.keep("lin")
    house.decide(Decision.NOTHING)
    house.keep("zhou")

    assert house.waiting() == []


def test_an_overruled_grading_keeps_both_verdicts(house):
    house.rule("wang", Capacity.TRAINER, ruled=False)
    house.rule("chen", Capacity.MENTOR, ruled=True)

    both = {it.capacity: (it.rule, it.found, it.ruled) for it in queries.rulings("turn/1")}
    assert both == {"trainer": ("去核实", True, False), "mentor": ("去核实", True, True)}
    assert queries.agreement_by_rule(["去核实"]) == {"去核实": Agreement(same=1, other=1)}


def test_who_rules_again_corrects_the_ruling_before(house):
    house.rule("wang", Capacity.TRAINER, ruled=False)
    house.rule("wang", Capacity.TRAINER, ruled=True)

    assert [it.ruled for it in queries.rulings("turn/1")] == [True]
    events = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.kind == service.RULED)).all()
    assert len(events) == 2


def test_only_what_was_graded_can_be_ruled_over(house):
    with pytest.raises(Invalid):
        house.rule("wang", Capacity.TRAINER, ruled=True, element="nobody")


def test_whoever_is_forgotten_takes_their_words_along(house):
    house.keep("lin")
    house.keep("lin", "两个人说的话")
    house.keep("zhou", "两个人说的话")
    write(lambda: service.forget(house.person("lin")))

    assert [(text, people) for text, _, people in house.waiting()] == [("两个人说的话", 1)]
    assert not db.session.scalars(
        sa.select(KeptReplyPerson).where(KeptReplyPerson.person_id == house.person("lin").id)
    ).all()


def test_forgotten_words_come_back_only_when_somebody_types_them(house):
    house.keep("lin")
    write(lambda: service.forget(house.person("lin")))
    assert house.waiting() == []
    house.keep("zhou")

    assert house.waiting() == [(TYPED, 2, 1)]
