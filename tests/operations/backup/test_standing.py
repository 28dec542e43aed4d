"""How backups stand: a table of cases, and what the page says in each."""

from datetime import UTC, datetime, timedelta

import pytest

from lms.db import db, write
from lms.jobs import Job
from lms.jobs.service import run_due
from lms.operations.backup import making
from lms.operations.backup.standing import Failure, Standing, standing
from lms.operations.backup.trouble import BackupError
from tests.operations.backup.conftest import House

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def failed(hours_ago: float) -> Failure:
    return Failure(NOW - hours_ago * HOUR, "no room", None)


@pytest.mark.parametrize(
    ("hours_ago", "failure", "stands"),
    [
        (None, None, "never"),
        (None, failed(1), "failed"),
        (1, None, "good"),
        (48, None, "good"),
        (48.1, None, "late"),
        (5, failed(4), "failed"),  # an older one does not hide the failure
        (3, failed(4), "good"),  # somebody made one since
        (100, failed(2), "failed"),
        (100, failed(200), "late"),
        (-1, None, "good"),  # the clock went back by an hour
        (-24 * 365, None, "late"),  # made while the clock was a year ahead
    ],
)
def test_how_backups_stand(hours_ago, failure, stands):
    newest = None if hours_ago is None else NOW - hours_ago * HOUR

    assert standing(newest, failure, NOW) == Standing(stands)


@pytest.fixture
def page(house: House, company, browser_of, at):
    at(NOW)
    browser = browser_of(company.person("admin", "admin"))
    return lambda: browser.open("/jobs")


def test_without_a_backup_it_says_why_one_is_needed_and_when_it_comes(page):
    shown = page()

    assert "还没有备份" in shown.text
    assert "下一次自动备份：2026年11月24日 02:30" in shown.text
    assert "一切正常" not in shown.text


def test_a_fresh_backup_is_good(house: House, page):
    house.back_up(now=NOW - 3 * HOUR)
    shown = page().text

    assert "备份正常" in shown
    assert "3 小时前" in shown
    assert "一切正常" in shown


def test_an_old_backup_is_too_old(house: House, page):
    house.back_up(now=NOW - 72 * HOUR)
    shown = page().text

    assert "最近一次备份太旧了" in shown
    assert "3 天前" in shown


def test_a_failed_try_says_why_and_when_it_is_tried_again(house: House, page, monkeypatch):
    house.back_up(now=NOW - 24 * HOUR)
    ask(house)

    def refuse(*_args):
        raise BackupError("there is no room in /backups: 412 MiB are needed.")

    with monkeypatch.context() as patch:
        patch.setattr(making, "create", refuse)
        with house.app.app_context():
            run_due(NOW)
    shown = page().text
    assert "最近一次备份没有做成" in shown
    assert "there is no room in /backups" in shown
    assert "BackupError" not in shown.split("保留着")[0]
    assert "会自动再试：2026年11月23日 02:30" in shown
    assert "最近一份：2026年11月22日 02:30" in shown


def ask(house: House) -> None:
    def act():
        db.session.add(
            Job(kind="backup.create", key="asked", payload={}, created_at=NOW, due_at=NOW)
        )

    with house.app.app_context():
        write(act)


def test_a_backup_under_way_is_said_and_cannot_be_asked_for_again(house: House, page):
    ask(house)
    shown = page()

    assert "正在备份" in shown.text
    assert not shown.all('form[action="/backups"]')
