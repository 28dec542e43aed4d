"""What the databases find: the same on both, and the same as looking through the texts."""

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms import fulltext
from lms.db import db, write
from lms.fulltext import Query
from lms.fulltext.words import runs
from lms.people.models import Person

LETTERS = "客户投诉處理软件軟體𬭎㛃abcAB12é，· "
TEXTS = st.text(st.sampled_from(LETTERS), max_size=14)


@pytest.fixture
def keep(app, company):
    """`keep(texts)`: colleagues who are found by these texts; their ids in order."""
    people = [company.person(f"p{number}", "trainee").id for number in range(6)]

    def change(texts):
        rows = [
            {"id": id_, "words": fulltext.words_of("note", [text[:4]], [text])}
            for id_, text in zip(people, texts, strict=False)
        ]
        db.session.execute(sa.update(Person), rows)

    def keep(texts):
        with app.app_context():
            write(change, texts)
        return people

    return keep


def found(app, typed, kind="note"):
    with app.app_context():
        condition = fulltext.matches(Person.words, kind, Query.read(typed))
        return set(db.session.scalars(sa.select(Person.id).where(condition)))


def found_by_title(app, typed):
    with app.app_context():
        wanted = sa.select(Person.id)
        narrowed = fulltext.narrowed(wanted, Person.words, "note", Query.read(typed), in_title=True)
        return set(db.session.scalars(narrowed))


def contains(text, typed):
    """Whether a text is to be found, by looking through it."""
    stretches = runs(text)
    return all(
        any(
            s.startswith(term) if term.isascii() else term in s
            for s in stretches
            if s.isascii() == term.isascii()
        )
        for term in Query.read(typed).terms
    )


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(TEXTS, min_size=6, max_size=6), TEXTS, st.data())
def test_exactly_what_contains_the_terms_is_found(app, keep, texts, typed, data):
    source = data.draw(st.sampled_from(texts))
    part = source[len(source) // 3 :]
    people = keep(texts)
    for wanted in (typed, part):
        if Query.read(wanted).is_empty:
            continue
        expected = {id_ for id_, text in zip(people, texts, strict=True) if contains(text, wanted)}
        titled = {
            id_ for id_, text in zip(people, texts, strict=True) if contains(text[:4], wanted)
        }
        assert found(app, wanted) == expected, (wanted, texts)
        assert found_by_title(app, wanted) == titled, (wanted, texts)


def test_nothing_is_found_by_no_terms(app, keep):
    keep(["客户"] * 6)

    assert found(app, "··") == set()


def test_another_kind_is_another_matter(app, keep):
    keep(["客户"] * 6)

    assert found(app, "客户", "lesson") == set()


def test_what_is_no_longer_there_is_no_longer_found(app, keep):
    first, *_ = keep(["客户"] * 6)
    keep(["投诉"])

    assert first not in found(app, "客户")
    assert found(app, "投诉") == {first}


def test_somebody_without_words_is_not_found_and_breaks_nothing(app, keep):
    first, second, *_ = keep(["客户"] * 6)

    def forget():
        db.session.execute(sa.update(Person), [{"id": first, "words": None}])

    with app.app_context():
        write(forget)
    assert first not in found(app, "客户")
    assert second in found(app, "客户")


@pytest.mark.parametrize(
    "typed", ['"', "a*", "OR", "AND x", "NEAR(a b)", "a:b", "-a", "(", "'", "a & b", "!a", "\\"]
)
def test_what_the_databases_would_take_for_commands_is_text(app, keep, typed):
    keep(["客户"] * 6)

    assert isinstance(found(app, typed), set)


def test_a_long_text_is_found_to_its_end(app, keep):
    letters = "".join(chr(0x4E00 + number * 7 % 6_000) for number in range(12_000))
    first, *_ = keep([letters + "投诉再说办法"])

    assert found(app, "投诉再说办法") == {first}
    assert found(app, "再说投诉") == set()
