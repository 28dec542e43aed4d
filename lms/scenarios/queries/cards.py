"""How far a person is in the role-plays that are open to them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.library.domain import Exercise, Practised
from lms.people.models import Person
from lms.scenarios.domain import Scenario, Standing, standing_of
from lms.scenarios.domain.drill import Drill
from lms.scenarios.models import DrillMark, DrillRun
from lms.scenarios.queries.drill_results import past_marks
from lms.scenarios.queries.drills import open_runs
from lms.scenarios.queries.extra_attempts import extra_attempts
from lms.scenarios.queries.offers import Offer, offers
from lms.scenarios.queries.reach import Reach
from lms.scenarios.queries.results import attempts

AnyOffer = Offer[Scenario] | Offer[Drill]


@dataclass(frozen=True, slots=True)
class Card:
    """A role-play that is open to a person, and how far the person is in it."""

    offer: AnyOffer
    exercise: Exercise
    stands: Standing | None = None  # of a scenario


def cards(person: Person, offered: Sequence[AnyOffer], now: datetime) -> list[Card]:
    """How far a person is in these; as many queries for many as for few."""
    numbers = [one.document.document_id for one in offered]
    plays, runs = attempts(person.id, numbers), open_runs(person.id, numbers)
    marks, extra = past_marks(person.id, numbers), extra_attempts(person.id, numbers)
    found = []
    for one in offered:
        number, content = one.document.document_id, one.content
        if isinstance(content, Drill):
            found.append(_drill(one, content, runs.get(number), marks.get(number)))
        else:
            granted = extra.get(number, 0)
            stands = standing_of(plays[number], content.assessment, now, extra=granted)
            found.append(_scenario(one, content, stands))
    return found


def standings(
    person_id: int, offered: Sequence[Offer[Scenario]], now: datetime
) -> list[tuple[Offer[Scenario], Standing]]:
    """Where a person stands with each of some scenarios; as many queries for many as for few."""
    numbers = [one.document.document_id for one in offered]
    plays, extra = attempts(person_id, numbers), extra_attempts(person_id, numbers)
    return [
        (one, standing_of(plays[number], one.content.assessment, now, extra=extra.get(number, 0)))
        for number, one in zip(numbers, offered, strict=True)
    ]


def exercises(person: Person, wanted: Collection[int], now: datetime) -> dict[int, Exercise]:
    """What a person may practise of some documents, by number."""
    numbers = frozenset(wanted)
    mine = [one for one in offers(Reach.of(person)) if one.document.document_id in numbers]
    return {card.offer.document.document_id: card.exercise for card in cards(person, mine, now)}


def _scenario(one: AnyOffer, scenario: Scenario, stands: Standing) -> Card:
    page = f"/scenarios/{one.document.address}"
    address = f"/plays/{stands.open.public_id}#now" if stands.open else page
    exercise = Exercise(
        title=scenario.title,
        address=address,
        minutes=scenario.minutes,
        difficulty=scenario.difficulty,
        state=stands.state,
        score=stands.score,
    )
    return Card(one, exercise, stands)


def _drill(one: AnyOffer, drill: Drill, run: DrillRun | None, mark: DrillMark | None) -> Card:
    state = Practised.NEW
    if run:
        state = Practised.RUNNING
    elif mark:
        state = Practised.GOOD if mark.passed else Practised.TRIED
    exercise = Exercise(
        title=drill.title,
        address=f"/drill-runs/{run.public_id}" if run else f"/drills/{one.document.address}",
        minutes=drill.minutes,
        difficulty=None,
        state=state,
        score=mark.score if mark else None,
    )
    return Card(one, exercise)
