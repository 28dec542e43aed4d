"""What players leave for the author: replies that were not understood, disputes, weak spots."""

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.scenarios.domain import Mode
from lms.scenarios.models import StepTaken
from lms.statistics import commands
from lms.statistics.models import WeakSpots
from tests.disputes.conftest import street
from tests.scenarios.conftest import BEST
from tests.statistics.conftest import House, set_up
from tests.studio.test_health import PAGE, rows

__all__ = ["street"]
WELL, BADLY = ("number-first", *BEST[1:]), ("sorry-first", "send-back", "soon")


@pytest.fixture
def played(app, company, tmp_path):
    """A scenario whose best answer good players avoid."""
    house = House(set_up(app, tmp_path), company)
    house.plays(*WELL, times=15)
    house.plays(*BADLY, times=12)
    return house


def spots(app):
    """What is kept of the revisions: how many spots, the gravest, how many people."""
    with app.app_context():
        kept = sa.select(WeakSpots.spots, WeakSpots.gravest, WeakSpots.people)
        return [tuple(row) for row in db.session.execute(kept)]


def count(app):
    with app.app_context():
        commands.count_weak_spots()


def test_replies_and_disputes_wait_for_the_author(street, browser_of):
    with street.app.app_context():
        street.contest(street.play("lin"))
        street.play("zhou", "完全两码事的一句话")
    wang, sun = (browser_of(street.people[who]) for who in ("wang", "sun"))

    assert rows(wang.open(PAGE)) == [
        ("1 条批改异议等您复核", "/disputes"),
        ("2 句打字回复没听懂", "/studio/replies"),
    ]
    wang.open("/studio/replies")
    assert not rows(sun.open(f"{PAGE}?all=1"))


def test_what_stands_out_in_plays_is_kept_every_night_and_told_the_author(played, browser_of):
    app, wang = played.stage.app, browser_of(played.author)
    assert not rows(wang.open(PAGE))
    count(app)
    page = wang.open(PAGE)
    ((number, gravest, people),) = spots(app)

    assert people == 27
    assert gravest == "experts-err"
    assert rows(page) == [(f"{number} 处步骤或选项要看看", "/statistics/cold-kettle")]
    assert "老手也选错" in page.find("tbody").get_text()
    wang.open("/statistics/cold-kettle")


def test_counting_again_changes_nothing_and_forgets_what_is_mended(played):
    app = played.stage.app
    count(app)
    first = spots(app)
    count(app)
    again = spots(app)
    with app.app_context():
        write(lambda: db.session.execute(sa.delete(StepTaken)))
    count(app)

    assert first == again
    assert len(first) == 1
    assert spots(app) == []


def test_assessments_are_not_among_what_is_counted(app, company, tmp_path):
    house = House(set_up(app, tmp_path), company)
    house.plays(*BADLY, times=21, mode=Mode.ASSESSMENT)
    count(app)

    assert spots(app) == []
