"""A newer text of a plan: what it changes, for whom it holds, and that nothing done is lost."""

import secrets
from pathlib import Path

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.library.models import Assignment
from lms.library.service import examine, load
from lms.messages.models import Message
from lms.onboarding.commands import update_job
from lms.onboarding.domain.change import difference
from lms.onboarding.models import Plan, PlanChange, PlanTask, PlanUpdate
from lms.people.models import AuditEvent
from tests.conftest import counted_queries
from tests.onboarding.examples import month, task, template
from tests.onboarding.kit import at, fill
from tests.onboarding.scene import MONDAY

OLD = (Path(__file__).with_name("plan.yaml")).read_text(encoding="utf-8")
NEW_TASKS = """\
          - {id: etiquette, kind: read, title: 读礼仪, reason: 先看清。, due_day: 9, owner: trainee,
             minutes: 10, proof: {lesson: role-awareness/service-etiquette}}
          - {id: shadow, kind: shadow, title: 旁听半天, reason: 先听。, due_day: 9, owner: trainee,
             minutes: 90, proof: {sign_off: mentor}}
"""
PAGE = "/plans/changes"


def newer(text=OLD):
    """Two tasks more, one less (the first talk), one on another day, a gate that asks for more."""
    lines = [line for line in text.splitlines(keepends=True) if "id: first-talk" not in line]
    text = "".join(lines).replace("due_day: 5,", "due_day: 6,")
    return text.replace(
        "    gate:\n      id: gate-1\n", NEW_TASKS + "    gate:\n      id: gate-1\n"
    ).replace("evidence: [read-why, watch, ticket]", "evidence: [read-why, watch, ticket, shadow]")


def publish(kit, folder, text):
    whole = folder / "texts"
    whole.mkdir()
    fill(whole)
    (whole / "courses/plans/onboarding.yaml").write_text(text, encoding="utf-8")
    with kit.app.app_context():
        write(load, examine(whole), (), at(MONDAY))


@pytest.fixture
def hr(scene):
    return scene.kit.company.person("hr", "hr", name="赵静")


@pytest.fixture
def changed(scene, tmp_path):
    """Somebody has done two tasks when the plan is published anew."""
    scene.kit.sign(scene.chen, scene.lin, "first-talk", MONDAY)
    scene.kit.read(scene.lin, MONDAY)
    publish(scene.kit, tmp_path, newer())
    return scene


def decide(scene, hr, reach="all", status=200, **changes):
    browser = scene.browser_of(hr)
    forms = browser.open(PAGE).all("form.post-button")
    fields = {f["name"]: f["value"] for f in forms[0].select("input[type=hidden]")}
    fields = {**fields, "key": secrets.token_hex(16), "reach": reach, **changes}
    del fields["csrf_token"]
    return browser.post(PAGE, fields, status=status)


def test_a_difference_is_told_by_ids():
    before = template(month(1, task("first", 1), task("second", 2)))
    after = template(month(1, task("second", 3), task("third", 4)))

    found = difference(before, after)

    assert [one.id for one in found.added] == ["third"]
    assert [one.id for one in found.dropped] == ["first"]
    assert [(one.task.id, one.before, one.after) for one in found.moved] == [("second", 2, 3)]
    assert [one.id for one in found.gates] == ["gate-1"]
    assert difference(before, before).is_wording_only


def test_hr_sees_for_how_many_what_would_change(changed, hr):
    note = changed.browser_of(hr).open("/plans").text
    page = changed.browser_of(hr).open(PAGE).text

    for shown in (note, page):
        assert "1 人" in shown
        assert "任务 +2" in shown
        assert "任务 −1" in shown
        assert "1 件换日子" in shown
        assert "1 道关改了要求" in shown
    assert "旁听半天" in page
    assert "第 5 天 → 第 6 天" in page
    assert "shadow" not in {
        one.id for one in changed.kit.view(changed.lin, MONDAY).template.tasks()
    }


def test_running_plans_go_on_and_nothing_done_is_lost(changed, hr):
    decide(changed, hr)

    seen = changed.kit.view(changed.lin, MONDAY)
    assert seen.task_view("shadow").is_open
    assert not seen.task_view("read-why").is_open
    assert seen.task_view("watch").due.on.isoformat() == "2026-03-09"
    assert len(seen.gates[0].evidence) == 4
    page = changed.browser_of(changed.lin).open("/plan")
    assert "和师父聊第一次" in page.find("#kept").get_text()
    with changed.kit.app.app_context():
        kept = sa.select(PlanTask.due_on).where(PlanTask.task == "first-talk")
        assert db.session.scalars(kept).one().isoformat() == "2026-03-02"
        told = sa.select(Message.sentence).where(Message.key.startswith("plan-updated"))
        assert len(db.session.scalars(told).all()) == 1
        kinds = set(db.session.scalars(sa.select(AuditEvent.kind)))
        assert {"plan.updated", "plan.change-all"} <= kinds
        assigned = sa.select(sa.func.count()).select_from(Assignment)
        assert db.session.scalar(assigned.where(Assignment.person_id == changed.lin.id)) == 3
    assert "进行中的计划都是新版" in changed.browser_of(hr).open(PAGE).text
    assert "#plan-onboarding" not in str(changed.browser_of(hr).open("/plans").soup)


def test_the_same_key_and_the_job_again_change_nothing(changed, hr):
    key = secrets.token_hex(16)
    with changed.kit.app.app_context():
        revision = db.session.scalars(
            sa.text("SELECT published_revision_id FROM document WHERE name = 'onboarding'")
        ).one()
    fields = {"plan": "onboarding", "revision": revision, "reach": "all", "key": key}
    browser = changed.browser_of(hr)
    browser.post(PAGE, fields)
    browser.post(PAGE, fields)

    with changed.kit.app.app_context():
        change = db.session.scalars(sa.select(PlanChange)).one()
        update_job(change.id, 0)
        assert db.session.scalar(sa.select(sa.func.count()).select_from(PlanUpdate)) == 1


def test_only_new_ones_leaves_running_plans_and_is_not_asked_again(changed, hr):
    decide(changed, hr, "new")

    assert changed.kit.view(changed.lin, MONDAY).task_view("shadow") is None
    assert "计划有新版" not in changed.browser_of(hr).open("/plans").text
    page = changed.browser_of(hr).open(PAGE)
    assert "只给新开始的人用" in page.text
    new = changed.kit.trainee("new", mentor=changed.chen)
    changed.kit.start(new)
    assert changed.kit.view(new, MONDAY).task_view("shadow").is_open

    decide(changed, hr)
    assert changed.kit.view(changed.lin, MONDAY).task_view("shadow").is_open


def test_what_was_shown_must_be_the_newest(changed, hr, tmp_path):
    fields = {"revision": "1"}

    decide(changed, hr, status=409, **fields)

    with changed.kit.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(PlanChange)) == 0


def test_a_gate_that_is_gone_waits_for_nobody_and_one_that_is_passed_stays(scene, hr, tmp_path):
    scene.kit.prove_first_gate(scene.chen, scene.lin, MONDAY)
    scene.kit.sign(scene.chen, scene.lin, "gate-1", MONDAY)
    shorter = newer()
    shorter = shorter[: shorter.index("  - month: 2")].replace("id: gate-1", "id: gate-one")
    publish(scene.kit, tmp_path, shorter)
    decide(scene, hr)

    seen = scene.kit.view(scene.lin, MONDAY)
    assert [gate.gate.id for gate in seen.gates] == ["gate-one"]
    assert seen.next_gate.gate.id == "gate-one"
    assert scene.browser_of(hr).open("/plans?show=soon").status == 200
    assert "再练一遍丢件" not in scene.browser_of(scene.lin).open("/plan").text


def test_hr_changes_nobody_elses_department(changed):
    far = changed.kit.company.person("far", "hr", name="远方", department="客服二部")
    with changed.kit.app.app_context():
        db.session.execute(
            sa.text("UPDATE role_grant SET department_id = :d WHERE person_id = :p AND role='hr'"),
            {"d": far.department_id, "p": far.id},
        )
        db.session.commit()

    assert "进行中的计划都是新版" in changed.browser_of(far).open(PAGE).text


def test_the_page_asks_as_much_for_many_as_for_one(changed, hr):
    browser = changed.browser_of(hr)
    browser.open(PAGE)
    with counted_queries(changed.kit.app) as one:
        browser.open(PAGE)
    with changed.kit.app.app_context():
        older = db.session.scalars(sa.select(Plan.revision_id)).one()
    for n in range(4):
        mentor = changed.kit.mentor(f"m{n}")
        changed.kit.start(changed.kit.trainee(f"more{n}", mentor=mentor))
    with changed.kit.app.app_context():
        write(lambda: db.session.execute(sa.update(Plan).values(revision_id=older)))
    with counted_queries(changed.kit.app) as many:
        page = browser.open(PAGE)

    assert "5 人" in page.text
    assert len(many) <= len(one)
