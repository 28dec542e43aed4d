"""Fixtures of the tests of plans."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from flask import Flask

from tests.company import Company
from tests.onboarding.kit import Kit
from tests.onboarding.scene import Scene


@pytest.fixture
def kit(app: Flask, company: Company) -> Iterator[Kit]:
    """A company with content and calendar; `kit.go(day)` sets the clock."""
    travellers: list[time_machine.travel] = []

    def travel(moment: datetime) -> None:
        while travellers:
            travellers.pop().stop()
        traveller = time_machine.travel(moment, tick=False)
        traveller.start()
        travellers.append(traveller)

    yield Kit(app, company, travel)
    while travellers:
        travellers.pop().stop()


@pytest.fixture
def scene(kit: Kit, browser_of) -> Scene:
    """A mentor and a trainee whose plan has begun."""
    return Scene(kit, browser_of)
