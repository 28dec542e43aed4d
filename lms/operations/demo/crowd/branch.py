"""A branch of the many: how many work there, since when, how they go about it. Pure.

The first branch is lived; all others are copies of it with other people in them.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from lms.onboarding.domain import Template
from lms.operations.demo.acts import Begin, Leave, Part
from lms.operations.demo.characters import Ago, Assessment, Habits, OnDay, Percent, Trainee
from lms.operations.demo.crowd import who
from lms.operations.demo.diary import story
from lms.operations.demo.times import Times
from lms.people.domain import MOST_APPRENTICES, Period, most_at_once

NAME = "客服 %(number)s 分部"
ON_PLAN = tuple(OnDay(number) for number in range(1, 72, 2))
THROUGH = tuple(Ago(*began) for began in ((4, 9), (5, 2), (6, 15), (7, 20), (9, 4), (11, 16)))
LONG_AGO = tuple(
    Ago(*began) for began in ((15, 6), (19, 24), (26, 20), (27, -12), (27, 5), (28, 1))
)
NOT_NOTED = frozenset(f"weekly-talk-{week}" for week in range(2, 14) if week % 3)
SPARED = NOT_NOTED | {"replay-lost-parcel"}  # tasks of no gate: nobody has more than 100 facts
PASSED_AT_SECOND = (Assessment(0, Percent(55, 76)), Assessment(3, Percent(80, 94)))
SHORT_OF_THE_END = 48  # working days: up to here there is room for what must be done twice
COMPETENCIES = ("etiquette", "knowledge", "service-awareness", "skills", "voice")
TWICE = 0.3  # share of them
TESTED = frozenset({OnDay(31), OnDay(51)})  # they took an entry test
TESTED_ON = 24  # working day
ORDERLY_FROM = 6  # working day of the plan from which they keep a list of each day
LEARNERS = frozenset({OnDay(35), OnDay(49), OnDay(63)})  # agreed on what to learn
ON_LEAVE, IN_SHIFTS = OnDay(41), OnDay(29)
PLAYER, READY = OnDay(57), OnDay(19)  # plays with the mentor; is ready to be observed
TALKED_OVER, TALKED_OVER_ON = OnDay(33), 30  # a play that was contested, and a drill
STRIDE = 7  # through the list, so that the first few people differ most


def size() -> int:
    """The number of trainees in a branch."""
    return len(_beginnings())


def cast(places: range, first_mentor: int, template: Template, times: Times) -> list[Trainee]:
    """The trainees at some places of the first branch, each with a mentor who has room.

    The mentors are numbered on from `first_mentor`.
    """
    beginnings = _beginnings()
    trainees = [_trainee(place, beginnings[place]) for place in places]
    return _with_mentors(trainees, first_mentor, template, times)


def mentors(trainees: Iterable[Trainee]) -> int:
    """How many mentors these trainees have."""
    return len({trainee.mentor for trainee in trainees})


def _beginnings() -> Sequence[OnDay | Ago]:
    """When the trainees of a branch began; in an order in which neighbours differ."""
    found: Sequence[OnDay | Ago] = (*ON_PLAN, *THROUGH, *LONG_AGO)
    return [found[place * STRIDE % len(found)] for place in range(len(found))]


def _trainee(place: int, began: OnDay | Ago) -> Trainee:
    identity = who.trainee(place)
    return Trainee(
        login=identity.login,
        name=identity.name,
        number=str(identity.number),
        department=NAME % {"number": 1},
        mentor="",
        began=began,
        habits=_habits(began, random.Random(place)),  # noqa: S311  # no secret
    )


def _habits(began: OnDay | Ago, chance: random.Random) -> Habits:
    """People differ; only those who are not near the end yet had to do something twice."""
    habits = Habits(
        lag=chance.choice((-2, -1, 0, 0, 0, 1, 2, 4)),
        practice=Percent(lowest := chance.randrange(45, 80), lowest + 16),
        spared=SPARED,
        slips=0.0,
        tested=TESTED_ON if began in TESTED else None,
        talked_over=TALKED_OVER_ON if began == TALKED_OVER else None,
    )
    twice, lacking = chance.random() < TWICE, chance.choice(COMPETENCIES)
    if not twice or isinstance(began, Ago) or began.number > SHORT_OF_THE_END:
        return habits
    return replace(habits, assessments=PASSED_AT_SECOND, not_yet=frozenset({lacking}))


def _with_mentors(
    trainees: Sequence[Trainee], first_mentor: int, template: Template, times: Times
) -> list[Trainee]:
    """Give each trainee the first mentor who has room during the time of their plan."""
    periods = _periods(trainees, template, times)
    taken: list[list[Period]] = []
    guided: dict[str, str] = {}
    for login, period in sorted(periods.items(), key=lambda it: it[1].starts_on):
        place = next((n for n, own in enumerate(taken) if _has_room(own, period)), len(taken))
        if place == len(taken):
            taken.append([])
        taken[place].append(period)
        guided[login] = who.mentor(first_mentor + place).login
    return [replace(trainee, mentor=guided[trainee.login]) for trainee in trainees]


def _has_room(taken: Iterable[Period], wanted: Period) -> bool:
    return most_at_once([wanted, *(it for it in taken if it.overlaps(wanted))]) <= MOST_APPRENTICES


def _periods(trainees: Iterable[Trainee], template: Template, times: Times) -> dict[str, Period]:
    """From the day on which HR makes each pair to the one on which it is noted that it ended."""
    first: dict[str, date] = {}
    last: dict[str, date] = {}
    for deed in story(trainees, template, times):
        match deed.act:
            case Begin():
                first[deed.login] = deed.at.date()
            case Part() | Leave():
                last[deed.login] = deed.at.date()
    return {login: Period(day, last.get(login)) for login, day in first.items()}
