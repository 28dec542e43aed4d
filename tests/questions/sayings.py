"""What the tests of typed replies share: the shipped lexicon, and a grader in one line."""

import json
from functools import cache
from typing import Any

from lms.config import ROOT
from lms.library import kinds
from lms.library.content import Model, read
from lms.library.domain import Bundle, ContentError
from lms.questions.content import CriteriaText, LexiconKind, build_criteria
from lms.questions.content.sayings import Phrases
from lms.questions.domain.replies import Book, Criteria, Grader, Lexicon

LEXICON = "quizzes/lexicon.yaml"


class Step(Model):
    """A step that holds nothing but the criteria of a reply."""

    reply: CriteriaText


def parsed(text: str) -> Lexicon:
    return kinds.parse(LexiconKind(), Bundle("lexicon", {LEXICON: text}))


@cache
def shipped() -> Lexicon:
    return parsed((ROOT / LEXICON).read_text("utf-8"))


@cache
def book() -> Book:
    return Book(shipped())


def criteria_of(text: str) -> Criteria:
    """The criteria of a step as an author writes it. Raises ContentError with every problem."""
    reading = read(Step, text, "step.yaml")
    phrases = Phrases(reading)
    criteria = build_criteria(phrases, ("reply",), reading.value.reply)
    if phrases.problems:
        raise ContentError(phrases.problems)
    return criteria


def grader_of(elements: list[dict[str, Any]], **more: Any) -> Grader:
    """A grader upon the shipped lexicon."""
    return Grader(book(), criteria_of(json.dumps({"reply": {"elements": elements, **more}})))


def asking_for(*phrases: str, **more: Any) -> Grader:
    """A grader that wants one thing said."""
    element = {"id": "it", "need": "required", "title": "要点", "phrases": list(phrases)}
    return grader_of([element | more], length={"least": 1})
