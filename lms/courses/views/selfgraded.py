"""A check with its answers, for a page that grades it without a server."""

from dataclasses import dataclass

from lms.courses.domain import Lesson
from lms.i18n import _
from lms.questions.domain import Multiple, Ordering, Question, TrueFalse, seed, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfGraded:
    """A check in the order in which everybody sees it, which is not the one it is written in."""

    id: str
    number: int  # within the lesson, from 1
    stem: str
    kind: str  # radio, checkbox or order
    choices: tuple[tuple[str, str], ...]  # text, and what is said to whoever chose it
    right: tuple[int, ...]  # positions from 1; of an ordering: the place of each item as shown
    hints: tuple[str, ...]
    if_right: str = ""  # about the answer as a whole
    if_wrong: str = ""


def self_graded(lesson: Lesson, id_: str, tag: str) -> SelfGraded:
    """A check of a lesson in a language."""
    number = [check.id for check in lesson.checks].index(id_)
    question = lesson.checks[number]
    order = shown(question, seed("", lesson.id, id_))
    ordering = question if isinstance(question, Ordering) else None
    return SelfGraded(
        id=id_,
        number=number + 1,
        stem=question.stem.in_(tag),
        kind=_kind(question),
        choices=_choices(question, order, tag),
        right=_right(question, order),
        hints=tuple(hint.in_(tag) for hint in question.hints),
        if_right=ordering.if_right.in_(tag) if ordering else "",
        if_wrong=ordering.if_wrong.in_(tag) if ordering else "",
    )


def _kind(question: Question) -> str:
    if isinstance(question, Ordering):
        return "order"
    return "checkbox" if isinstance(question, Multiple) else "radio"


def _choices(question: Question, order: tuple[str, ...], tag: str) -> tuple[tuple[str, str], ...]:
    if isinstance(question, Ordering):
        texts = {item.id: item.text.in_(tag) for item in question.items}
        return tuple((texts[id_], "") for id_ in order)
    words = {
        option.id: _(option.text.zh_hans)
        if isinstance(question, TrueFalse)  # yes and no are words of the interface
        else option.text.in_(tag)
        for option in question.options
    }
    said = {option.id: option.feedback.in_(tag) for option in question.options}
    return tuple((words[id_], said[id_]) for id_ in order)


def _right(question: Question, order: tuple[str, ...]) -> tuple[int, ...]:
    if isinstance(question, Ordering):
        written = [item.id for item in question.items]
        return tuple(written.index(id_) + 1 for id_ in order)
    right = {option.id for option in question.options if option.right}
    return tuple(place for place, id_ in enumerate(order, 1) if id_ in right)
