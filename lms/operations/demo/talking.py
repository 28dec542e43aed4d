"""How mentors and apprentices of the demo company sit together: talks, to-dos, confirmations."""

import random
from datetime import datetime, timedelta

from lms import clock
from lms.mentoring import queries, service
from lms.mentoring.domain import USUAL_PERIOD, Answer, Meeting, Terms, Todo
from lms.mentoring.models import SessionRecord
from lms.operations.demo import words
from lms.people.models import Pair, Person

MINUTES = (15, 15, 15, 12, 20)
EVERY = 3  # of so many talks one gives rise to a to-do
A_WEEK = timedelta(days=7)


class Talks:
    """The talks of one pair, week after week."""

    def __init__(self, mentor: Person, pair: Pair, chance: random.Random) -> None:
        self._mentor, self._pair, self._chance = mentor, pair, chance
        self._held = 0
        self._latest: SessionRecord | None = None

    def talk(self, task: str, now: datetime) -> None:
        """Hold a talk that the plan asks for: what is open is done, sometimes something new is."""
        self._held += 1
        todos = self._todos(now) if self._held % EVERY == 1 else ()
        meeting = Meeting(
            talk="weekly",
            held_on=clock.day_of(now),
            minutes=self._chance.choice(MINUTES),
            shared=self._chance.choice(words.TALKS),
            private=words.PRIVATE if self._held == EVERY else "",
            todos=todos,
            done=tuple(todo.public_id for todo in queries.open_todos(self._pair)),
            task=task,
        )
        if self._held == 1:
            self._agree(now)
        key = f"demo{self._pair.public_id}{self._held}"
        self._latest = service.record_session(self._mentor, self._pair, meeting, key=key, now=now)

    def confirm(self, now: datetime) -> None:
        """Let the apprentice find the latest record right."""
        if self._latest is not None:
            apprentice, seen = self._pair.apprentice, self._seen()
            service.answer_session(apprentice, seen, Answer(is_confirmed=True), now=now)

    def _agree(self, now: datetime) -> None:
        """Put the agreement into words, at the first talk; the apprentice accepts it there."""
        text = queries.agreement_text()
        if text is not None:
            goals = "\n".join(goal.zh_hans for goal in text.content.goals)
            terms = Terms(goals, self._pair.starts_on + USUAL_PERIOD)
            made = service.write_agreement(self._mentor, self._pair, terms, now=now)
            service.accept_agreement(self._pair.apprentice, self._pair, made.version, now=now)

    def _seen(self) -> queries.Session:
        return queries.sessions_of(self._pair, most=1)[0]

    def _todos(self, now: datetime) -> tuple[Todo, ...]:
        due_on = clock.day_of(now) + A_WEEK
        return (Todo(self._chance.choice(words.TODOS), is_mentors=False, due_on=due_on),)
