"""A trainee at work on a Monday morning."""

from datetime import UTC, datetime, timedelta

import pytest

from lms.db import write
from lms.onboarding import service as onboarding
from tests.company import BEGINNING

NINE = datetime(2026, 3, 2, 1, tzinfo=UTC)  # Monday, 9:00 in Shanghai


class Clock:
    """The server's clock."""

    def __init__(self, at):
        self._at, self.now = at, NINE
        at(NINE)

    def wait(self, **span):
        self.now += timedelta(**span)
        self._at(self.now)

    def move_to(self, moment):
        self.now = moment
        self._at(moment)


class Worker:
    """Somebody with the page of the own working day open."""

    def __init__(self, person, browser_of, clock):
        self.person, self._browser_of, self._clock = person, browser_of, clock
        self._browsers = {}

    @property
    def browser(self):
        """The browser in which one has signed in that day."""
        day = self._clock.now.date()
        if day not in self._browsers:
            self._browsers[day] = self._browser_of(self.person)
        return self._browsers[day]

    def open(self, address="/workday", status=200):
        return self.browser.open(address, status)

    def jot(self, words, place="now", status=200):
        return self.browser.submit(
            self.open(), "form[action='/workday/matters']", status, words=words, place=place
        )

    def start(self):
        return self.browser.submit(self.open(), "form[action='/workday/start']")

    def press(self, words, button, page=None):
        """Press one of the buttons of a matter."""
        page = page or self.open()
        line = self.line(words, page)
        forms = [one for one in line.select("form") if button in one.get_text() + named(one)]
        assert forms, f"no “{button}” at {line.get_text()}"
        sent = {one["name"]: one["value"] for one in forms[0].select("input")}
        return self.browser.post(forms[0]["action"], sent)

    def tick(self, words):
        return self.press(words, "做完")

    @staticmethod
    def line(words, page):
        lines = page.all(".matter, #left-over li")
        return next(line for line in lines if words in line.get_text())

    def concentrate(self, goal="写到最后一次扫描", status=200):
        return self.browser.submit(self.open(), "form[action='/workday/focus']", status, goal=goal)


def named(form):
    return " ".join(one["aria-label"] for one in form.select("[aria-label]"))


@pytest.fixture
def clock(at):
    return Clock(at)


@pytest.fixture
def lin(app, company, browser_of, clock):
    with app.app_context():
        write(onboarding.seed_calendar, BEGINNING)
    return Worker(company.person("lin", "trainee"), browser_of, clock)
