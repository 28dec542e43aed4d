"""What is kept of earlier pages, and how our templates call, changes no page."""

import pytest
import time_machine

from lms import clock
from tests.journeys.world import TODAY
from tests.size.walking import LargeCompany


@pytest.mark.parametrize("product", ["sqlite"], indirect=True)
def test_pages_are_as_jinja_alone_prints_them(shipped):
    with time_machine.travel(TODAY, tick=True):
        company = LargeCompany(shipped)
        with time_machine.travel(clock.now(), tick=False):
            misprinted, count = company.compare()

    assert count > 60
    assert not misprinted, "give kept() all that its macro looks at; see lms/pages/compiled.py"
