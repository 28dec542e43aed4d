"""The working day of a trainee: today's list, focus sessions, shares of the day."""

from flask import Flask

from lms.errors import N_
from lms.i18n import lazy
from lms.pages import NavigationItem, add_navigation
from lms.people import audit
from lms.workday import views

SENTENCES = {
    "shelf.accepted": N_("%(actor)s让部门看到%(subject)s分享的一条知识"),
    "shelf.returned": N_("%(actor)s退回了%(subject)s分享的一条知识"),
}


def init_app(app: Flask) -> None:
    """Register the routes and the entry in the navigation."""
    app.register_blueprint(views.bp)
    item = NavigationItem(lazy("今天的工作"), "workday.show_day", "check-square", "day.own", 35)
    add_navigation(app, item)
    team = NavigationItem(
        lazy("部门的知识库"), "workday.show_team", "journal-text", "shelf.read", 37
    )
    add_navigation(app, team)
    for kind, words in SENTENCES.items():
        audit.sentence(kind, words)
