"""The first branch of the many: lived through the product's own services, as the demo company is.

Never commits.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from lms.onboarding.domain import Template
from lms.operations.demo.cast import ADMINISTRATOR
from lms.operations.demo.characters import Colleague
from lms.operations.demo.company import employ, person_of
from lms.operations.demo.crowd import branch, places, who
from lms.operations.demo.diary import Deed, story
from lms.operations.demo.living import Life
from lms.operations.demo.times import Times
from lms.people.domain import Role
from lms.people.models import Department

BEFORE = timedelta(days=60)  # that the mentors were there before the first trainee came
NEXT = timedelta(minutes=45)

Progress = Callable[[Sequence[Deed]], Iterable[Deed]]


def live(
    most: int, template: Template, times: Times, password_hash: str, progress: Progress = iter
) -> None:
    """Let the first `most` trainees live, with mentors of their own, unless they have."""
    there, mentors = who.count_trainees(), who.count_mentors()
    cast = branch.cast(range(there, most), mentors, template, times)
    deeds = story(cast, template, times)
    department = places.department(0, now=deeds[0].at - BEFORE)
    for place in range(mentors, mentors + branch.mentors(cast)):
        at = deeds[0].at - BEFORE + place * NEXT
        _employ(who.mentor(place), department, password_hash, at)
    if department.lead_id is None:
        places.name_lead(department, person_of(cast[0].mentor), now=deeds[0].at)
    lives = {one.login: Life(one, password_hash) for one in cast}
    for deed in progress(deeds):
        lives[deed.login].live(deed.act, deed.at)


def _employ(
    identity: who.Identity, department: Department, password_hash: str, now: datetime
) -> None:
    colleague = Colleague(
        login=identity.login,
        name=identity.name,
        number=str(identity.number),
        department=department.name,
        role=Role.MENTOR,
    )
    employ(person_of(ADMINISTRATOR), colleague, department, password_hash, now=now)
