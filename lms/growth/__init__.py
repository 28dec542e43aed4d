"""Growth: what somebody's facts say about the seven competencies, number by number."""

from flask import Flask

from lms.errors import N_
from lms.growth import evidence, views
from lms.growth.content import EvidenceKind
from lms.growth.rises import Rises
from lms.library import kinds
from lms.mentoring import figures
from lms.people import audit

SENTENCES = {
    "learning-plan.drawn-up": N_("%(actor)s定了%(subject)s这一季的学习计划"),
    "learning-plan.agreed": N_("%(actor)s同意了%(subject)s这一季的学习计划"),
}


def init_app(app: Flask) -> None:
    """Register the rule, the sources of evidence below and the pages of growth."""
    kinds.register(app, EvidenceKind())
    evidence.register(app, evidence.ObservationEvidence())
    evidence.register(app, evidence.PlayEvidence())
    evidence.register(app, evidence.GateEvidence())
    evidence.register(app, evidence.CheckEvidence())
    figures.register(app, Rises())
    app.register_blueprint(views.bp)
    for kind, words in SENTENCES.items():
        audit.sentence(kind, words)
