"""What somebody can do next that would be a fact about a competency."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from lms.courses import queries as courses
from lms.courses.domain import Lesson
from lms.framework.domain import COMPETENCIES
from lms.growth.domain import MOST, Chance, Rule, Source, rounded
from lms.library.domain import Practised
from lms.people.models import Person
from lms.scenarios import queries as scenarios
from lms.scenarios.domain import Scenario, Standing

READY = (Practised.GOOD, Practised.FAILED)  # practised well, or assessed before


def chances(person: Person, rule: Rule, now: datetime) -> list[Chance]:
    """All of them: lessons not answered, role-plays not passed, observations.

    Each sort in the order in which it is to be done. As many queries for many as for few.
    """
    found = [*_observations(rule), *_lessons(person, rule), *_scenarios(person, rule, now)]
    return [chance for chance in found if chance.shares]


def _observations(rule: Rule) -> Iterator[Chance]:
    terms = rule.terms.get(Source.OBSERVATION)
    for competency in COMPETENCIES if terms else ():
        yield Chance(
            source=Source.OBSERVATION,
            item=competency,
            title=None,
            address=f"/mentoring/requests/new?competency={competency}",
            minutes=terms.minutes if terms else 0,
            shares={competency: terms.share if terms else 0},
        )


def _lessons(person: Person, rule: Rule) -> Iterator[Chance]:
    if Source.CHECK not in rule.terms:
        return
    answered: dict[str, dict[str, bool]] = {}
    for first in courses.first_answers(person.id):
        answered.setdefault(first.lesson.name, {})[first.question.id] = first.is_right
    for unread in courses.unfinished(person):
        lesson = unread.content
        yield Chance(
            source=Source.CHECK,
            item=unread.name,
            title=lesson.title,
            address=courses.address_of(unread),
            minutes=lesson.minutes,
            shares=_shares(lesson, answered.get(unread.name, {})),
        )


def _shares(lesson: Lesson, answered: Mapping[str, bool]) -> dict[str, int]:
    """Competency → the share once the checks that are left are answered rightly."""
    found: dict[str, list[bool]] = {}
    for check in lesson.checks:
        found.setdefault(check.competency, []).append(answered.get(check.id, True))
    left = {check.competency for check in lesson.checks if check.id not in answered}
    return {
        name: rounded(MOST * sum(found[name]), len(found[name]))
        for name in COMPETENCIES
        if name in left
    }


def _scenarios(person: Person, rule: Rule, now: datetime) -> Iterator[Chance]:
    offered = scenarios.scenario_offers(scenarios.Reach.of(person))
    for one, stands in scenarios.standings(person.id, offered, now):
        if stands.state is Practised.PASSED:
            continue
        scenario, source = one.content, _source(stands)
        if source in rule.terms:
            yield Chance(
                source=source,
                item=scenario.id,
                title=scenario.title,
                address=f"/scenarios/{one.document.address}",
                minutes=scenario.minutes,
                shares=dict.fromkeys(_earns(scenario), rule.terms[source].share),
            )


def _source(stands: Standing) -> Source:
    """First practice; once that went well, the assessment, as long as one is left."""
    is_ready = stands.state in READY and stands.may_assess
    return Source.ASSESSMENT if is_ready else Source.PRACTICE


def _earns(scenario: Scenario) -> Iterable[str]:
    """The competencies on which some answer earns points."""
    moves = (move for step in scenario.steps for move in step.moves)
    earning = {name for move in moves for name, most in move.points.items() if most > 0}
    return [name for name in COMPETENCIES if name in earning]
