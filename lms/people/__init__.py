"""Accounts, departments, roles, sessions, pairs; access matrix, audit trail, access log."""

from flask import Flask

from lms.people import access, duties, jobs, navigation, sentences, signed_in
from lms.people.views import bp


def init_app(app: Flask) -> None:
    """Know who asks, close every route but to those whom the access matrix lets in, offer pages."""
    signed_in.init_app(app)
    access.init_app(app)
    duties.init_app(app)
    navigation.init_app(app)
    sentences.init_app(app)
    jobs.init_app(app)
    app.register_blueprint(bp)
