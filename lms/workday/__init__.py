"""The working day of a trainee: today's list, focus sessions, shares of the day."""

from flask import Flask

from lms.i18n import lazy
from lms.pages import NavigationItem, add_navigation
from lms.workday import views


def init_app(app: Flask) -> None:
    """Register the routes and the entry in the navigation."""
    app.register_blueprint(views.bp)
    item = NavigationItem(lazy("今天的工作"), "workday.show_day", "check-square", "day.own", 35)
    add_navigation(app, item)
