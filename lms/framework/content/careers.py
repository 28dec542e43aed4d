"""`courses/careers.yaml` → trades, the posts in them, and the paths that lead from post to post."""

from collections.abc import Collection, Iterator
from typing import Annotated, Literal

from pydantic import Field

from lms.errors import N_
from lms.framework.domain import (
    COMPETENCIES,
    LEVELS,
    CareerPath,
    Careers,
    Occupation,
    Post,
    Trade,
    Way,
)
from lms.library.content import Identifier, LocalisedText, Model, Reading, Whole, read
from lms.library.domain import Bundle, Meta, Problem, Wording
from lms.library.kinds import FileKind

CAREERS = "careers"
TITLE = Wording("岗位与发展路径", "崗位與發展路徑", "Posts and paths")
TWICE = N_("“%(name)s”写了两次；请留下一个。")
UNKNOWN_TRADE = N_("没有“%(name)s”这个行业；先写在 trades 里。")
UNKNOWN_POST = N_("没有“%(name)s”这个岗位；先写在 posts 里。")
UNKNOWN_OCCUPATION = N_("没有“%(name)s”这个职业；先写在 occupations 里。")
NO_PATH = N_("岗位“%(name)s”不在任何一条路上；请放进一条路，或者删掉。")
NOT_THE_SEVEN = N_("岗位“%(name)s”要写七项素养，一项不多、一项不少；对不上的是 %(odd)s。")


Code = Annotated[str, Field(pattern=r"^\d(-\d{2}){3}$")]


class _Standard(Model):
    code: Code
    level: Literal["五", "四", "三", "二", "一"]


class _Trade(Model):
    id: Identifier
    title: LocalisedText


class _Path(Model):
    id: Identifier
    trade: Identifier
    way: Way = Way.BRIDGE
    title: LocalisedText
    steps: Annotated[
        tuple[Annotated[tuple[Identifier, ...], Field(min_length=1)], ...], Field(min_length=2)
    ]


class _Occupation(Model):
    code: Code
    title: LocalisedText


class _Post(Model):
    id: Identifier
    title: LocalisedText
    summary: LocalisedText
    required: dict[str, Annotated[Whole, Field(ge=1, le=LEVELS)]]
    national_standard: _Standard | None = None


class _File(Model):
    id: Literal["careers"]
    trades: Annotated[tuple[_Trade, ...], Field(min_length=1)]
    paths: tuple[_Path, ...]
    posts: tuple[_Post, ...]
    occupations: tuple[_Occupation, ...] = ()


class CareersKind(FileKind[Careers]):
    """The kind `careers`: one document."""

    name = CAREERS
    pattern = "courses/careers.yaml"

    def parse(self, bundle: Bundle) -> Careers:
        """Posts and paths. Raises ContentError with every problem."""
        reading = read(_File, bundle.text, bundle.file)
        file = reading.checked(_twice, _incomplete, _unknown, _uncoded, _apart)
        return Careers(
            tuple(Trade(row.id, row.title) for row in file.trades),
            tuple(_path(row) for row in file.paths),
            tuple(_post(row) for row in file.posts),
            tuple(Occupation(row.code, row.title) for row in file.occupations),
        )

    def meta(self, parsed: Careers) -> Meta:  # noqa: ARG002 - there is only one
        """Its name and title, always the same."""
        return Meta(CAREERS, CAREERS, TITLE)

    def parts(self, parsed: Careers) -> Collection[str]:
        """The ids of the posts."""
        return [post.id for post in parsed.posts]


def _path(row: _Path) -> CareerPath:
    return CareerPath(row.id, row.title, row.trade, row.steps, row.way)


def _post(row: _Post) -> Post:
    standard = row.national_standard
    code, grade = (standard.code, standard.level) if standard else ("", "")
    return Post(row.id, row.title, row.summary, dict(row.required), code, grade)


def _twice(reading: Reading[_File]) -> Iterator[Problem]:
    named = {"trades": "id", "paths": "id", "posts": "id", "occupations": "code"}
    for part, field in named.items():
        names = [getattr(row, field) for row in getattr(reading.value, part)]
        for place, name in enumerate(names):
            if name in names[:place]:
                yield reading.problem((part, place, field), TWICE, name=name)


def _incomplete(reading: Reading[_File]) -> Iterator[Problem]:
    for place, row in enumerate(reading.value.posts):
        odd = sorted(set(COMPETENCIES) ^ set(row.required))
        if odd:
            facts = {"name": row.id, "odd": "、".join(odd)}
            yield reading.problem(("posts", place, "required"), NOT_THE_SEVEN, **facts)


def _unknown(reading: Reading[_File]) -> Iterator[Problem]:
    trades = {row.id for row in reading.value.trades}
    posts = {row.id for row in reading.value.posts}
    for place, path in enumerate(reading.value.paths):
        if path.trade not in trades:
            yield reading.problem(("paths", place, "trade"), UNKNOWN_TRADE, name=path.trade)
        for number, step in enumerate(path.steps):
            for name in step:
                if name not in posts:
                    yield reading.problem(
                        ("paths", place, "steps", number), UNKNOWN_POST, name=name
                    )


def _uncoded(reading: Reading[_File]) -> Iterator[Problem]:
    codes = {row.code for row in reading.value.occupations}
    for place, row in enumerate(reading.value.posts):
        standard = row.national_standard
        if codes and standard and standard.code not in codes:
            path = ("posts", place, "national_standard", "code")
            yield reading.problem(path, UNKNOWN_OCCUPATION, name=standard.code)


def _apart(reading: Reading[_File]) -> Iterator[Problem]:
    on_paths = {name for path in reading.value.paths for step in path.steps for name in step}
    for place, row in enumerate(reading.value.posts):
        if row.id not in on_paths:
            yield reading.problem(("posts", place, "id"), NO_PATH, name=row.id)
