"""A stage: one scenario loaded and assigned, and people who play it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.db import db, write
from lms.library import service as library
from lms.library.models import Document
from lms.people.models import Person
from lms.scenarios.content import ScenarioKind
from lms.scenarios.domain import Scenario
from tests.pages import Browser, Page

HERE = Path(__file__).parent
COMPETENCIES = HERE.parents[1] / "courses" / "competencies.yaml"
NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
BRIEF = "/scenarios/cold-kettle"

BEST = ("sorry-first", "walk-through", "exchange-today")  # 11 of 11 points
FAIR = ("sorry-first", "send-back", "exchange-today")  # 8 of 11
POOR = ("number-first", "send-back", "soon")  # 1 of 11
FAILED = ("your-fault",)  # ends with a failing ending


class Stage:
    """The loaded scenario; `assign` puts it before a person."""

    def __init__(self, app: Flask, root: Path) -> None:
        self.app = app
        self.root = root
        (scenario_file,) = ScenarioKind().files(root)
        self.scenario: Scenario = ScenarioKind().parse(scenario_file)

    def load(self) -> None:
        """Publish what the folder holds."""
        with self.app.app_context():
            write(library.load, library.prepare(self.root), (), now=NOW)

    def assign(self, *people: Person) -> None:
        """Put the scenario before people."""
        with self.app.app_context():
            for person in people:
                write(self._assign, person)

    def _assign(self, person: Person) -> None:
        document = db.session.scalars(sa.select(Document).where(Document.kind == "scenario")).one()
        library.assign(person, document, None, "三个月上手计划", now=NOW)

    def words(self, choice_id: str) -> str:
        """What a choice says in simplified Chinese."""
        choices = (choice for step in self.scenario.steps for choice in step.moves)
        return next(str(choice.text) for choice in choices if choice.id == choice_id)


class Actor:
    """A person at a browser who plays by naming choices."""

    def __init__(self, stage: Stage, browser: Browser) -> None:
        self.stage = stage
        self.browser = browser

    def begin(
        self, mode: str = "practice", kind: str = "plays", status: int = 200, **fields
    ) -> Page:
        """Begin a play."""
        return self.browser.post(f"{BRIEF}/{kind}", {"mode": mode, **fields}, status)

    def say(self, page: Page, choice_id: str, status: int = 200) -> Page:
        """Press the button that says what a choice says."""
        wanted = self.stage.words(choice_id)
        buttons = page.all("button.reply")
        (value,) = [b["value"] for b in buttons if wanted in b.get_text()]
        return self.browser.submit(page, "form.player-task", status, choice=value)

    def play(self, *choice_ids: str, mode: str = "practice", kind: str = "plays") -> Page:
        """Begin a play and say these things."""
        page = self.begin(mode, kind)
        for choice_id in choice_ids:
            page = self.say(page, choice_id)
        return page


def set_up(app: Flask, folder: Path, name: str = "cold-kettle") -> Stage:
    """Write a scenario of these tests into a folder and load it."""
    (folder / "courses").mkdir()
    shutil.copy(COMPETENCIES, folder / "courses")
    (folder / "quizzes" / "scenarios").mkdir(parents=True)
    shutil.copy(HERE / f"{name}.yaml", folder / "quizzes" / "scenarios")
    stage = Stage(app, folder)
    stage.load()
    return stage


@pytest.fixture
def stage(app: Flask, tmp_path: Path) -> Stage:
    """The scenario of these tests, loaded."""
    return set_up(app, tmp_path)


@pytest.fixture
def actor_of(stage: Stage, browser_of):
    """`actor_of(person)`: that person, ready to play."""
    return lambda person: Actor(stage, browser_of(person))


@pytest.fixture
def lin(company, stage):
    """A trainee to whom the scenario is assigned."""
    person = company.person("lin", "trainee", name="林晓")
    stage.assign(person)
    return person
