"""Logs: one JSON object a line, and nothing in it of what people typed."""

import json
import logging
import sys

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.db import db
from lms.logs import JsonLines
from lms.people.models import Department


def logged_error() -> dict[str, str]:
    """The line that the error under way becomes."""
    record = logging.LogRecord("lms", logging.ERROR, __file__, 1, "crash", (), sys.exc_info())
    return json.loads(JsonLines().format(record))


def test_a_refused_row_does_not_enter_the_logs(app: Flask):
    with app.app_context():
        db.session.add_all([Department(name="林小姐投诉组"), Department(name="林小姐投诉组")])
        try:
            db.session.flush()
        except sa.exc.IntegrityError:
            line = logged_error()
        else:
            pytest.fail("two departments of one name in one place")

    assert "IntegrityError" in line["traceback"]
    assert "林小姐" not in line["traceback"]
