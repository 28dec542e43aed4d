"""What documents say of each other: ids, addresses and parts that must exist."""

from lms.library import queries
from lms.library.domain import Reference
from lms.library.service import Outcome
from tests.library.conftest import KIND, NoteKind, load, only, said


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
