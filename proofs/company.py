"""The people of the proofs: trainees, mentors with apprentices, HR; all signed in."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

from flask import Flask

from lms import clock, create_app
from lms.config import ROOT, Settings
from lms.db import db, write
from lms.library import queries as library
from lms.onboarding.domain import SignOffProof
from lms.people.models import Pair, Person
from lms.questions.domain import Single, TrueFalse
from proofs.facts import prove_everything, start_plan
from tests.company import Company as Colleagues
from tests.pages import Browser

SECRET = secrets.token_hex(32)  # of this run
KEPT = ("PATH", "HOME", "LMS_WORKERS")  # of the caller's environment
PREPARED = "SHITU_PROOF_PREPARED"
LESSON = "role-awareness/why-service-matters"
SCENARIO = "lost-parcel"
PLAN = "onboarding"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is signed in."""

    login: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Guided:
    """An apprentice as the mentor's pages name them."""

    mentor: Member
    login: str
    pair: str  # public ids
    plan: str


@dataclass(frozen=True, slots=True)
class Texts:
    """What can be done with the published texts."""

    section: str  # of the lesson
    questions: tuple[str, ...]  # of the lesson, that are answered by one position
    tasks: tuple[str, ...]  # of the plan, that a mentor signs


def environment(folder: Path, database_url: str | None = None) -> dict[str, str]:
    """Settings of a product in a folder of its own; what else the caller has set is left out."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    made = {"LMS_INSTANCE": str(folder), "LMS_SECRET_KEY": SECRET, "LMS_DEMO": "0"}
    return {**kept, **made, **({"DATABASE_URL": database_url} if database_url else {})}


def prepare(settings: Mapping[str, str]) -> None:
    """Make the database and publish the texts, as the first start does.

    The suite has done so once, and names the file to begin with.
    """
    done_before = os.environ.get(PREPARED)
    if done_before and "DATABASE_URL" not in settings:
        folder = Path(settings["LMS_INSTANCE"])
        folder.mkdir(exist_ok=True)
        shutil.copy(done_before, folder / "shitu.sqlite3")
        return
    command = [sys.executable, str(ROOT / "deploy" / "serve.py"), "--prepare-only"]
    done = subprocess.run(
        command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"the product cannot be prepared: {done.stderr}")


class Company:
    """Hires people into a product with its texts, whether it is served just now or not."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._colleagues = Colleagues(self.app)
        self._numbers = count(1)
        with self.app.app_context():
            self._today = clock.today()

    @classmethod
    def at(cls, settings: Mapping[str, str]) -> "Company":
        """The company of a product with these settings."""
        return cls(create_app(Settings.read(settings)))

    @cached_property
    def _signer(self) -> Person:
        """The mentor who has signed for all who are ready."""
        return self._join("mentor")

    @cached_property
    def _deputy(self) -> Person:
        """The HR officer who has confirmed what needs a second signature."""
        return self._join("hr")

    def texts(self) -> Texts:
        """What is published."""
        with self.app.app_context():
            lesson = library.published("lesson", LESSON).content
            plan = library.published("plan", PLAN).content
            return Texts(
                section=lesson.sections[0].id,
                questions=tuple(c.id for c in lesson.checks if isinstance(c, Single | TrueFalse)),
                tasks=tuple(t.id for t in plan.tasks() if isinstance(t.proof, SignOffProof)),
            )

    def close(self) -> None:
        """Close every file that belongs to the product."""
        with self.app.app_context():
            db.engine.dispose()
        self.app.extensions["huey"].storage.close()

    def hire(self, role: str) -> Member:
        """Somebody new, signed in."""
        return self._signed_in(self._join(role))

    def hire_learner(self) -> Member:
        """A trainee whose plan has started, so that the scenario may be played."""
        person = self._join("trainee")
        self._colleagues.pair(self._signer, person, starts_on=self._today)
        with self.app.app_context():
            write(start_plan, person.id, now=clock.now())
        return self._signed_in(person)

    def hire_ready(self) -> Member:
        """A trainee who has proved everything and may collect the certificate."""
        person = self._join("trainee")
        self._colleagues.pair(self._signer, person, starts_on=self._today)
        with self.app.app_context():
            write(prove_everything, person.id, self._signer.id, self._deputy.id, now=clock.now())
        return self._signed_in(person)

    def hire_unplanned(self) -> tuple[str, str]:
        """A trainee with a mentor whose plan has not been started: login and public id."""
        person = self._join("trainee")
        self._colleagues.pair(self._signer, person, starts_on=self._today)
        return person.login, person.public_id

    def hire_mentor(self, apprentices: int) -> list[Guided]:
        """A mentor with apprentices whose plans have started."""
        mentor = self._join("mentor")
        member = self._signed_in(mentor)
        return [self._guided(mentor, member) for _ in range(apprentices)]

    def _guided(self, mentor: Person, member: Member) -> Guided:
        apprentice = self._join("trainee")
        pair_id = self._colleagues.pair(mentor, apprentice, starts_on=self._today)
        with self.app.app_context():
            plan = write(start_plan, apprentice.id, now=clock.now())
            pair = db.session.get_one(Pair, pair_id)
            return Guided(member, apprentice.login, pair.public_id, plan.public_id)

    def _join(self, role: str) -> Person:
        login = f"{role}{next(self._numbers):05}"
        return self._colleagues.person(login, role, starts_on=self._today)

    def _signed_in(self, person: Person) -> Member:
        cookie = Browser(self.app, person).client.get_cookie("shitu")
        assert cookie is not None, "who is signed in has a cookie"
        return Member(person.login, cookie.value)
