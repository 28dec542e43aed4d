"""What stands in the way of starting somebody's plan, with the page where it is mended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lms.errors import N_
from lms.library import queries as library
from lms.library.queries import Published
from lms.onboarding.domain import Due, Gate, Template, schedule
from lms.onboarding.queries import workdays
from lms.people import queries as people
from lms.people.models import Pair, Person

KIND = "plan"
STANDARD = "onboarding"  # the plan that new hires get


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: a message id, and where it is mended."""

    message: str
    address: str
    parameters: Mapping[str, object] = field(default_factory=dict)


def plan_to_start() -> Published[Template] | None:
    """The plan that a new hire would be started on now."""
    return library.published(KIND, STANDARD)


def gaps(person: Person, today: date) -> tuple[Gap, ...]:
    """What is missing before somebody's plan can start; empty when nothing is."""
    home = f"/people/{person.public_id}"
    checks = (
        (person.is_active, N_("账号已停用，请先恢复。"), home),
        (person.starts_on is not None, N_("还没有填入职日期。"), f"{home}/edit"),
        (plan_to_start() is not None, N_("还没有发布计划，请联系培训师。"), "/courses"),
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


def preview(person: Person, today: date) -> Preview | None:
    """What starting somebody's plan would do; None while something is missing."""
    published = plan_to_start()
    if person.starts_on is None or published is None or gaps(person, today):
        return None
    calendar = workdays.calendar()
    dates = schedule(published.content, person.starts_on, calendar)
    return Preview(
        published.content,
        calendar.first_working_day(person.starts_on),
        len(dates.tasks),
        tuple((gate, dates.gates[gate.id]) for gate in published.content.gates()),
    )
