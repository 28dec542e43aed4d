"""A check question as one person sees it: positions, and a verdict only about what was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app

from lms.courses.domain import CHECK_ANCHOR, Lesson
from lms.courses.queries import Given
from lms.errors import Invalid
from lms.i18n import _
from lms.people.models import Person
from lms.questions.domain import (
    Multiple,
    Option,
    Ordering,
    Question,
    Single,
    TrueFalse,
    Verdict,
    grade,
    seed,
    shown,
)


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer that could not be taken: it stays in the form, with what is wrong."""

    check: str
    given: Sequence[str]  # as the form sent it
    complaint: str = ""  # none: it was not sent yet


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An option under its shown position; verdict and feedback only once it was chosen."""

    position: int
    text: str
    chosen: bool
    verdict: str = ""  # right or wrong
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item of an ordering, and the place that the person gave it."""

    text: str
    place: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCheck:
    """A check question as one person sees it."""

    id: str
    number: int  # within the lesson, from 1
    stem: str
    kind: str  # radio, checkbox or order
    options: tuple[ShownOption, ...] = ()
    items: tuple[ShownItem, ...] = ()
    state: str = ""  # right or wrong, once answered
    remark: str = ""  # about the answer as a whole
    others: tuple[tuple[str, str], ...] = ()  # text and feedback of what was rightly not chosen
    complaint: str = ""
    hints: tuple[str, ...] = ()  # those that were asked for
    next_hint: int = 0  # the number of the one that may be asked for now; 0: there is none

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return CHECK_ANCHOR + self.id


def order_for(person: Person, lesson: Lesson, question: Question, turn: int = 0) -> tuple[str, ...]:
    """The ids of a question's options or items in the order in which a person sees them.

    `turn` is the time for which it is asked in practice: another one each time.
    """
    secret, about = current_app.config["SECRET_KEY"], (str(person.id), lesson.id, question.id)
    return shown(question, seed(secret, *about, *([str(turn)] if turn else [])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """A question, the order in which it is shown, and what the person answered."""

    question: Question
    number: int
    order: Sequence[str]
    language: str
    given: Given | None = None
    typed: Typed | None = None
    hinted: int = 0  # hints that were asked for

    def check(self) -> ShownCheck:
        """What the page shows."""
        verdict = self._verdict()
        question = self.question
        state = "" if verdict is None else "right" if verdict.right else "wrong"
        return ShownCheck(
            id=question.id,
            number=self.number,
            stem=question.stem.in_(self.language),
            kind=_kind(question),
            items=self._items(question, state) if isinstance(question, Ordering) else (),
            options=() if isinstance(question, Ordering) else self._options(question, verdict),
            state=state,
            remark=self._remark(verdict),
            others=self._others(question) if state == "right" else (),
            complaint=self.typed.complaint if self.typed else "",
            hints=() if state == "right" else self._hints(),
            next_hint=0 if state == "right" else self._next_hint(),
        )

    def _hints(self) -> tuple[str, ...]:
        """Those that were asked for, and never another."""
        return tuple(hint.in_(self.language) for hint in self.question.hints[: self.hinted])

    def _next_hint(self) -> int:
        return self.hinted + 1 if self.hinted < len(self.question.hints) else 0

    def _verdict(self) -> Verdict | None:
        """The verdict on what was answered; none if the question has changed beyond it."""
        if self.given is None or self.typed is not None:
            return None
        try:
            return grade(self.question, self.given.answer)
        except Invalid:
            return None

    def _is_chosen(self, id_: str, position: int) -> bool:
        if self.typed is not None:
            return str(position) in self.typed.given
        return self.given is not None and id_ in self.given.answer

    def _options(
        self, question: Single | Multiple | TrueFalse, verdict: Verdict | None
    ) -> tuple[ShownOption, ...]:
        options = {option.id: option for option in question.options}
        remarks = verdict.remarks if verdict else {}
        found = []
        for position, id_ in enumerate(self.order, 1):
            text, chosen = self._text(options[id_]), self._is_chosen(id_, position)
            if id_ in remarks:
                words = "right" if remarks[id_].right else "wrong"
                feedback = remarks[id_].feedback.in_(self.language)
                found.append(ShownOption(position, text, chosen, words, feedback))
            else:
                found.append(ShownOption(position, text, chosen))
        return tuple(found)

    def _text(self, option: Option) -> str:
        if isinstance(self.question, TrueFalse):
            return str(_(option.text.zh_hans))
        return option.text.in_(self.language)

    def _items(self, question: Ordering, state: str) -> tuple[ShownItem, ...]:
        """The items in the shown order, and in the right one once it was found."""
        texts = {item.id: item.text.in_(self.language) for item in question.items}
        if state == "right":
            return tuple(ShownItem(text, place) for place, text in enumerate(texts.values(), 1))
        return tuple(
            ShownItem(texts[id_], self._place(id_, position))
            for position, id_ in enumerate(self.order)
        )

    def _place(self, id_: str, position: int) -> int | None:
        if self.typed is not None:
            typed = self.typed.given[position : position + 1]
            return int(typed[0]) if typed and typed[0].isdecimal() else None
        if self.given is None or id_ not in self.given.answer:
            return None
        return self.given.answer.index(id_) + 1

    def _remark(self, verdict: Verdict | None) -> str:
        if verdict is None:
            return ""
        if verdict.lacks:
            return str(_("选中的都对，不过还有该选的没有选上。"))
        return verdict.feedback.in_(self.language) if verdict.feedback else ""

    def _others(self, question: Question) -> tuple[tuple[str, str], ...]:
        if isinstance(question, Ordering) or self.given is None:
            return ()
        return tuple(
            (self._text(option), option.feedback.in_(self.language))
            for option in question.options
            if option.id not in self.given.answer
        )


def _kind(question: Question) -> str:
    if isinstance(question, Ordering):
        return "order"
    return "checkbox" if isinstance(question, Multiple) else "radio"
