"""One more attempt at an assessment: who gives it to whom, what it changes, taking it back."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.library import service as library
from lms.library.models import Document
from lms.messages.models import Message
from lms.people.models import AuditEvent
from lms.scenarios.models import ExtraAttempt, Play
from tests.scenarios.conftest import NOW, set_up

BRIEF, PAGE = "/scenarios/every-kind", "/extra-attempts"
REASON = "考到一半断网，不是他的问题。"
LINK = "a[href^='/extra-attempts']"
TAKE_BACK = "table form.post-button"


@pytest.fixture
def stage(app, tmp_path):
    return set_up(app, tmp_path, "every-kind")


@pytest.fixture
def learner(stage, lin, browser_of):
    return browser_of(lin)


@pytest.fixture
def hr(stage, company, browser_of):
    return browser_of(company.person("hr", "hr"))


@pytest.fixture
def author(app, stage, company, browser_of):
    """The trainer who writes the scenario."""
    wang = company.person("wang", "trainer")
    with app.app_context():
        document = db.session.scalars(sa.select(Document).where(Document.kind == "scenario")).one()
        library.adopt(db.session.merge(wang), document)
        db.session.commit()
    return browser_of(wang)


def assess(browser, status=200):
    return browser.post(f"{BRIEF}/plays", {"mode": "assessment"}, status)


def use_up(at, learner):
    """Take all attempts of the rules; each runs out of time."""
    for number in range(3):
        at(NOW + timedelta(minutes=11 * number))
        assess(learner)
    at(NOW + timedelta(minutes=33))


def grant(browser, login="lin", status=200, **fields):
    page = browser.open(f"{PAGE}?scenario=every-kind")
    return browser.submit(page, "form.form", status, login=login, reason=REASON, **fields)


def test_whoever_used_all_attempts_begins_another_one_that_was_granted(learner, hr, at):
    use_up(at, learner)
    assert "3 次考核机会都用完了" in assess(learner, 409).text
    grant(hr)

    assert "另外多给了您 1 次" in learner.open(BRIEF).text
    assert assess(learner).address.startswith("/plays/")
    at(NOW + timedelta(minutes=44))
    assert "4 次考核机会都用完了" in assess(learner, 409).text


def test_a_grant_is_told_and_audited_without_its_reason(app, learner, hr):
    grant(hr)
    hr.submit(hr.open(PAGE), TAKE_BACK)

    with app.app_context():
        wanted = sa.select(AuditEvent).where(AuditEvent.kind.like("extra-attempt.%"))
        events = db.session.scalars(wanted.order_by(AuditEvent.id)).all()
        assert [event.kind for event in events] == [
            "extra-attempt.granted",
            "extra-attempt.ended",
        ]
        assert [list(event.parameters) for event in events] == [["document"]] * 2
        assert len(db.session.scalars(sa.select(Message)).all()) == 2
    told = learner.open("/messages").text
    assert "多给您一次“各种步骤”的考核机会" in told
    assert REASON not in told


def test_the_same_grant_sent_twice_is_given_once(app, learner, hr):
    for _time in range(2):
        grant(hr, key="a" * 32)

    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(ExtraAttempt.id))) == 1


def test_what_was_taken_back_counts_no_longer_and_stays_taken_back(app, learner, hr, at):
    use_up(at, learner)
    grant(hr)
    form = hr.open(PAGE).find(TAKE_BACK)
    hr.post(form["action"], {})
    hr.post(form["action"], {})

    assess(learner, 409)
    assert "还没有。给了以后" in hr.open(PAGE).text
    with app.app_context():
        ended = sa.select(sa.func.count()).where(AuditEvent.kind == "extra-attempt.ended")
        assert db.session.scalar(ended) == 1


def test_what_is_used_is_not_taken_back(learner, hr, at):
    use_up(at, learner)
    grant(hr)
    action = hr.open(PAGE).find(TAKE_BACK)["action"]
    assess(learner)

    assert "已经用掉了" in hr.post(action, {}, 409).text
    page = hr.open(PAGE)
    assert not page.all(TAKE_BACK)
    assert "用了" in page.find("table").get_text()


def test_of_two_that_were_granted_the_older_is_used_first(learner, hr, at):
    use_up(at, learner)
    grant(hr)
    older = hr.open(PAGE).find(TAKE_BACK)["action"]
    grant(hr)
    assess(learner)

    assert [form["action"] for form in hr.open(PAGE).all(TAKE_BACK)] != [older]
    hr.post(older, {}, 409)


def test_an_author_grants_it_in_her_scenario_to_those_who_have_or_tried_it(
    app, author, learner, company
):
    zhou = company.person("zhou", "trainee")
    assert "没有找到" in grant(author, "zhou", 422).text
    assert "林晓" in grant(author).find("table").get_text()

    with app.app_context():
        write(_tried, zhou)
    grant(author, "zhou")


def _tried(person):
    document = db.session.scalars(sa.select(Document).where(Document.kind == "scenario")).one()
    facts = {"mode": "assessment", "language": "zh-Hans", "seed": 0, "is_preview": False}
    facts |= {"key": "x", "started_at": NOW, "ended_at": NOW, "ended_by": "clock"}
    revision = document.published_revision_id
    play = Play(person_id=person.id, document_id=document.id, revision_id=revision, **facts)
    db.session.add(play)


def test_trainers_of_other_scenarios_mentors_and_trainees_grant_nothing(
    author, learner, company, browser_of
):
    grant(author)
    theirs = author.open(PAGE).find(TAKE_BACK)["action"]
    other = browser_of(company.person("sun", "trainer"))
    assert "还没有自己写的情景" in other.open(PAGE).text

    other.post(theirs, {}, 404)
    other.post(PAGE, {"login": "lin", "scenario": "1", "reason": REASON}, 422)
    for person in (learner, browser_of(company.person("chen", "mentor"))):
        person.open(PAGE, 403)


def test_nobody_grants_it_to_oneself(stage, company, browser_of):
    both = browser_of(company.person("both", "hr", "trainee"))

    assert "自己的记录不能自己办" in grant(both, "both", 403).text


def test_hr_of_a_department_reaches_its_people_only(stage, lin, company, browser_of):
    company.department("夜班")
    night = company.person("night", "hr")
    company.narrow(night, "夜班")

    assert "没有找到" in grant(browser_of(night), status=422).text


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"scenario": "9"}, {"login": ""}])
def test_what_was_not_offered_or_filled_in_is_refused(learner, hr, wrong):
    page = hr.open(f"{PAGE}?login=lin&scenario=every-kind")
    sent = {"reason": REASON, **wrong}

    assert hr.submit(page, "form.form", 422, **sent).find(".problems")


def test_a_result_leads_those_to_it_who_may_give_it(stage, learner, lin, company, browser_of, at):
    zhou, chen = company.person("zhou", "trainee"), company.person("chen", "mentor")
    both = company.person("both", "mentor", "hr")
    stage.assign(zhou)
    company.pair(chen, zhou)
    company.pair(both, lin)
    at(NOW)
    links, plays = [], []
    for played, reader in [(learner, learner), (browser_of(zhou), browser_of(chen))]:
        play = assess(played).address
        plays.append(play)
        at(NOW + timedelta(minutes=11 * len(plays)))
        played.post(f"{BRIEF}/plays", {"mode": "practice"})  # the assessment ran out
        links += reader.open(play).all(LINK)
    assert not links

    (found,) = browser_of(both).open(plays[0]).all(LINK)
    page = browser_of(both).open(found["href"])
    assert page.find("#login")["value"] == "lin"
    assert page.find("#scenario option[selected]").get_text() == "各种步骤"


def test_a_reason_that_was_erased_leaves_the_grant_as_it_was(app, learner, hr):
    grant(hr)
    with app.app_context():
        write(lambda: db.session.execute(sa.update(ExtraAttempt).values(reason=None)))

    assert "（已经删除）" in hr.open(PAGE).find("table").get_text()
    assert "另外多给了您 1 次" in learner.open(BRIEF).text
