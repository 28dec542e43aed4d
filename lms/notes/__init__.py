"""A reader's marks in a lesson: notes of one's own, and questions to the mentor."""

from flask import Flask

from lms.notes import queries, views


def init_app(app: Flask) -> None:
    """Serve the pages, and offer marks to the page of a lesson, which knows nothing of them."""
    app.register_blueprint(views.bp)
    app.jinja_env.globals["marks_of"] = views.marks_of
    app.jinja_env.globals["questions_from"] = queries.questions_from
    app.jinja_env.globals["reply_to"] = views.reply_to
    app.jinja_env.globals["settling"] = views.settling
