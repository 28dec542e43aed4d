"""`courses/evidence.yaml` → the rule by which facts become numbers and levels."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field

from lms.errors import N_
from lms.framework.content import CAREERS
from lms.framework.domain import COMPETENCIES, LEVELS
from lms.growth.domain import Policy, Rule, Source, Terms, Threshold
from lms.library.content import Identifier, Model, Reading, Whole, read
from lms.library.domain import Bundle, ContentError, Meta, Problem, Reference, Wording
from lms.library.kinds import FileKind

EVIDENCE = "evidence"
TITLE = Wording("素养分值的规则", "素養分值的規則", "How competencies are measured")
TWICE = N_("来源“%(name)s”写了两次；请留下一个。")
WRONG_LEVELS = N_("这里正好要有 %(count)s 级，现在有 %(found)s 级。")
NOT_FROM_ZERO = N_("第 1 级从 0 起，而且不再要别的；谁都先有一级。")
NOT_RISING = N_("第 %(level)s 级的分值要比上一级高。")
NOT_COUNTED = N_("第 %(level)s 级要“%(name)s”，但 sources 里没有它。")
OUT_OF_REACH = N_("第 %(level)s 级要 %(asked)s 条“%(name)s”，但最多只算 %(newest)s 条；请改小。")
UNKNOWN = N_("没有“%(name)s”这项素养；只能写七项素养的 id。")

Share = Annotated[Whole, Field(ge=0, le=100)]
Count = Annotated[Whole, Field(ge=1, le=20)]


class _Source(Model):
    source: Source
    weight: Annotated[Whole, Field(ge=1, le=100)]
    shelf_days: Annotated[Whole, Field(ge=1, le=3660)]
    newest: Count
    share: Share
    minutes: Annotated[Whole, Field(ge=0, le=480)] = 0


class _Level(Model):
    at_least: Share
    needs: dict[Source, Count] = {}


class _File(Model):
    id: Literal["evidence"]
    newcomers_post: Identifier
    fewest: Count
    sources: Annotated[tuple[_Source, ...], Field(min_length=1)]
    levels: tuple[_Level, ...]
    policies: dict[str, Policy] = {}


class EvidenceKind(FileKind[Rule]):
    """The kind `evidence`: one document."""

    name = EVIDENCE
    pattern = "courses/evidence.yaml"

    def parse(self, bundle: Bundle) -> Rule:
        """The rule. Raises ContentError with every problem."""
        reading = read(_File, bundle.text, bundle.file)
        problems = [*_twice(reading), *_levels(reading), *_unknown(reading)]
        if problems:
            raise ContentError(problems)
        file = reading.value
        return Rule(
            fewest=file.fewest,
            terms={row.source: _terms(row) for row in file.sources},
            levels=tuple(Threshold(row.at_least, dict(row.needs)) for row in file.levels),
            policies=dict(file.policies),
            newcomers_post=file.newcomers_post,
        )

    def meta(self, parsed: Rule) -> Meta:  # noqa: ARG002 - there is only one
        """Its name and title, always the same."""
        return Meta(EVIDENCE, EVIDENCE, TITLE)

    def references(self, parsed: Rule) -> Iterable[Reference]:
        """The post for which newcomers are trained."""
        yield Reference(CAREERS, CAREERS, parsed.newcomers_post)


def _terms(row: _Source) -> Terms:
    return Terms(
        weight=row.weight,
        shelf_days=row.shelf_days,
        newest=row.newest,
        share=row.share,
        minutes=row.minutes,
    )


def _twice(reading: Reading[_File]) -> Iterator[Problem]:
    names = [row.source for row in reading.value.sources]
    for place, name in enumerate(names):
        if name in names[:place]:
            yield reading.problem(("sources", place, "source"), TWICE, name=name.value)


def _levels(reading: Reading[_File]) -> Iterator[Problem]:
    rows = reading.value.levels
    if len(rows) != LEVELS:
        yield reading.problem(("levels",), WRONG_LEVELS, count=LEVELS, found=len(rows))
    for place, row in enumerate(rows):
        if place == 0 and (row.at_least or row.needs):
            yield reading.problem(("levels", 0), NOT_FROM_ZERO)
        if place and row.at_least <= rows[place - 1].at_least:
            yield reading.problem(("levels", place, "at_least"), NOT_RISING, level=place + 1)
        yield from _needs(reading, place, row)


def _needs(reading: Reading[_File], place: int, row: _Level) -> Iterator[Problem]:
    counted = {one.source: one.newest for one in reading.value.sources}
    for source, asked in row.needs.items():
        path = ("levels", place, "needs", source.value)
        facts = {"level": place + 1, "name": source.value}
        if source not in counted:
            yield reading.problem(path, NOT_COUNTED, **facts)
        elif asked > counted[source]:
            limits = {"asked": asked, "newest": counted[source]}
            yield reading.problem(path, OUT_OF_REACH, **facts, **limits)


def _unknown(reading: Reading[_File]) -> Iterator[Problem]:
    for name in reading.value.policies:
        if name not in COMPETENCIES:
            yield reading.problem(("policies", name), UNKNOWN, name=name)
