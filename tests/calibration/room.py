"""Mentors of the tests who grade the same talk."""

from datetime import date

import sqlalchemy as sa

from lms.calibration.models import CalibrationRound, CalibrationSeat
from lms.db import db
from lms.people.models import Person
from tests.pages import Page

MONDAY = date(2026, 3, 2)
LIST = "/calibration"
GRADES = "#grades"
ITEMS = (
    *("greets-in-three-seconds", "uses-the-name", "no-forbidden-phrase", "clear-pace"),
    *("lets-finish", "repeats-back", "names-the-feeling", "offers-ways"),
)


class Room:
    """Two mentors, their apprentices, a trainer and HR, each with a browser."""

    def __init__(self, kit, browser_of) -> None:
        self.kit, self.browser_of = kit, browser_of
        self.chen, self.lu = kit.mentor(), kit.mentor("lu")
        self.lin = kit.trainee("lin", self.chen)
        kit.trainee("hua", self.lu)
        kit.go(MONDAY)
        self.hr = browser_of(kit.company.person("zhao", "hr"))
        self.first, self.second = browser_of(self.chen), browser_of(self.lu)
        self.play = kit.play(self.lin, MONDAY, score=68)

    def open(self, browser=None) -> Page:
        """Somebody opens a round about the proposed talk; its page."""
        browser = browser or self.hr
        return browser.submit(browser.open(f"{LIST}/rounds/new"), "#round")

    def grade(self, browser, address: str, *grades: int, **expected) -> Page:
        """Somebody grades the first items."""
        given = {f"grade-{item}": grade for item, grade in zip(ITEMS, grades, strict=False)}
        return browser.submit(browser.open(address), GRADES, **given, **expected)

    def close(self, address: str) -> Page:
        """HR closes the round."""
        return self.hr.submit(self.hr.open(address), "form[action$='/closing']")

    def asks(self, wanted):
        """The first row of what is asked."""
        with self.kit.app.app_context():
            return db.session.scalars(wanted).first()

    def all(self, wanted) -> list:
        """All rows of what is asked."""
        with self.kit.app.app_context():
            return list(db.session.scalars(wanted))

    def count(self, table) -> int:
        """How many rows there are."""
        return self.asks(sa.select(sa.func.count(table.id)))

    def seat(self, mentor: Person) -> CalibrationSeat:
        """A mentor's part in the round."""
        return self.asks(sa.select(CalibrationSeat).where(CalibrationSeat.mentor_id == mentor.id))

    @property
    def round(self) -> CalibrationRound:
        """The round."""
        return self.asks(sa.select(CalibrationRound))
