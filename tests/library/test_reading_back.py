"""What is kept of published documents: parsed once, HTML per language, old revisions."""

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.errors import NotFound
from lms.library import queries, service
from lms.library.models import Document, Rendering, Revision
from tests.library.conftest import KIND, load


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


def test_the_job_goes_on_past_a_text_that_no_longer_fits(kind, notes, app):
    notes.note("first")
    notes.note("second")
    load(notes)
    write(_age_html)
    write(_spoil, "first")
    broken = db.session.scalars(sa.select(Document).where(Document.name == "first")).one()
    broken_revision = broken.published_revision_id
    app.extensions["job_handlers"]["library.render-anew"].act()

    assert queries.stale_revisions() == [broken_revision]


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
