"""Clocks for everybody: one's own switch where nothing counts, granted time where it does."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.library import service as library
from lms.library.models import Document
from lms.messages.models import Message
from lms.people.models import AuditEvent
from lms.scenarios.models import ExtraTime, Play
from tests.scenarios.conftest import NOW, set_up

BRIEF, PAGE = "/scenarios/every-kind", "/extra-time"
TASK, WAIT, SWITCH = "form.player-task", "form.player-wait", ".player-pace form"
REASON = "手腕受伤，打字慢。"


@pytest.fixture
def stage(app, tmp_path):
    return set_up(app, tmp_path, "every-kind")


@pytest.fixture
def learner(stage, lin, browser_of):
    return browser_of(lin)


def begin(browser, mode="practice", **fields):
    return browser.post(f"{BRIEF}/plays", {"mode": mode, **fields})


def grant(browser, login="lin", status=200, **fields):
    page = browser.open(PAGE)
    wanted = {"login": login, "percent": "50", "reason": REASON, **fields}
    return browser.submit(page, "form.form", status, **wanted)


@pytest.fixture
def author(app, stage, company, browser_of):
    """The trainer who writes the scenario."""
    wang = company.person("wang", "trainer")
    with app.app_context():
        document = db.session.scalars(sa.select(Document).where(Document.kind == "scenario")).one()
        library.adopt(db.session.merge(wang), document)
        db.session.commit()
    return browser_of(wang)


def test_whoever_practises_switches_her_clock_off_and_it_stays_off(learner, at):
    at(NOW)
    page = learner.submit(begin(learner), SWITCH)
    assert not page.all(WAIT)
    assert page.find("#turn-clock").has_attr("data-off")

    at(NOW + timedelta(minutes=5))
    assert not begin(learner, afresh="1").all(WAIT)


def test_switched_on_again_she_writes_again_and_the_play_remembers(app, learner):
    page = learner.submit(learner.submit(begin(learner), SWITCH), SWITCH)

    assert page.find(WAIT)["data-wait-at"] == "60"
    with app.app_context():
        play = db.session.scalars(sa.select(Play)).one()
        assert (play.is_unhurried, play.was_unhurried) == (False, True)


def test_the_debrief_says_how_the_clocks_ran(learner, company, browser_of, at):
    at(NOW)
    page = learner.submit(learner.submit(begin(learner), SWITCH), SWITCH)
    at(NOW + timedelta(seconds=121))
    page = learner.submit(learner.submit(page, WAIT, wait="1"), WAIT, wait="1")
    assert "关过客户的钟" in page.find(".lead").get_text()

    grant(browser_of(company.person("hr", "hr")), scenario="all")
    begun = begin(learner, "assessment")
    at(NOW + timedelta(minutes=30))
    assert "加时 50%" in learner.open(begun.address).find(".lead").get_text()


def test_in_an_assessment_nobody_switches_her_clock_off(learner):
    page = begin(learner, "assessment")
    assert not page.all(SWITCH)

    refused = learner.post(f"{page.address}/pace", {"unhurried": "1"}, 409)
    assert "请在考前找培训师或人事加时" in refused.text


def test_granted_time_makes_both_clocks_longer(app, learner, company, browser_of, at):
    at(NOW)
    grant(browser_of(company.person("hr", "hr")), scenario="all")
    assert "您有加时 50%" in learner.open(BRIEF).text
    page = begin(learner, "assessment")

    assert "加时 50%" in page.find(".player-bar").get_text()
    assert page.find(WAIT)["data-wait-at"] == "90"
    with app.app_context():
        play = db.session.scalars(sa.select(Play)).one()
        assert play.deadline == NOW + timedelta(minutes=15)
    at(NOW + timedelta(seconds=80))
    assert "没有等那么久" in learner.submit(page, WAIT, 409, wait="1").text


def test_practice_knows_no_granted_time(learner, company, browser_of):
    grant(browser_of(company.person("hr", "hr")), scenario="all")

    assert begin(learner).find(WAIT)["data-wait-at"] == "60"


def test_a_grant_is_audited_without_its_reason_and_told(app, learner, company, browser_of):
    hr = browser_of(company.person("hr", "hr"))
    grant(hr, scenario="all")
    hr.submit(hr.open(PAGE), "table form.post-button")

    with app.app_context():
        events = db.session.scalars(
            sa.select(AuditEvent)
            .where(AuditEvent.kind.like("extra-time.%"))
            .order_by(AuditEvent.id)
        ).all()
        assert [event.kind for event in events] == ["extra-time.granted", "extra-time.ended"]
        assert events[0].parameters == {"percent": 50, "document": None}
        told = db.session.scalars(sa.select(Message.sentence).order_by(Message.id)).all()
        assert [words[:8] for words in told] == ["您的情景考核加时"] * 2
    assert "您有加时" not in learner.open(BRIEF).text


def test_the_same_grant_sent_twice_is_given_once(app, learner, company, browser_of):
    hr = browser_of(company.person("hr", "hr"))
    for _time in range(2):
        grant(hr, scenario="all", key="a" * 32)

    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(ExtraTime.id))) == 1


def test_an_author_grants_time_in_her_scenario_to_those_who_have_it(author, learner, company):
    company.person("zhou", "trainee")
    assert "所有情景" not in author.open(PAGE).find("select[name=scenario]").get_text()

    assert "没有找到" in grant(author, "zhou", 422).text
    assert "林晓" in grant(author).find("table").get_text()
    assert "您有加时 50%" in learner.open(BRIEF).text


def test_a_trainer_grants_nothing_in_the_scenarios_of_others(author, learner, company, browser_of):
    grant(author)
    other = browser_of(company.person("sun", "trainer"))
    page = other.open(PAGE)

    assert "还没有自己写的情景" in page.text
    assert not page.all("table")
    theirs = author.open(PAGE).find("table form")["action"]
    other.post(theirs, {}, 404)
    other.post(PAGE, {"login": "lin", "scenario": "1", "percent": "50", "reason": REASON}, 422)


def test_mentors_and_trainees_grant_nothing(stage, learner, company, browser_of):
    for person in (learner, browser_of(company.person("chen", "mentor"))):
        person.open(PAGE, 403)


def test_nobody_grants_time_to_oneself(stage, company, browser_of):
    both = browser_of(company.person("both", "hr", "trainee"))

    assert "自己的记录不能自己办" in grant(both, "both", 403, scenario="all").text


def test_hr_of_a_department_reaches_its_people_only(stage, lin, company, browser_of):
    company.department("夜班")
    night = company.person("night", "hr")
    company.narrow(night, "夜班")
    hr = browser_of(night)

    assert "没有找到" in grant(hr, status=422, scenario="all").text


@pytest.mark.parametrize(
    "wrong", [{"percent": "77"}, {"reason": ""}, {"scenario": "9"}, {"login": ""}]
)
def test_what_was_not_offered_or_filled_in_is_refused(stage, lin, company, browser_of, wrong):
    hr = browser_of(company.person("hr", "hr"))

    assert grant(hr, status=422, **{"scenario": "all", **wrong}).find(".problems")


def test_the_page_of_a_trainee_leads_to_more_time_for_this_person(stage, lin, company, browser_of):
    hr, chen = company.person("hr", "hr"), company.person("chen", "mentor")
    company.pair(chen, lin)
    link = "a[href^='/extra-time']"
    browser, page = browser_of(hr), f"/people/{lin.public_id}"
    (found,) = browser.open(page).all(link)

    assert browser.open(found["href"]).find("#login")["value"] == "lin"
    assert not browser_of(chen).open(page).all(link)
    assert not browser.open(f"/people/{chen.public_id}").all(link)


def test_a_reason_that_was_erased_leaves_the_grant_as_it_was(app, learner, company, browser_of):
    hr = browser_of(company.person("hr", "hr"))
    grant(hr, scenario="all")
    with app.app_context():
        write(lambda: db.session.execute(sa.update(ExtraTime).values(reason=None)))

    page = hr.open(PAGE)
    assert "（已经删除）" in page.find("table").get_text()
    assert REASON not in page.text
    assert "您有加时 50%" in learner.open(BRIEF).text
