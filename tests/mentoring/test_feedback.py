"""What apprentices say of mentors: once, of three or more together, and traced to nobody."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lms import clock
from lms.db import db, write
from lms.mentoring import queries
from lms.mentoring.domain.feedback import OPEN_FOR, Feedback, Question, is_open, told
from lms.mentoring.models import FeedbackSpent, MentorFeedback
from lms.messages.models import Message
from lms.people import service as people
from lms.people.domain import Ending, WrongField
from lms.people.models import AuditEvent, Pair, Person
from lms.people.queries import by_login
from tests.onboarding.conftest import kit

__all__ = ["kit"]
MONDAY = date(2026, 3, 2)
GRADES = {"there": "5", "clear": "4", "useful": "3", "respect": "5"}


def said(grade, words=""):
    return Feedback(dict.fromkeys(Question, grade), words)


def test_nothing_is_told_of_fewer_than_three():
    assert told([said(1, "甲"), said(5, "乙")]).answers == 0
    assert told([said(1), said(5)]).averages == {}


def test_averages_have_one_decimal_and_sentences_no_order_of_their_coming():
    found = told([said(5, "谢谢"), said(4, "多听听"), said(4)])

    assert set(found.averages.values()) == {4.3}
    assert found.sentences == ("多听听", "谢谢")


@pytest.mark.parametrize("grade", [0, 6])
def test_a_grade_lies_between_one_and_five(grade):
    with pytest.raises(WrongField):
        said(grade).check()


def test_it_is_taken_for_sixty_days():
    assert is_open(MONDAY, MONDAY + OPEN_FOR)
    assert not is_open(MONDAY, MONDAY + OPEN_FOR + timedelta(days=1))


class Parted:
    """A mentor whose apprentices come to an end, one by one."""

    def __init__(self, kit, browser_of) -> None:
        self.kit, self.browser_of = kit, browser_of
        self.hr = kit.company.person("zhao", "hr")
        self.mentor = kit.mentor()
        kit.go(MONDAY)

    def end(self, login, how=Ending.COMPLETED):
        person = self.kit.trainee(login, mentor=self.mentor)

        def act():
            pair = db.session.scalars(sa.select(Pair).where(Pair.apprentice_id == person.id)).one()
            people.part(
                by_login("zhao"),
                pair,
                ends_on=clock.today(),
                now=clock.now(),
                how=how,
                handover="还差两次复盘，请接着看。",
            )
            return pair.public_id

        with self.kit.app.app_context():
            return person, f"/mentoring/{write(act)}/feedback"

    def give(self, login, words="", **grades):
        person, address = self.end(login)
        browser = self.browser_of(person)
        return browser.submit(browser.open(address), "#feedback", words=words, **GRADES | grades)

    def told(self):
        with self.kit.app.app_context():
            return queries.told_of(self.mentor.id)

    def messages(self, person):
        with self.kit.app.app_context():
            rows = sa.select(Message.sentence).where(Message.person_id == person.id)
            return list(db.session.scalars(rows.order_by(Message.id)))


@pytest.fixture
def parted(kit, browser_of):
    return Parted(kit, browser_of)


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        (Ending.COMPLETED, "出师"),
        (Ending.TRANSFERRED, "换一位师父接着带"),
        (Ending.STOPPED, "中途停止"),
    ],
)
def test_both_are_told_that_it_ends_and_why(parted, how, reason):
    person, address = parted.end("lin", how)

    [apprentices] = parted.messages(person)
    [mentors] = parted.messages(parted.mentor)
    assert reason in apprentices
    assert "匿名评一次" in apprentices
    assert reason in mentors
    assert "匿名" not in mentors
    assert parted.browser_of(person).open(address).find("#feedback")


def test_the_apprentice_is_told_who_comes_next(parted, browser_of):
    person, _address = parted.end("lin", Ending.TRANSFERRED)
    parted.kit.company.person("zhou", "mentor", name="周师父")

    def act():
        people.pair_up(
            by_login("zhao"),
            by_login("zhou"),
            by_login("lin"),
            starts_on=MONDAY + timedelta(days=1),
            now=clock.now(),
        )

    with parted.kit.app.app_context():
        write(act)
        zhou = db.session.get_one(Person, by_login("zhou").id)

    assert "周师父是您的师父" in browser_of(person).open("/messages").text
    assert "交接说明在徒弟页上" in parted.messages(zhou)[0]


def test_a_first_mentor_is_no_news_of_a_next_one(parted):
    person = parted.kit.trainee("lin", mentor=parted.mentor)

    assert parted.messages(person) == []


def test_answers_are_told_three_at_a_time(parted, browser_of):
    parted.give("lin", "请多陪我听几通。", there="1")
    parted.give("ma", "谢谢师父。")
    page = browser_of(parted.mentor).open(f"/reports/mentors/{parted.mentor.public_id}/work")
    assert parted.told().answers == 0
    assert "还不够 3 份" in page.text
    assert "请多陪我听几通。" not in page.text

    parted.give("tang")
    assert parted.told().averages[Question.THERE] == 3.7
    page = browser_of(parted.mentor).open(f"/reports/mentors/{parted.mentor.public_id}/work")
    assert "3.7" in page.text
    assert "请多陪我听几通。" in page.text
    page = browser_of(parted.hr).open(f"/reports/mentors/{parted.mentor.public_id}/work")
    assert "谢谢师父。" in page.text

    parted.give("fang", "只有我一个人会写的话。")
    assert parted.told().answers == 3
    assert "只有我一个人会写的话。" not in parted.told().sentences


def test_it_is_said_once_and_not_changed(parted, browser_of):
    person, address = parted.end("lin")
    browser = browser_of(person)
    done = browser.submit(browser.open(address), "#feedback", words="", **GRADES)
    again = browser.open(address)

    assert "里面没有您的名字" in done.text
    assert "您已经评过了" in again.text
    assert again.soup.select_one("#feedback") is None
    browser.post(address, {"key": "a" * 32, **GRADES}, status=409)


def test_what_is_missing_is_said(parted, browser_of):
    person, address = parted.end("lin")
    browser = browser_of(person)
    page = browser.post(address, {"key": "a" * 32, "there": "5"}, status=422)

    assert "请从列表中选一项" in page.text


def test_nobody_else_is_asked(parted, browser_of):
    _person, address = parted.end("lin")
    other = parted.kit.trainee("ma", mentor=parted.mentor)

    browser_of(other).open(address, status=404)
    browser_of(parted.mentor).open(address, status=403)


def test_a_pair_that_goes_on_is_not_rated(parted, browser_of):
    person = parted.kit.trainee("lin", mentor=parted.mentor)
    with parted.kit.app.app_context():
        pair = db.session.scalar(sa.select(Pair.public_id))

    browser_of(person).open(f"/mentoring/{pair}/feedback", status=404)


def test_no_row_no_event_and_no_message_leads_from_an_answer_to_a_person(parted):
    with parted.kit.app.app_context():
        before = db.session.scalar(sa.select(sa.func.count(AuditEvent.id)))
    person, _address = parted.end("lin")
    with parted.kit.app.app_context():
        ended = db.session.scalar(sa.select(sa.func.count(AuditEvent.id)))
        told_before = db.session.scalar(sa.select(sa.func.count(Message.id)))
    parted_browser = parted.browser_of(person)
    parted_browser.submit(parted_browser.open(_address), "#feedback", words="好", **GRADES)
    with parted.kit.app.app_context():
        columns = set(MentorFeedback.__table__.columns.keys())
        row = db.session.scalars(sa.select(MentorFeedback)).one()
        kinds = list(db.session.scalars(sa.select(AuditEvent.kind)))

        assert columns == {"id", "mentor_id", "month", *Question, "words", "batch"}
        assert set(FeedbackSpent.__table__.columns.keys()) == {"pair_id"}
        assert row.month == date(2026, 3, 1)
        assert not [kind for kind in kinds if "feedback" in kind]
        assert ended > before
        assert db.session.scalar(sa.select(sa.func.count(Message.id))) == told_before
