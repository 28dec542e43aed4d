"""Approver and substitute: who confirms a signature, and who signs while another is away."""

from datetime import date

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.library.domain import ContentError
from lms.library.service import examine, load
from lms.messages.models import Message
from lms.onboarding.domain import Owner
from lms.onboarding.models import SignOff
from lms.people.models import LeaveEntry
from tests.onboarding.kit import at, fill
from tests.onboarding.scene import MONDAY, Scene
from tests.onboarding.test_kinds import parsed

SIGNED = "proof: {sign_off: mentor}"


@pytest.fixture
def scene(kit, browser_of, company, tmp_path):
    """A plan whose first talk HR confirms, and for whose ticket the lead stands in."""
    fill(tmp_path)
    file = tmp_path / "courses/plans/onboarding.yaml"
    lines = file.read_text().splitlines()
    keys = {"first-talk": "approver: hr", "ticket": "substitute: lead"}
    for number, line in enumerate(lines):
        for task, key in keys.items():
            if f"id: {task}," in line:
                lines[number] = line.replace(SIGNED, f"{SIGNED}, {key}")
    file.write_text("\n".join(lines))
    with kit.app.app_context():
        write(load, examine(tmp_path), (), at(date(2026, 3, 1)))
    found = Scene(kit, browser_of)
    found.hr, found.lead = company.person("desk", "hr"), company.person("lead")
    company.leads(found.lead)
    return found


def seen(scene, task, day=MONDAY):
    return scene.kit.view(scene.lin, day).task_view(task)


def approve(scene, person, status=200, task="first-talk"):
    address = f"/plans/{scene.plan}/tasks/{task}/approval"
    return scene.browser_of(person).post(address, {}, status=status)


def away(scene, person):
    def act():
        facts = {"first": MONDAY, "last": MONDAY, "kind": "sick", "at": at(MONDAY), "key": "k"}
        db.session.add(LeaveEntry(person_id=person.id, by_id=scene.hr.id, **facts))

    with scene.kit.app.app_context():
        write(act)


def test_a_signature_counts_once_the_approver_has_confirmed_it(scene):
    scene.sign("first-talk")
    assert seen(scene, "first-talk").is_open
    assert seen(scene, "first-talk").waiting.waits_for is Owner.HR
    listed = scene.browser_of(scene.hr).open("/plans")
    assert "和师父聊第一次" in listed.find("#approving").get_text()
    page = scene.browser_of(scene.hr).open(f"/people/{scene.lin.public_id}/plan")
    assert "陈立已签字" in page.find("#to-confirm").get_text()

    page = approve(scene, scene.hr)

    assert not page.all("#to-confirm")
    assert not seen(scene, "first-talk").is_open
    assert seen(scene, "first-talk").evidence.parameters["by"] == "desk"
    with scene.kit.app.app_context():
        told = sa.select(Message.person_id).where(Message.key.startswith("approved-"))
        assert set(db.session.scalars(told)) == {scene.lin.id, scene.chen.id}
    approve(scene, scene.hr, status=409)


def test_only_the_approver_confirms_and_nobody_what_they_signed(scene, kit):
    approve(scene, scene.hr, status=409)  # nothing is signed yet
    scene.sign("first-talk")

    approve(scene, scene.lead, status=403)
    approve(scene, scene.chen, status=403)
    approve(scene, scene.lin, status=403)
    approve(scene, scene.hr, status=404, task="nothing")
    assert seen(scene, "first-talk").waiting


def test_what_was_taken_back_waits_no_more_and_what_is_confirmed_stays(scene):
    scene.sign("first-talk")
    plan = scene.kit.view(scene.lin, MONDAY)
    page = scene.browser.open(f"/plans/{plan.public_id}/sign-offs/new?task=first-talk")
    assert "已经签过" in page.text
    scene.take_back(newest(scene))
    assert seen(scene, "first-talk").waiting is None
    approve(scene, scene.hr, status=409)

    scene.sign("first-talk", number="3")
    approve(scene, scene.hr)
    scene.take_back(newest(scene), status=409)
    assert not seen(scene, "first-talk").is_open


def newest(scene):
    with scene.kit.app.app_context():
        wanted = sa.select(SignOff.public_id).order_by(SignOff.id.desc()).limit(1)
        return db.session.scalars(wanted).one()


def test_the_substitute_signs_only_while_the_other_is_away_and_the_record_says_so(scene):
    address = f"/plans/{scene.plan}/sign-offs/new?task=ticket"
    lead = scene.browser_of(scene.lead)
    lead.open(address, status=403)
    away(scene, scene.chen)

    assert "师父不在" in lead.open(address).text
    page = lead.open(f"/people/{scene.lin.public_id}/plan")
    assert "十五分钟录完工单" in page.find("#to-sign").get_text()
    scene.sign("ticket", browser=lead)

    shown = lead.open(f"/people/{scene.lin.public_id}/plan")
    assert "lead代师父签了字，师父当时不在" in shown.text
    lead.open(f"/plans/{scene.plan}/sign-offs/new?task=first-talk", status=403)


@pytest.mark.parametrize(
    ("proof", "words"),
    [
        ("{drill: two-at-once}\n            approver: hr", "sign_off"),
        ("{sign_off: hr}\n            substitute: hr", "另一个人"),
        ("{sign_off: mentor}\n            approver: mentor", "approver"),
    ],
)
def test_authors_are_told_what_makes_no_sense(proof, words):
    with pytest.raises(ContentError) as refusal:
        parsed(proof=proof)

    assert words in str(refusal.value.problems)
