"""Focus sessions on their page: one at a time, counted by the server, at most 25 minutes."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from lms.db import db, write
from lms.people.models import Person
from lms.workday.models import FocusSession
from tests.workday.conftest import NINE


def sessions(app):
    with app.app_context():
        rows = db.session.scalars(sa.select(FocusSession).order_by(FocusSession.id)).all()
        return [(row.outcome, row.seconds, row.cut_by) for row in rows]


def end(worker, how, page=None, **fields):
    page = page or worker.open()
    forms = page.all("form[action$='/end']")
    form = next(one for one in forms if one.select_one("[name=how]")["value"] == how)
    sent = {one["name"]: one.get("value", "") for one in form.select("input")}
    return worker.browser.post(form["action"], {**sent, **fields})


def test_what_runs_is_there_after_a_reload_with_what_is_left(lin, clock):
    lin.concentrate("写到最后一次扫描")
    clock.wait(minutes=8)
    page = lin.open()

    assert "写到最后一次扫描" in page.find(".focus-goal").get_text()
    assert "还剩 17 分钟" in page.find("[data-focus-clock]").get_text()
    assert page.find("[data-focus-left]")["data-focus-left"] == str(17 * 60)


def test_when_time_is_up_it_is_whole_though_nobody_said_so(app, lin, clock):
    lin.concentrate()
    clock.wait(minutes=27)
    focus = lin.open().find("#focus").get_text()

    assert "歇到 09:30" in focus
    assert "1 个整圈，0 个半圈，专心 25 分钟" in focus
    assert sessions(app) == [(None, None, "")]  # looking changes nothing


def test_the_next_one_closes_the_one_before_at_25_minutes(app, lin, clock):
    lin.concentrate()
    clock.wait(hours=3)
    lin.concentrate("下一件")

    assert sessions(app) == [("done", 1500, ""), (None, None, "")]


def test_an_end_that_comes_late_counts_25_minutes(app, lin, clock):
    page = lin.concentrate()
    clock.wait(hours=2)
    end(lin, "cut", page, cut_by="断网")

    assert sessions(app) == [("done", 1500, "")]


def test_what_is_cut_is_half_a_circle_with_a_word(app, lin, clock):
    lin.concentrate()
    clock.wait(minutes=10)
    page = end(lin, "cut", cut_by="微信")

    assert sessions(app) == [("cut", 600, "微信")]
    assert "0 个整圈，1 个半圈，专心 10 分钟" in page.find("#focus").get_text()


def test_a_goal_that_is_reached_early_is_a_whole_circle(app, lin, clock):
    lin.concentrate()
    clock.wait(minutes=20)
    page = end(lin, "done")

    assert sessions(app) == [("done", 1200, "")]
    assert page.all("form[action='/workday/focus']")


def test_ending_twice_changes_nothing(app, lin, clock):
    page = lin.concentrate()
    clock.wait(minutes=5)
    end(lin, "done", page)
    clock.wait(minutes=5)
    end(lin, "cut", page, cut_by="晚了")

    assert sessions(app) == [("done", 300, "")]


def test_only_one_runs_at_a_time(app, lin):
    lin.concentrate()
    refused = lin.browser.post("/workday/focus", {"goal": "又一件"}, status=409)

    assert "已经有一段在走了" in refused.text
    assert len(sessions(app)) == 1


def test_the_same_post_twice_begins_one(app, lin):
    form = lin.open()
    for _time in range(2):
        lin.browser.submit(form, "form[action='/workday/focus']", goal="一件")

    assert len(sessions(app)) == 1


def test_the_database_lets_one_run_and_counts_no_more_than_25_minutes(app, lin):
    with app.app_context():
        lin_id = db.session.scalars(sa.select(Person.id).where(Person.login == "lin")).one()

    def put(key, **facts):
        db.session.add(
            FocusSession(
                person_id=lin_id, day=NINE.date(), goal="一件", started_at=NINE, key=key, **facts
            )
        )
        db.session.flush()

    over = {"ended_at": NINE, "seconds": 1501, "outcome": "done"}
    with app.app_context():
        write(put, "a")
        with pytest.raises(IntegrityError):
            write(put, "b")
        with pytest.raises(IntegrityError):
            write(put, "c", **over)


def test_a_session_without_a_goal_comes_back(lin):
    page = lin.concentrate("", status=422)

    assert "做到哪里算完" in page.find(".problems").get_text()
