"""Starting a plan: what must be there first, who may, what follows."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.errors import Forbidden, Invalid
from lms.messages.models import Message
from lms.onboarding import queries, service
from lms.onboarding.models import Plan
from lms.people.models import AuditEvent, Person
from tests.onboarding.kit import at

MONDAY = date(2026, 3, 2)


@pytest.fixture
def hr(company):
    return company.person("hr", "hr", name="赵静")


def plans_of(app, person):
    with app.app_context():
        wanted = sa.select(sa.func.count()).select_from(Plan).where(Plan.person_id == person.id)
        return db.session.scalar(wanted)


def test_hr_sees_what_the_plan_will_be_and_starts_it(kit, hr, browser_of):
    lin = kit.trainee()
    kit.go(MONDAY)
    browser = browser_of(hr)
    page = browser.open(f"/people/{lin.public_id}/plan")

    assert "2026年3月2日" in page.text
    assert "2026年4月1日" in page.text

    page = browser.submit(page)

    assert page.heading == "学员lin的计划"
    assert "计划开始了" in page.text
    assert kit.view(lin, MONDAY).day == 1


def test_starting_twice_starts_once(kit, hr, browser_of):
    lin = kit.trainee()
    kit.go(MONDAY)
    browser = browser_of(hr)
    page = browser.open(f"/people/{lin.public_id}/plan")
    browser.submit(page)
    browser.submit(page)

    assert plans_of(kit.app, lin) == 1


def test_without_a_mentor_the_page_leads_to_where_one_is_found(kit, hr, browser_of):
    zhou = kit.company.person("zhou", "trainee", name="周宁")
    kit.go(MONDAY)
    page = browser_of(hr).open(f"/people/{zhou.public_id}/plan")

    assert not page.all("main form[method=post]")
    assert [link["href"] for link in page.all(".gaps a")] == [f"/people/{zhou.public_id}/pairs/new"]


def test_a_start_that_is_asked_for_too_early_says_what_is_missing(kit, hr, browser_of):
    zhou = kit.company.person("zhou", "trainee", name="周宁", starts_on=None)
    kit.go(MONDAY)
    page = browser_of(hr).post("/plans", {"person": zhou.public_id}, status=422)

    assert "入职日期" in page.text
    assert plans_of(kit.app, zhou) == 0


def test_the_pages_that_mend_a_gap_exist(kit, hr, browser_of):
    zhou = kit.company.person("zhou", name="周宁", starts_on=None)
    with kit.app.app_context():
        gaps = queries.gaps(db.session.get_one(Person, zhou.id), MONDAY)
    kit.go(MONDAY)

    for gap in gaps:
        browser_of(hr).open(gap.address)


def test_a_plan_makes_a_trainee_of_whoever_gets_one(kit, hr, browser_of):
    zhou = kit.company.person("zhou", name="周宁")
    kit.company.pair(kit.mentor(), zhou)
    kit.go(MONDAY)
    browser_of(hr).post("/plans", {"person": zhou.public_id})

    assert browser_of(zhou).open("/plan").heading == "第 1 天"


def test_the_trainee_is_told_and_it_is_written_down(kit, hr, browser_of):
    lin = kit.trainee()
    kit.go(MONDAY)
    browser_of(hr).post("/plans", {"person": lin.public_id})

    with kit.app.app_context():
        message = db.session.scalars(sa.select(Message).where(Message.person_id == lin.id)).one()
        event = db.session.scalars(
            sa.select(AuditEvent).where(AuditEvent.kind == "plan.started")
        ).one()
    assert message.link == "/plan"
    assert (event.actor_id, event.subject_id) == (hr.id, lin.id)


def test_nobody_starts_their_own_plan(kit):
    hr = kit.company.person("hr", "hr", "trainee")
    kit.company.pair(kit.mentor(), hr)
    with kit.app.app_context():
        person = db.session.get_one(Person, hr.id)
        with pytest.raises(Forbidden):
            write(service.start_plan, person, person, now=at(MONDAY))


def test_a_suspended_person_gets_no_plan(kit):
    lin = kit.trainee(status="suspended")
    with kit.app.app_context(), pytest.raises(Invalid):
        write(service.start_plan, None, db.session.get_one(Person, lin.id), now=at(MONDAY))


def test_a_plan_may_start_before_the_mentors_first_day_together(kit):
    lin = kit.company.person("lin", "trainee", starts_on=date(2026, 3, 9))
    kit.company.pair(kit.mentor(), lin, starts_on=date(2026, 3, 9))
    with kit.app.app_context():
        write(service.start_plan, None, db.session.get_one(Person, lin.id), now=at(MONDAY))

    assert kit.view(lin, MONDAY).day == 0


def test_a_plan_beyond_the_published_calendar_is_provisional_and_dated_again(kit):
    lin = kit.company.person("lin", "trainee", starts_on=date(2026, 12, 1))
    kit.company.pair(kit.mentor(), lin, starts_on=date(2026, 12, 1))
    kit.start(lin)
    before = kit.view(lin, date(2026, 12, 1))

    assert before.is_provisional
    assert before.gates[1].due.on == date(2027, 1, 29)

    kit.publish(2027, {date(2027, 1, 29): False, date(2027, 1, 30): True})
    after = kit.view(lin, date(2026, 12, 1))

    assert not after.is_provisional
    assert after.gates[1].due.on == date(2027, 1, 30)


def test_entering_the_calendar_again_changes_nothing(kit):
    with kit.app.app_context():
        assert write(service.seed_calendar, at(MONDAY)) == 0


def test_two_starts_at_once_are_one_plan(kit, hr, browser_of):
    lin = kit.trainee()
    kit.go(MONDAY)
    browsers = [browser_of(hr) for _ in range(3)]
    tokens = [browser.csrf_token() for browser in browsers]

    def post(index: int) -> int:
        fields = {
            "person": lin.public_id,
            "csrf_token": tokens[index],
            "key": secrets.token_hex(16),
        }
        return browsers[index].client.post("/plans", data=fields).status_code

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(post, range(3)))

    assert answers == [303, 303, 303]
    assert plans_of(kit.app, lin) == 1


def test_what_happened_to_a_plan_reads_as_sentences(kit, hr, browser_of):
    chen = kit.mentor()
    lin = kit.trainee(mentor=chen)
    kit.go(MONDAY)
    browser_of(hr).post("/plans", {"person": lin.public_id})
    kit.prove_first_gate(chen, lin, MONDAY)
    kit.sign(chen, lin, "gate-1", MONDAY)
    events = browser_of(hr).open(f"/people/{lin.public_id}/events").text

    assert "赵静开始了学员lin的计划" in events
    assert "陈立签了学员lin的“第一关”：通过" in events
