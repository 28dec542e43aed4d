"""What one may not read one does not find, and what is found is as it is published now."""

import pytest
import sqlalchemy as sa

from lms.db import db, editions, write
from lms.library import commands, queries
from lms.library import service as library
from lms.library.models import Document, Revision, SearchEntry
from lms.people.models import AccessLook, Person
from tests.courses.conftest import MORNING
from tests.search.conftest import addresses, sections, titles

CLOSED = ("open: true", "open: false")
WORDS = "第一课"  # the title of the first lesson


@pytest.fixture
def lin(company, browser_of):
    """A trainee, and what the browser of one shows."""
    person = company.person("lin", "trainee", name="林晓")
    return person, browser_of(person)


def test_an_open_course_is_found_by_everybody(desk, lin, search):
    assert addresses(search(lin[1], "正文三")) == [
        "/courses/desk/first#three", "/courses/desk/second#three",
    ]  # fmt: skip


def test_a_closed_course_is_not_found_until_it_is_assigned(desk, lin, company, browser_of, search):
    desk.change("course", CLOSED)
    person, browser = lin
    assert "没有找到" in search(browser, WORDS).text
    assert "没有找到" in search(browser, "desk").text

    trainer = browser_of(company.person("wang", "trainer"))
    assert addresses(search(trainer, WORDS))
    desk.assign(person, "course", "desk")
    assert addresses(search(browser, WORDS))


def test_an_assigned_lesson_of_a_closed_course_is_found_and_its_neighbours_are_not(
    desk, lin, search
):
    desk.change("course", CLOSED)
    person, browser = lin
    desk.assign(person, "lesson", "desk/first")
    found = addresses(search(browser, "课", **{"in": "lessons"})) + addresses(
        search(browser, WORDS)
    )

    assert found
    assert all(address.startswith("/courses/desk/first") for address in found)


def test_suggestions_never_tell_of_what_is_closed(desk, lin, search):
    desk.change("course", CLOSED)
    page = search(lin[1], f"{WORDS} 飞碟")

    assert not page.all(".suggestions a")


def test_what_was_changed_is_found_by_its_new_words_only(desk, lin, search):
    desk.change("01-first", (WORDS, "开场白"))

    assert addresses(search(lin[1], "开场白")) == ["/courses/desk/first"]
    assert "没有找到" in search(lin[1], WORDS).text


def test_a_revision_that_is_not_published_is_not_found(desk, lin, search):
    with desk.app.app_context():
        write(_add_draft)

    assert "没有找到" in search(lin[1], "尚未发布的话").text


def _add_draft() -> None:
    """A revision beside the published one, as a preview makes it."""
    document = db.session.scalars(sa.select(Document).where(Document.name == "desk/first")).one()
    live = db.session.get_one(Revision, document.published_revision_id)
    texts = {name: text.replace("课", "尚未发布的话") for name, text in live.texts.items()}
    db.session.add(
        Revision(
            document_id=document.id, number=99, digest="0" * 64, texts=texts, origin="studio",
            material=False, author_id=None, created_at=MORNING, published_at=None,
        )
    )  # fmt: skip


def test_an_archived_document_is_not_found(desk, lin, search):

    def archive() -> None:
        documents = sa.select(Document).where(Document.name == "desk/first")
        db.session.scalars(documents).one().archived_at = MORNING
        editions.move("library")

    with desk.app.app_context():
        write(archive)
    assert "/courses/desk/first" not in " ".join(addresses(search(lin[1], WORDS)))


def test_a_publication_that_fails_leaves_the_index_as_it_was(desk, lin, search):
    before = addresses(search(lin[1], WORDS))

    def fail() -> None:
        document = db.session.scalars(
            sa.select(Document).where(Document.name == "desk/first")
        ).one()
        library.keep_entries(document.published_revision_id, ())
        raise RuntimeError("in the middle")

    with desk.app.app_context(), pytest.raises(RuntimeError):
        write(fail)
    assert addresses(search(lin[1], WORDS)) == before != []


def test_what_lost_its_words_is_indexed_anew_by_the_job_and_by_a_load(desk, lin, search):
    for mend in (commands.index_anew, desk.publish):
        with desk.app.app_context():
            write(lambda: db.session.execute(sa.delete(SearchEntry)))
            assert len(queries.outdated()) == len(queries.searched()) > 1
        assert not addresses(search(lin[1], WORDS))
        with desk.app.app_context():
            mend()
            assert queries.outdated() == []
        assert addresses(search(lin[1], WORDS))


def test_trainees_search_no_people(shipped, lin, company, search):
    company.person("chen", "mentor", name="陈立")

    assert "people" not in sections(search(lin[1], "陈立"))
    assert "同事" not in lin[1].open("/search").text


def test_a_mentor_finds_own_apprentices_only(shipped, lin, company, browser_of, search):
    chen = company.person("chen", "mentor", name="陈立")
    company.person("linlin", "trainee", name="林琳")
    company.pair(chen, lin[0])

    assert titles(search(browser_of(chen), "lin", **{"in": "people"})) == ["林晓"]


def test_hr_of_a_department_finds_people_of_the_department_only(
    shipped, lin, company, browser_of, search
):
    company.person("linlin", "trainee", name="林琳", department="市场部")
    hr = company.person("zhao", "hr", name="赵静")
    company.narrow(hr, "市场部")

    assert titles(search(browser_of(hr), "林", **{"in": "people"})) == ["林琳"]


def test_people_shown_are_noted_without_what_was_typed(shipped, lin, company, browser_of, search):
    hr = company.person("zhao", "hr", name="赵静")
    search(browser_of(hr), "林晓")
    search(browser_of(hr), "查无此人")

    with shipped.app_context():
        look = db.session.scalars(sa.select(AccessLook)).one()
        assert (look.asker_id, look.what, look.scope) == (hr.id, "person.list", "all")
        assert look.detail == {"filter": "text", "count": 1, "purpose": "not stated"}
    assert "赵静打开了人员名单" in lin[1].open("/account/lists").text


@pytest.mark.parametrize("typed", ["KF-2026-000001", "kf－2026－000001", " kf-2026-000001 "])
def test_a_certificate_is_found_by_its_number(office, lin, search, typed):
    office.issue(lin[0])
    page = search(lin[1], typed)

    assert sections(page) == ["certificate"]
    assert "有效" in page.find("#found-certificate").get_text()
    assert lin[1].open(addresses(page)[0]).heading


def test_a_certificate_of_another_is_not_told_from_none(office, lin, company, browser_of, search):
    number = office.issue(lin[0])
    other = browser_of(company.person("zhou", "trainee", "trainer"))
    page, none = search(other, number), search(other, "KF-2026-000009")

    assert "没有找到" in page.text
    assert page.text.replace("000001", "") == none.text.replace("000009", "")


def test_a_look_at_a_certificate_found_is_noted(office, lin, company, browser_of, search):
    number = office.issue(lin[0])
    hr = company.person("zhao", "hr")
    search(browser_of(hr), number)

    with office.app.app_context():
        looks = db.session.scalars(sa.select(AccessLook).where(AccessLook.person_id.is_not(None)))
        assert [(look.asker_id, look.person_id, look.what) for look in looks] == [
            (hr.id, lin[0].id, "certificate.view")
        ]


def test_what_an_open_course_practises_is_found_by_everybody(shipped, lin, search):
    found = addresses(search(lin[1], "包裹", **{"in": "scenarios"}))

    assert {"/scenarios/lost-parcel", "/drills/two-at-once"} <= set(found)


def test_everything_is_rebuilt_by_a_command(desk, company, lin, browser_of, search):
    runner = desk.app.test_cli_runner()

    def forget() -> None:
        db.session.execute(sa.delete(SearchEntry))
        db.session.execute(sa.update(Person).values(words=None))

    with desk.app.app_context():
        write(forget)
    hr = browser_of(company.person("zhao", "hr"))
    assert not addresses(search(hr, WORDS))
    answer = runner.invoke(args=["search", "rebuild"])

    assert answer.exit_code == 0, answer.output
    assert "人员 2 位" in answer.output
    assert addresses(search(hr, WORDS))
    assert titles(search(hr, "linxiao")) == ["林晓"]
