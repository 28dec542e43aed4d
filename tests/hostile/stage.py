"""A company around the authored texts of tests/hostile/authored.py, with records of all kinds."""

import io
import secrets
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from pypdf import PdfReader
from werkzeug.routing import Rule
from werkzeug.routing.converters import NumberConverter
from werkzeug.test import TestResponse

from lms.config import ROOT
from lms.db import db, metadata, write
from lms.library import queries as published
from lms.library import service as library
from lms.onboarding import service as onboarding
from lms.people.models import Person
from lms.scenarios import service as scenarios
from lms.scenarios.domain import Mode
from lms.scenarios.models import Play
from tests.company import BEGINNING, Company
from tests.hostile.authored import Author
from tests.pages import Browser

NOW = datetime(2026, 3, 3, 2, tzinfo=UTC)
SEED = 4711  # of the order in which the choices of every play are shown
COLLEAGUES = [
    ("xiao", "trainee"),  # practises, and has said nothing yet
    ("yun", "trainee"),  # sits an assessment, and has said nothing yet
    ("lan", "trainee"),  # has a plan and has not begun
    ("chen", "mentor"),  # of the three
    ("lead",),  # of their department
    ("wang", "trainer"),  # has written nothing here
    ("zhao", "hr"),
    ("kai", "admin"),
]
WITHOUT_PLAYS = ("lead", "zhao", "kai")
SENT_ALONE = {"static", "people.delete_session"}


start_play = partial(scenarios.start_play, afresh=False)


class Stage:
    """The company; `plays` are the public ids of open plays by the login of who plays."""

    def __init__(self, app: Flask, company: Company, root: Path, author: Author) -> None:
        self.app = app
        self.people: dict[str, Person] = {}
        self.plays: dict[str, str] = {}
        author.write(root, (ROOT / "courses/competencies.yaml").read_text("utf-8"))
        with app.app_context():
            findings = library.prepare(root)
            assert not findings.problems, [str(problem) for problem in findings.problems]
            write(library.load, findings, [], now=BEGINNING)
            write(onboarding.seed_calendar, BEGINNING)
        for login, *roles in COLLEAGUES:
            self.people[login] = company.person(login, *roles)
        company.leads(self.people["lead"])
        for login in ("xiao", "yun", "lan"):
            company.pair(self.people["chen"], self.people[login])
            self._start_plan(login)
        self.plays["xiao"] = self._play("xiao", start_play, Mode.PRACTICE)
        self.plays["yun"] = self._play("yun", start_play, Mode.ASSESSMENT)
        for login in ("chen", "wang"):
            self.plays[login] = self._play(login, scenarios.start_preview, Mode.ASSESSMENT)

    def _start_plan(self, login: str) -> None:
        def start() -> None:
            person = db.session.get_one(Person, self.people[login].id)
            onboarding.start_plan(None, person, now=BEGINNING)

        with self.app.app_context():
            write(start)

    def _play(self, login: str, start, mode: Mode) -> str:
        def begin() -> str:
            person = db.session.get_one(Person, self.people[login].id)
            document = published.published("scenario", "kettle")
            facts = {"language": "zh-Hans", "key": secrets.token_hex(8), "now": NOW}
            play = start(person, document, mode, **facts)
            play.seed = SEED
            return play.public_id

        with self.app.app_context():
            return write(begin)

    def browser(self, login: str | None) -> Browser:
        """A browser in which somebody is signed in; None: a stranger's."""
        return Browser(self.app, self.people[login] if login else None)

    def public_ids(self) -> list[list[str]]:
        """The public ids of all records, by table."""
        tables = [table for table in metadata.sorted_tables if "public_id" in table.c]
        with self.app.app_context():
            wanted = (sa.select(table.c.public_id).order_by(table.c.id) for table in tables)
            return [list(db.session.scalars(one)) for one in wanted]

    def addresses(self, method: str) -> Iterator[tuple[str, str]]:
        """Every route of a method, filled with what could be meant; with its name.

        All plays, three people and one record of everything else.
        """
        plays = list(self.plays.values())
        people = [self.people[login].public_id for login in ("xiao", "yun", "chen")]
        ids = list(
            dict.fromkeys([*plays, *people, *(found[0] for found in self.public_ids() if found)])
        )
        for rule in self.app.url_map.iter_rules():
            if method in rule.methods and rule.endpoint not in SENT_ALONE:
                for values in _values(rule, ids):
                    with self.app.test_request_context():
                        yield rule.endpoint, rule.build(values, append_unknown=False)[1]

    def play_of(self, login: str) -> Play:
        """An open play as it is kept."""
        with self.app.app_context():
            wanted = sa.select(Play).where(Play.public_id == self.plays[login])
            play = db.session.scalars(wanted).one()
            db.session.expunge(play)
            return play


def _values(rule: Rule, ids: list[str]) -> Iterator[dict[str, object]]:
    """What the places of an address may stand for, one after the other."""
    known = {
        "address": ["kettle"], "course": ["desk"], "lesson": ["first"],
        "check": ["q-single", "q-multiple", "q-true", "q-order"],
        "number": ["KF-2026-000001"], "role": ["trainee"], "sort": ["image"],
    }  # fmt: skip
    choices = {
        name: [1] if isinstance(rule._converters[name], NumberConverter) else known.get(name, ids)
        for name in rule.arguments
    }
    longest = max((len(found) for found in choices.values()), default=1)
    for turn in range(longest):
        yield {name: found[turn % len(found)] for name, found in choices.items()}


def readable(answer: TestResponse) -> str:
    """Everything that was sent: headers and body, what is packed unpacked."""
    body = answer.get_data()
    if answer.mimetype == "application/pdf":
        words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    elif body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            words = " ".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    else:
        words = body.decode("utf-8", "replace")
    return f"{answer.status}\n{answer.headers}\n{words}"


def kept_texts(app: Flask, *, but: set[str]) -> Iterator[tuple[str, str]]:
    """Every row of the database as text, with its table; without those of some tables."""
    with app.app_context():
        for table in metadata.sorted_tables:
            if table.name not in but:
                for row in db.session.execute(sa.select(table)):
                    yield table.name, str(tuple(row))
