"""How a trainee of the demo company takes an entry test: a few lessons known, one nearly."""

from datetime import datetime, timedelta

from lms.courses.queries.entry import Asked, paper
from lms.courses.service import entry
from lms.operations.demo.reading import right_answer, wrong_answer
from lms.people.models import Person

KNOWN = 3  # lessons of which all is answered rightly; of the next one the last question is not
THINKING = timedelta(seconds=25)


def take_test(person: Person, course: str, *, now: datetime) -> None:
    """Take the entry test of a course up to the first lesson that is not known, and hand it in."""
    test = entry.begin(person, course, key=f"demo-test-{course}", now=now)
    asked = paper(test)
    lessons = list(dict.fromkeys(one.row.id for one in asked))
    answered = [one for one in asked if one.row.id in lessons[: KNOWN + 1]]
    for one in answered:
        now += THINKING
        given = wrong_answer(one.question) if one is answered[-1] else right_answer(one.question)
        entry.save(test, one, given, key=_key(one), now=now)
    entry.hand_in(person, test, now=now + THINKING)


def _key(asked: Asked) -> str:
    return f"demo-test-{asked.row.id}-{asked.number}"
