"""A served company in which every text is an attack; what keeps it harmless can be taken away."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from unittest.mock import patch

import sqlalchemy as sa
import time_machine
from flask import Flask
from markupsafe import Markup

from lms import markdown
from lms.db import db, write
from lms.errors import Invalid
from lms.library import kinds
from lms.library import queries as published
from lms.library import service as library
from lms.library.domain import Bundle, ContentError
from lms.library.models import Document, Rendering, Revision
from lms.library.service import Findings
from lms.markdown import child
from lms.markdown.process import Renderer
from lms.pages import headers
from lms.yamlfile import reading
from tests.hostile import plays, poison, rows, typed
from tests.hostile.poison import DIVIDER, SOURCE, Poison
from tests.hostile.vectors import Vector
from tests.hostile.watching import TextForm, forms_of
from tests.journeys.addresses import WALKERS, addresses, states
from tests.journeys.served import Served
from tests.journeys.world import TODAY, World, is_page
from tests.products import Product

FIRST_COLUMN = 20_000  # what columns call `fired` with
BARE = f"""
import importlib.util
found = importlib.util.spec_from_file_location("child", {child.__file__!r})
child = importlib.util.module_from_spec(found)
found.loader.exec_module(child)
child.use_lms_alone()
from lms.markdown import rendering
rendering.guard = lambda text: None
rendering.Manners = type("Bare", (rendering.Manners,), {{"extendMarkdown": lambda self, md: None}})
rendering.nh3.clean = lambda html, **_: html
child.give_up_rights()
child.serve(lambda text: {{"html": rendering.to_html(text)}})
"""  # without all that makes it harmless


PRINTED = ".pdf"  # which no text of more than 32,767 characters can be in
OF_EVERYBODY = {"/", "/account", "/messages", "/mentoring"}  # another page for each
KIND = "kind"
SECTIONS, BLOCKS = 3, 3
SMALL_LESSON = """\
---
id: desk/first
title: Small
summary: Small
minutes: 8
competencies: [skills]
complete:
  active_minutes: 0
---

Lead.

## One {{#one}}

{text}
{divider}
Text.

## Two {{#two}}

Text.

## Three {{#three}}

Text.
"""


@dataclass(frozen=True)
class Shown:
    """A page, who sees it, and its forms into which something is typed."""

    login: str | None
    address: str
    kind: str  # the name of its route
    forms: tuple[TextForm, ...] = ()


class Scene:
    """The company; `fields` and `columns` tell which number of `fired` is whose."""

    def __init__(self, folder: Path, vectors: Sequence[Vector]) -> None:
        self._longer = ExitStack()
        self._longer.enter_context(long_texts())
        self.poison = Poison(vectors)
        self.served = Served(folder, poisoned(folder, self.poison, vectors))
        self.app = self.served.app
        self.columns: list[str] = []
        self.sent = 0
        with time_machine.travel(TODAY, tick=True):
            self.world = World(self.app)
            with self.app.app_context():
                write(rows.add, self.world.ids["ended"])
            self.plays = plays.play(self.world.browser("chen"))
            self.empty = typed.fill(self.app, self._said)

    def _said(self, column: str) -> str:
        self.columns.append(column)
        number = FIRST_COLUMN + len(self.columns) - 1
        every = " ".join(vector.text for vector in self.poison.vectors)
        return f"{poison.WAY_OUT}<img src=x onerror=fired({number})> {every}"[: poison.ROOM]

    def pages(self, often: str = "once") -> Iterator[Shown]:
        """Pages with who opens them: for `all` who see them, each `once`, or one of each kind."""
        seen: set[str] = set()
        for login in WALKERS.values():
            for page in self._pages_of(login):
                what = page.kind if often == KIND else page.address
                if often == "all" or what not in seen or page.address in OF_EVERYBODY:
                    seen.add(what)
                    yield page
        if often != KIND:
            yield from (Shown(login, at, "state") for login, at in states(self.world.ids))
            withdrawal = f"/exemptions/{rows.WITHDRAWN}/withdrawal"
            yield from (Shown("chen", at, "state") for at in [*self.plays, withdrawal])

    @cache  # noqa: B019  # there are few scenes
    def _pages_of(self, login: str | None) -> list[Shown]:
        client, found = self.world.browser(login).client, []
        every = addresses(self.world.ids).items()
        for kind, address in [(kind, one) for kind, some in every for one in some]:
            with client.get(address, headers={"Accept": "text/html"}) as answer:
                is_broken = answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
                assert not is_broken or address.endswith(PRINTED), (login, address)
                if answer.status_code == HTTPStatus.OK and is_page(answer):
                    forms = tuple(forms_of(answer.get_data(as_text=True)))
                    found.append(Shown(login, address, kind, forms))
        return found

    def some(self, length: int) -> str:
        """Some of the vectors, other ones each time."""
        every = " ".join(vector.text for vector in self.poison.vectors)
        start = self.sent % len(every)
        self.sent += length
        return (every + every)[start : start + length]

    def cookie(self, login: str | None) -> str | None:
        """What the browser of somebody who is signed in keeps."""
        return self.world.cookie(login) if login else None

    def names(self, numbers: set[int]) -> set[str]:
        """Which fields and columns have fired."""
        named = dict(enumerate(self.poison.fields, poison.FIRST_FIELD))
        named |= dict(enumerate(self.columns, FIRST_COLUMN))
        return {named[number] for number in numbers if number in named}

    def stop(self) -> None:
        """Serve no longer."""
        self.served.stop()
        self._longer.close()


def poisoned(folder: Path, made: Poison, vectors: Sequence[Vector]) -> Findings:
    """The shipped texts with an attack in each of them, read and rendered."""
    app = Product(folder, None).app
    with app.app_context():
        poison.write(folder / "authored", made, passages(vectors))
        found = library.prepare(folder / "authored")
    assert not found.problems, [str(problem) for problem in found.problems]
    return found


@contextmanager
def long_texts() -> Iterator[None]:
    """Files may be longer than any that somebody writes."""
    with patch.object(reading, "LARGEST", 10**8), patch.object(kinds, "LARGEST", 10**8):
        yield


def passages(vectors: Sequence[Vector]) -> list[str]:
    """Those vectors that a lesson takes as Markdown between two dialogues; others are refused."""
    texts = [poison.readable(vector.text) for vector in vectors]
    return [text for text in texts if text.strip() and _is_taken(text)]


def _is_taken(text: str) -> bool:
    written = SMALL_LESSON.format(text=text, divider=DIVIDER)
    bundle = Bundle("desk/first", {"courses/desk/01-first.md": written})
    try:
        found = kinds.of("lesson").parse(bundle)
        markdown.render(text)
    except (ContentError, Invalid):
        return False
    return len(found.sections) == SECTIONS and len(found.sections[0].in_(SOURCE)) == BLOCKS


@contextmanager
def without_sanitiser(app: Flask) -> Iterator[None]:
    """Pages say what was written as it was written: Markdown uncleaned, templates unescaped."""
    kept = app.jinja_env.autoescape
    bare = Renderer([sys.executable, "-I", "-c", BARE])
    _escape(app, False)
    try:
        with app.app_context():
            for number, language, html in _uncleaned(bare):
                write(_keep, number, language, html)
        app.extensions.pop("library.shelf", None)
        yield
    finally:
        bare.close()
        _escape(app, kept)


def _escape(app: Flask, how: object) -> None:
    for templates in (app.jinja_env, *app.jinja_env.editions.values()):
        templates.autoescape = how
        templates.cache.clear()


def _uncleaned(bare: Renderer) -> list[tuple[int, str, Mapping[str, Markup]]]:
    wanted = sa.select(Document.published_revision_id, Rendering.language).join(
        Rendering, Rendering.revision_id == Document.published_revision_id
    )
    found = []
    with patch.object(markdown, "renderer", bare):
        for number, language in db.session.execute(wanted.distinct()).all():
            document = published.at_revision(number)
            html = kinds.of(document.kind).render(document.content, language)
            found.append((number, language, html))
    return found


def _keep(number: int, language: str, html: Mapping[str, Markup]) -> None:
    db.session.get_one(Revision, number)
    for part, text in html.items():
        changed = sa.update(Rendering).values(html=str(text))
        where = (Rendering.revision_id == number, Rendering.language == language)
        db.session.execute(changed.where(*where, Rendering.part == part))


@contextmanager
def without_policy() -> Iterator[None]:
    """No content security policy."""
    with patch.object(headers, "_policy", lambda: ""):
        yield
