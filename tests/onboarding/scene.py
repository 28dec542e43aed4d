"""A mentor at work on one trainee's plan."""

from datetime import date

import sqlalchemy as sa

from lms.db import db
from lms.onboarding.models import SignOff
from tests.onboarding.kit import WORDS

MONDAY = date(2026, 3, 2)
GATE_DAY = date(2026, 4, 1)


class Scene:
    """A mentor and a trainee whose plan has begun."""

    def __init__(self, kit, browser_of) -> None:
        self.kit = kit
        self.chen = kit.mentor()
        self.lin = kit.trainee(mentor=self.chen)
        self.plan = kit.start(self.lin)
        kit.go(MONDAY)
        self.browser_of = browser_of

    @property
    def browser(self):
        """A browser in which the mentor has just signed in."""
        return self.browser_of(self.chen)

    def fields(self, name: str, **changes: str) -> dict[str, str]:
        subject = "gate" if name.startswith("gate") else "task"
        words = WORDS if subject == "gate" else ""
        return {
            "subject": subject,
            "subject_id": name,
            "number": "1",
            "verdict": "pass",
            "words": words,
            **changes,
        }

    def sign(self, name: str, status: int = 200, browser=None, **changes: str):
        address = f"/plans/{self.plan}/sign-offs"
        fields = self.fields(name, **changes)
        return (browser or self.browser).post(address, fields, status=status)

    def count(self, *conditions) -> int:
        with self.kit.app.app_context():
            wanted = sa.select(sa.func.count()).select_from(SignOff).where(*conditions)
            return db.session.scalar(wanted)

    def gate(self, day: date = GATE_DAY, number: int = 0):
        return self.kit.view(self.lin, day).gates[number]

    def take_back(self, sign_off: str, status: int = 200, words: str = "点错了人，这一条不算。"):
        address = f"/plans/{self.plan}/sign-offs/{sign_off}/withdrawal"
        return self.browser.post(address, {"words": words}, status=status)
