"""Questions of reports: which groups somebody may look at, and how their people stand."""

from lms.reports.queries.evidence import Evidence, evidence_for
from lms.reports.queries.groups import Group, Listed, group_for, listed
from lms.reports.queries.helping import NeedsHelp, Situation, burn_up_of, situation
from lms.reports.queries.mentors import Picture, allowance, mentor_for, picture
from lms.reports.queries.sheets import (
    MOST_TOGETHER,
    PEOPLE_A_PAGE,
    PersonRow,
    Sheet,
    every_row,
    one_person,
    people_of,
    sheet,
    together,
)

__all__ = [
    "MOST_TOGETHER",
    "PEOPLE_A_PAGE",
    "Evidence",
    "Group",
    "Listed",
    "NeedsHelp",
    "PersonRow",
    "Picture",
    "Sheet",
    "Situation",
    "allowance",
    "burn_up_of",
    "every_row",
    "evidence_for",
    "group_for",
    "listed",
    "mentor_for",
    "one_person",
    "people_of",
    "picture",
    "sheet",
    "situation",
    "together",
]
