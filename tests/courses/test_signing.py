"""Lessons that are signed: who signed what, what reopens a signature, what counts until then."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from lms.courses import queries
from lms.courses.domain import (
    Change,
    Requirement,
    Signature,
    State,
    changes,
    demanded_since,
    digests,
    last_changes,
    progress,
)
from lms.courses.models import LessonSignature
from lms.db import db
from lms.library.domain import Wording
from lms.people.models import AuditEvent
from tests.courses.conftest import LESSON
from tests.courses.lessons import lesson, section
from tests.courses.test_content import parse, problems
from tests.courses.test_domain import ALL_READ
from tests.courses.test_reading import RIGHT_ORDER, finish
from tests.courses.test_revisions import MATERIAL, NEW_WORDS
from tests.courses.texts import LESSON as TEXT
from tests.courses.texts import LESSON_EN

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
MUST_SIGN = ("material: false", "material: false\nmust_sign: true")
SIGN = "#declaration form"


@pytest.fixture
def rules(desk):
    """The lesson is one that has to be signed."""
    desk.change("01-first", MUST_SIGN)
    return desk


def rows(app) -> list[LessonSignature]:
    with app.app_context():
        return list(db.session.scalars(sa.select(LessonSignature)))


def state(number: int, words: dict[str, str], *, material: bool = True, sign: bool = True) -> State:
    return State(number, NOON + timedelta(days=number), material, sign, words)


# Rules


def test_a_lesson_to_be_signed_is_not_complete_before():
    asked = lesson(section("a"), section("b"), section("c"), must_sign=True)
    found = progress(asked, ALL_READ, [])

    assert [part.requirement for part in found.missing] == [Requirement.SIGNATURE]
    assert found.anchor == "declaration"
    assert progress(asked, ALL_READ, [], is_signed=True).is_complete


def test_a_signature_falls_with_a_material_change_of_the_words_that_were_signed():
    old = dict.fromkeys(("zh-Hans", "zh-Hant", "en"), "a")
    new = {**old, "en": "b"}
    changed = last_changes([state(1, old), state(2, new)])

    assert not Signature(NOON, 1, 1, "en").stands(changed)
    assert Signature(NOON, 1, 1, "zh-Hans").stands(changed)
    assert Signature(NOON, 2, 2, "en").stands(changed)


def test_a_signature_outlives_small_changes_and_what_was_material_before_it():
    words = [dict.fromkeys(("zh-Hans", "zh-Hant", "en"), text) for text in "abc"]
    states = [state(1, words[0]), state(2, words[1]), state(3, words[2], material=False)]

    assert Signature(NOON, 2, 2, "en").stands(last_changes(states))


def test_signing_is_asked_since_it_was_asked_without_a_break():
    words = dict.fromkeys(("zh-Hans", "zh-Hant", "en"), "a")
    states = [state(n, words, sign=n != 2) for n in (1, 2, 3, 4)]

    assert demanded_since(states) == NOON + timedelta(days=3)


def test_questions_are_no_part_of_what_is_signed():
    before, after = lesson(section("a", "q1")), lesson(section("a", "q2"))

    assert digests(before) == digests(after)


def test_what_has_changed_is_told_part_by_part():
    before = lesson(section("a"), section("b"))
    other = replace(before.sections[0], title=Wording("改了名"))
    after = replace(before, sections=(other, section("c")), summary=Wording("另一句"))
    found = [(one.change, one.section) for one in changes(before, after, "zh-Hans", "zh-Hans")]

    assert found == [
        (Change.CHANGED, ""),
        (Change.CHANGED, "a"),
        (Change.NEW, "c"),
        (Change.GONE, ""),
    ]


# Pages


def test_a_lesson_says_when_it_can_be_signed(rules, lin):
    assert "还有 3 节没读完" in lin.open().find("#declaration").get_text()
    assert not lin.open().all(SIGN)


def test_signing_completes_the_lesson_and_is_kept_with_its_words(rules, lin, app):
    finish(lin)
    assert lin.completed() == set()

    page = lin.browser.submit(lin.open(), SIGN)
    (row,) = rows(app)

    assert lin.completed() == {"desk/first"}
    assert "您已签字" in page.find("#declaration").get_text()
    assert (row.person_id, row.language, len(row.digest)) == (lin.person.id, "zh-Hans", 64)
    assert (
        row.at
        == lin.asks(lambda person: queries.completed_lessons(person.id))["desk/first"].completed_at
    )
    with app.app_context():
        event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.kind == "lesson.signed"))
        assert event.one().parameters["digest"] == row.digest


def test_the_same_press_twice_signs_once(rules, lin, app):
    finish(lin)
    fields = lin.open().form(SIGN)
    for _ in range(2):
        lin.browser.post(f"{LESSON}/signatures", fields)

    assert len(rows(app)) == 1


def test_words_that_changed_under_the_readers_eyes_are_not_signed(rules, lin, app):
    finish(lin)
    page = lin.open()
    rules.change("01-first", NEW_WORDS)
    refused = lin.browser.submit(page, SIGN, 409)

    assert "刚刚改过" in refused.text
    assert rows(app) == []


def test_nothing_is_signed_unread_or_where_nothing_is_to_be_signed(rules, lin, app):
    with app.app_context():
        (demand,) = queries.demands().values()
        digest = digests(demand.lesson.content)["zh-Hans"]
    facts = {"language": "zh-Hans", "digest": digest}

    lin.browser.post(f"{LESSON}/signatures", facts, 409)
    lin.browser.post(f"{LESSON}/signatures", {**facts, "language": "tlh"}, 409)
    lin.browser.post("/courses/desk/second/signatures", facts, 404)
    assert rows(app) == []


def test_a_material_change_reopens_it_for_those_who_signed_other_words(rules, lin, reader_of):
    amy = reader_of("amy", "trainee", language="en-GB")
    finish(lin)
    lin.browser.submit(lin.open(), SIGN)
    for one in ("one", "two", "three"):
        amy.wait(60)
        amy.read(one)
    amy.answer("q-single", "Say it clearly")
    amy.order("q-order", "Greet first", "Then ask", "Thank last")
    amy.browser.submit(amy.open(), SIGN)
    rules.change("01-first", MATERIAL, ("Text three.", "Text three, changed."))

    assert lin.completed() == {"desk/first"}
    assert amy.completed() == set()
    assert "您已签字" in lin.open().find("#declaration").get_text()
    told = amy.open().find("#declaration .note")
    assert [link["href"] for link in told.find_all("a")] == ["#three"]


def test_whose_words_changed_does_all_of_it_again(rules, lin):
    finish(lin)
    lin.browser.submit(lin.open(), SIGN)
    rules.change("01-first", MATERIAL, NEW_WORDS)
    for part in ("one", "two", "three"):
        lin.wait(60)
        lin.read(part)
    lin.browser.submit(lin.open(), SIGN)
    assert lin.completed() == set()

    page = lin.open()
    lin.wait(120)
    lin.answer("q-single", "说清楚", page=page)
    lin.order("q-order", *RIGHT_ORDER)
    assert lin.completed() == {"desk/first"}


def test_home_names_what_is_to_be_signed(rules, lin):
    finish(lin)
    shown = lin.open("/").find(".next-action")

    assert "只差您签字" in shown.get_text()
    assert shown.a["href"] == f"{LESSON}#declaration"


def test_home_names_what_was_signed_and_has_changed(rules, lin):
    finish(lin)
    lin.browser.submit(lin.open(), SIGN)
    assert not lin.open("/").all(".next-action a[href*=first]")
    rules.change("01-first", MATERIAL, NEW_WORDS)

    assert "有重要改动" in lin.open("/").find(".next-action").get_text()


def test_whoever_read_before_it_was_to_be_signed_signs_too(desk, lin):
    finish(lin)
    desk.change("01-first", MUST_SIGN)

    assert lin.completed() == set()
    lin.browser.submit(lin.open(), SIGN)
    assert lin.completed() == {"desk/first"}


def test_the_database_lets_no_signature_change(rules, lin, app):
    finish(lin)
    lin.browser.submit(lin.open(), SIGN)
    for statement in (
        "UPDATE lesson_signature SET language = 'en'",
        "DELETE FROM lesson_signature",
    ):
        with app.app_context(), pytest.raises(sa.exc.DBAPIError, match="append-only"):
            db.session.execute(sa.text(statement))


# Texts


def test_a_lesson_to_be_signed_says_so_in_every_language():
    def signed(text: str) -> str:
        return text.replace(*MUST_SIGN)

    assert parse(signed(TEXT), signed(LESSON_EN)).must_sign
    assert not parse().must_sign
    assert any("“must_sign”要和简体中文稿一样" in one for one in problems(signed(TEXT), LESSON_EN))


@pytest.mark.parametrize("value", ["maybe", "1", "[true]", '"yes"'])
def test_it_is_true_or_false(value):
    (problem,) = problems(TEXT.replace("material: false", f"material: false\nmust_sign: {value}"))

    assert problem.startswith("courses/desk/01-first.md:12: ")
    assert "must_sign" in problem
    assert "true" in problem


def test_a_section_cannot_be_called_like_the_declaration():
    assert "页面自己要用" in problems(TEXT.replace("{#three}", "{#declaration}"))[0]
