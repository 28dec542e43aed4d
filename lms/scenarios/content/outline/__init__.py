"""The outline: a scenario's text as steps with forms, and back without touching anything else."""

from lms.scenarios.content.outline.boxes import Box, Group, Shape, typed, unseen
from lms.scenarios.content.outline.edits import (
    New,
    add_item,
    add_step,
    lead_to_start,
    move_item,
    move_step,
    remove_item,
    remove_step,
    rename_step,
)
from lms.scenarios.content.outline.layout import Around, layout
from lms.scenarios.content.outline.steps import Outline, Row, Way, outline
from lms.scenarios.content.outline.tree import at, put

__all__ = [
    "Around",
    "Box",
    "Group",
    "New",
    "Outline",
    "Row",
    "Shape",
    "Way",
    "add_item",
    "add_step",
    "at",
    "layout",
    "lead_to_start",
    "move_item",
    "move_step",
    "outline",
    "put",
    "remove_item",
    "remove_step",
    "rename_step",
    "typed",
    "unseen",
]
