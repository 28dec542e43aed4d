"""The pages of people."""

from lms.people.views import (
    account,
    accounts,
    departments,
    enrolment,
    pairs,
    reset,
    roles,
    second_factor,
    sign_in,
    switches,
    trail,
)
from lms.people.views.blueprint import bp

__all__ = [
    "account",
    "accounts",
    "bp",
    "departments",
    "enrolment",
    "pairs",
    "reset",
    "roles",
    "second_factor",
    "sign_in",
    "switches",
    "trail",
]
