"""The Studio: where trainers write, check, compare and publish."""

from flask import Flask

from lms import jobs
from lms.i18n import lazy
from lms.library import queries as library
from lms.pages import NavigationItem, add_navigation
from lms.people import audit
from lms.studio import commands, sentences, service, views


def init_app(app: Flask) -> None:
    """Register the routes, the entry in the navigation and how reviews read in the trail."""
    app.register_blueprint(views.bp)
    audit.sentence(service.ADOPTED, service.ADOPTED_WORDS, document=library.titles)
    sentences.register()
    jobs.handler(app, commands.COUNT, commands.count_translations, every=commands.EVERY)
    app.jinja_env.globals["remark_form"] = views.remark_form
    app.jinja_env.globals["answer_form"] = views.answer_form
    item = NavigationItem(lazy("工作室"), "studio.show_desk", "pencil-square", "document.edit", 38)
    add_navigation(app, item)
