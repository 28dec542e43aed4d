"""Every route × every role × whose record: the answer is the one that access.csv gives.

Routes of new features are found by themselves; how the records behind their addresses are made
stands in `tests/<feature>/access.py` (see tests/access_cases.py).
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import url_for

from lms.db import db, write
from lms.people import service
from lms.people.access import MATRIX
from lms.people.domain import Door, Role
from lms.people.models import Pair, Person
from tests.access_cases import CASES, SCOPED, TRIED_ELSEWHERE, World, dummy_values, gather

ACQUAINTED = "acquainted"
HOME, NIGHT, ELSEWHERE = "客服一部", "夜班", "客服二部"  # the night shift belongs to the first
LONG_AGO = date(2026, 1, 5)

LEAD_TO_SIGN_IN = {
    "people.delete_session",
    "people.new_code",
    "people.create_code",
}  # as they should

gather()


@pytest.fixture
def app(app, monkeypatch):
    """Without tokens: the door stands behind them."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    return app


@pytest.fixture
def world(app, company):
    return World(app, company)


def guarded(app):
    """The routes that name a row of access.csv, with their permissions."""
    for rule in app.url_map.iter_rules():
        permission = app.view_functions[rule.endpoint].__dict__.get("permission")
        if permission is not None:
            yield rule, permission


def knock(browser, rule, values, form=None, **headers):
    """Ask for an address; what the door says: sign in, forbidden, hidden or open."""
    with browser.app.test_request_context():
        address = url_for(rule.endpoint, **values)
    method = "post" if "POST" in rule.methods else "get"
    options = {"data": form or {}} if method == "post" else {}
    answer = getattr(browser.client, method)(address, headers=headers, **options)
    answer.close()
    if answer.status_code == 401 or "/sign-in" in (answer.location or ""):
        return "sign in"
    if answer.status_code >= 500:
        return "broken"
    return {403: "forbidden", 404: "hidden"}.get(answer.status_code, "open")


def at_the_door(role, permission):
    door = MATRIX.door(MATRIX.of(permission, [role]))
    return {Door.OPEN: "open", Door.FORBIDDEN: "forbidden", Door.HIDDEN: "hidden"}[door]


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_the_doors_of_its_column(app, company, browser_of, role):
    browser = browser_of(company.person("asker", role))
    wrong = {}
    for rule, permission in guarded(app):
        answer, expected = knock(browser, rule, dummy_values(rule)), at_the_door(role, permission)
        names_something = bool(rule.arguments) or "POST" in rule.methods  # and nothing is there
        if answer != expected and not (
            answer == "hidden" and expected == "open" and names_something
        ):
            wrong[rule.endpoint] = (permission, expected, answer)

    assert not wrong, f"(permission, by access.csv, in fact): {wrong}"


@pytest.mark.parametrize("who", ["stranger", "suspended", "nobody in particular"])
def test_without_a_role_every_door_is_closed(app, company, browser_of, who):
    roles = ["hr"] if who == "suspended" else []
    person = None if who == "stranger" else company.person("asker", *roles)
    browser = browser_of(person)
    if who == "suspended":
        suspend(app, person)
    expected = "forbidden" if who == "nobody in particular" else "sign in"
    answers = {rule.endpoint: knock(browser, rule, dummy_values(rule)) for rule, _ in guarded(app)}

    wrong = {endpoint: answer for endpoint, answer in answers.items() if answer != expected}
    assert not wrong, f"{who} is not told to {expected}: {wrong}"


def suspend(app, person):
    def act():
        row = db.session.get_one(Person, person.id)
        row.status = "suspended"

    with app.app_context():
        write(act)


@pytest.mark.parametrize("headers", [{"Accept": "application/json"}, {"HX-Request": "true"}])
def test_programs_and_parts_of_pages_are_never_led_to_the_sign_in_page(app, browser_of, headers):
    browser = browser_of()
    led = {}
    for rule, _permission in guarded(app):
        with app.test_request_context():
            address = url_for(rule.endpoint, **dummy_values(rule))
        method = "post" if "POST" in rule.methods else "get"
        status = getattr(browser.client, method)(address, headers=headers).status_code
        if status != 401:
            led[rule.endpoint] = status

    assert not led, f"answer 401 where JSON or a part of a page is asked for: {led}"


def test_strangers_reach_what_is_public(app, browser_of):
    browser = browser_of()
    closed = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if app.view_functions[rule.endpoint].__dict__.get("permission", "") is None
        and rule.endpoint not in LEAD_TO_SIGN_IN
        and knock(browser, rule, dummy_values(rule)) in {"sign in", "forbidden"}
    ]

    assert not closed, f"these are @public but closed: {closed}"


def test_every_address_that_names_a_record_is_tried(app):
    untried = sorted(
        rule.endpoint
        for rule, permission in guarded(app)
        if rule.arguments
        and SCOPED & set("".join(MATRIX.letters[permission].values()).replace("404", ""))
        and rule.endpoint not in {*CASES, *TRIED_ELSEWHERE}
    )

    assert not untried, f"say in tests/<feature>/access.py how their records are made: {untried}"


_everybody = {}  # product → role → (asker, relation → owner); the rows are kept by the product


@pytest.fixture
def everybody(product, company):
    """An asker of every role with somebody in every relation to them; made once per database."""
    if ACQUAINTED in product.kept:
        product.restore(ACQUAINTED)
    else:
        askers = {role: company.person(f"asker-{role}", role) for role in Role}
        _everybody[product] = {
            role: (asker, owners(company, role, asker)) for role, asker in askers.items()
        }
        product.keep(ACQUAINTED)
    return _everybody[product]


def owners(company, role, asker):
    """Somebody in every relation to the asker."""
    login = asker.login
    people = {
        "own": asker,
        "apprentice": company.person(f"a-{login}", "trainee", department=ELSEWHERE),
        "former apprentice": company.person(f"f-{login}", "trainee", department=ELSEWHERE),
        "colleague": company.person(f"c-{login}", "trainee"),
        "foreign": company.person(f"x-{login}", "trainee", department=ELSEWHERE),
    }
    if role is Role.MENTOR:
        company.pair(asker, people["apprentice"])
        part(company.app, company.pair(asker, people["former apprentice"], LONG_AGO))
    return people


def part(app, pair_id):
    def act():
        pair = db.session.get_one(Pair, pair_id)
        pair.ends_on = pair.starts_on + timedelta(days=30)

    with app.app_context():
        write(act)


def reaches(letters, relation):
    """Whether these letters of access.csv reach a record in this relation to the asker.

    "near" and "far": within the departments that the asker cares for or leads, and outside of them.
    """
    return bool(
        "Y" in letters
        or ("D" in letters and relation != "far")
        or ("L" in letters and relation == "near")
        or ("O" in letters and relation == "own")
        or ("M" in letters and relation == "apprentice")
    )


def expected(case, letters, relation):
    """What the door of one record says."""
    door = MATRIX.door(letters)
    if door is not Door.OPEN:
        return {Door.FORBIDDEN: "forbidden", Door.HIDDEN: "hidden"}[door]
    if not reaches(letters, relation):
        return "hidden"
    return "forbidden" if case.not_to_oneself and relation == "own" else "open"


@pytest.mark.parametrize("endpoint", sorted(CASES))
def test_a_record_opens_to_those_whom_it_concerns(app, world, everybody, browser_of, endpoint):
    case, rule = CASES[endpoint], next(app.url_map.iter_rules(endpoint))
    permission = app.view_functions[endpoint].__dict__["permission"]
    wrong = {}
    for role, (asker, relations) in everybody.items():
        browser = browser_of(asker)
        letters = MATRIX.of(permission, [role])
        for relation, owner in relations.items():
            answer = knock(browser, rule, case.values(world, owner), case.form)
            if answer != expected(case, letters, relation):
                wrong[role, relation] = (expected(case, letters, relation), answer)

    assert not wrong, f"{permission}: (by access.csv, in fact) for {wrong}"


def wrong_by_department(app, world, letters_of, browser):
    """Where the answer differs from access.csv for people near to and far from the asker."""
    wrong = {}
    for number, (endpoint, case) in enumerate(sorted(CASES.items())):
        rule = next(app.url_map.iter_rules(endpoint))
        letters = letters_of(app.view_functions[endpoint].__dict__["permission"])
        for relation, department in (("near", NIGHT), ("far", ELSEWHERE)):
            login = f"{relation}-{number}"
            owner = world.company.person(login, Role.TRAINEE, department=department)
            answer = knock(browser, rule, case.values(world, owner), case.form)
            if answer != expected(case, letters, relation):
                wrong[endpoint, relation] = (expected(case, letters, relation), answer)
    return wrong


def test_hr_of_one_department_reaches_no_further(app, world, browser_of):
    company = world.company
    company.department(NIGHT, parent=HOME)
    hr = company.person("hr", Role.HR)
    company.narrow(hr, HOME)

    def letters_of(permission):
        return MATRIX.of(permission, [Role.HR])

    wrong = wrong_by_department(app, world, letters_of, browser_of(hr))
    assert not wrong, f"(by access.csv, in fact) for {wrong}"


def test_the_lead_of_a_department_reaches_its_people(app, world, browser_of):
    company = world.company
    company.department(NIGHT, parent=HOME)
    lead = company.person("lead", Role.TRAINEE, department=ELSEWHERE)
    company.leads(lead, HOME)

    def letters_of(permission):
        return MATRIX.of(permission, [Role.TRAINEE], leads=True)

    wrong = wrong_by_department(app, world, letters_of, browser_of(lead))
    assert not wrong, f"(by access.csv, in fact) for {wrong}"


def test_a_role_taken_away_closes_its_doors_at_once(app, company, browser_of):
    hr, admin = company.person("hr", "hr"), company.person("root", "admin")
    browser = browser_of(hr)
    browser.open("/people")

    def act():
        people = [db.session.get_one(Person, person.id) for person in (admin, hr)]
        service.revoke_role(*people, Role.HR, now=datetime.now(UTC))

    with app.app_context():
        write(act)

    assert browser.open("/people").address == "/sign-in"
    browser_of(hr).open("/people", status=403)
