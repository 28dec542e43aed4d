"""Documents put before people, and authors of documents."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.errors import ConfigurationError, Invalid, Stale
from lms.library import kinds, queries, service
from lms.library.models import Assignment, Document, Revision
from tests.library.conftest import KIND, NoteKind, only

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)


@pytest.fixture
def documents(app, notes):
    for name in ("first", "second", "third"):
        notes.note(name)
    with only(app, NoteKind()):
        write(service.load, service.prepare(notes.root), (), now=NOW)
        yield db.session.scalars(sa.select(Document).order_by(Document.name)).all()


def test_what_is_assigned_comes_by_its_day(documents, company):
    lin = company.person("lin", "trainee")
    first, second, third = documents
    write(service.assign, lin, first, date(2026, 3, 9), "计划", now=NOW)
    write(service.assign, lin, second, None, "自选", now=NOW)
    write(service.assign, lin, third, date(2026, 3, 4), "计划", now=NOW)

    days = [assignment.due_on for assignment in queries.assigned(lin.id, KIND)]
    assert days == [date(2026, 3, 4), date(2026, 3, 9), None]
    assert queries.is_assigned(lin.id, first.id)


def test_assigning_again_changes_the_day_and_makes_no_second_one(documents, company):
    lin = company.person("lin", "trainee")
    for day, now in ((date(2026, 3, 9), NOW), (date(2026, 3, 10), LATER)):
        write(service.assign, lin, documents[0], day, "计划", now=now)
    rows = db.session.scalars(sa.select(Assignment)).all()

    assert [(row.due_on, row.assigned_at) for row in rows] == [(date(2026, 3, 10), NOW)]


def test_what_is_assigned_to_one_is_not_to_another(documents, company):
    lin, zhou = company.person("lin", "trainee"), company.person("zhou", "trainee")
    write(service.assign, lin, documents[0], None, "计划", now=NOW)

    assert not queries.is_assigned(zhou.id, documents[0].id)
    assert not queries.is_assigned(lin.id, documents[1].id)
    assert queries.assigned(zhou.id, KIND) == []


def test_a_reason_that_is_too_long_is_refused(documents, company):
    lin = company.person("lin", "trainee")
    with pytest.raises(Invalid):
        write(service.assign, lin, documents[0], None, "字" * 201, now=NOW)


def test_a_document_without_author_may_be_adopted_once(documents, company):
    wang, sun = company.person("wang", "trainer"), company.person("sun", "trainer")
    write(service.adopt, wang, documents[0])
    write(service.adopt, wang, documents[0])
    with pytest.raises(Stale):
        write(service.adopt, sun, documents[0])

    assert [document.name for document in queries.documents_of(wang)] == ["first"]


def test_a_revision_of_another_document_cannot_be_published(documents):
    first, second, _third = documents
    revision = queries.published(KIND, second.name).revision_id
    with pytest.raises(ValueError, match="is not one of"):
        write(_publish, first.id, revision)


def _publish(document_id: int, revision_id: int) -> None:
    document = db.session.get_one(Document, document_id)
    revision = db.session.get_one(Revision, revision_id)
    service.publish(document, revision, None, NOW)


def test_a_kind_that_nobody_registered_is_a_clear_error(documents):
    with pytest.raises(ConfigurationError, match="'song' is not registered"):
        kinds.of("song")


def test_a_kind_registered_twice_is_a_clear_error(app):
    with only(app, NoteKind()), pytest.raises(ConfigurationError, match="twice"):
        kinds.register(app, NoteKind())
