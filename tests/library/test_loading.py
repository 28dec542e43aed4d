"""From files to published revisions: all problems at once, the good ones live, nothing twice."""

import json
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.errors import NotFound
from lms.library import queries, service
from lms.library.domain import Bundle, Origin, Reference
from lms.library.models import Document, DocumentAuthor, Rendering, Revision
from lms.library.service import LoadReport, Outcome
from lms.people.models import AuditEvent
from tests.library.conftest import KIND, NoteKind, Notes, only

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def kind(app):
    with only(app, NoteKind()) as kind:
        yield kind


def load(notes: Notes, *authors) -> LoadReport:
    return write(service.load, service.prepare(notes.root), authors, now=NOW)


def said(report: LoadReport) -> list[str]:
    return [str(problem) for problem in report.problems]


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


def test_a_reference_to_nothing_is_told_at_its_line(kind, notes):
    notes.note("second", "after: firts")

    assert said(load(notes)) == [
        "courses/notes/second.yaml:3: 没有 note“firts”；请检查 id，或者先写好它。"
    ]
    assert queries.published(KIND, "second") is None


def test_a_reference_to_a_part_that_is_not_there_is_told(kind, notes):
    notes.note("first", "body: opening")
    notes.note("second", "after: first", "section: opening")
    notes.note("third", "after: first", "section: ending")
    report = load(notes)

    assert report.outcomes == {"note/first": Outcome.ADDED, "note/second": Outcome.ADDED}
    assert said(report) == ["courses/notes/third.yaml:4: note“first”里没有“ending”；请检查 id。"]


def test_a_document_that_is_not_there_is_told_once_however_often_it_is_named(app, notes):
    class Chatty(NoteKind):
        def references(self, parsed):
            return [Reference(KIND, "gone", part) for part in ("opening", "ending")]

    with only(app, Chatty()):
        notes.note("first", "body: ending")

        assert said(load(notes)) == [
            "courses/notes/first.yaml:1: 没有 note“gone”；请检查 id，或者先写好它。"
        ]


def test_what_refers_to_something_broken_waits_for_it(kind, notes):
    notes.note("first", "oops: 1")
    notes.note("second", "after: first")
    notes.note("third", "after: second")
    notes.note("fourth", "after: first", "waits: false")
    report = load(notes)

    assert report.outcomes == {"note/fourth": Outcome.ADDED}
    assert said(report)[1:] == [
        "courses/notes/second.yaml:3: note“first”还有错；改好它以后，这里才能发布。",
        "courses/notes/third.yaml:3: note“second”还有错；改好它以后，这里才能发布。",
    ]


def test_what_refers_to_something_live_is_published_though_its_file_is_broken_now(kind, notes):
    notes.note("first")
    load(notes)
    notes.note("first", "oops: 1")
    notes.note("second", "after: first")

    assert load(notes).outcomes == {"note/second": Outcome.ADDED}


def test_two_that_refer_to_each_other_are_published_together(kind, notes):
    notes.note("first", "after: second")
    notes.note("second", "after: first")

    assert load(notes).count(Outcome.ADDED) == 2


def test_an_id_used_twice_is_told(kind, notes):
    notes.note("first")
    notes.write("zz", "id: first\ntitle: 又一个\n")

    assert said(load(notes)) == [
        "courses/notes/zz.yaml:1: id“first”已经用在 courses/notes/first.yaml；请换一个。"
    ]


class ByFileName(NoteKind):
    def parse(self, bundle):
        self.at = bundle.address
        return super().parse(bundle)

    def meta(self, parsed):
        meta = super().meta(parsed)
        return type(meta)(meta.name, "the-same", meta.title)


def test_an_address_used_twice_is_told(app, notes):
    with only(app, ByFileName()):
        notes.note("first")
        notes.note("second")

        assert said(load(notes)) == [
            (
                "courses/notes/second.yaml:1: "
                "地址“the-same”已经归 courses/notes/first.yaml；请给文件换个名字。"
            )
        ]


def test_an_id_that_changed_after_publication_is_refused(app, notes):
    with only(app, ByFileName()):
        file = notes.note("first")
        load(notes)
        file.write_text("id: renamed\ntitle: 标题\n", encoding="utf-8")
        report = load(notes)

        assert report.outcomes == {"note/renamed": Outcome.REFUSED}
        assert said(report) == [
            "courses/notes/first.yaml:1: 这个地址发布过“first”；id 发布以后不能改，请改回来。"
        ]
        assert queries.published(KIND, "first")


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


# HTML and what is kept


def test_html_is_kept_for_every_language(kind, notes):
    notes.write("first", "id: first\ntitle: {zh-Hans: 软件, en: Software}\nbody: 正文\n")
    load(notes)
    revision = queries.published(KIND, "first").revision_id
    rendered = kind.rendered

    assert queries.html(revision, "zh-Hans", "body") == "<p>软件: 正文</p>"
    assert queries.html(revision, "zh-Hant", "body") == "<p>軟體: 正文</p>"
    assert queries.html(revision, "en", "body") == "<p>Software: 正文</p>"
    assert kind.rendered == rendered


def test_html_of_an_earlier_renderer_is_made_anew(kind, notes, app):
    notes.note("first", "body: 正文")
    load(notes)
    write(_age_html)
    revision = queries.published(KIND, "first").revision_id

    assert queries.stale_revisions() == [revision]
    assert queries.html(revision, "zh-Hans", "body") == "<p>标题: 正文</p>"
    assert service.prepare(notes.root).sound[0].html is not None


def test_the_job_renders_anew_what_an_earlier_renderer_made(kind, notes, app):
    notes.note("first", "body: 正文")
    load(notes)
    write(_age_html)
    from_job = app.extensions["job_handlers"]["library.render-anew"].act
    from_job()

    assert queries.stale_revisions() == []
    assert db.session.scalars(
        sa.select(Rendering.html).where(Rendering.language == "en")
    ).one() == ("<p>标题: 正文</p>")


def _age_html() -> None:
    db.session.execute(sa.update(Rendering).values(renderer="older", html="<p>old</p>"))


def test_a_revision_is_parsed_once_in_a_process(kind, notes):
    notes.note("first")
    load(notes)
    queries.published(KIND, "first")
    parsed = kind.parsed
    for _ in range(3):
        queries.published(KIND, "first")
        queries.all_published(KIND)

    assert kind.parsed == parsed


def test_a_stored_text_that_no_longer_fits_is_left_out_and_the_others_stay(kind, notes):
    notes.note("first")
    notes.note("second")
    load(notes)
    write(_spoil, "first")

    assert [one.name for one in queries.all_published(KIND)] == ["second"]
    assert queries.published(KIND, "first") is None


def _spoil(name: str) -> None:
    document = db.session.scalars(sa.select(Document).where(Document.name == name)).one()
    revision = db.session.get_one(Revision, document.published_revision_id)
    revision.texts = {"courses/notes/first.yaml": "id: [\n"}
    revision.digest = "0" * 64


def test_an_unknown_revision_is_not_found(kind):
    with pytest.raises(NotFound):
        queries.at_revision(4711)


# Files


@pytest.mark.parametrize(
    "text",
    [
        "id: first\r\ntitle: 标题\r\n",
        "\ufeffid: first\ntitle: 标题",
        "id: first   \ntitle: 标题 # 注\n\n\n",
    ],
    ids=["windows", "byte order mark", "blanks"],
)
def test_export_writes_every_byte_as_it_was(kind, notes, tmp_path, text):
    file = notes.write("first", text)
    load(notes)
    target = tmp_path / "out"
    target.mkdir()
    report = service.export(target)

    assert report.written == ("courses/notes/first.yaml",)
    assert (target / "courses/notes/first.yaml").read_bytes() == file.read_bytes()


def test_export_overwrites_other_text_only_when_told(kind, notes):
    file = notes.note("first")
    load(notes)
    file.write_text("anders", encoding="utf-8")

    assert service.export(notes.root).left == ("courses/notes/first.yaml",)
    assert file.read_text(encoding="utf-8") == "anders"
    assert service.export(notes.root, overwrite=True).written == ("courses/notes/first.yaml",)
    assert service.export(notes.root).unchanged == ("courses/notes/first.yaml",)


@pytest.mark.parametrize("path", ["../x.yaml", "/etc/x.yaml", "courses/../../x.yaml", "lms/x.py"])
def test_export_never_leaves_the_folders_of_texts(kind, notes, path):
    notes.note("first")
    load(notes)
    write(_move, path)
    with pytest.raises(ValueError, match="no path"):
        service.export(notes.root)


def _move(path: str) -> None:
    revision = db.session.scalars(sa.select(Revision)).one()
    revision.texts = {path: "x"}


def test_a_file_that_is_not_utf_8_is_told_with_its_line(kind, notes):
    notes.note("first").write_bytes(b"id: first\ntitle: " + "标题".encode("gb18030"))

    assert said(load(notes)) == [
        "courses/notes/first.yaml:2: 这一行不是 UTF-8 文字；请用 UTF-8 编码保存。"
    ]


def test_a_file_that_is_too_large_is_told_without_reading_it(kind, notes):
    notes.note("first").write_bytes(b"#" * 300_000)

    assert said(load(notes)) == ["courses/notes/first.yaml:1: 文件太大；最多 256 KB。"]


def test_control_characters_are_told(kind, notes):
    notes.note("first", "body: a\u202eb")

    assert "U+202E" in said(load(notes))[0]


def test_files_that_editors_leave_behind_are_not_read(kind, notes):
    notes.write("._first", "\x00")

    assert load(notes).outcomes == {}


def test_check_needs_no_database(kind, notes):
    notes.note("first", "oops: 1")

    assert len(service.check(notes.root)) == 1


def test_texts_survive_in_both_databases(kind, notes):
    text = 'id: first\ntitle: 㛃𬭎𬀩·👍\nbody: "\\\\ \' 中文"\n'
    notes.write("first", text)
    load(notes)
    stored = db.session.scalars(sa.select(Revision.texts)).one()

    assert stored == {"courses/notes/first.yaml": text}
    assert json.dumps(stored)
