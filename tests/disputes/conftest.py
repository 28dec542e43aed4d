"""A scenario with a typed reply that somebody has played to its end, and who judges it."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from lms import jobs
from lms.db import db, write
from lms.disputes import queries as disputes
from lms.disputes import service
from lms.disputes.domain import Ruling
from lms.library import queries as library
from lms.library import service as library_service
from lms.library.models import Document, DocumentAuthor
from lms.people.models import Person
from lms.questions.domain.kept import Capacity
from lms.questions.models import KeptReply
from lms.scenarios import commands, queries
from lms.scenarios import service as scenarios
from lms.scenarios.domain import Choose, Fill, Mode, Reply, shown_choices, standing
from lms.scenarios.models import Mark, Play, Regrading
from tests.scenarios.conftest import COMPETENCIES, NOW
from tests.scenarios.conftest import HERE as SCENARIOS

KEYS = iter(f"{number:032x}" for number in range(1, 10_000))
TODAY = NOW.date()
UNKNOWN = "您的锅我这就翻底单找去，手机 13800138000 回您"  # meets nothing
GOOD = "对不起，让您久等，我十分钟内答复您"
RECORD = {"name": "周女士", "contact": "13800138000", "problem": "parcel", "handling": "ask"}
RECORD |= {"description": "锅没收到", "result": "open"}
HAND_OVER = {"to": "second", "within": "half", "summary": "锅没到"}


class House:
    """People, the scenario, and what they do."""

    def __init__(self, app: Flask, people: dict[str, Person]) -> None:
        self.app = app
        self.people = people

    def person(self, login: str) -> Person:
        return db.session.get_one(Person, self.people[login].id)

    def play(
        self,
        login: str,
        typed: str = UNKNOWN,
        *,
        mode: Mode = Mode.PRACTICE,
        record: Mapping[str, str] = RECORD,
    ) -> Play:
        """Play to the end; only the first turn, which is typed, and the record differ."""
        document = library.published("scenario", "every-kind")
        rules = {"language": "zh-Hans", "key": next(KEYS), "now": NOW}
        play = write(scenarios.start_play, self.person(login), document, mode, afresh=True, **rules)
        acts = (Reply(typed), Fill(record), Fill(HAND_OVER))
        for number, act in enumerate(acts, 1):
            self.turn(play.id, act, number)
        scenario = queries.scenario_of(play).content
        situation = standing(scenario, queries.talk(play, scenario).scenes)
        ids = [one.id for one in shown_choices(scenario, situation, play.seed)]
        self.turn(play.id, Choose(ids.index("call") + 1), 4)
        return db.session.get_one(Play, play.id)

    def turn(self, play_id: int, act, number: int) -> None:
        play = db.session.get_one(Play, play_id)
        scenario = queries.scenario_of(play).content
        write(scenarios.take_turn, play, scenario, act, number=number, key=next(KEYS), now=NOW)

    def marks(self, play: Play) -> list[int]:
        wanted = sa.select(Mark.score).where(Mark.play_id == play.id).order_by(Mark.number)
        return list(db.session.scalars(wanted))

    def marks_of(self, play_id: int) -> list[int]:
        return self.marks(db.session.get_one(Play, play_id))

    def kept(self) -> list[KeptReply]:
        return list(db.session.scalars(sa.select(KeptReply).order_by(KeptReply.id)))

    def contest(self, play: Play, turn: int = 1, *, login: str = "lin", key: str | None = None):
        def act():
            own = db.session.get_one(Play, play.id)
            rest = {"words": "", "key": key or next(KEYS), "today": TODAY, "now": NOW}
            return service.open_dispute(self.person(login), own, turn, **rest).public_id

        return write(act)

    def decide(self, login: str, public_id: str, reason="原话里确实说到了这件事。", **holds: bool):
        def act():
            ruling = Ruling(holds, reason)
            return service.decide(
                self.person(login), Capacity.MENTOR, public_id, ruling, today=TODAY, now=NOW
            )

        return write(act)

    def amend(self, act, *arguments) -> None:
        """Let the author accept or forbid something about the first kept reply, and the job run."""
        row = write(lambda: act(self.person("wang"), self.kept()[0], *arguments, now=NOW).id)
        self.regrade(row)

    def regrade(self, amendment: int) -> None:
        commands.regrade_plays(amendment)

    def regradings(self) -> list[Regrading]:
        return list(db.session.scalars(sa.select(Regrading).order_by(Regrading.id)))

    def open_disputes(self, login: str) -> int:
        return disputes.count_waiting(self.person(login), TODAY)

    def asked_for(self, kind: str) -> int:
        jobs_of_kind = sa.select(sa.func.count()).where(jobs.Job.kind == kind)
        return db.session.scalar(jobs_of_kind) or 0


def publish(app: Flask, folder: Path) -> None:
    (folder / "courses").mkdir()
    shutil.copy(COMPETENCIES, folder / "courses")
    (folder / "quizzes" / "scenarios").mkdir(parents=True)
    text = (SCENARIOS / "every-kind.yaml").read_text("utf-8")
    patient = text.replace("mood: 40", "mood: 60")  # so that a poor reply is not the end
    (folder / "quizzes" / "scenarios" / "every-kind.yaml").write_text(patient, "utf-8")
    with app.app_context():
        write(library_service.load, library_service.prepare(folder), (), now=NOW)


@pytest.fixture
def street(app, company, tmp_path):
    """The same, for tests that open pages: no application context is left open."""
    publish(app, tmp_path)
    roles = {"lin": "trainee", "zhou": "trainee", "chen": "mentor", "wang": "trainer"}
    roles |= {"sun": "trainer", "zhao": "hr", "wu": "hr"}
    people = {login: company.person(login, role) for login, role in roles.items()}
    company.pair(people["chen"], people["lin"])

    def author():
        document = db.session.scalars(sa.select(Document).where(Document.kind == "scenario")).one()
        db.session.add(DocumentAuthor(document_id=document.id, person_id=people["wang"].id))

    with app.app_context():
        write(author)
    return House(app, people)


@pytest.fixture
def house(app, street):
    """People and what they do, within the application."""
    with app.app_context():
        yield street
