"""Fixtures of the tests of plans."""

import pytest

from tests.onboarding.examples import MONDAY
from tests.onboarding.kit import Kit
from tests.onboarding.scene import Scene

BEGUN = "begun"


@pytest.fixture
def kit(app, company, at) -> Kit:
    """A company with content and calendar; `kit.go(day)` sets the clock."""
    return Kit(app, company, at)


@pytest.fixture
def scene(kit: Kit, browser_of) -> Scene:
    """A mentor and a trainee whose plan has begun."""
    return Scene(kit, browser_of)


@pytest.fixture
def begun(product, company, at) -> Kit:
    """The company with a mentor and a trainee, lin, whose plan begins today; put there once."""
    if BEGUN in product.kept:
        product.restore(BEGUN)
        kit = Kit(product.app, company, at, is_loaded=True)
    else:
        kit = Kit(product.app, company, at)
        kit.start(kit.trainee())
        product.keep(BEGUN)
    kit.go(MONDAY)
    return kit
