"""The blueprint of reports."""

from flask import Blueprint

from lms.onboarding.models import Cohort
from lms.people.models import Department, Person
from lms.reports.queries import Group

bp = Blueprint("reports", __name__)

SEEN = "cohort.view"
EXPORTED = "report.export"


def about(group: Group) -> dict[str, object]:
    """What a page needs to name its group."""
    subject = group.subject
    return {
        "group": group,
        "cohort": subject if isinstance(subject, Cohort) else None,
        "department": subject if isinstance(subject, Department) else None,
        "mentor": subject if isinstance(subject, Person) else None,
    }
