"""Pairs and departments: who guides whom, who leads what."""

import threading
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.people import queries, service
from lms.people.domain import Fit, WrongField
from lms.people.models import Department, Pair, Person

DAY = "2026-03-02"


@pytest.fixture
def hr(company):
    return company.person("zhao", "hr", name="赵静")


@pytest.fixture
def lin(company):
    return company.person("lin", "trainee", name="林晓")


@pytest.fixture
def chen(company):
    return company.person("chen", "mentor", name="陈立")


def pair_up(browser, person, mentor="chen", starts_on=DAY, status=200):
    form = browser.open(f"/people/{person.public_id}/pairs/new")
    return browser.submit(form, mentor=mentor, starts_on=starts_on, status=status)


@pytest.mark.parametrize("described", ["chen", "CHEN", "t-chen", "陈立"])
def test_a_mentor_is_named_as_one_remembers(hr, lin, chen, browser_of, described):
    page = pair_up(browser_of(hr), lin, described)

    assert "师父 陈立" in page.text


def test_namesakes_are_told_apart_by_login(hr, lin, chen, company, browser_of):
    company.person("chen2", "mentor", name="陈立")
    back = pair_up(browser_of(hr), lin, "陈立", status=422)

    assert "请改填登录名：chen、chen2" in back.text
    assert back.find("input[name=mentor]")["value"] == "陈立"


def test_nobody_of_that_name(hr, lin, browser_of):
    assert "没有找到“陈立”" in pair_up(browser_of(hr), lin, "陈立", status=422).text


def test_pairing_the_same_two_twice_makes_one_pair(app, hr, lin, chen, browser_of):
    browser = browser_of(hr)
    form = browser.open(f"/people/{lin.public_id}/pairs/new")
    for _ in range(2):
        browser.submit(form, mentor="chen", starts_on=DAY)

    with app.app_context():
        assert len(db.session.scalars(sa.select(Pair)).all()) == 1


def test_an_apprentice_has_one_mentor_at_a_time(hr, lin, chen, company, browser_of):
    company.pair(chen, lin)
    company.person("wang", "mentor")

    assert "这段时间已有师父" in pair_up(browser_of(hr), lin, "wang", status=422).text


def test_a_mentor_has_three_apprentices_at_most(hr, lin, chen, company, browser_of):
    for number in range(3):
        company.pair(chen, company.person(f"p{number}", "trainee"))
    form = browser_of(hr).open(f"/people/{lin.public_id}/pairs/new")

    assert "现在没有有空的师父" in form.text
    assert "同时已带 3 位徒弟" in pair_up(browser_of(hr), lin, status=422).text


def test_who_is_no_mentor_cannot_be_one(hr, lin, company, browser_of):
    company.person("wang", "trainer")

    assert "现在不是师父" in pair_up(browser_of(hr), lin, "wang", status=422).text


def test_nobody_is_their_own_mentor(hr, chen, browser_of):
    assert "自己不能做自己的师父" in pair_up(browser_of(hr), chen, "chen", status=422).text


def test_a_ring_of_mentors_is_refused(hr, chen, company, browser_of):
    wang, sun = company.person("wang", "mentor"), company.person("sun", "mentor")
    company.pair(chen, wang)
    company.pair(wang, sun)

    assert "互为师徒" in pair_up(browser_of(hr), chen, "wang", status=422).text
    assert "互为师徒" in pair_up(browser_of(hr), chen, "sun", status=422).text


def test_hr_does_not_pair_oneself(hr, chen, browser_of):
    browser = browser_of(hr)
    data = {"mentor": "chen", "starts_on": DAY}

    browser.post(f"/people/{hr.public_id}/pairs", data, status=403)


def test_parting_sets_the_last_day_and_frees_both(app, hr, lin, chen, company, browser_of):
    company.pair(chen, lin)
    with app.app_context():
        pair_id = db.session.scalars(sa.select(Pair.public_id)).one()
    browser = browser_of(hr)
    address = f"/people/pairs/{pair_id}/parting"
    browser.submit(browser.open(address), ends_on="2026-03-01", status=422)
    browser.submit(browser.open(address), ends_on="2026-03-31")
    company.person("wang", "mentor")
    pair_up(browser, lin, "wang", "2026-03-31", status=422)
    page = pair_up(browser, lin, "wang", "2026-04-01")

    assert "师父 陈立 2026年3月2日 2026年3月31日（出师）" in page.text
    with app.app_context():
        assert queries.mentor_of(lin.id, date(2026, 3, 31)).login == "chen"
        assert queries.mentor_of(lin.id, date(2026, 4, 1)).login == "wang"
        assert [p.apprentice_id for p in queries.apprentices_of(chen.id, date(2026, 3, 31))] == [
            lin.id
        ]
        assert not queries.apprentices_of(chen.id, date(2026, 4, 1))


def test_days_in_common_come_before_room_where_they_are_known():
    often = Fit(load=2, is_near=True, shared=(18, 20))
    seldom, unknown = Fit(load=0, is_near=True, shared=(4, 20)), Fit(load=1, is_near=True)

    assert sorted([seldom, often, unknown], key=lambda one: one.rank) == [unknown, often, seldom]


def test_near_and_free_mentors_who_did_well_come_first():
    near = Fit(load=2, is_near=True)
    free, busy = Fit(load=0, is_near=False), Fit(load=1, is_near=False, completed=3)
    good, bad = Fit(load=0, is_near=False, completed=1), Fit(load=0, is_near=False, stopped=1)
    ranked = sorted([bad, busy, free, good, near], key=lambda fit: fit.rank)

    assert ranked == [near, good, free, bad, busy]


def test_mentors_are_proposed_with_their_reasons(app, hr, lin, chen, company, browser_of):
    company.person("far", "mentor", name="远处的师父", department="客服二部")
    company.pair(chen, company.person("zhou", "trainee"))
    with app.app_context():
        pair_id = db.session.scalars(sa.select(Pair.public_id)).one()
    browser = browser_of(hr)
    browser.submit(browser.open(f"/people/pairs/{pair_id}/parting"), ends_on="2026-03-31")
    form = browser.open(f"/people/{lin.public_id}/pairs/new")
    offered = [" ".join(row.get_text(" ").split()) for row in form.all("#proposals li")]

    assert offered[0] == "陈立 chen 同一部门 · 带 0/3 位 · 带出师 1 位"
    assert offered[1] == "远处的师父 far 别的部门 · 带 0/3 位"
    chosen = browser.open(form.find("#proposals a")["href"])
    assert chosen.find("input[name=mentor]")["value"] == "chen"


@pytest.mark.parametrize("how", ["transferred", "stopped"])
def test_whoever_goes_on_is_told_where_things_stand(app, hr, lin, chen, company, browser_of, how):
    company.pair(chen, lin)
    with app.app_context():
        pair_id = db.session.scalars(sa.select(Pair.public_id)).one()
    browser, address = browser_of(hr), f"/people/pairs/{pair_id}/parting"
    form = browser.open(address)
    refused = browser.submit(form, ends_on="2026-03-31", how=how, handover="没空", status=422)
    note = "五步还差约时间这一步，电话比文字稳。"
    browser.submit(form, ends_on="2026-03-31", how=how, handover=note)
    wang = company.person("wang", "mentor")
    pair_up(browser, lin, "wang", "2026-04-01")
    with app.app_context():
        newer = sa.select(Pair).where(Pair.mentor_id == wang.id)
        found = queries.handed_over(db.session.scalars(newer).one())

    assert "请写一句交接" in refused.text
    assert (found.end.how, found.end.handover, found.mentor.name) == (how, note, "陈立")


def test_the_pair_of_another_department_is_not_found(app, hr, lin, chen, company, browser_of):
    company.pair(chen, lin)
    company.department("市场部")
    company.narrow(hr, "市场部")
    with app.app_context():
        pair_id = db.session.scalars(sa.select(Pair.public_id)).one()

    browser_of(hr).open(f"/people/pairs/{pair_id}/parting", status=404)


def test_two_who_would_guide_each_other_are_paired_once(app, company):
    wang, sun = company.person("wang", "mentor"), company.person("sun", "mentor")
    ready, answers = threading.Barrier(2), []

    def pair(mentor, apprentice):
        with app.app_context():
            people = [db.session.get_one(Person, person.id) for person in (mentor, apprentice)]
            ready.wait()
            try:
                write(
                    service.pair_up,
                    None,
                    *people,
                    starts_on=date(2026, 3, 2),
                    now=datetime.now(UTC),
                )
                answers.append("paired")
            except WrongField:
                answers.append("refused")

    threads = [threading.Thread(target=pair, args=two) for two in ((wang, sun), (sun, wang))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["paired", "refused"]


def test_departments_form_a_tree_with_leads(app, hr, chen, browser_of):
    browser = browser_of(hr)
    browser.submit(browser.open("/people/departments/new"), name="客服中心", lead="chen")
    with app.app_context():
        above = db.session.scalars(sa.select(Department).where(Department.name == "客服中心")).one()
    form = browser.open("/people/departments/new")
    page = browser.submit(form, name="夜班", parent=str(above.id))

    row = next(row for row in page.all("tbody tr") if "夜班" in row.get_text())
    assert "depth-1" in row.find("th")["class"]
    assert "陈立" in page.find("tbody").get_text()


def test_two_departments_side_by_side_have_two_names(hr, browser_of):
    browser = browser_of(hr)
    back = browser.submit(browser.open("/people/departments/new"), name="客服一部", status=422)

    assert "同一级已有叫“客服一部”的部门" in back.text


def test_the_same_form_sent_twice_makes_one_department(hr, browser_of):
    browser = browser_of(hr)
    form = browser.open("/people/departments/new")
    for _ in range(2):
        page = browser.submit(form, name="夜班")

    assert page.text.count("夜班") == 1


def test_a_department_is_not_put_below_itself(app, hr, company, browser_of):
    company.department("夜班", parent="客服一部")
    with app.app_context():
        above, below = (
            db.session.scalars(sa.select(Department).where(Department.name == name)).one()
            for name in ("客服一部", "夜班")
        )
    browser = browser_of(hr)
    form = browser.open(f"/people/departments/{above.public_id}/edit")
    back = browser.submit(form, parent=str(below.id), status=422)

    assert "不能放到自己或自己的下级里面" in back.text


def test_nobody_makes_oneself_a_lead(hr, browser_of):
    browser = browser_of(hr)
    form = browser.open("/people/departments/new")

    assert "自己不能指派自己" in browser.submit(form, name="夜班", lead="zhao", status=422).text


def test_a_lead_sees_the_people_below(company, browser_of, lin, chen):
    company.department("夜班", parent="客服一部")
    zhou = company.person("zhou", "trainee", department="夜班")
    boss = company.person("boss", "trainee", department="市场部")
    company.leads(boss, "客服一部")
    browser = browser_of(boss)

    assert browser.open(f"/people/{zhou.public_id}").heading == "zhou"
    browser.open(f"/people/{boss.public_id}", status=404)
    browser_of(lin).open(f"/people/{zhou.public_id}", status=404)
