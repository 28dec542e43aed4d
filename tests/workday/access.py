"""The addresses of somebody's own working day for tests/test_access.py."""

from datetime import UTC, date, datetime

from lms.db import db, new_public_id, write
from lms.workday.domain import Share
from lms.workday.models import DayMatter, FocusSession, ShelfEntry, ShelfShare, WeekReview
from tests.access_cases import add

MONDAY = date(2026, 3, 2)
TEXT = {
    "shelf": "product",
    "question": "篮子能进微波炉吗",
    "answer": "不能",
    "source": "说明书第 6 页",
    "holds_until": MONDAY,
    "at": datetime(2026, 3, 2, tzinfo=UTC),
}


def matter(world, owner):
    """Something on the owner's list."""

    def make():
        now = datetime.now(UTC)
        row = DayMatter(
            person_id=owner.id,
            day=now.date(),
            words="一件事",
            quadrant="now",
            sort="complaint",
            is_planned=True,
            since=now,
            key=new_public_id(),
        )
        db.session.add(row)
        db.session.flush()
        return row.public_id

    with world.app.app_context():
        return {"public_id": write(make)}


def focus(world, owner):
    """A focus session of the owner that is over."""

    def make():
        now = datetime.now(UTC)
        row = FocusSession(
            person_id=owner.id,
            day=now.date(),
            goal="一件事",
            started_at=now,
            ended_at=now,
            seconds=0,
            outcome="cut",
            cut_by="电话",
            key=new_public_id(),
        )
        db.session.add(row)
        db.session.flush()
        return row.public_id

    with world.app.app_context():
        return {"public_id": write(make)}


def review(world, owner):
    """A week that the owner has sent."""

    def make():
        names = ("planned", "done", "came_in", "whole", "cut", "seconds")
        shares = [f"{when}_{share}" for when in ("planned", "noted") for share in Share]
        row = WeekReview(
            person_id=owner.id,
            monday=MONDAY,
            stuck="等财务",
            change="约一个钟点",
            request="打个招呼",
            sent_at=datetime.now(UTC),
            **dict.fromkeys((*names, *shares), 0) | {"planned_slack": 100},
        )
        db.session.add(row)
        db.session.flush()
        return row.public_id

    with world.app.app_context():
        return {"public_id": write(make)}


def entry(world, owner):
    """An answer on the owner's shelf."""

    def make():
        row = ShelfEntry(person_id=owner.id, key=new_public_id(), **TEXT)
        db.session.add(row)
        db.session.flush()
        return row.public_id

    with world.app.app_context():
        return {"public_id": write(make)}


def share(world, owner):
    """What the owner has offered to the department."""

    def make():
        row = ShelfShare(person_id=owner.id, department_id=owner.department_id, **TEXT)
        db.session.add(row)
        db.session.flush()
        return row.public_id

    with world.app.app_context():
        return {"public_id": write(make)}


for act in ("edit_entry", "update_entry", "delete_entry", "create_share"):
    add(f"workday.{act}", entry)
add("workday.create_withdrawal", share)
VERDICT = {"judged": "accepted", "key": "f" * 32}
add("workday.create_verdict", share, not_to_oneself=True, form=VERDICT)
add("workday.show_review", review)
for act in ("create_closing", "create_reopening", "create_answer", "create_carrying"):
    add(f"workday.{act}", matter)
add("workday.update_quadrant", matter, form={"quadrant": "filed"})
add("workday.create_end", focus, form={"key": "f" * 32})
