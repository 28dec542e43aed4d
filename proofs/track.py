"""Where races are held: many clicks at once on something that may happen only once."""

import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from lms.certification.models import Certificate
from lms.mentoring.models import ObservationRecord
from lms.onboarding.models import Plan, SignOff
from lms.people.models import Person
from lms.scenarios.models import Play, Turn
from proofs.company import SCENARIO, Company, Guided, Member
from proofs.facts import PROGRAMME
from proofs.visitors import Answer, Visitor

CLICKS = 40
PAUSE = 0.2  # seconds before what was refused is sent again
GATE = "gate-1"
WORDS = "客户说了两遍，他先道歉再查单，工单也录全了。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """Clicks at once on the same thing."""

    name: str
    by: Member
    address: str
    fields: dict[str, str]
    key: str = ""  # the same for all clicks; without it each has its own
    leads_on: bool  # whoever is late is led to what is there; else told that it is done (409)
    made: sa.Select[int]  # how many there are in the end


class Track:
    """A served product, its people and its database; `held` races with `faults`."""

    def __init__(self, company: Company, port: int, engine: sa.Engine) -> None:
        self._company, self._port, self._engine = company, port, engine
        self._officer = company.hire("hr")
        self._task = company.texts().tasks[0]
        self.held: Counter[str] = Counter()
        self.faults: list[str] = []

    def hold_all(self) -> None:
        """Everything that one person can do once, and what others can do once about them."""
        for race in self._races():
            self.held[race.name] += 1
            self.faults += [f"{race.name}: {words}" for words in self._faults(race)]

    def _races(self) -> Iterator[Race]:
        yield from self._plays()
        (guided,) = self._company.hire_mentor(apprentices=1)
        signed = {"number": "1", "words": WORDS}
        yield self._signature(guided, "task", {"subject_id": self._task, "verdict": "pass"}, signed)
        yield self._signature(guided, "gate", {"subject_id": GATE, "verdict": "fail"}, signed)
        yield Race(
            name="observation",
            by=guided.mentor,
            address=f"/mentoring/{guided.pair}/observations",
            fields={"competency": "voice", "verdict": "met", "evidence": WORDS},
            key=secrets.token_hex(16),
            leads_on=True,
            made=_count(ObservationRecord, _of(ObservationRecord.person_id, guided.login)),
        )
        ready = self._company.hire_ready()
        yield Race(
            name="certificate",
            by=ready,
            address="/certificates",
            fields={"programme": PROGRAMME},
            leads_on=True,
            made=_count(Certificate, _of(Certificate.person_id, ready.login)),
        )
        login, public_id = self._company.hire_unplanned()
        yield Race(
            name="plan",
            by=self._officer,
            address="/plans",
            fields={"person": public_id},
            leads_on=True,
            made=_count(Plan, _of(Plan.person_id, login)),
        )

    def _plays(self) -> Iterator[Race]:
        learner, examinee = self._company.hire_learner(), self._company.hire_learner()
        yield self._play(learner, "practice")
        yield self._play(examinee, "assessment")
        play = self._play_of(learner)
        yield self._turn(learner, play, 1, key="")
        yield self._turn(learner, play, 2, key=secrets.token_hex(16))

    def _faults(self, race: Race) -> Iterator[str]:
        """What is wrong with the answers and with what is there afterwards."""
        answers = self._run(race)
        found = Counter(answer.status for answer in answers)
        saved, late = HTTPStatus.SEE_OTHER, HTTPStatus.CONFLICT
        if found != ({saved: CLICKS} if race.leads_on else {saved: 1, late: CLICKS - 1}):
            yield f"answered {dict(found)}"
        places = {answer.location for answer in answers if answer.is_saved}
        if len(places) > 1:
            yield f"led to {len(places)} places"
        with self._engine.connect() as connection:
            number = connection.scalar(race.made)
        if number != 1:
            yield f"{number} are there"

    def _run(self, race: Race) -> list[Answer]:
        """All clicks at once; what is refused just now is sent again."""
        first = Visitor(self._port, race.by.cookie)
        first.arrive()
        visitors = [first.another() for _ in range(CLICKS)]
        ready = threading.Barrier(CLICKS)

        def click(visitor: Visitor) -> Answer:
            fields = {**race.fields, "key": race.key or secrets.token_hex(16)}
            ready.wait()
            while (answer := visitor.ask("POST", race.address, fields)).is_refused:
                time.sleep(PAUSE)
            visitor.leave()
            return answer

        with ThreadPoolExecutor(CLICKS) as pool:
            return list(pool.map(click, visitors))

    def _play(self, member: Member, mode: str) -> Race:
        return Race(
            name=f"play in {mode}",
            by=member,
            address=f"/scenarios/{SCENARIO}/plays",
            fields={"mode": mode},
            leads_on=True,
            made=_count(Play, Play.mode == mode, _of(Play.person_id, member.login)),
        )

    def _signature(
        self, guided: Guided, subject: str, about: dict[str, str], signed: dict[str, str]
    ) -> Race:
        is_theirs = SignOff.plan_id.in_(sa.select(Plan.id).where(Plan.public_id == guided.plan))
        return Race(
            name=f"signature of a {subject}",
            by=guided.mentor,
            address=f"/plans/{guided.plan}/sign-offs",
            fields={"subject": subject, **about, **signed},
            leads_on=False,
            made=_count(SignOff, SignOff.subject == subject, is_theirs),
        )

    def _turn(self, member: Member, play: str, number: int, key: str) -> Race:
        is_theirs = Turn.play_id.in_(sa.select(Play.id).where(Play.public_id == play))
        return Race(
            name="turn with the same key" if key else "turn",
            by=member,
            address=f"/plays/{play}/turns",
            fields={"turn": str(number), "choice": "1"},
            key=key,
            leads_on=bool(key),
            made=_count(Turn, Turn.number == number, is_theirs),
        )

    def _play_of(self, member: Member) -> str:
        visitor = Visitor(self._port, member.cookie)
        visitor.arrive()
        fields = {"mode": "practice", "key": secrets.token_hex(16)}
        return visitor.ask("POST", f"/scenarios/{SCENARIO}/plays", fields).location.split("/")[-1]


def _count(table: type, *where: sa.ColumnElement[bool]) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(table).where(*where)


def _of(column: InstrumentedAttribute[int], login: str) -> sa.ColumnElement[bool]:
    return column.in_(sa.select(Person.id).where(Person.login == login))
