"""Starting another plan than that of new hires, and the tasks that lead and HR sign."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.library.service import examine, load
from lms.onboarding import queries
from lms.onboarding.models import Plan, SignOff
from tests.onboarding.kit import at
from tests.onboarding.scene import MONDAY

FILES = {
    "short": """
id: short
title: {zh-Hans: 复岗两天, en: Two days back}
summary: 回来。
months:
  - month: 1
    title: 回来
    goal: 能接。
    weeks:
      - week: 1
        title: 第一周
        tasks:
          - id: account
            kind: outside
            title: 开账号
            reason: 先能登录。
            due_day: -1
            owner: it
            minutes: 5
            proof: {sign_off: hr}
          - id: agree
            kind: form
            title: 同意书
            reason: 先说好。
            due_day: 1
            owner: lead
            minutes: 5
            proof: {sign_off: lead}
    gate: {id: back, title: 复岗关, summary: 通过, due_day: 2, evidence: [account, agree]}
"""
}


@pytest.fixture
def two(scene, tmp_path):
    """A second plan is published as well."""
    folder = tmp_path / "courses/plans"
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    with scene.kit.app.app_context():
        write(load, examine(tmp_path), (), at(MONDAY))
    return scene


@pytest.fixture
def hr(scene):
    return scene.kit.company.person("hr", "hr", name="赵静")


def back(two, hr, person, **changes):
    fields = {"person": person.public_id, "plan": "short", "starts_on": "2026-03-09", **changes}
    return two.browser_of(hr).post("/plans", fields)


def test_hr_picks_a_plan_and_its_first_day_and_sees_what_would_be(two, hr):
    ma = two.kit.trainee("ma", mentor=two.chen)
    browser = two.browser_of(hr)
    page = browser.open(f"/people/{ma.public_id}/plan/new?plan=short&starts_on=2026-03-09")

    assert "复岗两天" in page.find("#preview").get_text()
    assert "2026年3月9日" in page.find("#preview").get_text()

    browser.submit(page, "#preview form")

    seen = two.kit.view(ma, MONDAY)
    assert seen.template.id == "short"
    assert str(seen.task_view("account").due.on) == "2026-03-06"


def test_a_day_far_away_is_refused_at_its_field(two, hr):
    ma = two.kit.trainee("ma", mentor=two.chen)
    address = f"/people/{ma.public_id}/plan/new?plan=short&starts_on=2020-01-01"
    page = two.browser_of(hr).open(address, status=422)

    assert "太远" in page.find("#choose").get_text()
    assert not page.all("#preview")


def test_an_open_plan_goes_on_and_a_complete_one_is_followed(two, hr):
    back(two, hr, two.lin)
    assert two.kit.view(two.lin, MONDAY).template.id == "onboarding"

    two.kit.company.leads(two.kit.mentor("lead"))
    with two.kit.app.app_context():
        write(lambda: db.session.execute(sa.update(Plan).values(ended_at=None)))
    _complete(two)
    page = two.browser_of(hr).open(f"/people/{two.lin.public_id}/plan")
    assert "再开始一份计划" in page.text

    back(two, hr, two.lin)
    back(two, hr, two.lin)

    assert two.kit.view(two.lin, MONDAY).template.id == "short"
    with two.kit.app.app_context():
        ended = db.session.scalars(sa.select(Plan.ended_at).order_by(Plan.id)).all()
        assert [one is None for one in ended] == [False, True]
        assert queries.signed_gates([two.lin.id])[two.lin.id]["onboarding"] == {"gate-1", "gate-2"}


def _complete(two):
    """Both gates of the first plan are passed, whatever they ask for."""
    with two.kit.app.app_context():
        plan = db.session.scalars(sa.select(Plan)).one()

        def sign():
            for gate in ("gate-1", "gate-2"):
                rows = [
                    SignOff(
                        plan_id=plan.id,
                        subject="gate",
                        subject_id=gate,
                        capacity=capacity,
                        number=1,
                        verdict="pass",
                        words="",
                        by_id=two.chen.id,
                        at=at(MONDAY),
                        key=f"{gate}{capacity}",
                    )
                    for capacity in (("mentor", "lead") if gate == "gate-2" else ("mentor",))
                ]
                db.session.add_all(rows)
                db.session.flush()
                row = queries.gate_row(plan.id, gate)
                row.passed_by_id = rows[0].id
                row.confirmed_by_id = rows[1].id if rows[1:] else None

        write(sign)


def test_hr_and_the_lead_sign_what_is_theirs(two, hr):
    lead = two.kit.mentor("lead")
    two.kit.company.leads(lead)
    ma = two.kit.trainee("ma", mentor=two.chen)
    back(two, hr, ma)
    with two.kit.app.app_context():
        plan = queries.active_plan(ma.id).public_id
    two.kit.go(MONDAY + timedelta(days=7))

    def sign(who, task, status=200):
        fields = {"subject": "task", "subject_id": task, "number": "1", "verdict": "pass"}
        address = f"/plans/{plan}/sign-offs"
        return two.browser_of(who).post(address, {**fields, "words": ""}, status=status)

    assert "开账号" in two.browser_of(hr).open(f"/people/{ma.public_id}/plan").find("#to-sign").text
    sign(two.chen, "account", 403)
    sign(lead, "account", 403)
    sign(hr, "account")
    two.browser_of(lead).open(f"/plans/{plan}/sign-offs/new?task=agree")
    sign(lead, "agree")

    seen = two.kit.view(ma, MONDAY + timedelta(days=7))
    assert not seen.gates[0].missing
    assert seen.task_view("account").evidence.by_name == "赵静"


def test_a_cohort_starts_on_the_plan_that_was_picked(two, hr):
    ma = two.kit.trainee("ma", mentor=two.chen)
    browser = two.browser_of(hr)
    asked = f"/plans/cohorts/new?plan=short&starts_on=2026-03-09&person={ma.public_id}"
    page = browser.open(asked)
    assert "复岗两天" in page.find("#preview").get_text()

    browser.submit(page, "#preview form")

    assert two.kit.view(ma, MONDAY).template.id == "short"
