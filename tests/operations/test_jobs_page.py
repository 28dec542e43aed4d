"""The administrator's page of jobs, and of backups."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from lms import clock
from lms.db import db
from lms.jobs import Job
from lms.jobs.service import run_due
from lms.people.models import AuditEvent
from tests.operations.backup.conftest import House, house

__all__ = ["house"]

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize("number", ["1", "2147483647", "2147483648", "1" + "0" * 30])
def test_a_job_that_does_not_exist_is_not_found(company, browser_of, number):
    admin = browser_of(company.person("admin", "admin"))

    admin.post(f"/jobs/{number}/retry", status=404)


def test_a_backup_is_asked_for_made_and_shown(house: House, company, browser_of, at):
    at(NOW)
    browser = browser_of(company.person("admin", "admin", name="马骏"))
    page = browser.open("/jobs")
    assert "还没有" in page.text
    asked = browser.submit(page, 'form[action="/backups"]')
    assert "已经开始备份" in asked.text
    assert "正在备份" in asked.text
    assert not asked.all('form[action="/backups"]')
    with house.app.app_context():
        run_due(clock.now())
        event = db.session.scalars(sa.select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        assert event.kind == "backup.asked"

    shown = browser.open("/jobs").text
    assert "2026年11月23日 02:30" in shown
    assert "shitu-20261122T183000Z.tar.gz" in shown
    assert "马骏要求马上做一次备份" in browser.open("/audit").text


def test_the_same_button_pressed_twice_asks_once(house: House, company, browser_of):
    browser = browser_of(company.person("admin", "admin"))
    page = browser.open("/jobs")
    for _ in range(2):
        browser.submit(page, 'form[action="/backups"]')
    with house.app.app_context():
        jobs = sa.select(sa.func.count()).select_from(Job).where(Job.kind == "backup.create")
        assert db.session.scalar(jobs) == 1


def test_an_old_backup_is_called_late(house: House, company, browser_of, at):
    house.back_up(now=NOW)
    admin = company.person("admin", "admin")
    at(NOW + timedelta(days=1))
    assert "备份太旧" not in browser_of(admin).open("/jobs").text
    at(NOW + timedelta(days=3))
    browser = browser_of(admin)

    assert "最近一次备份太旧了" in browser.open("/jobs").text
    told = browser.client.get("/healthz").get_json()
    assert told["backup_is_late"] is True


def test_nobody_else_asks_for_backups(company, browser_of):
    for role in ("hr", "trainer", "mentor", "trainee"):
        browser_of(company.person(f"x-{role}", role)).post("/backups", status=403)
