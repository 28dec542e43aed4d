"""What is refused is said, though the database falls silent before the page can say it."""

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.errors import Stale
from lms.people.access import public


def silent(*_: object) -> None:
    raise sa.exc.OperationalError("SELECT", None, Exception("connection refused"))


@pytest.fixture
def refusing(app, monkeypatch):
    """Their own account refuses everybody, and from then on the database answers nobody."""
    engines = []

    @public
    def refuse() -> None:
        with app.app_context():
            engines.append(db.engine)
        db.session.rollback()
        sa.event.listen(engines[0], "before_cursor_execute", silent)
        raise Stale("这一步已经答过了。", way_on="/courses")

    monkeypatch.setitem(app.view_functions, "people.show_account", refuse)
    yield
    for engine in engines:
        sa.event.remove(engine, "before_cursor_execute", silent)


@pytest.mark.parametrize("kind", ["text/html", "application/json"])
def test_a_refusal_is_said_without_a_name_when_nobody_knows_who_reads(
    company, browser_of, refusing, kind
):
    client = browser_of(company.person("lin", "trainee")).client

    answer = client.get("/account", headers={"Accept": kind})

    assert answer.status_code == 409
    assert "这一步已经答过了。" in answer.get_data(as_text=True) or answer.is_json
