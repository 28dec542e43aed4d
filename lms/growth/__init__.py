"""Growth: what somebody's facts say about the seven competencies, number by number."""

from flask import Flask

from lms.growth import evidence, views
from lms.growth.content import EvidenceKind
from lms.library import kinds


def init_app(app: Flask) -> None:
    """Register the rule, the sources of evidence below and the pages of growth."""
    kinds.register(app, EvidenceKind())
    evidence.register(app, evidence.ObservationEvidence())
    evidence.register(app, evidence.PlayEvidence())
    evidence.register(app, evidence.GateEvidence())
    evidence.register(app, evidence.CheckEvidence())
    app.register_blueprint(views.bp)
