"""The pages of the Studio."""

from lms.studio.views import (
    beginning,
    keeping,
    outline,
    packages,
    previews,
    publishing,
    scores,
    trials,
    versions,
    writing,
)
from lms.studio.views.blueprint import bp

__all__ = [
    "beginning",
    "bp",
    "keeping",
    "outline",
    "packages",
    "previews",
    "publishing",
    "scores",
    "trials",
    "versions",
    "writing",
]
