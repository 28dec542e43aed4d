"""Certificates whose evidence fell after they were issued are put before HR, and stay valid."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.certification import queries
from lms.certification.domain import (
    CourseRequirement,
    Issue,
    Programme,
    ScenarioRequirement,
    fallen,
)
from lms.certification.models import Certificate
from lms.db import db, write
from lms.library.domain import Wording
from lms.library.models import Document
from lms.people.models import Person
from lms.scenarios.models import Mark, Play, Regrading
from tests.certification.conftest import NOW, TODAY
from tests.conftest import counted_queries

LATER = NOW + timedelta(days=3)
WORDS = Wording("证书", "證書", "Certificate")
RULES = Programme(
    id="one",
    title=WORDS,
    summary=WORDS,
    prefix="KF",
    issue=Issue.AUTOMATIC,
    validity_months=24,
    competencies=(),
    requirements=(CourseRequirement("desk"), ScenarioRequirement("parcel", 80)),
)


@pytest.mark.parametrize(
    ("proved", "now", "count"),
    [
        ({"parcel": 80}, {"parcel": 80}, 0),
        ({"parcel": 80}, {"parcel": 79}, 1),
        ({"parcel": 80}, {}, 1),  # not passed any more
        ({"parcel": 80}, {"parcel": 90}, 0),
        ({}, {"parcel": 70}, 0),  # it never rested on that
    ],
)
def test_what_a_certificate_rests_on_has_fallen_when_it_is_below_what_is_asked(proved, now, count):
    assert len(fallen(RULES, proved, now)) == count


class Falls:
    """Assessments of people in the scenario that certificates ask for, and how they fall."""

    def __init__(self, app):
        self.app = app

    def play(self, person: Person, *scores: int, days: int = 0) -> None:
        """One assessment with these marks; from the second on each fell by agreement."""
        with self.app.app_context():
            write(self._play, person.id, scores, days)

    def _play(self, person_id: int, scores: tuple[int, ...], days: int) -> None:
        wanted = sa.select(Document).where(Document.name == "lost-parcel")
        document = db.session.scalars(wanted).one()
        begun = NOW - timedelta(days=9)
        play = Play(
            person_id=person_id,
            document_id=document.id,
            revision_id=document.published_revision_id,
            mode="assessment",
            language="zh-Hans",
            seed=0,
            is_preview=False,
            key=str(scores),
            started_at=begun,
            ended_at=begun,
            ended_by="ending",
        )
        db.session.add(play)
        db.session.flush()
        second = db.session.scalars(sa.select(Person).where(Person.login == "hr")).one()
        at = LATER + timedelta(days=days)
        facts = {"points": {}, "engine": "1", "reason": "x", "at": begun}
        for number, score in enumerate(scores, 1):
            made = Mark(play_id=play.id, number=number, score=score, passed=score >= 60, **facts)
            db.session.add(made)
            if number > 1:
                db.session.add(_fall(play, number, scores[number - 2], score, second, at))


def _fall(play: Play, number: int, was: int, score: int, second: Person, at) -> Regrading:
    return Regrading(
        play=play,
        cause=f"dispute/{number}",
        changes={},
        verdicts={},
        move="falls",
        was=was,
        score=score,
        passes=score >= 60,
        state="counted",
        mark_number=number,
        at=at,
        settled_by_id=second.id,
        settled_at=at,
        words="核对过",
    )


@pytest.fixture
def falls(shipped, company):
    company.person("hr", "hr")
    return Falls(shipped)


def listed(app, login: str = "hr") -> list[tuple[str, int | None]]:
    with app.app_context():
        hr = db.session.scalars(sa.select(Person).where(Person.login == login)).one()
        found = queries.fallen_certificates(hr, TODAY)
        return [(one.certificate.person.login, one.score) for one in found]


def test_a_mark_that_fell_below_is_put_before_hr_and_the_certificate_stays(
    shipped, falls, office, company, browser_of
):
    lin = company.person("lin", "trainee")
    number = office.issue(lin)
    falls.play(lin, 91, 71)

    assert listed(shipped) == [("lin", 71)]
    hr = browser_of(company.person("other", "hr"))
    found = hr.open("/").find("#fallen")
    assert "现在 71 分，要求 80 分" in found.get_text()
    assert found.find("a")["href"] == f"/certificates/{number}"
    with shipped.app_context():
        assert db.session.scalars(sa.select(Certificate)).one().last_act is None


def test_what_still_suffices_or_fell_before_the_certificate_is_not_listed(
    shipped, falls, office, company
):
    high, again, before = (company.person(name, "trainee") for name in ("a1", "b1", "c1"))
    for person in (high, again, before):
        office.issue(person)
    falls.play(high, 95, 85)
    falls.play(again, 91, 70)
    falls.play(again, 88)
    falls.play(before, 91, 70, days=-4)

    assert not listed(shipped)


def test_it_is_listed_for_those_who_may_see_it_only_and_never_for_oneself(
    shipped, falls, office, company
):
    both = company.person("both", "trainee", "hr")
    company.department("夜班")
    night = company.person("night", "hr")
    company.narrow(night, "夜班")
    company.person("chen", "mentor")
    office.issue(both)
    falls.play(both, 91, 71)

    assert [len(listed(shipped, who)) for who in ("hr", "both", "night", "chen")] == [1, 0, 0, 0]


def test_many_ask_no_more_than_one(shipped, falls, office, company):
    counts = []
    for logins in (["lin"], ["more1", "more2", "more3"]):
        for login in logins:
            person = company.person(login, "trainee")
            office.issue(person)
            falls.play(person, 91, 71)
        with counted_queries(shipped) as asked:
            found = listed(shipped)
        counts.append(len(asked))

    assert len(found) == 4
    assert counts[0] == counts[1]
