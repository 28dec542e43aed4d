"""The vocabulary that everything else refers to: the seven competencies, the terms of the trade."""

from flask import Flask

from lms.framework import views
from lms.framework.content import CompetenciesKind, GlossaryKind
from lms.library import kinds


def init_app(app: Flask) -> None:
    """Make the competencies and the glossary known as kinds of documents; show the glossary."""
    kinds.register(app, CompetenciesKind())
    kinds.register(app, GlossaryKind())
    app.register_blueprint(views.bp)
