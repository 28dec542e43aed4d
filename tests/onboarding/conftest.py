"""Fixtures of the tests of plans."""

import pytest

from tests.onboarding.kit import Kit
from tests.onboarding.scene import Scene


@pytest.fixture
def kit(app, company, at) -> Kit:
    """A company with content and calendar; `kit.go(day)` sets the clock."""
    return Kit(app, company, at)


@pytest.fixture
def scene(kit: Kit, browser_of) -> Scene:
    """A mentor and a trainee whose plan has begun."""
    return Scene(kit, browser_of)
