"""Roles: who gives them to whom, and when they count."""

import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.errors import Forbidden, Stale
from lms.people import access, service
from lms.people.domain import Role
from lms.people.models import Department, Person, RoleGrant


@pytest.fixture
def hr(company):
    return company.person("zhao", "hr", name="赵静")


@pytest.fixture
def lin(company):
    return company.person("lin", "trainee", name="林晓")


def test_a_role_counts_from_the_next_page(hr, lin, browser_of):
    inside = browser_of(lin)
    inside.open("/people", status=403)
    browser = browser_of(hr)
    browser.submit(browser.open(f"/people/{lin.public_id}/roles/new"), role="mentor")

    assert inside.open("/people").heading == "人员"


def test_hr_is_offered_only_what_hr_may_give(hr, lin, browser_of):
    form = browser_of(hr).open(f"/people/{lin.public_id}/roles/new")

    assert [choice["value"] for choice in form.all("input[name=role]")] == ["mentor"]


@pytest.mark.parametrize("role", ["trainer", "hr", "admin", "wizard", ""])
def test_hr_cannot_give_more_by_hand(app, hr, lin, browser_of, role):
    browser_of(hr).post(f"/people/{lin.public_id}/roles", {"role": role}, status=422)


@pytest.mark.parametrize("role", ["trainer", "hr", "admin"])
def test_hr_cannot_take_what_hr_cannot_give(hr, company, browser_of, role):
    boss = company.person("boss", role)

    browser_of(hr).post(f"/people/{boss.public_id}/roles/{role}/ending", status=403)


def test_nobody_gives_or_takes_own_roles(company, browser_of):
    admin = company.person("root", "admin")
    browser = browser_of(admin)

    browser.post(f"/people/{admin.public_id}/roles", {"role": "hr"}, status=403)
    browser.post(f"/people/{admin.public_id}/roles/admin/ending", status=403)


def test_an_administrator_gives_hr_for_one_department(app, company, lin, browser_of):
    market = company.department("市场部")
    browser = browser_of(company.person("root", "admin"))
    form = browser.open(f"/people/{lin.public_id}/roles/new")
    browser.submit(form, role="hr", department=str(market))

    with app.app_context():
        given = db.session.scalars(sa.select(RoleGrant).where(RoleGrant.role == "hr")).one()
        assert given.department_id == market


def test_giving_twice_gives_once(app, hr, lin, browser_of):
    browser = browser_of(hr)
    form = browser.open(f"/people/{lin.public_id}/roles/new")
    browser.submit(form, role="mentor")
    browser.submit(form, role="mentor", status=422)

    with app.app_context():
        assert (
            len(db.session.scalars(sa.select(RoleGrant).where(RoleGrant.role == "mentor")).all())
            == 1
        )


def test_a_role_taken_can_be_given_again_and_all_is_remembered(app, hr, lin, browser_of):
    browser = browser_of(hr)
    browser.post(f"/people/{lin.public_id}/roles/trainee/ending")
    browser.submit(browser.open(f"/people/{lin.public_id}/roles/new"), role="trainee")

    with app.app_context():
        mine = sa.select(RoleGrant).where(RoleGrant.person_id == lin.id).order_by(RoleGrant.id)
        grants = db.session.scalars(mine).all()
    assert [grant.revoked_at is None for grant in grants] == [False, True]


def test_a_mentor_with_apprentices_stays_one(hr, lin, company, browser_of):
    chen = company.person("chen", "mentor")
    company.pair(chen, lin)
    refused = browser_of(hr).post(f"/people/{chen.public_id}/roles/mentor/ending", status=409)

    assert "还带着 1 位徒弟" in refused.text


def test_a_role_that_is_none_is_not_found(hr, lin, browser_of):
    browser_of(hr).post(f"/people/{lin.public_id}/roles/wizard/ending", status=404)


def test_two_administrators_cannot_remove_each_other_at_once(app, company):
    first, second = company.person("root", "admin"), company.person("root2", "admin")
    ready, answers = threading.Barrier(2), []

    def take(actor, other):
        with app.app_context():
            people = [db.session.get_one(Person, person.id) for person in (actor, other)]
            ready.wait()
            try:
                write(service.revoke_role, *people, Role.ADMIN, now=datetime.now(UTC))
                answers.append("taken")
            except (Stale, Forbidden):
                answers.append("refused")

    threads = [
        threading.Thread(target=take, args=pair) for pair in ((first, second), (second, first))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert "taken" in answers
    with app.app_context():
        left = sa.select(RoleGrant).where(RoleGrant.role == "admin", RoleGrant.revoked_at.is_(None))
        assert len(db.session.scalars(left).all()) == 1


def test_who_is_made_a_lead_counts_as_one_in_the_same_breath(app, company):
    root, chen = company.person("root", "admin"), company.person("chen", "mentor")
    number = company.department()

    def lead_it():
        mentor = db.session.get_one(Person, chen.id)
        department = db.session.get_one(Department, number)
        before = access.leads_a_department(mentor)
        service.change_department(
            db.session.get_one(Person, root.id),
            department,
            name=department.name,
            parent_id=None,
            lead_id=mentor.id,
            now=datetime.now(UTC),
        )
        return before, access.leads_a_department(mentor)

    with app.app_context():
        assert write(lead_it) == (False, True)
