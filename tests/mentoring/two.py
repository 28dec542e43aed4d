"""A mentor and an apprentice of the tests, who sit together."""

from datetime import date

import sqlalchemy as sa

from lms.db import db, write
from lms.people.models import Pair

MONDAY = date(2026, 3, 2)
SAID = "定下来每周四聊，难处当天喊我。"
FORM = "#session"


class Two:
    """A mentor and an apprentice with a plan, each with a browser."""

    def __init__(self, kit, browser_of) -> None:
        self.kit, self.mentor = kit, kit.mentor()
        self.apprentice = kit.trainee(mentor=self.mentor)
        kit.start(self.apprentice)
        kit.go(MONDAY)
        self.chen, self.lin = browser_of(self.mentor), browser_of(self.apprentice)
        pair = self.asks(sa.select(Pair.public_id))
        self.page = f"/mentoring/{pair}"

    def asks(self, wanted):
        with self.kit.app.app_context():
            return db.session.scalars(wanted).first()

    def count(self, table) -> int:
        return self.asks(sa.select(sa.func.count(table.id)))

    def add(self, *rows) -> None:
        with self.kit.app.app_context():
            write(lambda: db.session.add_all(rows))

    def record(self, **fields):
        """The page of a session that the mentor has just recorded."""
        form = self.chen.open(f"{self.page}/sessions/new")
        return self.chen.submit(form, FORM, **{"shared": SAID, **fields})
