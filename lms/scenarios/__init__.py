"""Role-play: scenarios that people play, what their turns are worth, and how they came out."""

from flask import Flask

from lms import jobs, pages
from lms.forms import new_key
from lms.i18n import lazy
from lms.library import exercises, kinds
from lms.people import audit
from lms.scenarios import commands, queries, service, views
from lms.scenarios.content import DrillKind, ScenarioKind
from lms.scenarios.service import extra_attempts, extra_time, looking_back, regrading

END_EVERY = 60  # seconds


def init_app(app: Flask) -> None:
    """Offer role-plays: their kind of document, pages, commands, and the end of their clocks."""
    kinds.register(app, ScenarioKind())
    kinds.register(app, DrillKind())
    exercises.register(app, queries.exercises)
    app.jinja_env.globals["new_key"] = new_key  # a page of a play has several forms
    audit.sentence(extra_time.GRANTED, extra_time.GRANTED_WORDS)
    audit.sentence(extra_time.ENDED, extra_time.ENDED_WORDS)
    audit.sentence(extra_attempts.GRANTED, extra_attempts.GRANTED_WORDS)
    audit.sentence(extra_attempts.ENDED, extra_attempts.ENDED_WORDS)
    app.register_blueprint(views.bp)
    jobs.handler(app, "scenarios.end-expired", commands.end_run_out_plays, every=END_EVERY)
    audit.sentence(looking_back.COMMENTED, looking_back.COMMENTED_WORDS)
    audit.sentence(looking_back.TAKEN_BACK, looking_back.TAKEN_BACK_WORDS)
    app.jinja_env.globals["waiting_regradings"] = views.regradings.waiting_regradings
    jobs.handler(app, service.REGRADE, commands.regrade_plays)
    audit.sentence(regrading.REGRADED, regrading.REGRADED_WORDS)
    for kind, words in regrading.SETTLED.values():
        audit.sentence(kind, words)
    pages.add_navigation(
        app,
        pages.NavigationItem(
            lazy("情景演练"), "scenarios.show_scenarios", "chat-dots", "document.read", order=30
        ),
    )
