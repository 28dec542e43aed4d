"""Forms of certificates: the filter of the register, revoking and reinstating."""

from datetime import date

from werkzeug.datastructures import MultiDict
from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    HiddenField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)

from lms.certification.domain import Reason, Status
from lms.certification.queries import Filter
from lms.forms import Form, at_most, cleaned, one_of, required
from lms.i18n import LazyString, lazy

LONGEST_WORDS = 300
LONGEST_SEARCH = 60

REVOCATION_REASONS: dict[str, LazyString] = {
    Reason.ISSUED_IN_ERROR: lazy("签发有误"),
    Reason.MISCONDUCT: lazy("违反考核纪律"),
    Reason.DUTY_CHANGED: lazy("不再从事这个岗位"),
}
REINSTATEMENT_REASONS: dict[str, LazyString] = {
    Reason.APPEAL_UPHELD: lazy("申诉成立"),
    Reason.REVOKED_IN_ERROR: lazy("撤销有误"),
}
REASONS = {**REINSTATEMENT_REASONS, **REVOCATION_REASONS}
PURPOSES: dict[str, LazyString] = {
    "audit": lazy("内部审核"),
    "customer": lazy("客户要求证明"),
    "subsidy": lazy("申请培训补贴"),
    "payroll": lazy("核算岗位津贴"),
}


def _choices(words: dict[str, LazyString]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


class RevocationForm(Form):
    """Why a certificate loses its force."""

    act = HiddenField(default="revoked")
    reason = SelectField(
        lazy("原因"),
        choices=_choices(REVOCATION_REASONS),
        validate_choice=False,
        validators=[one_of(lambda: REVOCATION_REASONS)],
    )
    words = TextAreaField(
        lazy("说明"),
        validators=[required(lazy("请写一句说明：依据是什么、谁查实的。")), at_most(LONGEST_WORDS)],
    )


class ReinstatementForm(Form):
    """Why a certificate is in force again."""

    act = HiddenField(default="reinstated")
    reason = SelectField(
        lazy("原因"),
        choices=_choices(REINSTATEMENT_REASONS),
        validate_choice=False,
        validators=[one_of(lambda: REINSTATEMENT_REASONS)],
    )
    words = TextAreaField(
        lazy("说明"),
        validators=[required(lazy("请写一句说明：依据是什么、谁查实的。")), at_most(LONGEST_WORDS)],
    )


class CollectForm(Form):
    """Which programme's certificate somebody collects."""

    programme = StringField(validators=[required()])


class PlainForm(Form):
    """Nothing but the token and the key."""


def filter_from(arguments: MultiDict[str, str]) -> Filter:
    """The filter that an address asks for; what makes no sense is left out."""
    wanted = arguments.get("status", "")
    return Filter(
        words=cleaned(arguments.get("words", ""))[:LONGEST_SEARCH],
        status=wanted if wanted in set(Status) else "",
        programme=arguments.get("programme", "")[:LONGEST_SEARCH],
        department=arguments.get("department", "")[:LONGEST_SEARCH],
        issued_from=_day(arguments.get("issued_from")),
        issued_to=_day(arguments.get("issued_to")),
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
