"""What may be done with certificates: issue, revoke, reinstate. Nobody commits here."""

from lms.certification.service.acts import confirm, propose
from lms.certification.service.issuing import (
    ISSUE_DUE,
    in_all_languages,
    issue,
    issue_to,
    ready_people,
)

__all__ = [
    "ISSUE_DUE",
    "confirm",
    "in_all_languages",
    "issue",
    "issue_to",
    "propose",
    "ready_people",
]
