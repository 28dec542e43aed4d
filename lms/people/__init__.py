"""Accounts, departments, roles, sessions, pairs; access matrix, audit trail, access log."""

from flask import Flask

from lms.people import access


def init_app(app: Flask) -> None:
    """Close every route but to those whom the access matrix lets in."""
    access.init_app(app)
