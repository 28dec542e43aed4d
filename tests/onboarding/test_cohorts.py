"""Starting a cohort in one action: what is shown before, what follows, taking it back."""

from datetime import date

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.library.models import Assignment
from lms.messages.models import Message
from lms.onboarding import queries, service
from lms.onboarding.domain.cohort import MOST_MEMBERS, Order
from lms.onboarding.models import Cohort, Plan
from lms.people.domain import MOST_APPRENTICES, Status
from lms.people.models import Pair, Person
from tests.conftest import counted_queries
from tests.onboarding.kit import at

MONDAY = date(2026, 3, 2)
NEW = "/plans/cohorts/new"


@pytest.fixture
def hr(company):
    return company.person("hr", "hr", name="赵静")


@pytest.fixture
def desk(kit, hr, browser_of):
    """HR at work on Monday."""
    kit.go(MONDAY)
    return browser_of(hr)


def newcomers(kit, count: int, starts_on: date = MONDAY) -> list[Person]:
    return [
        kit.company.person(f"new{n}", "trainee", name=f"新人{n}", starts_on=starts_on)
        for n in range(count)
    ]


def asked(people, mentors=(), starts_on: date = MONDAY) -> str:
    """The address of the preview for people, each with the mentor at the same place."""
    fields = [f"starts_on={starts_on}", *(f"person={person.public_id}" for person in people)]
    chosen = zip(people, mentors, strict=False)
    fields += [f"mentor-{one.public_id}={mentor.public_id}" for one, mentor in chosen]
    return f"{NEW}?{'&'.join(fields)}"


def many(kit, what, *conditions):
    with kit.app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(what).where(*conditions))


def send(desk, page):
    """Press the button of the preview."""
    people = [field["value"] for field in page.all('#preview input[name="person"]')]
    return desk.submit(page, "#preview form", person=people)


def start(desk, people, mentors=()):
    return send(desk, desk.open(asked(people, mentors)))


def test_hr_picks_people_looks_and_starts_them_all_at_once(kit, desk):
    chen, (first, second) = kit.mentor(), newcomers(kit, 2)
    paired = kit.trainee(mentor=chen)
    page = desk.open("/people")
    assert page.find("form.picking")["action"] == NEW
    page = desk.open(f"{NEW}?person={first.public_id}&person={paired.public_id}")
    assert page.find(f'select[name="mentor-{first.public_id}"]')
    assert "陈立 已结为师徒" in page.text

    page = desk.open(asked([first, second, paired], [chen, chen]))
    assert "2026年4月1日" in page.text
    assert "开始 3 份计划" in page.text
    assert many(kit, Plan) == 0

    page = send(desk, page)
    assert page.heading == "2026年3月2日开始的一批"
    for person in (first, second, paired):
        assert kit.view(person, MONDAY).day == 1
    assert many(kit, Pair, Pair.mentor_id == chen.id) == 3
    with kit.app.app_context():
        told = db.session.scalars(sa.select(Message).where(Message.person_id == first.id)).one()
    assert "第一周有" in told.sentence
    assert many(kit, Message, Message.person_id == chen.id) == 1


def test_one_without_a_mentor_stays_behind_with_the_way_to_mend_it(kit, desk):
    chen, (first, second) = kit.mentor(), newcomers(kit, 2)
    page = desk.open(asked([first, second], [chen]))

    assert [link["href"] for link in page.all(".gap a")] == [
        f"/people/{second.public_id}/pairs/new"
    ]
    page = send(desk, page)
    assert "还有 1 位没有开始" in page.text
    assert many(kit, Plan) == 1


def test_one_whose_mentor_is_suspended_stays_behind_with_the_way_to_mend_it(kit, desk, company):
    gone = company.person("gone", "mentor", name="何离", status=Status.SUSPENDED)
    (first,) = newcomers(kit, 1)
    company.pair(gone, first)
    for address in (asked([first]), f"/people/{first.public_id}/plan"):
        (way,) = desk.open(address).all('a[href$="/parting"]')

        assert "何离的账号已停用" in way.get_text()
    assert desk.open(way["href"]).all('[name="handover"]')
    desk.post("/plans", {"person": first.public_id}, status=422)
    assert many(kit, Plan) == 0


def test_a_mentor_has_room_for_three_of_one_cohort_too(kit, desk):
    chen, people = kit.mentor(), newcomers(kit, MOST_APPRENTICES + 1)
    page = desk.open(asked(people, [chen] * len(people)))

    assert len(page.all(".gap a")) == 1
    assert "最多" in page.text or "已带" in page.text


def test_two_newcomers_cannot_be_each_others_mentor(kit, desk):
    people = [kit.company.person(f"ring{n}", "mentor", name=f"互带{n}") for n in range(2)]
    page = desk.open(asked(people, people[::-1]))

    assert "互为师徒" in page.text


def test_what_cannot_be_asked_for_is_said(kit, desk):
    (first,) = newcomers(kit, 1)

    assert "太远" in desk.open(asked([first], starts_on=date(2028, 1, 1)), status=422).text
    assert "请至少选一位" in desk.open(f"{NEW}?starts_on=2026-03-02", status=422).text
    assert "完整的日期" in desk.open(f"{NEW}?starts_on=soon", status=422).text
    with pytest.raises(Exception, match="一批最多"):
        Order(MONDAY, {str(n): "" for n in range(MOST_MEMBERS + 1)}).check(MONDAY)


def test_the_same_key_again_is_the_same_cohort(kit, desk, hr):
    chen, people = kit.mentor(), newcomers(kit, 2)
    page = desk.open(asked(people, [chen, chen]))
    send(desk, page)
    send(desk, page)

    assert many(kit, Cohort) == 1
    assert many(kit, Plan) == 2
    assert many(kit, Message, Message.person_id == people[0].id) == 1


def test_taking_it_back_leaves_no_trace_but_the_record(kit, desk):
    chen, people = kit.mentor(), newcomers(kit, 2)
    page = start(desk, people, [chen, chen])
    page = desk.submit(page, "#undo form")

    assert "撤回了 2 份计划" in page.text
    assert many(kit, Plan, Plan.ended_at.is_(None)) == 0
    assert many(kit, Pair) == 0
    assert many(kit, Assignment) == 0
    assert "新人0" in desk.open("/plans").find("#without-plan").get_text()
    start(desk, people, [chen, chen])
    assert many(kit, Plan, Plan.ended_at.is_(None)) == 2


def test_what_was_signed_or_observed_is_not_taken_back(kit, desk):
    chen, people = kit.mentor(), newcomers(kit, 3)
    page = start(desk, people, [chen] * 3)
    kit.sign(chen, people[0], "ticket", MONDAY)
    kit.observe(people[1], MONDAY)
    page = desk.open(page.address)

    assert "计划里已经签过字" in page.find("#undo").get_text()
    assert "师徒之间已经有记录" in page.find("#undo").get_text()
    page = desk.submit(page, "#undo form")
    assert "撤回了 1 份计划" in page.text
    assert many(kit, Plan, Plan.ended_at.is_(None)) == 2
    assert many(kit, Pair) == 2
    desk.post(f"{page.address}/undoing", status=409)


def test_a_cohort_shows_to_whom_its_people_concern(kit, desk, browser_of):
    chen, (first, second) = kit.mentor(), newcomers(kit, 2)
    wu = kit.mentor("wu")
    address = start(desk, [first, second], [chen, wu]).address

    shown = browser_of(chen).open(address)
    assert "新人0" in shown.text
    assert "新人1" not in shown.text
    assert not shown.all("#undo")
    browser_of(wu).post(f"{address}/undoing", status=403)
    browser_of(first).open("/plans/cohorts/x2x2x2", status=404)
    assert "2026年3月2日" in browser_of(chen).open("/plans/cohorts").find("main").get_text()


def test_hr_of_another_department_starts_nobody(kit, browser_of, company):
    (first,), chen = newcomers(kit, 1), kit.mentor()
    other = company.person("hr2", "hr", department="客服二部")
    company.department("客服二部")
    company.narrow(other, "客服二部")
    kit.go(MONDAY)
    with kit.app.app_context():
        order = Order(MONDAY, {first.public_id: chen.public_id})
        found = queries.candidates(db.session.get_one(Person, other.id), order, MONDAY)
    assert found == ()


def test_a_cohort_of_ten_asks_no_more_than_one_of_two(kit, hr):
    mentors = [kit.mentor(f"m{n}") for n in range(5)]
    people = newcomers(kit, 12)

    def asked_for(members):
        with kit.app.app_context():
            chosen = {
                one.public_id: mentors[n // 3 + (len(members) > 2)].public_id
                for n, one in enumerate(members)
            }
            asker, order = db.session.get_one(Person, hr.id), Order(MONDAY, chosen)
            queries.preview_cohort(asker, order, MONDAY)
            db.session.rollback()
            with counted_queries(kit.app) as asked:
                assert len(queries.preview_cohort(asker, order, MONDAY).starting) == len(members)
            preview = len(asked)
            cohort = write(
                service.start_cohort, asker, order, key=f"k{len(members)}", now=at(MONDAY)
            )
            with counted_queries(kit.app) as asked:
                found = queries.members(asker, "plan.view", cohort, MONDAY)
                queries.rows_of_cohort(found, MONDAY)
                queries.staying(asker, found)
            return preview, len(asked)

    assert asked_for(people[:2]) == asked_for(people[2:])
