"""Whoever cannot start an assessment reads why, and gets the one way that opens it again."""

from datetime import UTC, datetime

import pytest
from flask import get_template_attribute

from lms.scenarios.domain import Attempt, EndedBy, Mode, Standing

LATER = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)


@pytest.fixture
def said(app):
    """What is said about a standing."""

    def say(**facts: object) -> str:
        standing = Standing(**{"open": None, "practice": None, "assessment": None, **facts})
        with app.test_request_context():
            why = get_template_attribute("scenarios/words.html", "why_no_assessment")
            return str(why(standing)).strip()

    return say


def _passed() -> Attempt:
    return Attempt("p", Mode.ASSESSMENT, LATER, LATER, EndedBy.ENDING, 90, passed=True)


def test_who_has_used_all_attempts_is_led_to_the_mentor(said):
    words = said(attempts_left=0, free_at=None)

    assert "考核机会用完了" in words
    assert 'href="/mentoring"' in words


def test_who_must_wait_reads_until_when(said):
    words = said(attempts_left=1, free_at=LATER)

    assert "以后可以再考，还剩 1 次机会" in words
    assert "<a " not in words


def test_nothing_is_said_to_who_may_start_or_has_passed(said):
    assert said(attempts_left=1, free_at=None) == ""
    assert said(attempts_left=0, free_at=None, assessment=_passed()) == ""
