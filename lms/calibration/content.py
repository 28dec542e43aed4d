"""`courses/calibration.yaml` → when a mentor counts as calibrated."""

from typing import Annotated, Literal

from pydantic import Field

from lms.calibration.domain import Rule
from lms.library.content import Flag, Model, Whole, read
from lms.library.domain import Bundle, Meta, Wording
from lms.library.kinds import FileKind

KIND = "calibration"
TITLE = Wording("校准的规则", "校準的規則", "The rule of calibration")
HUNDREDTHS = 100


class _File(Model):
    id: Literal["calibration"]
    months: Annotated[Whole, Field(ge=1, le=24)]
    kappa: Annotated[Whole, Field(ge=0, le=100)]  # hundredths
    second_signature: Flag


class CalibrationKind(FileKind[Rule]):
    """The kind `calibration`: one document."""

    name = KIND
    pattern = "courses/calibration.yaml"

    def parse(self, bundle: Bundle) -> Rule:
        """The rule. Raises ContentError with every problem."""
        file = read(_File, bundle.text, bundle.file).value
        return Rule(
            months=file.months,
            kappa=file.kappa / HUNDREDTHS,
            second_signature=file.second_signature,
        )

    def meta(self, parsed: Rule) -> Meta:  # noqa: ARG002 - there is only one
        """Its name and title, always the same."""
        return Meta(KIND, KIND, TITLE)
