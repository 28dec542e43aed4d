"""The small course of tests/courses with two authors."""

import pytest

from lms.db import db, write
from lms.library.models import Document, DocumentAuthor
from lms.library.queries import published
from tests.courses.conftest import clock, desk, lin, reader_of
from tests.pages import fields_of

__all__ = ["clock", "desk", "lin", "reader_of"]
LESSON = "/studio/drafts/lesson/desk/first"


class Author:
    """Somebody who writes the first lesson."""

    def __init__(self, reader) -> None:
        self.person, self.browser = reader.person, reader.browser

    def open(self, address=LESSON, status=200):
        return self.browser.open(address, status=status)

    def words(self, page=None):
        """What stands in the text of the page."""
        return (page or self.open()).find("#text").get_text()

    def save(self, words, page=None, status=200, headers=None):
        """Save words from a page that was opened earlier."""
        page = page or self.open()
        fields = fields_of(page.find("#writing"))
        fields |= {one["name"]: one["value"] for one in page.all("[form=writing][value]")}
        asked = {"headers": headers} if headers else {}
        return self.browser.post(LESSON, {**fields, "text": words}, status, **asked)

    def change(self, old, new, page=None, **asked):
        """Save the text with some words changed."""
        page = page or self.open()
        return self.save(self.words(page).replace(old, new), page, **asked)


@pytest.fixture
def author_of(reader_of):
    def make(login):
        reader = reader_of(login, "trainer")

        def adopt():
            number = published("lesson", "desk/first").document_id
            db.session.add(DocumentAuthor(document_id=number, person_id=reader.person.id))
            return db.session.get_one(Document, number).id

        with reader.app.app_context():
            write(adopt)
        return Author(reader)

    return make


@pytest.fixture
def wang(author_of):
    return author_of("wang")


@pytest.fixture
def sun(author_of):
    return author_of("sun")
