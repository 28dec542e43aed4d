"""How a trainee of the demo company reads a lesson: section by section, some checks wrong first."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lms import clock
from lms.courses import queries as courses
from lms.courses import service
from lms.courses.domain import Lesson, Section, digests
from lms.courses.service import Declaration, Shown
from lms.errors import ConfigurationError
from lms.library import queries as library
from lms.library.domain import SOURCE
from lms.library.queries import Published
from lms.notes import service as notes
from lms.notes.service import Marking
from lms.operations.demo import words
from lms.people.models import Person
from lms.questions.domain import Answer, Multiple, Ordering, Question

MINUTE = 60  # seconds
QUICKEST, SLOWEST = 35, 170  # seconds for a section
THINKING = timedelta(seconds=17)
LATELY = timedelta(days=7)  # since when what readers say of paragraphs waits for an answer
REACTING = 0.8  # of what was read lately


def read(person: Person, name: str, *, slips: float, now: datetime) -> None:
    """Read a lesson to its end, answering a share of its checks wrong first.

    Raises ConfigurationError when the lesson is not published.
    """
    lesson: Published[Lesson] | None = library.published("lesson", name)
    if lesson is None:
        raise ConfigurationError(f"lesson {name} is not published; run `flask content load`.")
    chance = random.Random(f"{person.login} {name}")  # noqa: S311  # no secret
    reader = _Reader(person, lesson, slips, now, chance)
    for section in lesson.content.sections:
        reader.acknowledge(section)
    for check in lesson.content.checks:
        reader.answer(check)
    if lesson.content.must_sign:
        reader.sign()
    if clock.now() - reader.now < LATELY and chance.random() < REACTING:
        reader.react()


@dataclass
class _Reader:
    """Somebody on the page of a lesson: every post shows it anew."""

    person: Person
    lesson: Published[Lesson]
    slips: float
    now: datetime
    chance: random.Random
    answered: set[str] = field(default_factory=set)
    posts: int = 0

    def acknowledge(self, section: Section) -> None:
        """Read a section, answer what is asked in it, go on."""
        for id_ in section.checks:
            check = self.lesson.content.check(id_)
            if check is not None:
                self.answer(check)
        shown = self._wait(timedelta(seconds=self._seconds()))
        service.acknowledge(self.person, shown, section.id, key=self._key(), now=self.now)

    def answer(self, check: Question) -> None:
        """Answer a check, at times wrong before right; one that is answered stays so."""
        if check.id in self.answered:
            return
        self.answered.add(check.id)
        answers = [right_answer(check)]
        if self.chance.random() < self.slips:
            answers.insert(0, wrong_answer(check))
        for given in answers:
            shown = self._wait(THINKING)
            service.answer(self.person, shown, check.id, given, key=self._key(), now=self.now)

    def sign(self) -> None:
        """Declare to have read it and to act on it."""
        self._wait(THINKING)
        declared = Declaration(self.lesson, SOURCE, digests(self.lesson.content)[SOURCE])
        service.sign(self.person, declared, key=self._key(), now=self.now)

    def react(self) -> None:
        """Say that a paragraph is not clear, out of date or wrong; its author has not answered."""
        self._wait(THINKING)
        paragraphs = courses.layout(self.lesson, SOURCE).paragraphs
        paragraph = self.chance.choice(list(paragraphs.values()))
        kind, said = self.chance.choice(list(words.REACTIONS.items()))
        marking = Marking(
            lesson=self.lesson,
            language=SOURCE,
            paragraph=paragraph.id,
            quote="",
            words=said,
            key=self._key(),
        )
        today = clock.day_of(self.now)
        notes.react(self.person, marking, kind=kind, today=today, now=self.now)

    def _seconds(self) -> int:
        sections = len(self.lesson.content.sections)
        fair = self.lesson.content.minutes * MINUTE // sections
        return min(SLOWEST, max(QUICKEST, fair - self.chance.randrange(QUICKEST)))

    def _wait(self, time: timedelta) -> Shown:
        shown = Shown(self.lesson, self.now)
        self.now += time
        return shown

    def _key(self) -> str:
        self.posts += 1
        return f"demo-{self.lesson.document_id}-{self.posts}"


def right_answer(question: Question) -> Answer:
    """The right answer to a question."""
    if isinstance(question, Ordering):
        return tuple(item.id for item in question.items)
    return tuple(option.id for option in question.options if option.right)


def wrong_answer(question: Question) -> Answer:
    """A wrong answer that people really give: too little, the neighbour, two places swapped."""
    right = right_answer(question)
    if isinstance(question, Ordering):
        first, second, *rest = right
        return (second, first, *rest)
    if isinstance(question, Multiple) and len(right) > 1:
        return right[:-1]
    return next((option.id,) for option in question.options if not option.right)
