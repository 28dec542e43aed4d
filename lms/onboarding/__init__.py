"""The onboarding plan: working days, dated tasks that tick themselves, gates, signatures."""

from flask import Flask

from lms import jobs
from lms.i18n import lazy
from lms.library import kinds
from lms.messages import topics
from lms.onboarding import commands, proofs, sentences, service, views
from lms.onboarding.content import PlanKind
from lms.onboarding.domain.reminding import HOUR
from lms.onboarding.proofs.drills import DrillSource
from lms.onboarding.proofs.lessons import LessonSource
from lms.onboarding.proofs.scenarios import ScenarioSource
from lms.onboarding.proofs.signatures import SignatureSource
from lms.onboarding.verdicts import SignOffs
from lms.pages import NavigationItem, add_navigation
from lms.verdicts import registry

TRAINEES = "observation.ask"  # held by those who follow a plan of their own, and by nobody else
HOLIDAYS = "system.manage"


def init_app(app: Flask) -> None:
    """Register the routes, the kind of document, the proofs, the jobs, the sentences."""
    app.register_blueprint(views.bp)
    app.jinja_env.globals["waiting_seconds"] = views.seconding.waiting_seconds
    kinds.register(app, PlanKind())
    for proof in (LessonSource(), ScenarioSource(), DrillSource(), SignatureSource()):
        proofs.register(app, proof)
    registry.register(app, SignOffs())
    jobs.handler(app, service.REDATE, commands.redate_job)
    jobs.handler(app, service.UPDATE, commands.update_job)
    jobs.handler(app, commands.REMIND, commands.remind_job, at=HOUR)
    jobs.handler(app, commands.ANNOUNCE, commands.announce_job, at=HOUR)
    for news, topic in service.TOPICS.items():
        topics.register(app, news, topic)
    sentences.register()
    own, all_plans = "onboarding.show_own_plan", "onboarding.show_plans"
    add_navigation(app, NavigationItem(lazy("计划"), own, "calendar-check", TRAINEES, 15))
    add_navigation(
        app,
        NavigationItem(
            lazy("全部计划"), all_plans, "list-check", "plan.start", 16, leads="plan.start"
        ),
    )
    days = "onboarding.show_holidays"
    add_navigation(app, NavigationItem(lazy("放假安排"), days, "calendar-event", HOLIDAYS, 89))
