"""`courses/alerts.yaml` → from when on somebody needs help."""

from typing import Annotated, Literal

from pydantic import Field

from lms.library.content import Model, Whole, read
from lms.library.domain import Bundle, Meta, Wording
from lms.library.kinds import FileKind
from lms.mentoring.domain.alerts import Alerts

ALERTS = "alerts"
TITLE = Wording("谁需要帮助的规则", "誰需要幫助的規則", "When somebody needs help")

Days = Annotated[Whole, Field(ge=1, le=60)]
Count = Annotated[Whole, Field(ge=1, le=50)]


class _File(Model):
    id: Literal["alerts"]
    late_tasks: Count
    late_days: Days
    gate_days: Days
    gate_share: Annotated[Whole, Field(ge=1, le=100)]
    silent_days: Days
    untalked_days: Days
    failures: Annotated[Whole, Field(ge=2, le=50)]


class AlertsKind(FileKind[Alerts]):
    """The kind `alerts`: one document."""

    name = ALERTS
    pattern = "courses/alerts.yaml"

    def parse(self, bundle: Bundle) -> Alerts:
        """The thresholds. Raises ContentError with every problem."""
        file = read(_File, bundle.text, bundle.file).value
        return Alerts(**file.model_dump(exclude={"id"}))

    def meta(self, parsed: Alerts) -> Meta:  # noqa: ARG002 - there is only one
        """Its name and title, always the same."""
        return Meta(ALERTS, ALERTS, TITLE)
