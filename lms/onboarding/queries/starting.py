"""What stands in the way of starting somebody's plan, with the page where it is mended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lms.errors import N_
from lms.library import queries as library
from lms.library.domain import Wording
from lms.library.queries import Published
from lms.onboarding.domain import Due, Gate, Template, schedule
from lms.onboarding.domain.cohort import STANDARD
from lms.onboarding.queries import workdays
from lms.people import queries as people
from lms.people.models import Pair, Person

KIND = "plan"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: a message id, and where it is mended."""

    message: str
    address: str
    parameters: Mapping[str, object] = field(default_factory=dict)


def plan_to_start(name: str = STANDARD) -> Published[Template] | None:
    """The plan of this name on which somebody would be started now."""
    return library.published(KIND, name)


def plans_to_start() -> dict[str, Wording]:
    """The plans on which somebody can be started: name → title, that of new hires first."""
    found = sorted(library.all_published(KIND), key=lambda one: one.content.id != STANDARD)
    return {one.content.id: one.content.title for one in found}


def plans_published() -> list[Published[Template]]:
    """The plans that are published."""
    return library.all_published(KIND)


def gaps(
    person: Person, today: date, name: str = STANDARD, starts_on: date | None = None
) -> tuple[Gap, ...]:
    """What is missing before somebody's plan can start; empty when nothing is.

    `starts_on`: the first day of the plan; without one, the day on which the person came.
    """
    home = f"/people/{person.public_id}"
    checks = (
        (person.is_active, N_("账号已停用，请先恢复。"), home),
        (bool(starts_on or person.starts_on), N_("还没有填入职日期。"), f"{home}/edit"),
        (plan_to_start(name) is not None, N_("还没有发布计划，请联系培训师。"), "/courses"),
    )
    pair = people.open_pairs_of([person.id], today).get(person.id)
    found = [Gap(message, address) for is_there, message, address in checks if not is_there]
    return (*found, *mentor_gaps(person, pair))


def mentor_gaps(person: Person, pair: Pair | None) -> Iterator[Gap]:
    """What stands in the way of somebody with this pair being guided."""
    if pair is None:
        yield Gap(N_("还没有师父。"), f"/people/{person.public_id}/pairs/new")
    elif not pair.mentor.is_active:
        yield Gap(
            N_("师父%(name)s的账号已停用，请先结束带教，再换一位。"),
            f"/people/pairs/{pair.public_id}/parting",
            {"name": pair.mentor.name},
        )


@dataclass(frozen=True, slots=True)
class Preview:
    """What a plan would look like if it started now: its first day, its length, its gates."""

    template: Template
    first_working_day: date
    task_count: int
    gates: tuple[tuple[Gate, Due], ...]


def preview(
    person: Person, today: date, name: str = STANDARD, starts_on: date | None = None
) -> Preview | None:
    """What starting somebody's plan would do; None while something is missing."""
    published = plan_to_start(name)
    first = starts_on or person.starts_on
    if first is None or published is None or gaps(person, today, name, starts_on):
        return None
    calendar = workdays.calendar_of(person.id, first)
    dates = schedule(published.content, first, calendar)
    return Preview(
        published.content,
        calendar.first_working_day(first),
        len(dates.tasks),
        tuple((gate, dates.gates[gate.id]) for gate in published.content.gates()),
    )
