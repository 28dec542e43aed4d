"""Fixtures of the tests of mentors and apprentices."""

import pytest

from tests.mentoring.two import Two
from tests.onboarding.conftest import kit

__all__ = ["kit", "two"]


@pytest.fixture
def two(kit, browser_of) -> Two:
    """A mentor and an apprentice with a plan, each with a browser."""
    return Two(kit, browser_of)
