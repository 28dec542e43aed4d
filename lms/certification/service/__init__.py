"""What may be done with certificates: issue, revoke, reinstate. Nobody commits here."""

from lms.certification.service.acts import confirm, propose
from lms.certification.service.guesses import check_guesses, count_guess
from lms.certification.service.issuing import (
    ISSUE_DUE,
    in_all_languages,
    issue,
    issue_to,
    ready_people,
)

__all__ = [
    "ISSUE_DUE",
    "check_guesses",
    "confirm",
    "count_guess",
    "in_all_languages",
    "issue",
    "issue_to",
    "propose",
    "ready_people",
]
