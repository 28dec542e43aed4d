"""The pages of the Studio."""

from lms.studio.views import (
    beginning,
    keeping,
    lexicon,
    maps,
    outline,
    packages,
    pasting,
    picturing,
    previews,
    publishing,
    remarks,
    replies,
    reviewing,
    scores,
    shelf,
    trials,
    versions,
    writing,
)
from lms.studio.views.blueprint import bp
from lms.studio.views.remarks import answer_form, remark_form

__all__ = [
    "answer_form",
    "beginning",
    "bp",
    "keeping",
    "lexicon",
    "maps",
    "outline",
    "packages",
    "pasting",
    "picturing",
    "previews",
    "publishing",
    "remark_form",
    "remarks",
    "replies",
    "reviewing",
    "scores",
    "shelf",
    "trials",
    "versions",
    "writing",
]
