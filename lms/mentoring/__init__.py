"""Mentor and apprentice: observations, what waits for a signature, how apprentices are doing."""

from flask import Flask

from lms.errors import N_
from lms.i18n import lazy
from lms.library import kinds
from lms.mentoring import views
from lms.mentoring.content import (
    AgreementKind,
    AlertsKind,
    CardKind,
    ChecklistKind,
    TalksKind,
)
from lms.mentoring.proofs import ObservationSource, ReportSource
from lms.mentoring.verdicts import Observations, Replies
from lms.onboarding import proofs
from lms.pages import NavigationItem, add_navigation
from lms.people import audit
from lms.verdicts import registry

SENTENCES = {
    "agreement.written": N_("%(actor)s写好并接受了和%(subject)s的师徒协议"),
    "agreement.accepted": N_("%(actor)s接受了师徒协议"),
    "observation.asked": N_("%(actor)s说准备好了，请师父观察"),
    "observation.accepted": N_("%(actor)s接受了观察的时间"),
    "observation.proposed": N_("%(actor)s换了观察的时间"),
    "duet.begun": N_("%(actor)s和%(subject)s开始了一次对练"),
    "report.sent": N_("%(actor)s交了述职报告"),
    "report.answered": N_("%(actor)s回复了%(subject)s的述职报告"),
    "duet.joined": N_("%(actor)s坐到%(subject)s的对练旁边勾观察表"),
    "session.recorded": N_("%(actor)s记下了和%(subject)s的面谈"),
    "session.corrected": N_("%(actor)s更正了和%(subject)s的面谈记录"),
    "session.confirmed": N_("%(actor)s确认了面谈记录"),
    "session.contested": N_("%(actor)s说面谈记录有出入"),
}


def init_app(app: Flask) -> None:
    """Register the routes, the texts of talks, the proof by observation, how events read."""
    kinds.register(app, TalksKind())
    kinds.register(app, AgreementKind())
    kinds.register(app, ChecklistKind())
    kinds.register(app, CardKind())
    kinds.register(app, AlertsKind())
    app.register_blueprint(views.bp)
    proofs.register(app, ObservationSource())
    proofs.register(app, ReportSource())
    registry.register(app, Observations())
    registry.register(app, Replies())
    audit.sentence("observation.recorded", N_("%(actor)s写了一条对%(subject)s的观察记录"))
    for kind, words in SENTENCES.items():
        audit.sentence(kind, words)
    add_navigation(
        app,
        NavigationItem(
            lazy("师徒"),
            "mentoring.show_mentoring",
            "person-check",
            "pairs.view",
            50,
            leads="observation.record",
        ),
    )
