"""Every page as everybody sees it, in a company that grows; what the database is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from itertools import chain
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from lms import clock
from lms.db import db, write
from lms.onboarding import service as onboarding
from lms.operations import demo
from lms.people.domain import Role
from tests.company import Company
from tests.journeys.addresses import WALKERS, addresses, states
from tests.journeys.world import World
from tests.plain import lasting, printed_plainly


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement as it was sent to the database."""

    statement: str
    parameters: Any


OFFICERS = {"admin": Role.ADMIN, "hr": Role.HR, "hr2": Role.HR}  # who take the others in
FILES = (".csv", ".xlsx")
PAGE = {"Accept": "text/html"}

Visit = tuple[str | None, str]  # who, which address


class LargeCompany:
    """The company of the journeys, among as many other trainees as are wanted."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        with app.app_context():
            write(onboarding.seed_calendar, clock.now())
        self._world = World(app)
        for login, role in OFFICERS.items():
            Company(app).person(login, role)

    def grow(self, trainees: int) -> None:
        """Let there be so many other trainees, with their mentors and all that they did."""
        with self._app.app_context():
            demo.fill_crowd(trainees, "", lambda _there: None, now=clock.now())

    def walk(self) -> dict[Visit, list[Asked]]:
        """Open every page as everybody; what each visit asks, the pages that open to them only."""
        found = {visit: self._visit(*visit) for visit in self._visits()}
        return {visit: asked for visit, asked in found.items() if asked is not None}

    def _visits(self) -> Iterator[Visit]:
        ids = self._world.ids
        for login in WALKERS.values():
            for address in chain.from_iterable(addresses(ids).values()):
                if not address.endswith(FILES):  # read by a thousand rows at a time
                    yield login, address
        yield from states(ids)

    def _visit(self, login: str | None, address: str) -> list[Asked] | None:
        client = self._world.browser(login).client
        client.get(address).close()  # what a process keeps in memory is read once
        with self._listening() as asked:
            answer = client.get(address, headers=PAGE)
            answer.get_data()
            answer.close()
        return asked if answer.status_code == 200 else None

    def compare(self) -> tuple[list[Visit], int]:
        """The visits at which Jinja alone prints another page, and how many pages were compared.

        Each page is seen by the first to whom it opens, home by everybody.
        """
        misprinted, compared = [], set()
        for login, address in self._visits():
            if address in compared and address != "/":
                continue
            client = self._world.browser(login).client
            _page(client, address)  # the first look at a record is noted, and told to its owner
            ours = _page(client, address)
            if ours:
                compared.add(address)
                with printed_plainly(self._app):
                    plain = _page(client, address)
                if plain != ours:
                    misprinted.append((login, address))
        return misprinted, len(compared)

    @contextmanager
    def _listening(self) -> Iterator[list[Asked]]:
        asked: list[Asked] = []

        def note(_connection, _cursor, statement, parameters, *_rest) -> None:
            asked.append(Asked(statement, parameters))

        with self._app.app_context():
            engine = db.engine
        sa.event.listen(engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            sa.event.remove(engine, "before_cursor_execute", note)


def _page(client: FlaskClient, address: str) -> str:
    """What lasts of a page; nothing of what does not open or is no page."""
    answer = client.get(address, headers=PAGE)
    is_page = answer.status_code == HTTPStatus.OK and answer.mimetype == "text/html"
    return lasting(answer.get_data(as_text=True)) if is_page else ""
