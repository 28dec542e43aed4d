"""What a rota or leave of somebody would change in their plan."""

from datetime import date

from lms.onboarding.domain.own_days import taken
from lms.onboarding.queries import workdays
from lms.onboarding.queries.dating import dates_of
from lms.onboarding.queries.moving import Moving, open_changes
from lms.onboarding.queries.plans import active_plan, view
from lms.people.domain import OwnDays
from lms.people.models import Person


def preview_days(person: Person, own: OwnDays, today: date) -> Moving | None:
    """What would change in somebody's plan if these were their days; None without a plan."""
    plan = active_plan(person.id)
    if plan is None:
        return None
    later = dates_of([plan], own={person.id: own})[plan.id]
    return Moving(plan, tuple(open_changes(view(plan, today), later)), ())


def working_days_taken(own: OwnDays) -> dict[str, int]:
    """How many working days each leave of somebody takes: its public id → days."""
    company = workdays.calendar()
    return {leave.public_id: taken(company, own, leave) for leave in own.leaves}
