"""Running the product: health, the jobs page, preparing an installation, the demo company."""

from flask import Flask

from lms.i18n import lazy
from lms.operations import views
from lms.pages import NavigationItem, add_navigation


def init_app(app: Flask) -> None:
    """Register the routes of operations."""
    app.register_blueprint(views.bp)
    add_navigation(
        app,
        NavigationItem(lazy("任务"), "operations.show_jobs", "gear", "system.manage", 90),
    )
