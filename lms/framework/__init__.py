"""The vocabulary that everything else refers to: today the seven competencies."""

from flask import Flask

from lms.framework.content import CompetenciesKind
from lms.library import kinds


def init_app(app: Flask) -> None:
    """Make the list of competencies known as a kind of document."""
    kinds.register(app, CompetenciesKind())
