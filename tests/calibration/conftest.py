"""Fixtures of the tests of calibration."""

import pytest

from tests.calibration.room import Room
from tests.onboarding.conftest import kit

__all__ = ["kit", "room"]


@pytest.fixture
def room(kit, browser_of) -> Room:
    """Two mentors with an apprentice each, a trainer and HR; one apprentice has played."""
    return Room(kit, browser_of)
