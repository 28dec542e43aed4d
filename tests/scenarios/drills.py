"""A drill of two scenarios of these tests: a kettle by choices, a pan by typed replies."""

import shutil
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from lms.db import db, write
from lms.library import queries as published
from lms.library import service as library
from lms.library.models import Document
from lms.people.models import Person
from tests.scenarios.conftest import COMPETENCIES, HERE, NOW

BRIEF = "/drills/both"
DRILL = """id: both
title: {zh-Hans: 两边一起来, en: Both at once}
summary: {zh-Hans: 一壶一锅, en: A kettle and a pan}
minutes: 8
windows:
  - {scenario: cold-kettle, arrives: 0, first_reply: 30, reply: 60}
  - {scenario: every-kind, arrives: 40, first_reply: 30, reply: 90}
"""


def set_up(app: Flask, folder: Path) -> None:
    """Load both scenarios and the drill."""
    (folder / "courses").mkdir()
    shutil.copy(COMPETENCIES, folder / "courses")
    for kind in ("scenarios", "drills"):
        (folder / "quizzes" / kind).mkdir(parents=True)
    for name in ("cold-kettle", "every-kind"):
        shutil.copy(HERE / f"{name}.yaml", folder / "quizzes" / "scenarios")
    (folder / "quizzes" / "drills" / "both.yaml").write_text(DRILL, encoding="utf-8")
    with app.app_context():
        write(library.load, library.prepare(folder), (), now=NOW)
        assert published.published("drill", "both")


def give(app: Flask, person: Person, scenario: str = "cold-kettle") -> None:
    """Put one of its scenarios before a person."""
    with app.app_context():
        wanted = sa.select(Document).where(Document.kind == "scenario", Document.name == scenario)
        document = db.session.scalars(wanted).one()
        write(library.assign, person, document, None, "三个月上手计划", now=NOW)
