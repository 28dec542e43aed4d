"""`/` by role: what each person should do first."""

from flask import Flask

from lms.home import views
from lms.i18n import lazy
from lms.pages import NavigationItem, add_navigation


def init_app(app: Flask) -> None:
    """Register the home page."""
    app.register_blueprint(views.bp)
    add_navigation(app, NavigationItem(lazy("首页"), "home.show_home", "house", "home.view", 0))
