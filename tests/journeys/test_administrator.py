"""An administrator looks after the machinery: jobs, the worker, whether all is well."""

import json

import pytest
import sqlalchemy as sa

from lms import clock as product_clock
from lms import jobs
from lms.db import db, write
from lms.jobs import Job, JobStatus
from lms.people.domain import Role


@pytest.fixture
def administrator(staff, desk):
    """The administrator, signed in."""
    staff.join("admin", "郑凯", Role.ADMIN)
    return desk().sign_in("admin")


def give_up(app):
    """A job that was tried often enough."""

    def act():
        now = product_clock.now()
        job = jobs.enqueue("certificates.issue-due", key="by hand", now=now)
        job.status, job.tries, job.error = JobStatus.FAILED, 5, "OSError: disk full"
        job.finished_at = now

    with app.app_context():
        write(act)


def test_a_job_that_was_given_up_is_seen_at_home_and_tried_again(served, administrator):
    administrator.sees("一切正常，没有要处理的事。")
    give_up(served.app)
    administrator.follow("首页", "nav")
    administrator.sees("看看哪些任务卡住了")

    administrator.follow("任务与健康", "main")
    administrator.sees("有任务失败了", "OSError: disk full")
    administrator.press("重试")
    administrator.is_at("任务与健康")
    administrator.sees_not("有任务失败了", "重试")
    with served.app.app_context():
        assert db.session.scalars(sa.select(Job.status)).all() == [JobStatus.WAITING]


def test_health_says_more_to_the_administrator_than_to_strangers(administrator, phone):
    stranger = phone().open("/healthz")
    assert json.loads(stranger.words) == {"status": "ok"}

    administrator.open("/healthz")
    told = json.loads(administrator.words)
    assert told["status"] == "ok"
    assert told["is_migrated"] is True
    assert told["database"].startswith("SQLite")
