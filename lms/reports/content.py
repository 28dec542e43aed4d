"""`courses/allowance.yaml` → what mentors are paid for."""

from typing import Annotated, Literal

from pydantic import Field

from lms.library.content import Model, Whole, read
from lms.library.domain import Bundle, Meta, Wording
from lms.library.kinds import FileKind
from lms.reports.domain import Allowance

ALLOWANCE = "allowance"
TITLE = Wording("带徒津贴的规则", "帶徒津貼的規則", "The allowance of mentors")


class _File(Model):
    id: Literal["allowance"]
    sessions: Annotated[Whole, Field(ge=1, le=31)]
    yuan: Annotated[Whole, Field(ge=0, le=100_000)]


class AllowanceKind(FileKind[Allowance]):
    """The kind `allowance`: one document."""

    name = ALLOWANCE
    pattern = "courses/allowance.yaml"

    def parse(self, bundle: Bundle) -> Allowance:
        """The rule. Raises ContentError with every problem."""
        file = read(_File, bundle.text, bundle.file).value
        return Allowance(sessions=file.sessions, yuan=file.yuan)

    def meta(self, parsed: Allowance) -> Meta:  # noqa: ARG002 - there is only one
        """Its name and title, always the same."""
        return Meta(ALLOWANCE, ALLOWANCE, TITLE)
