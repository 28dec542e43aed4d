"""The first branch of the many: lived through the product's own services, as the demo company is.

Never commits.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from lms.mentoring import queries
from lms.onboarding.domain import Template
from lms.operations.demo.cast import ADMINISTRATOR, OFFICER
from lms.operations.demo.characters import Colleague, OnDay, Trainee
from lms.operations.demo.company import employ, person_of
from lms.operations.demo.crowd import branch, places, who
from lms.operations.demo.diary import Deed, story
from lms.operations.demo.guiding import ask_to_be_observed, play_together
from lms.operations.demo.living import Life
from lms.operations.demo.times import Times
from lms.operations.demo.working import (
    agree_on_learning,
    be_away,
    last_evening,
    work,
    work_in_shifts,
)
from lms.people.domain import Role
from lms.people.models import Department, Person

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
    for one in cast:
        if isinstance(one.began, OnDay) and one.began.number >= branch.ORDERLY_FROM:
            _work(one, one.began, times)


def _work(trainee: Trainee, began: OnDay, times: Times) -> None:
    """What somebody on the plan does beside it, up to the evening before the current day."""
    person, mentor, officer = (
        person_of(login) for login in (trainee.login, trainee.mentor, OFFICER)
    )
    evening = last_evening(times)
    if queries.own_pair(person.id, evening.date()) is None:  # through with the plan already
        return
    work(person, mentor, times)
    if began in branch.LEARNERS:
        agree_on_learning(person, mentor, times)
    if began == branch.ON_LEAVE:
        be_away(officer, person, times.worked, times, now=evening)
    if began == branch.IN_SHIFTS:
        work_in_shifts(officer, person, times.worked, now=evening)
    if began == branch.PLAYER:
        play_together(person, _watcher(mentor), now=evening)
    if began == branch.READY:
        ask_to_be_observed(person, now=evening)


def _watcher(mentor: Person) -> Person:
    """Another mentor of the first branch."""
    first_two = (person_of(who.mentor(place).login) for place in range(2))
    return next(person for person in first_two if person.id != mentor.id)


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
