"""Contesting how a turn was graded: opened in one click, decided with a reason."""

from collections.abc import Collection

from flask import Flask

from lms.disputes import queries, service, views
from lms.disputes.domain import Decision
from lms.errors import N_
from lms.i18n import _
from lms.people import audit

DECISIONS = {Decision.UPHELD: N_("维持"), Decision.OVERRULED: N_("改判")}


def init_app(app: Flask) -> None:
    """Offer it on the pages of plays, which know nothing of disputes, and for whoever decides."""
    app.register_blueprint(views.bp)
    app.jinja_env.globals["disputes_of"] = queries.disputes_of
    app.jinja_env.globals["waiting_disputes"] = views.waiting_disputes
    app.jinja_env.globals["waiting_appeals"] = views.waiting_appeals
    audit.sentence(service.APPEALED, service.APPEALED_WORDS)
    audit.sentence(service.SETTLED, service.SETTLED_WORDS, decision=_in_words)
    audit.sentence(service.OPENED, service.OPENED_WORDS)
    audit.sentence(service.DECIDED, service.DECIDED_WORDS, decision=_in_words)


def _in_words(decisions: Collection[str]) -> dict[str, str]:
    return {one: str(_(DECISIONS[Decision(one)])) for one in decisions}
