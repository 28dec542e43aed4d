"""Drafts: beside what is published, every save a version, nobody's words lost."""

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from lms.db import db, write
from lms.errors import NotFound, Stale
from lms.library import queries, service
from lms.library.models import Document, Draft, DraftVersion, Revision
from lms.library.packing import pack, unpack
from tests.library.conftest import KIND, NOW, load

TEXT = "id: first\ntitle: 第一份\nbody: 老话\n"


@pytest.fixture
def document(kind, notes):
    return filed(notes, TEXT)


def filed(notes, text):
    notes.write("first", text)
    load(notes)
    return db.session.scalars(sa.select(Document)).one()


@pytest.fixture
def wang(company):
    return company.person("wang", "trainer")


@pytest.fixture
def sun(company):
    return company.person("sun", "trainer")


def begun(document, actor):
    return write(service.begin, actor, document, NOW)


def saved(draft, actor, words, number):
    return write(service.save, actor, draft.texts[0], words, number, NOW)


def published(draft, actor):
    return write(service.publish_draft, actor, draft, service.examined(draft), NOW)


def body(name="first"):
    return queries.published(KIND, name).content.body


def test_a_draft_is_not_seen_until_it_is_published(document, wang):
    draft = begun(document, wang)
    saved(draft, wang, TEXT.replace("老话", "新话"), 0)

    assert body() == "老话"
    revision = published(draft, wang)

    assert body() == "新话"
    assert (revision.number, revision.origin, revision.author_id) == (2, "studio", wang.id)
    assert queries.open_draft(document) is None


def test_files_do_not_overwrite_what_was_published_here(document, notes, wang):
    draft = begun(document, wang)
    saved(draft, wang, TEXT.replace("老话", "新话"), 0)
    published(draft, wang)
    filed(notes, TEXT.replace("老话", "文件里的话"))

    assert body() == "新话"


def test_every_save_is_a_version_that_can_be_read_again(document, wang):
    draft = begun(document, wang)
    for number, words in enumerate(("一", "一二", "一二三")):
        saved(draft, wang, words, number)
    text = draft.texts[0]

    assert [queries.words_of_version(text, n) for n in range(4)] == [TEXT, "一", "一二", "一二三"]
    with pytest.raises(NotFound):
        queries.words_of_version(text, 4)


def test_the_same_words_again_are_not_another_version(document, wang):
    draft = begun(document, wang)
    for _again in range(2):
        saved(draft, wang, "一样", 0)

    assert draft.texts[0].number == 1
    assert db.session.scalar(sa.select(sa.func.count(DraftVersion.id))) == 1


def test_two_who_write_the_same_file_lose_nothing(document, wang, sun):
    draft = begun(document, wang)
    saved(draft, wang, "王的话", 0)
    with pytest.raises(service.Conflict) as told:
        saved(draft, sun, "孙的话", 0)

    assert (told.value.text.text, told.value.mine) == ("王的话", "孙的话")
    assert saved(draft, sun, "王和孙的话", 1).number == 2


def test_a_document_has_one_draft_at_a_time(document, wang, sun):
    assert begun(document, wang).id == begun(document, sun).id


def test_a_draft_in_which_nothing_was_written_follows_what_is_published(document, notes, wang):
    begun(document, wang)
    filed(notes, TEXT.replace("老话", "新文件"))

    assert "新文件" in begun(document, wang).texts[0].text
    assert db.session.scalar(sa.select(sa.func.count(Draft.id))) == 2


def test_what_was_published_meanwhile_is_looked_at_first(document, notes, wang):
    draft = begun(document, wang)
    saved(draft, wang, TEXT.replace("老话", "我的话"), 0)
    filed(notes, TEXT.replace("老话", "文件的话"))
    with pytest.raises(Stale):
        published(begun(document, wang), wang)
    assert body() == "文件的话"

    write(service.rebase, draft)
    published(draft, wang)

    assert body() == "我的话"


def test_nothing_new_is_not_published_and_a_closed_draft_is_closed(document, wang):
    draft = begun(document, wang)
    with pytest.raises(Stale):
        published(draft, wang)
    write(service.discard, draft, NOW)
    with pytest.raises(Stale):
        saved(draft, wang, "太晚", 0)

    assert db.session.scalar(sa.select(sa.func.count(Revision.id))) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("title: 没有号", "id"),
        (TEXT + "odd: 1\n", "odd"),
        (TEXT + "after: nobody\n", "nobody"),
        (TEXT.replace("first", "second"), "first"),
    ],
)
def test_what_is_wrong_is_told_and_what_is_live_stays(document, wang, words, told):
    draft = begun(document, wang)
    saved(draft, wang, words, 0)
    problems = service.problems_of(draft)

    assert problems
    assert any(told in str(problem) for problem in problems)
    assert body() == "老话"


@given(st.text(), st.text())
def test_a_packed_text_comes_back(text, base):
    assert unpack(pack(text, base), base) == text
