"""Reading a matrix: the columns of a group, and the rows of its people, some at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from lms import clock
from lms.courses import queries as courses
from lms.courses.domain import Course
from lms.db import db
from lms.library import queries as library
from lms.library.domain import Wording
from lms.onboarding import queries as plans
from lms.onboarding.domain import PlanView, Template
from lms.onboarding.models import Plan
from lms.pages import Page, Total, count_to, total_of
from lms.people import access
from lms.people.models import Person
from lms.reports.domain import (
    Cell,
    Choice,
    Item,
    Kind,
    Row,
    Show,
    course_cell,
    plan_cells,
    plan_items,
    scenario_cell,
    things_in,
)
from lms.reports.queries.groups import SEEN, Group
from lms.scenarios import queries as scenarios
from lms.scenarios.domain import PlayResult, Scenario

PEOPLE_A_PAGE = 200
MOST_COUNTED = 10_000
MOST_TOGETHER = 500  # people who are told of together, the latest started


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row: whose it is, the plan as it stands, and the cells."""

    person: Person
    view: PlanView
    row: Row

    @property
    def done(self) -> int:
        """How many tasks are proved."""
        return sum(task.evidence is not None for task in self.view.tasks)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a matrix, with all columns that could be chosen."""

    items: Sequence[Item]  # all of the chosen kind
    chosen: Sequence[Item]  # the columns shown
    page: Page[PersonRow]


def sheet(
    asker: Person, group: Group, choice: Choice, number: int, today: date, person: str = ""
) -> Sheet:
    """One page of a group's matrix as the asker may see it; `person`: only that one."""
    wanted = _seen(asker, group, SEEN, today, person)
    total = _counted(wanted)
    page: Page[PersonRow] = Page((), number, total, PEOPLE_A_PAGE)
    some = _ordered(wanted).offset((number - 1) * page.size).limit(page.size)
    items, rows = _read(db.session.scalars(some).all(), choice.show, today)
    return Sheet(items, choice.of(items), Page(rows, number, total, PEOPLE_A_PAGE))


def people_of(
    asker: Person, group: Group, permission: str, today: date, person: str = ""
) -> list[int]:
    """The plans of a group whose people a permission of the asker reaches, in their order."""
    wanted = _ordered(_seen(asker, group, permission, today, person))
    return list(db.session.scalars(wanted.with_only_columns(Plan.id)).all())


def every_row(
    plan_ids: Sequence[int], choice: Choice, today: date
) -> tuple[list[Item], Iterator[PersonRow]]:
    """All rows of some plans, read while they are asked for, and the chosen columns of them all."""
    revisions = sa.select(Plan.revision_id).where(Plan.id.in_(plan_ids)).distinct()
    items = _items(_templates(db.session.scalars(revisions).all()), choice.show)
    return choice.of(items), _in_parts(plan_ids, choice.show, today)


def _in_parts(plan_ids: Sequence[int], show: Show, today: date) -> Iterator[PersonRow]:
    for start in range(0, len(plan_ids), PEOPLE_A_PAGE):
        some = _with_people(Plan.id.in_(plan_ids[start : start + PEOPLE_A_PAGE]))
        yield from _read(db.session.scalars(_ordered(some)).all(), show, today)[1]


def together(group: Group, choice: Choice, today: date) -> tuple[list[Item], list[Row], Total]:
    """The columns and the rows of a group without anybody's name, and how many people it has.

    Of a large group only the latest started plans are read.
    """
    total = _counted(group.plans)
    latest = group.plans.options(contains_eager(Plan.person))
    some = latest.order_by(Plan.starts_on.desc(), Plan.id.desc()).limit(MOST_TOGETHER)
    items, rows = _read(db.session.scalars(some).all(), choice.show, today)
    return choice.of(items), [one.row for one in rows], total


def one_person(asker: Person, person: Person, show: Show, today: date) -> PersonRow | None:
    """The row of one person whom the asker may see; None without a running plan."""
    wanted = _with_people(Plan.person_id == person.id, Plan.ended_at.is_(None))
    seen = wanted.where(access.visible_people(asker, SEEN, today))
    rows = _read(db.session.scalars(seen).all(), show, today)[1]
    return rows[0] if rows else None


def _with_people(*conditions: sa.ColumnElement[bool]) -> sa.Select[Plan]:
    return sa.select(Plan).join(Plan.person).where(*conditions)


def _seen(
    asker: Person, group: Group, permission: str, today: date, person: str
) -> sa.Select[Plan]:
    wanted = group.plans.where(access.visible_people(asker, permission, today))
    return wanted.where(Person.public_id == person) if person else wanted


def _counted(wanted: sa.Select[Plan]) -> Total:
    ids = wanted.with_only_columns(Plan.id)
    return total_of(db.session.scalar(sa.select(count_to(ids, MOST_COUNTED))), MOST_COUNTED)


def _ordered(wanted: sa.Select[Plan]) -> sa.Select[Plan]:
    people = contains_eager(Plan.person)
    loaded = wanted.options(people.joinedload(Person.department), people.lazyload(Person.grants))
    return loaded.order_by(Person.name_pinyin, Person.id)


def _read(found: Sequence[Plan], show: Show, today: date) -> tuple[list[Item], list[PersonRow]]:
    views = plans.views(found, today)
    templates = list({view.facts.revision_id: view.template for view in views}.values())
    items = _items(templates, show)
    cells = _CELLS[show](views, items)
    rows = [
        PersonRow(plan.person, view, Row(cells[view.person_id]))
        for plan, view in zip(found, views, strict=True)
    ]
    return items, rows


def _templates(revision_ids: Sequence[int]) -> list[Template]:
    return [library.at_revision(revision_id).content for revision_id in revision_ids]


def _items(templates: Sequence[Template], show: Show) -> list[Item]:
    if show is Show.PLAN:
        return plan_items(templates)
    months = things_in(templates)[0 if show is Show.COURSES else 1]
    kind = Kind.COURSE if show is Show.COURSES else Kind.SCENARIO
    found = [
        Item(name, kind, name, _title(kind, name), month)
        for name, month in months.items()
        if library.published(kind, name)
    ]
    return sorted(found, key=lambda item: item.month)


def _title(kind: str, name: str) -> Wording:
    published = library.published(kind, name)
    content: Course | Scenario | None = published.content if published else None
    return content.title if content else Wording(name)


Cells = Mapping[int, Mapping[str, Cell]]  # person id → key of the item → cell


def _of_plans(views: Sequence[PlanView], _items: Sequence[Item]) -> Cells:
    return {view.person_id: plan_cells(view, clock.day_of) for view in views}


def _of_courses(views: Sequence[PlanView], items: Sequence[Item]) -> Cells:
    completed = courses.completions_of([view.person_id for view in views])
    required = {item.name: _required(item.name) for item in items}
    return {
        person_id: {
            item.key: course_cell(required[item.name], lessons, clock.day_of) for item in items
        }
        for person_id, lessons in completed.items()
    }


def _required(name: str) -> Sequence[str]:
    published = library.published(Kind.COURSE, name)
    course: Course | None = published.content if published else None
    return course.required if course else ()


def _of_scenarios(views: Sequence[PlanView], items: Sequence[Item]) -> Cells:
    played = scenarios.finished_plays_of([view.person_id for view in views])
    found: dict[int, dict[str, Cell]] = {}
    for person_id, plays in played.items():
        by_scenario: dict[str, list[PlayResult]] = {}
        for play in plays:
            by_scenario.setdefault(play.scenario_id, []).append(play)
        found[person_id] = {
            item.key: scenario_cell(by_scenario.get(item.name, ()), clock.day_of) for item in items
        }
    return found


_CELLS = {Show.PLAN: _of_plans, Show.COURSES: _of_courses, Show.SCENARIOS: _of_scenarios}
