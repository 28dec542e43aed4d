"""From files to published revisions: the good ones live, nothing twice, nothing overwritten."""

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.library import queries, service
from lms.library.domain import Bundle, Origin
from lms.library.models import Document, DocumentAuthor, Revision
from lms.library.service import Outcome
from lms.people.models import AuditEvent
from tests.library.conftest import KIND, NOW, NoteKind, load, said


def test_a_new_document_is_published_as_its_first_revision(kind, notes):
    notes.note("first", "body: 正文")
    report = load(notes)

    assert report.outcomes == {"note/first": Outcome.ADDED}
    live = queries.published(KIND, "first")
    assert (live.number, live.name, live.address, live.content.body) == (
        1,
        "first",
        "first",
        "正文",
    )
    assert queries.published_at(KIND, "first") == live
    assert queries.published(KIND, "other") is None


def test_loading_again_changes_nothing(kind, notes):
    notes.note("first")
    load(notes)
    before = queries.published(KIND, "first").revision_id
    rendered = kind.rendered
    report = load(notes)

    assert report.outcomes == {"note/first": Outcome.UNCHANGED}
    assert queries.published(KIND, "first").revision_id == before
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Revision)) == 1
    assert kind.rendered == rendered


def test_a_changed_text_is_the_next_revision_and_the_old_one_stays(kind, notes):
    notes.note("first", "body: 旧")
    load(notes)
    old = queries.published(KIND, "first")
    notes.note("first", "body: 新", "material: true")
    report = load(notes)
    new = queries.published(KIND, "first")

    assert report.outcomes == {"note/first": Outcome.CHANGED}
    assert (new.number, new.content.body, new.document_id) == (2, "新", old.document_id)
    assert queries.at_revision(old.revision_id).content.body == "旧"
    assert db.session.get(Revision, new.revision_id).material


def test_going_back_to_an_earlier_text_is_a_revision_of_its_own(kind, notes):
    for body in ("一", "二", "一"):
        notes.note("first", f"body: {body}")
        load(notes)

    assert queries.published(KIND, "first").number == 3


def test_a_bad_document_does_not_stop_the_good_ones_and_its_old_text_stays_live(kind, notes):
    notes.note("bad", "body: 好的时候")
    load(notes)
    notes.note("bad", "boddy: x", "materal: true")
    notes.note("good")
    report = load(notes)

    assert report.outcomes == {"note/good": Outcome.ADDED}
    assert said(report) == [
        "courses/notes/bad.yaml:3: 不认识“boddy”，是不是“body”？",
        "courses/notes/bad.yaml:4: 不认识“materal”，是不是“material”？",
    ]
    assert queries.published(KIND, "bad").content.body == "好的时候"


def test_what_cannot_be_rendered_is_a_problem_too(kind, notes):
    notes.note("bad", "body: '![图](https://elsewhere.example/a.png)'")

    assert "图片只能用本站的" in said(load(notes))[0]
    assert queries.published(KIND, "bad") is None


def test_what_was_changed_elsewhere_is_left_and_said(kind, notes):
    notes.note("first", "body: 文件")
    load(notes)
    write(publish_from_studio, "id: first\ntitle: 标题\nbody: 系统里改的\n")
    notes.note("first", "body: 文件又改了")
    report = load(notes)

    assert report.outcomes == {"note/first": Outcome.KEPT}
    assert queries.published(KIND, "first").content.body == "系统里改的"


def test_files_equal_to_what_was_changed_elsewhere_are_unchanged(kind, notes):
    notes.note("first", "body: 文件")
    load(notes)
    text = "id: first\ntitle: 标题\nbody: 系统里改的\n"
    write(publish_from_studio, text)
    notes.write("first", text)

    assert load(notes).outcomes == {"note/first": Outcome.UNCHANGED}


def publish_from_studio(text: str) -> None:
    document = db.session.scalars(sa.select(Document).where(Document.name == "first")).one()
    findings = _examined(text)
    revision = service.new_revision(document, findings, Origin.STUDIO, None, NOW)
    service.publish(document, revision, None, NOW)


def _examined(text: str) -> service.Sound:
    from_kind = NoteKind()
    bundle = Bundle("first", {"courses/notes/first.yaml": text})
    content = from_kind.parse(bundle)
    return service.Sound(from_kind, bundle, content, from_kind.meta(content), None)


def test_authors_are_set_on_new_documents_only(kind, notes, company):
    wang, sun = company.person("wang", "trainer"), company.person("sun", "trainer")
    notes.note("first")
    load(notes, wang, sun)
    notes.note("first", "body: 新")
    load(notes, company.person("other", "trainer"))

    authors = db.session.scalars(sa.select(DocumentAuthor.person_id)).all()
    assert sorted(authors) == sorted([wang.id, sun.id])
    assert [document.name for document in queries.documents_of(wang)] == ["first"]


def test_publication_is_on_the_audit_trail(kind, notes):
    notes.note("first")
    load(notes)
    event = db.session.scalars(sa.select(AuditEvent)).one()

    assert event.kind == "document.published"
    assert event.parameters == {"document": "note/first", "number": 1}


def test_titles_for_the_trail_come_in_words(kind, notes):
    notes.note("first")
    load(notes)

    assert queries.titles(["note/first", "note/gone"]) == {
        "note/first": "标题",
        "note/gone": "gone",
    }


def test_nothing_is_written_when_one_of_the_writes_fails(kind, notes, monkeypatch):
    notes.note("first")
    notes.note("second")
    findings = service.prepare(notes.root)
    monkeypatch.setattr("lms.library.service.loading.keep_html", _fail_at_second())
    with pytest.raises(RuntimeError):
        write(service.load, findings, (), now=NOW)

    assert queries.all_published(KIND) == []
    assert db.session.scalars(sa.select(Document)).all() == []


def _fail_at_second():
    calls = []

    def keep_html(*_arguments) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("power cut")

    return keep_html
