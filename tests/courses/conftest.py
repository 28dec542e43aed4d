"""A small published course, and readers who act at times of the test's choosing."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from lms.config import ROOT
from lms.courses import queries
from lms.courses.models import CheckAnswer, SectionRead
from lms.db import db, write
from lms.library import service as library
from lms.library.models import Document
from lms.library.queries import published
from lms.people.models import Person
from tests.courses.texts import write_course
from tests.pages import Browser, Page

MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
LESSON = "/courses/desk/first"


class Desk:
    """The course `desk` in a folder of its own, published, and changed as a trainer would."""

    def __init__(self, app: Flask, root: Path) -> None:
        self.app = app
        self.root = root
        write_course(root)
        shutil.copy(ROOT / "courses/competencies.yaml", root / "courses")
        self.publish()

    def publish(self) -> None:
        with self.app.app_context():
            findings = library.prepare(self.root)
            report = write(library.load, findings, [], MORNING)
            assert not report.problems, [str(problem) for problem in report.problems]

    def change(self, name: str, *changes: tuple[str, str]) -> None:
        """Replace words in a file of the course, in every language it has, and publish it."""
        for file in sorted((self.root / "courses/desk").glob(f"{name}*")):
            text = file.read_text(encoding="utf-8")
            for old, new in changes:
                text = text.replace(old, new)
            file.write_text(text, encoding="utf-8")
        self.publish()

    def assign(self, person: Person, kind: str, name: str) -> None:
        with self.app.app_context():
            number = published(kind, name).document_id
            document = db.session.get_one(Document, number)
            write(library.assign, person, document, None, "", MORNING)


class Reader:
    """A person reading in a browser, with a clock that stands still until told otherwise."""

    def __init__(self, app: Flask, person: Person, browser: Browser, clock) -> None:
        self.app = app
        self.person = person
        self.browser = browser
        self.clock = clock

    def wait(self, seconds: int) -> None:
        self.clock.shift(timedelta(seconds=seconds))

    def open(self, address: str = LESSON, **options) -> Page:
        return self.browser.open(address, **options)

    def read(self, section: str, page: Page | None = None) -> Page:
        """Press the button at the end of a section."""
        return self.browser.submit(page or self.open(), f"#{section} .section-end form")

    def answer(self, check: str, *words: str, page: Page | None = None, status: int = 200) -> Page:
        """Tick the options that show these words, and submit."""
        page = page or self.open()
        form = f"#check-{check} form"
        options = page.all(f"{form} label.option")
        chosen = [
            option.input["value"]
            for option in options
            if any(word in option.span.get_text() for word in words)
        ]
        return self.browser.submit(page, form, status, choice=chosen)

    def order(self, check: str, *texts: str, page: Page | None = None, status: int = 200) -> Page:
        """Give each shown item the place at which its text stands here, and submit."""
        page = page or self.open()
        items = page.all(f"#check-{check} .order-item > span")
        places = [
            str(texts.index(item.get_text()) + 1) if item.get_text() in texts else ""
            for item in items
        ]
        return self.browser.submit(page, f"#check-{check} form", status, choice=places)

    def seconds(self) -> int:
        """The reading time that counts."""
        with self.app.app_context():
            columns = (SectionRead.seconds, CheckAnswer.seconds)
            return sum(db.session.scalar(sa.select(sa.func.sum(one))) or 0 for one in columns)

    def tries(self) -> list[tuple[str, str]]:
        """The lesson and the question of every answer that was kept."""
        with self.app.app_context():
            rows = sa.select(Document.name, CheckAnswer.question)
            wanted = rows.join(Document, Document.id == CheckAnswer.document_id)
            return [tuple(row) for row in db.session.execute(wanted.order_by(CheckAnswer.id))]

    def asks(self, question: Callable, *facts):
        """The answer of a query about this person."""
        with self.app.app_context():
            return question(db.session.get_one(Person, self.person.id), *facts)

    def completed(self) -> set[str]:
        return set(self.asks(lambda person: queries.completed_lessons(person.id)))


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The clock, standing still at nine in the morning in Shanghai."""
    with time_machine.travel(MORNING, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def desk(app: Flask, tmp_path: Path) -> Desk:
    return Desk(app, tmp_path)


@pytest.fixture
def reader_of(app, desk, company, browser_of, clock):
    """`reader_of("lin", "trainee")`: a colleague with these roles who reads."""

    def make(login: str, *roles: str, **options: str) -> Reader:
        person = company.person(login, *roles)
        return Reader(app, person, browser_of(person, **options), clock)

    return make


@pytest.fixture
def lin(reader_of) -> Reader:
    """A trainee who reads."""
    return reader_of("lin", "trainee")
