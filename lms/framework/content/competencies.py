"""`courses/competencies.yaml` → the seven competencies, exactly those and in their order."""

from collections.abc import Collection, Iterator
from typing import Literal

from lms.errors import N_
from lms.framework.domain import COMPETENCIES, Competencies, Competency
from lms.library.content import Identifier, LocalisedText, Model, Reading, read
from lms.library.domain import Bundle, ContentError, Meta, Problem, Wording
from lms.library.kinds import FileKind

KIND = "competencies"
OUT_OF_PLACE = N_("第 %(place)s 项应是“%(expected)s”，现在是“%(found)s”；七项的 id 和顺序不能变。")
WRONG_NUMBER = N_("这里正好要有 %(count)s 项能力，现在有 %(found)s 项。")
TITLE = Wording("七项职业素养", "七項職業素養", "The seven competencies")


class _Competency(Model):
    id: Identifier
    title: LocalisedText
    summary: LocalisedText


class _File(Model):
    id: Literal["competencies"]
    competencies: tuple[_Competency, ...]


class CompetenciesKind(FileKind[Competencies]):
    """The kind `competencies`: one document."""

    name = KIND
    pattern = "courses/competencies.yaml"

    def parse(self, bundle: Bundle) -> Competencies:
        """The list of competencies. Raises ContentError with every problem."""
        reading = read(_File, bundle.text, bundle.file)
        problems = list(_problems(reading))
        if problems:
            raise ContentError(problems)
        rows = reading.value.competencies
        return Competencies(tuple(Competency(row.id, row.title, row.summary) for row in rows))

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
