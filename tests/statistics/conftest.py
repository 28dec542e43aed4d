"""A stage on which as many people as are wanted have played, and their author."""

from datetime import timedelta

import pytest

from lms.db import db, write
from lms.library import queries as library
from lms.library.models import DocumentAuthor
from lms.people.models import Person
from lms.scenarios import queries, service
from lms.scenarios.domain import (
    Choose,
    Mode,
    shown_choices,
    standing,
)
from tests.scenarios.conftest import NOW, Stage, set_up


class House:
    """Trainees who play the scenario of these tests by naming choices."""

    def __init__(self, stage: Stage, company) -> None:
        self.stage, self.company, self.number = stage, company, 0
        self.author = company.person("wang", "trainer", name="王培训")
        with stage.app.app_context():
            write(self._sign)

    def _sign(self) -> None:
        document = library.published("scenario", "cold-kettle")
        db.session.add(DocumentAuthor(document_id=document.document_id, person_id=self.author.id))

    def plays(self, *answers: str, times: int = 1, mode: Mode = Mode.PRACTICE) -> list[Person]:
        """So many new trainees play so, each once."""
        people = []
        for _ in range(times):
            self.number += 1
            people.append(self.company.person(f"t{self.number}", "trainee"))
            self.play(people[-1], *answers, mode=mode)
        return people

    def play(self, person: Person, *answers: str, mode: Mode = Mode.PRACTICE, **how) -> int:
        """Somebody plays so; the number of the play."""
        with self.stage.app.app_context():
            return write(self._play, person.id, answers, mode, **how)

    def _play(self, person_id: int, answers, mode: Mode, *, is_preview: bool = False) -> int:
        document = library.published("scenario", "cold-kettle")
        person, scenario = db.session.get_one(Person, person_id), document.content
        self.number += 1
        key = f"play {self.number}"
        if is_preview:
            play = service.start_preview(
                person, document, mode, language="zh-Hans", key=key, now=NOW
            )
        else:
            play = service.start_play(
                person, document, mode, language="zh-Hans", key=key, afresh=True, now=NOW
            )
        for turn, answer in enumerate(answers, 1):
            situation = standing(scenario, queries.talk(play, scenario).scenes)
            shown = [move.id for move in shown_choices(scenario, situation, play.seed)]
            act, now = Choose(shown.index(answer) + 1), NOW + timedelta(seconds=20 * turn)
            service.take_turn(play, scenario, act, number=turn, key=f"{turn}", now=now)
        return play.id


@pytest.fixture
def house(stage, company) -> House:
    """The scenario and its author."""
    return House(stage, company)


@pytest.fixture
def stage(app, tmp_path) -> Stage:
    """The scenario of role-plays' tests, loaded."""
    return set_up(app, tmp_path)
