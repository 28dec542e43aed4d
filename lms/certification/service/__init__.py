"""What may be done with certificates: issue, revoke, reinstate. Nobody commits here."""

from lms.certification.service.acts import confirm, propose
from lms.certification.service.issuing import (
    ISSUE_DUE,
    in_all_languages,
    issue,
    issue_to,
    ready_people,
)
from lms.certification.service.numbering import next_sequence

__all__ = [
    "ISSUE_DUE",
    "confirm",
    "in_all_languages",
    "issue",
    "issue_to",
    "next_sequence",
    "propose",
    "ready_people",
]
