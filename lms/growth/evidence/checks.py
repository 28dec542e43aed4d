"""What the first answers to the checks of lessons showed: what somebody knew, not tried out."""

from collections.abc import Iterator
from datetime import date

from lms import clock
from lms.courses import queries as courses
from lms.errors import N_
from lms.growth.domain import MOST, Fact, Rule, Source, rounded
from lms.growth.evidence.registry import Evidence
from lms.i18n import language
from lms.people.models import Person

WORDS = N_("《%(lesson)s》的小测：%(total)s 题第一次答对 %(right)s 题")


class CheckEvidence(Evidence):
    """A lesson is one fact on each competency that its checks ask for."""

    sources = (Source.CHECK,)

    def facts(self, person: Person, rule: Rule, today: date) -> Iterator[Fact]:  # noqa: ARG002
        """The lessons of which a person has answered checks."""
        found: dict[tuple[str, str], list[courses.FirstAnswer]] = {}
        for first in courses.first_answers(person.id):
            key = (first.lesson.name, first.question.competency)
            found.setdefault(key, []).append(first)
        for (lesson, competency), answers in found.items():
            yield _fact(lesson, competency, answers)


def _fact(lesson: str, competency: str, answers: list[courses.FirstAnswer]) -> Fact:
    newest = max(answers, key=lambda first: first.at)
    right, total = sum(first.is_right for first in answers), len(answers)
    return Fact(
        competency=competency,
        source=Source.CHECK,
        item=lesson,
        share=rounded(MOST * right, total),
        at=newest.at,
        on=clock.day_of(newest.at),
        words=WORDS,
        parameters={
            "lesson": newest.lesson.content.title.in_(language()),
            "right": right,
            "total": total,
        },
        own_address=newest.address,
        told_with="plan.view",
    )
