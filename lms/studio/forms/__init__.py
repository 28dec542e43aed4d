"""The forms of the Studio: new documents, and the outline of a role-play."""

from lms.studio.forms.beginning import NewForm
from lms.studio.forms.outline import (
    Done,
    StepForm,
    TrialForm,
    arranged,
    beginning_at,
    saved,
    variables,
    with_step,
)

__all__ = [
    "Done",
    "NewForm",
    "StepForm",
    "TrialForm",
    "arranged",
    "beginning_at",
    "saved",
    "variables",
    "with_step",
]
