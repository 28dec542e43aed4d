"""`courses/competencies.yaml` → the seven competencies, exactly those and in their order."""

from collections.abc import Collection, Iterator
from itertools import chain
from typing import Literal

from lms.errors import N_
from lms.framework.domain import (
    COMPETENCIES,
    FEWEST_BEHAVIOURS,
    LEVELS,
    Competencies,
    Competency,
)
from lms.library.content import Identifier, LocalisedText, Model, Reading, read
from lms.library.domain import Bundle, Meta, Problem, Wording
from lms.library.kinds import FileKind

KIND = "competencies"
OUT_OF_PLACE = N_("第 %(place)s 项应是“%(expected)s”，现在是“%(found)s”；七项的 id 和顺序不能变。")
WRONG_NUMBER = N_("这里正好要有 %(count)s 项能力，现在有 %(found)s 项。")
WRONG_LEVELS = N_("这里正好要有 %(count)s 级，现在有 %(found)s 级。")
FEW_BEHAVIOURS = N_("每一级至少写 %(fewest)s 个看得见、听得见的动作，这一级只有 %(found)s 个。")
TWICE = N_("“%(text)s”写了两次；每个动作只属于一级。")
TITLE = Wording("七项职业素养", "七項職業素養", "The seven competencies")


class _Competency(Model):
    id: Identifier
    title: LocalisedText
    summary: LocalisedText
    levels: tuple[tuple[LocalisedText, ...], ...] = ()


class _File(Model):
    id: Literal["competencies"]
    levels: tuple[LocalisedText, ...] = ()
    competencies: tuple[_Competency, ...]


class CompetenciesKind(FileKind[Competencies]):
    """The kind `competencies`: one document."""

    name = KIND
    pattern = "courses/competencies.yaml"

    def parse(self, bundle: Bundle) -> Competencies:
        """The list of competencies. Raises ContentError with every problem."""
        file = read(_File, bundle.text, bundle.file).checked(_problems, _levels)
        rows = file.competencies
        return Competencies(
            tuple(Competency(row.id, row.title, row.summary, row.levels) for row in rows),
            file.levels,
        )

    def meta(self, parsed: Competencies) -> Meta:  # noqa: ARG002 - there is only one
        """Its name and title, always the same."""
        return Meta(KIND, KIND, TITLE)

    def parts(self, parsed: Competencies) -> Collection[str]:
        """The ids of the competencies."""
        return [competency.id for competency in parsed.competencies]


def _problems(reading: Reading[_File]) -> Iterator[Problem]:
    found = [row.id for row in reading.value.competencies]
    if len(found) != len(COMPETENCIES):
        yield reading.problem(
            ("competencies",), WRONG_NUMBER, count=len(COMPETENCIES), found=len(found)
        )
    for place, (expected, name) in enumerate(zip(COMPETENCIES, found, strict=False)):
        if name != expected:
            yield reading.problem(
                ("competencies", place, "id"),
                OUT_OF_PLACE,
                place=place + 1,
                expected=expected,
                found=name,
            )


def _levels(reading: Reading[_File]) -> Iterator[Problem]:
    """Once levels are named, every competency has all of them."""
    rows = reading.value.competencies
    named = len(reading.value.levels)
    if not named and not any(row.levels for row in rows):
        return
    if named != LEVELS:
        yield reading.problem(("levels",), WRONG_LEVELS, count=LEVELS, found=named)
    for place, row in enumerate(rows):
        path = ("competencies", place, "levels")
        if len(row.levels) != LEVELS:
            yield reading.problem(path, WRONG_LEVELS, count=LEVELS, found=len(row.levels))
        yield from _behaviours(reading, path, row)


def _behaviours(
    reading: Reading[_File], path: tuple[str | int, ...], row: _Competency
) -> Iterator[Problem]:
    for place, behaviours in enumerate(row.levels):
        if len(behaviours) < FEWEST_BEHAVIOURS:
            counts = {"fewest": FEWEST_BEHAVIOURS, "found": len(behaviours)}
            yield reading.problem((*path, place), FEW_BEHAVIOURS, **counts)
    texts = [str(behaviour) for behaviour in chain.from_iterable(row.levels)]
    for text in sorted({text for text in texts if texts.count(text) > 1}):
        yield reading.problem(path, TWICE, text=text)
