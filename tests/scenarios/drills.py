"""A drill of two scenarios of these tests: a kettle by choices, a pan by typed replies."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from lms.db import db, write
from lms.library import queries as published
from lms.library import service as library
from lms.library.models import Document
from lms.people.models import Person
from lms.scenarios import queries, service
from lms.scenarios.domain import Choose, Fill, Reply, shown_choices, standing
from lms.scenarios.models import DrillRun, Play
from tests.scenarios.conftest import COMPETENCIES, HERE, NOW

BRIEF = "/drills/both"
GOOD = "周女士，对不起，我正在查您的锅，10 分钟内答您。"
RECORD = {"name": "周女士", "contact": "13800138000", "problem": "parcel", "handling": "ask"}
RECORD |= {"description": "锅没收到", "result": "open"}
HAND_OVER = {"to": "second", "within": "half", "summary": "锅没到"}
KETTLE = ("sorry-first", "walk-through", "exchange-today")
PAN_COMES = 40  # seconds after the beginning
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
    pan = folder / "quizzes" / "scenarios" / "every-kind.yaml"
    patient = pan.read_text("utf-8").replace("mood: 40", "mood: 60")  # a poor reply is not the end
    pan.write_text(patient, encoding="utf-8")
    (folder / "quizzes" / "drills" / "both.yaml").write_text(DRILL, encoding="utf-8")
    with app.app_context():
        write(library.load, library.prepare(folder), (), now=NOW)
        assert published.published("drill", "both")


def give(app: Flask, person: Person, kind: str = "drill", name: str = "both") -> None:
    """Put the drill before a person, or one of its scenarios."""
    with app.app_context():
        wanted = sa.select(Document).where(Document.kind == kind, Document.name == name)
        document = db.session.scalars(wanted).one()
        write(library.assign, person, document, None, "三个月上手计划", now=NOW)


def begin(person: Person, key: str, *, is_preview: bool = False) -> DrillRun:
    """Begin the drill, within an application context."""
    return write(
        service.start_drill,
        db.session.get_one(Person, person.id),
        published.published("drill", "both"),
        language="zh-Hans",
        key=key,
        afresh=False,
        is_preview=is_preview,
        now=NOW,
    )


def take(person: Person, key: str, *, typed: str = GOOD, is_preview: bool = False) -> DrillRun:
    """Serve both customers in time and well, but for what is typed first to the second."""
    run = begin(person, key, is_preview=is_preview)
    kettle, pan = queries.plays_of(run)
    for number, name in enumerate(KETTLE, 1):
        act(kettle, choice(kettle, name), number, NOW + timedelta(seconds=10 * number))
    acts = (Reply(typed), Fill(RECORD), Fill(HAND_OVER))
    for number, one in enumerate(acts, 1):
        act(pan, one, number, NOW + timedelta(seconds=PAN_COMES + 10 * number))
    act(pan, choice(pan, "call"), 4, NOW + timedelta(seconds=PAN_COMES + 40))
    return db.session.get_one(DrillRun, run.id)


def act(play: Play, one: Choose | Reply | Fill, number: int, now: datetime) -> None:
    """Take a turn in a window."""
    scenario = queries.scenario_of(play).content
    write(service.take_turn, play, scenario, one, number=number, key=f"{number}", now=now)


def choice(play: Play, name: str) -> Choose:
    """The button that a choice has now."""
    scenario = queries.scenario_of(play).content
    situation = standing(scenario, queries.talk(play, scenario).scenes)
    ids = [one.id for one in shown_choices(scenario, situation, play.seed)]
    return Choose(ids.index(name) + 1)
