"""Forms of plans, and of people's own working days."""

from lms.onboarding.forms.own_days import KINDS, WEEKDAYS, LeaveForm, RotaForm
from lms.onboarding.forms.plans import (
    LONGEST_NOTICE,
    ChangeForm,
    CohortForm,
    ConfirmingForm,
    MoveForm,
    NoticeForm,
    SignForm,
    StartForm,
    StatementForm,
    WithdrawalForm,
    mentors_in,
    plans_offered,
)

__all__ = [
    "KINDS",
    "LONGEST_NOTICE",
    "WEEKDAYS",
    "ChangeForm",
    "CohortForm",
    "ConfirmingForm",
    "LeaveForm",
    "MoveForm",
    "NoticeForm",
    "RotaForm",
    "SignForm",
    "StartForm",
    "StatementForm",
    "WithdrawalForm",
    "mentors_in",
    "plans_offered",
]
