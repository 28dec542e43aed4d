"""The vocabulary that everything else refers to: competencies, posts, the terms of the trade."""

from flask import Flask

from lms.framework import views
from lms.framework.content import CareersKind, CompetenciesKind, GlossaryKind
from lms.library import kinds


def init_app(app: Flask) -> None:
    """Make competencies, careers and glossary known as kinds of documents; show their pages."""
    kinds.register(app, CompetenciesKind())
    kinds.register(app, CareersKind())
    kinds.register(app, GlossaryKind())
    app.register_blueprint(views.bp)
