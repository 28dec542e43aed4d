"""Reports: how a cohort, a department or a mentor's apprentices stand, item by item."""

from flask import Flask

from lms.i18n import lazy
from lms.library import kinds
from lms.pages import NavigationItem, add_navigation
from lms.reports import views
from lms.reports.content import AllowanceKind


def init_app(app: Flask) -> None:
    """Register the routes, the rule of the allowance, the place in the navigation."""
    kinds.register(app, AllowanceKind())
    app.register_blueprint(views.bp)
    groups = "reports.show_groups"
    add_navigation(
        app,
        NavigationItem(
            lazy("进度表"), groups, "clipboard-data", "report.export", 17, leads="plan.start"
        ),
    )
