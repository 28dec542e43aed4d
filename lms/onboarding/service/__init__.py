"""What people can do with plans: start one, sign its tasks and gates, take a signature back."""

from lms.onboarding.service.dating import date_plan, redate_after
from lms.onboarding.service.signing import must_be_signer, sign, take_back
from lms.onboarding.service.starting import start_plan
from lms.onboarding.service.workdays import REDATE, seed_calendar

__all__ = [
    "REDATE",
    "date_plan",
    "must_be_signer",
    "redate_after",
    "seed_calendar",
    "sign",
    "start_plan",
    "take_back",
]
