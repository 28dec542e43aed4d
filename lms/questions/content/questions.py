"""A question as authors write it in a lesson → a question; all problems at once, with their lines.

Each language has a block of its own; ids, types, competencies and right answers must agree.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar

from lms.errors import N_
from lms.library.content import Reading, read
from lms.library.domain import SOURCE, ContentError, Problem, Wording
from lms.questions.content.hints import Fault, telling
from lms.questions.content.written import (
    SCHEMAS,
    AnyText,
    ChoiceText,
    OrderText,
    QuestionText,
    StatementText,
)
from lms.questions.domain import Item, Multiple, Option, Ordering, Question, Single, TrueFalse
from lms.yamlfile import Path

T = TypeVar("T", ChoiceText, StatementText, OrderText)
V = TypeVar("V")
Fact: TypeAlias = tuple[Path, object]

TWICE = N_("“%(id)s”在这道题里出现了两次；每个 id 只能用一次。")
ONE_RIGHT = N_("单选题要有且只有一个选项写 right: true，现在有 %(count)s 个。")
SOME_RIGHT = N_("多选题至少要有一个选项写 right: true。")
DIFFERS = N_("“%(field)s”要和简体中文稿一致：那边是“%(expected)s”，这里是“%(found)s”。")


def read_question(text: str, file: str, *, first_line: int) -> Reading[QuestionText]:
    """Read a question in one language; `first_line` is where its text begins in the file.

    Raises ContentError with every problem.
    """
    schema = SCHEMAS[read(AnyText, text, file, first_line=first_line).value.type]
    reading: Reading[QuestionText] = read(schema, text, file, first_line=first_line)
    problems = [
        reading.problem(path, message, **parameters)
        for path, message, parameters in _faults(reading.value)
    ]
    if problems:
        raise ContentError(problems)
    return reading


def _faults(text: QuestionText) -> Iterator[Fault]:
    if isinstance(text, OrderText):
        yield from _repeated("items", [item.id for item in text.items])
    if isinstance(text, ChoiceText):
        yield from _repeated("options", [option.id for option in text.options])
        count = sum(option.right for option in text.options)
        if text.type == "single" and count != 1:
            yield ("options",), ONE_RIGHT, {"count": count}
        if text.type == "multiple" and not count:
            yield ("options",), SOME_RIGHT, {}
    yield from telling(text)


def _repeated(field: str, ids: list[str]) -> Iterator[Fault]:
    for place, id_ in enumerate(ids):
        if id_ in ids[:place]:
            yield (field, place, "id"), TWICE, {"id": id_}


def differences(source: Reading[QuestionText], other: Reading[QuestionText]) -> list[Problem]:
    """Where another language contradicts the source: type, competency, ids, right answers."""
    for same in (_kind_facts, _part_facts, _right_facts):
        pairs = zip(same(source.value), same(other.value), strict=False)
        found = [
            _differs(other, path, expected, value)
            for (path, expected), (_, value) in pairs
            if expected != value
        ]
        if found:
            return found  # what comes after it could only repeat it
    return []


def _kind_facts(text: QuestionText) -> Iterator[Fact]:
    yield ("type",), text.type
    yield ("competency",), text.competency
    yield ("hints",), len(text.hints)


def _part_facts(text: QuestionText) -> Iterator[Fact]:
    if isinstance(text, ChoiceText):
        yield ("options",), ", ".join(option.id for option in text.options)
    if isinstance(text, OrderText):
        yield ("items",), ", ".join(item.id for item in text.items)


def _right_facts(text: QuestionText) -> Iterator[Fact]:
    if isinstance(text, StatementText):
        yield ("answer",), text.answer
    if isinstance(text, ChoiceText):
        for place, option in enumerate(text.options):
            yield ("options", place, "right"), option.right


def _differs(
    reading: Reading[QuestionText], path: Path, expected: object, found: object
) -> Problem:
    return reading.problem(
        path, DIFFERS, field=path[-1], expected=_written(expected), found=_written(found)
    )


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def question(texts: Mapping[str, Reading[QuestionText]]) -> Question:
    """The question of its texts by language; the source must be there, and they must agree."""
    source = texts[SOURCE].value
    if isinstance(source, ChoiceText):
        return _choice(_values(texts.items(), ChoiceText))
    if isinstance(source, StatementText):
        return _statement(_values(texts.items(), StatementText))
    return _ordering(_values(texts.items(), OrderText))


def _values(texts: Iterable[tuple[str, Reading[QuestionText]]], schema: type[T]) -> dict[str, T]:
    return {tag: text.value for tag, text in texts if isinstance(text.value, schema)}


def _wording(texts: Mapping[str, V], pick: Callable[[V], str]) -> Wording:
    others = (pick(texts[tag]) if tag in texts else "" for tag in ("zh-Hant", "en"))
    return Wording(pick(texts[SOURCE]), *others)


def _hints(texts: Mapping[str, T]) -> tuple[Wording, ...]:
    return tuple(_hint(texts, place) for place in range(len(texts[SOURCE].hints)))


def _hint(texts: Mapping[str, T], place: int) -> Wording:
    return _wording(texts, lambda text: text.hints[place])


def _choice(texts: Mapping[str, ChoiceText]) -> Single | Multiple:
    source = texts[SOURCE]
    schema = Single if source.type == "single" else Multiple
    return schema(
        id=source.id,
        stem=_wording(texts, lambda text: text.stem),
        competency=source.competency,
        options=tuple(_option(texts, place) for place in range(len(source.options))),
        hints=_hints(texts),
    )


def _option(texts: Mapping[str, ChoiceText], place: int) -> Option:
    source = texts[SOURCE].options[place]
    return Option(
        source.id,
        _wording(texts, lambda text: text.options[place].text),
        source.right,
        _wording(texts, lambda text: text.options[place].feedback),
    )


def _statement(texts: Mapping[str, StatementText]) -> TrueFalse:
    return TrueFalse(
        id=texts[SOURCE].id,
        stem=_wording(texts, lambda text: text.stem),
        competency=texts[SOURCE].competency,
        answer=texts[SOURCE].answer,
        if_true=_wording(texts, lambda text: text.feedback.if_true),
        if_false=_wording(texts, lambda text: text.feedback.if_false),
        hints=_hints(texts),
    )


def _ordering(texts: Mapping[str, OrderText]) -> Ordering:
    return Ordering(
        id=texts[SOURCE].id,
        stem=_wording(texts, lambda text: text.stem),
        competency=texts[SOURCE].competency,
        items=tuple(_item(texts, place) for place in range(len(texts[SOURCE].items))),
        if_right=_wording(texts, lambda text: text.feedback.right),
        if_wrong=_wording(texts, lambda text: text.feedback.wrong),
        hints=_hints(texts),
    )


def _item(texts: Mapping[str, OrderText], place: int) -> Item:
    return Item(texts[SOURCE].items[place].id, _wording(texts, lambda text: text.items[place].text))
