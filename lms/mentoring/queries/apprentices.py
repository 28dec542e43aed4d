"""Reading mentors and apprentices: how apprentices are doing, observations, pairs and load."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms import clock
from lms.db import db
from lms.mentoring.domain import Light, Standing, latest, standing
from lms.mentoring.models import ObservationRecord, ObservationRequest, SessionRecord, WorkReport
from lms.mentoring.queries.alerts import alerts, failures_of
from lms.mentoring.queries.reports import waiting_reports
from lms.mentoring.queries.requests import open_requests
from lms.notes import queries as notes
from lms.onboarding import queries as plans
from lms.onboarding.domain import GateView, PlanView, TaskView
from lms.pages import Page, Total, counted
from lms.people import access
from lms.people import queries as people
from lms.people.access import in_force_on
from lms.people.domain import MOST_APPRENTICES, in_force
from lms.people.models import Pair, Person

# Made once, a statement of every home: making one costs more than asking it.
OWN_PAIR = (
    sa.select(Pair)
    .where(
        Pair.apprentice_id == sa.bindparam("person_id"),
        in_force_on(sa.bindparam("today", type_=sa.Date)),
    )
    .options(joinedload(Pair.mentor, innerjoin=True).lazyload(Person.grants))
)


@dataclass(frozen=True, slots=True)
class Apprentice:
    """An apprentice as the mentor sees them: plan, how they are doing and why, what waits."""

    pair: Pair
    person: Person
    plan: PlanView | None
    standing: Standing
    last_contact: datetime | None  # the last observation or signature
    questions: int = 0  # about lessons, that nobody has answered
    requests: Sequence[ObservationRequest] = ()  # to be observed, the next first
    reports: Sequence[WorkReport] = ()  # that nobody has answered, the oldest first

    @property
    def waiting_tasks(self) -> tuple[TaskView, ...]:
        """The tasks that wait for the mentor."""
        return self.plan.waiting_tasks if self.plan else ()

    @property
    def waiting_gate(self) -> GateView | None:
        """The gate that waits for the mentor's verdict."""
        return self.plan.waiting_gate if self.plan else None

    @property
    def waiting(self) -> int:
        """How many things wait for the mentor."""
        return len(self.waiting_tasks) + (self.waiting_gate is not None)


def apprentices(mentor: Person, today: date) -> list[Apprentice]:
    """A mentor's apprentices today: those with something waiting first, then those behind.

    The number of queries does not grow with them.
    """
    pairs = people.apprentices_of(mentor.id, today)
    sent = waiting_reports([pair.apprentice_id for pair in pairs])
    return sorted(_seen(pairs, today, sent), key=_urgency)


def _urgency(seen: Apprentice) -> tuple[bool, bool, int]:
    is_behind = seen.standing.light is Light.TROUBLE
    waiting = seen.waiting + seen.questions + len(seen.requests) + len(seen.reports)
    return (not waiting, not is_behind, -waiting)


def apprentice(pair: Pair, today: date) -> Apprentice:
    """The apprentice of one pair; reports that wait are listed with the records."""
    return _seen([pair], today, {})[0]


def _seen(
    pairs: Sequence[Pair], today: date, sent: Mapping[int, Sequence[WorkReport]]
) -> list[Apprentice]:
    ids = [pair.apprentice_id for pair in pairs]
    if not ids:
        return []
    views = plans.plans_of(ids, today)
    contacts, talked = last_contacts(ids), last_sessions([pair.id for pair in pairs])
    asked = notes.waiting_questions(ids)
    ready = open_requests([pair.id for pair in pairs])
    rule, failed = alerts(), failures_of(ids)
    return [
        Apprentice(
            pair=pair,
            person=pair.apprentice,
            plan=views.get(pair.apprentice_id),
            standing=standing(
                views.get(pair.apprentice_id),
                _day(contacts.get(pair.apprentice_id)),
                talked.get(pair.id),
                rule,
                failed.get(pair.apprentice_id, ()),
            ),
            last_contact=contacts.get(pair.apprentice_id),
            questions=asked.get(pair.apprentice_id, 0),
            requests=ready.get(pair.id, ()),
            reports=sent.get(pair.apprentice_id, ()),
        )
        for pair in pairs
    ]


def _day(instant: datetime | None) -> date | None:
    return clock.day_of(instant) if instant else None


def last_contacts(person_ids: Collection[int]) -> dict[int, datetime]:
    """When people were last observed or signed for: person id → instant."""
    rows = (
        sa.select(ObservationRecord.person_id, sa.func.max(ObservationRecord.at))
        .where(ObservationRecord.person_id.in_(person_ids))
        .group_by(ObservationRecord.person_id)
    )
    observed: dict[int, datetime] = dict(db.session.execute(rows).all())
    signed = plans.last_signed(person_ids)
    found = {
        person_id: latest(observed.get(person_id), signed.get(person_id))
        for person_id in person_ids
    }
    return {person_id: at for person_id, at in found.items() if at is not None}


def last_sessions(pair_ids: Collection[int]) -> dict[int, date]:
    """When pairs last sat together: pair id → day."""
    rows = (
        sa.select(SessionRecord.pair_id, sa.func.max(SessionRecord.held_on))
        .where(SessionRecord.pair_id.in_(pair_ids))
        .group_by(SessionRecord.pair_id)
    )
    return dict(db.session.execute(rows).all())


@dataclass(frozen=True, slots=True)
class Load:
    """A mentor and the pairs in force."""

    mentor: Person
    pairs: tuple[Pair, ...]
    most: int = MOST_APPRENTICES


def count_mentors(asker: Person, number: int, today: date) -> Total:
    """How many mentors have apprentices whose pairs the asker sees, for the page of this number."""
    mentors = _pairs_seen(asker, today).with_only_columns(Pair.mentor_id)
    return counted(mentors.group_by(Pair.mentor_id), number)


def loads(asker: Person, number: int, total: Total, today: date) -> Page[Load]:
    """One page of those `total` mentors, by the sound of their names."""
    pairs = _pairs_seen(asker, today)
    mentors = sa.select(Person).where(pairs.where(Pair.mentor_id == Person.id).exists())
    page: Page[Load] = Page((), number, total)
    ordered = mentors.order_by(Person.name_pinyin, Person.id)
    shown = db.session.scalars(ordered.offset((number - 1) * page.size).limit(page.size)).all()
    of_mentor: dict[int, list[Pair]] = {mentor.id: [] for mentor in shown}
    wanted = pairs.where(Pair.mentor_id.in_(of_mentor)).options(joinedload(Pair.apprentice))
    for pair in db.session.scalars(wanted.order_by(Pair.starts_on, Pair.id)):
        of_mentor[pair.mentor_id].append(pair)
    return Page([Load(mentor, tuple(of_mentor[mentor.id])) for mentor in shown], number, total)


def _pairs_seen(asker: Person, today: date) -> sa.Select[Pair]:
    pairs = sa.select(Pair).where(in_force_on(today))
    if access.sees_everybody(asker, "pairs.view"):
        return pairs
    seen = sa.select(Person.id).where(access.visible_people(asker, "pairs.view", today))
    return pairs.where(Pair.apprentice_id.in_(seen))


def is_mentor(person: Person, pair: Pair, today: date) -> bool:
    """Whether a person is the mentor of a pair that is in force today."""
    return pair.mentor_id == person.id and in_force(pair.starts_on, pair.ends_on, today)


def own_pair(apprentice_id: int, today: date) -> Pair | None:
    """The pair in which somebody is the apprentice today."""
    return db.session.scalar(OWN_PAIR, {"person_id": apprentice_id, "today": today})
