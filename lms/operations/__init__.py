"""Running the product: health, the jobs page, preparing an installation, the demo company."""

from collections.abc import Collection
from datetime import datetime

from flask import Flask

from lms.errors import N_
from lms.i18n import lazy, moment
from lms.operations import views
from lms.operations.backup import jobs
from lms.pages import NavigationItem, add_navigation
from lms.people import audit


def init_app(app: Flask) -> None:
    """Register the routes of operations."""
    app.register_blueprint(views.bp)
    jobs.init_app(app)
    audit.sentence("backup.asked", N_("%(actor)s要求马上做一次备份"))
    audit.sentence(
        "clock.put-right", N_("机器的时钟曾经走到 %(seen)s，改回来以后重新采用"), seen=_moments
    )
    audit.sentence("backup.restored", N_("数据从 %(made_at)s 的备份恢复"), made_at=_moments)
    add_navigation(
        app,
        NavigationItem(
            lazy("任务"),
            "operations.show_jobs",
            "gear",
            "system.manage",
            90,
            leads="system.manage",
        ),
    )


def _moments(instants: Collection[str]) -> dict[str, str]:
    return {instant: moment(datetime.fromisoformat(instant)) for instant in instants}
