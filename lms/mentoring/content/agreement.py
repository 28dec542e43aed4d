"""`courses/agreement.yaml` → what the agreement of a mentor and an apprentice says."""

from collections.abc import Iterator
from typing import Literal

from lms.errors import N_
from lms.library.content import LocalisedText, Model, Reading, read
from lms.library.domain import Bundle, Meta, Problem
from lms.library.kinds import FileKind
from lms.mentoring.domain import AgreementText

AGREEMENT = "agreement"
PARTS = ("goals", "mentor", "apprentice", "rules")
EMPTY = N_("这一部分至少要写一条。")


class _File(Model):
    id: Literal["agreement"]
    title: LocalisedText
    goals: tuple[LocalisedText, ...]
    mentor: tuple[LocalisedText, ...]
    apprentice: tuple[LocalisedText, ...]
    rules: tuple[LocalisedText, ...]


class AgreementKind(FileKind[AgreementText]):
    """The kind `agreement`: one document."""

    name = AGREEMENT
    pattern = "courses/agreement.yaml"

    def parse(self, bundle: Bundle) -> AgreementText:
        """What the agreement says. Raises ContentError with every problem."""
        row = read(_File, bundle.text, bundle.file).checked(_problems)
        return AgreementText(row.title, row.goals, row.mentor, row.apprentice, row.rules)

    def meta(self, parsed: AgreementText) -> Meta:
        """Its name, always the same, and its title."""
        return Meta(AGREEMENT, AGREEMENT, parsed.title)


def _problems(reading: Reading[_File]) -> Iterator[Problem]:
    for part in PARTS:
        if not getattr(reading.value, part):
            yield reading.problem((part,), EMPTY)
