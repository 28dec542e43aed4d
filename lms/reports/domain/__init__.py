"""Rules of reports: the matrix of people and items, and what of it may be told of a group."""

from lms.reports.domain.burning import Point, burn_up
from lms.reports.domain.groups import FEWEST, GroupKind, is_enough
from lms.reports.domain.matrix import (
    NOTHING,
    Band,
    Cell,
    Choice,
    Item,
    Kind,
    Mark,
    Row,
    Share,
    Show,
    bands,
    shares,
)
from lms.reports.domain.mentors import Allowance, Finished, Timeliness
from lms.reports.domain.planned import gate_cell, plan_cells, plan_items, task_cell
from lms.reports.domain.practised import course_cell, scenario_cell, things_in

__all__ = [
    "FEWEST",
    "NOTHING",
    "Allowance",
    "Band",
    "Cell",
    "Choice",
    "Finished",
    "GroupKind",
    "Item",
    "Kind",
    "Mark",
    "Point",
    "Row",
    "Share",
    "Show",
    "Timeliness",
    "bands",
    "burn_up",
    "course_cell",
    "gate_cell",
    "is_enough",
    "plan_cells",
    "plan_items",
    "scenario_cell",
    "shares",
    "task_cell",
    "things_in",
]
