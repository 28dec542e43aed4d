"""Plans in a made-up company: content, a calendar, and short ways to facts that prove tasks."""

import secrets
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from flask import Flask

from lms.courses.models import LessonCompletion
from lms.db import db, editions, write
from lms.library.models import Document
from lms.library.service import Findings, examine, load
from lms.mentoring.models import ObservationRecord
from lms.onboarding import queries, service
from lms.onboarding.commands import redate_job
from lms.onboarding.domain import Judgement, PlanView, Subject, Verdict
from lms.onboarding.models import Plan, PublishedYear, SignOff, Workday
from lms.onboarding.queries.workdays import EDITION
from lms.people.models import Pair, Person
from lms.scenarios.models import Mark, Play
from tests.company import Company

ROOT = Path(__file__).parents[2]
WORDS = "三通电话都先应答再提问，工单也录全了。"
LESSON = "role-awareness/why-service-matters"
SCENARIO = "lost-parcel"
EARNS = ("voice", "skills")  # the competencies on which every play of the kit earns


def fill(folder: Path) -> None:
    courses = ("courses/role-awareness", "courses/checklists", "courses/cards")
    for part in (*courses, "quizzes", "static/img/courses"):
        shutil.copytree(ROOT / part, folder / part)
    for file in ("competencies", "careers", "evidence", "talks", "agreement", "alerts"):
        shutil.copy(ROOT / f"courses/{file}.yaml", folder / "courses")
    (folder / "courses/plans").mkdir()
    shutil.copy(Path(__file__).with_name("plan.yaml"), folder / "courses/plans/onboarding.yaml")


@cache
def _examined() -> Findings:
    with TemporaryDirectory(prefix="shitu-plans-") as folder:
        fill(Path(folder))
        return examine(Path(folder))


def at(day: date, hour: int = 10) -> datetime:
    """An instant of a day, by the clocks of Shanghai."""
    return datetime.combine(day, time(hour), UTC) - timedelta(hours=8)


def load_content(app: Flask) -> bool:
    """Publish the content and enter the calendar."""
    with app.app_context():
        write(load, _examined(), (), at(date(2026, 3, 1)))
        write(service.seed_calendar, at(date(2026, 3, 1)))
    return True


class Kit:
    """The company with content and calendar loaded, and short ways to make facts."""

    def __init__(
        self,
        app: Flask,
        company: Company,
        travel: Callable[[datetime], None],
        *,
        is_loaded: bool = False,
    ) -> None:
        self.app = app
        self.company = company
        self.travel = travel
        if not is_loaded:
            load_content(app)

    def go(self, day: date, hour: int = 10) -> datetime:
        """Let it be this day from now on."""
        self.travel(at(day, hour))
        return at(day, hour)

    def trainee(self, login: str = "lin", mentor: Person | None = None, **facts: object) -> Person:
        """Somebody new with a mentor, without a plan."""
        person = self.company.person(login, "trainee", name=f"学员{login}", **facts)
        self.company.pair(mentor or self.mentor(), person)
        return person

    def mentor(self, login: str = "chen") -> Person:
        """A mentor, made once."""
        return (
            self.company.person(login, "mentor", name="陈立")
            if login == "chen"
            else (self.company.person(login, "mentor", name=f"师父{login}"))
        )

    def start(self, person: Person) -> str:
        """Start somebody's plan; its public id."""
        with self.app.app_context():
            found = db.session.get_one(Person, person.id)
            plan = write(service.start_plan, None, found, now=at(date(2026, 3, 1)))
            return plan.public_id

    def view(self, person: Person, day: date) -> PlanView:
        """Somebody's plan on a day."""
        with self.app.app_context():
            found = queries.plan_of(person.id, day)
            assert found
            return found

    def publish(self, year: int, days: dict[date, bool]) -> None:
        """The notice of a year is published, entered, and all plans are dated again."""
        rows = [Workday(day=day, is_worked=works, occasion="") for day, works in days.items()]
        rows.append(PublishedYear(year=year, entered_at=at(date(year - 1, 11, 1))))

        def enter() -> None:
            editions.move(EDITION)
            db.session.add_all(rows)

        with self.app.app_context():
            write(enter)
            redate_job(0)

    def read(self, person: Person, day: date, lesson: str = LESSON) -> None:
        """Somebody completes a lesson."""
        document = self._document("lesson", lesson)
        self._add(
            LessonCompletion(
                person_id=person.id,
                document_id=document.id,
                revision_id=document.published_revision_id,
                completed_at=at(day),
            )
        )

    def play(
        self, person: Person, day: date, mode: str = "practice", score: int = 90, hour: int = 10
    ) -> str:
        """Somebody plays the scenario to an ending; the play's public id."""
        document = self._document("scenario", SCENARIO)
        play = Play(
            person_id=person.id,
            document_id=document.id,
            revision_id=document.published_revision_id,
            mode=mode,
            language="zh-Hans",
            seed=1,
            is_preview=False,
            key=secrets.token_hex(8),
            started_at=at(day, hour),
            ended_at=at(day, hour),
            ended_by="ending",
        )
        self._add(play, lambda: _mark(play, score, at(day, hour)))
        with self.app.app_context():
            newest = sa.select(Play.public_id).order_by(Play.id.desc()).limit(1)
            return db.session.scalars(newest).one()

    def observe(
        self, person: Person, day: date, competency: str = "etiquette", verdict: str = "met"
    ) -> None:
        """The mentor of somebody observes a competency."""
        with self.app.app_context():
            pairs = sa.select(Pair).where(Pair.apprentice_id == person.id)
            pair = db.session.scalars(pairs).one()
            ids = (pair.id, pair.mentor_id)
        self._add(
            ObservationRecord(
                pair_id=ids[0],
                person_id=person.id,
                mentor_id=ids[1],
                competency=competency,
                verdict=verdict,
                evidence=WORDS,
                at=at(day),
                key=secrets.token_hex(8),
            )
        )

    def sign(
        self,
        mentor: Person,
        person: Person,
        name: str,
        day: date,
        verdict: Verdict = Verdict.PASS,
        **facts: object,
    ) -> str:
        """A mentor signs a task or gate; the signature's public id."""
        subject = Subject.GATE if name.startswith("gate") else Subject.TASK
        judgement = Judgement(
            subject=subject,
            subject_id=name,
            verdict=verdict,
            words=WORDS if subject is Subject.GATE else "",
            **{"number": 1, **facts},
        )
        with self.app.app_context():
            signed: SignOff = write(
                service.sign,
                db.session.get_one(Person, mentor.id),
                db.session.scalars(sa.select(Plan).where(Plan.person_id == person.id)).one(),
                judgement,
                key=secrets.token_hex(8),
                now=at(day),
            )
            return signed.public_id

    def prove_first_gate(self, mentor: Person, person: Person, day: date) -> None:
        """Everything that the first gate asks for."""
        self.read(person, day)
        self.observe(person, day)
        self.sign(mentor, person, "ticket", day)

    def _document(self, kind: str, name: str) -> Document:
        with self.app.app_context():
            wanted = sa.select(Document).where(Document.kind == kind, Document.name == name)
            document = db.session.scalars(wanted).one()
            db.session.expunge(document)
            return document

    def _add(self, row: object, after: Callable[[], None] | None = None) -> None:
        def add() -> None:
            db.session.add_all(row if isinstance(row, list) else [row])
            db.session.flush()
            if after:
                after()

        with self.app.app_context():
            write(add)


def _mark(play: Play, score: int, moment: datetime) -> None:
    db.session.add(
        Mark(
            play_id=play.id,
            number=1,
            score=score,
            points={"total": [score, 100], "by": {name: [score, 100] for name in EARNS}},
            passed=score >= 80,
            engine="1",
            reason="",
            at=moment,
        )
    )
