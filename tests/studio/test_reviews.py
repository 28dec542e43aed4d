"""A colleague reads a draft before readers do; with four eyes nothing is published without."""

import secrets
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from lms.db import db, write
from lms.library.models import Draft
from lms.people.models import AuditEvent, Person
from lms.studio.models import Review
from tests.conftest import counted_queries
from tests.studio.conftest import LESSON

PUBLISH = "/studio/publications/lesson/desk/first"
ASK = "/studio/requests/lesson/desk/first"
READ = "/courses/desk/first"


class Reviewer:
    """A trainer who wrote nothing of it."""

    def __init__(self, reader) -> None:
        self.person, self.browser = reader.person, reader.browser

    def page(self, status=200):
        """What the list on top of the own documents leads to."""
        way = self.browser.open("/studio").find("a[href^='/studio/reviews/']")["href"]
        return self.browser.open(way, status=status)

    def decide(self, verdict, words="", page=None, status=200):
        page = page or self.page()
        return self.browser.submit(page, "#decision", status, verdict=verdict, words=words)


@pytest.fixture
def li(reader_of):
    return Reviewer(reader_of("li", "trainer"))


@pytest.fixture
def four_eyes(app, monkeypatch):
    changed = replace(app.config["SETTINGS"], four_eyes=True)
    monkeypatch.setitem(app.config, "SETTINGS", changed)


def ask(author, reviewer, note="", status=200):
    page = author.open(PUBLISH)
    chosen = reviewer.person.public_id
    return author.browser.submit(page, f"form[action='{ASK}']", status, reviewer=chosen, note=note)


def publish(author, status=200):
    return author.browser.post(PUBLISH, status=status)


def reviews(author):
    with author.browser.app.app_context():
        rows = db.session.scalars(sa.select(Review).order_by(Review.id))
        return [one.verdict for one in rows]


def test_a_colleague_reads_what_changes_and_approves_it(wang, li):
    wang.change("正文一", "改过的一")
    asked = ask(wang, li, "数字对不对？")
    page = li.page()

    assert "送审了" in asked.text
    assert "数字对不对？" in page.text
    assert page.find("ins").get_text() == "改过的"
    assert "没有问题" in page.text
    li.decide("approved")
    assert "通过" in wang.open(PUBLISH).text
    assert "等我审的" not in li.browser.open("/studio").text
    assert "通过，可以发布" in wang.open("/messages").text
    publish(wang)


def test_a_draft_comes_back_with_words(wang, li):
    wang.change("正文一", "改过的一")
    ask(wang, li)
    silent = li.decide("returned", status=422)
    li.decide("returned", "第二句不对，退款是三天。", silent)

    assert "退回要写清楚改哪里" in silent.text
    assert "退款是三天" in wang.open(PUBLISH).text
    assert "退回" in wang.open("/messages").text
    assert wang.open(PUBLISH).find(f"form[action='{ASK}']")


def test_with_four_eyes_nothing_is_published_that_nobody_else_approved(wang, li, lin, four_eyes):
    wang.change("正文一", "改过的一")
    shown = wang.open(PUBLISH)

    assert not shown.all(f"form[action='{PUBLISH}']")
    assert "发布要先由另一位培训师审过" in shown.text
    publish(wang, 409)
    ask(wang, li)
    publish(wang, 409)
    li.decide("approved")
    wang.browser.submit(wang.open(PUBLISH), f"form[action='{PUBLISH}']")
    assert "改过的一" in lin.open(READ).text


def test_a_change_voids_the_approval(wang, li, four_eyes):
    wang.change("正文一", "改过的一")
    ask(wang, li)
    li.decide("approved")
    wang.change("改过的一", "又改的一")
    shown = wang.open(PUBLISH)

    assert "通过以后改过" in shown.text
    assert not shown.all(f"form[action='{PUBLISH}']")
    publish(wang, 409)
    ask(wang, li)
    li.decide("approved")
    publish(wang)
    assert reviews(wang) == ["approved", "approved"]


def test_what_was_changed_since_is_not_approved_but_asked_for_again(wang, li):
    wang.change("正文一", "改过的一")
    ask(wang, li)
    page = li.page()
    wang.change("改过的一", "又改的一")
    li.decide("approved", page=page, status=409)
    shown = li.page()

    assert "送审以后改过" in shown.text
    assert "改过的" in shown.find("ins").get_text()
    assert not shown.all("button[value=approved]")
    ask(wang, li)
    assert reviews(wang) == ["withdrawn", None]


def test_who_wrote_in_a_draft_or_asked_does_not_review_it(wang, sun, li):
    wang.change("正文一", "王的一")
    page = wang.open(PUBLISH)
    offered = [one["value"] for one in page.all("#reviewer option")]

    assert set(offered) == {sun.person.public_id, li.person.public_id}
    ask(wang, sun)
    way = sun.open("/studio").find("a[href^='/studio/reviews/']")["href"]
    sun.change("王的一", "孙的一")
    assert not sun.open(way).all("#decision")
    sun.browser.post(f"{way}/decision", {"verdict": "approved", "key": secrets.token_hex()}, 403)


def test_the_database_refuses_a_review_by_who_asked(wang):
    wang.change("正文一", "改过的一")

    def act():
        wang_ = db.session.get_one(Person, wang.person.id)
        draft = db.session.scalars(sa.select(Draft)).one()
        facts = {"asked_at": draft.begun_at, "note": "", "key": "k", "digest": "d", "versions": {}}
        own = {"asked_by_id": wang_.id, "reviewer_id": wang_.id}
        db.session.add(Review(draft_id=draft.id, **own, **facts))
        db.session.flush()

    with wang.browser.app.app_context(), pytest.raises(IntegrityError):
        write(act)


def test_asking_twice_asks_once_and_can_be_taken_back(wang, li):
    wang.change("正文一", "改过的一")
    ask(wang, li)
    ask_again = {"reviewer": li.person.public_id, "key": "a" * 32}
    wang.browser.post(ASK, ask_again)
    page = li.page()

    assert reviews(wang) == [None]
    wang.browser.submit(wang.open(PUBLISH), "form[action$='/withdrawal']")
    assert reviews(wang) == ["withdrawn"]
    li.decide("approved", page=page, status=409)
    assert "等我审的" not in li.browser.open("/studio").text


def test_nobody_else_sees_a_review(wang, li, lin, reader_of):
    wang.change("正文一", "还没好")
    ask(wang, li)
    way = li.page().address
    other = reader_of("mo", "trainer").browser

    other.open(way, status=404)
    other.post(f"{way}/decision", {"verdict": "approved"}, 404)
    other.post(f"{way}/withdrawal", status=404)
    other.post(ASK, status=404)
    lin.browser.open(way, status=404)
    lin.browser.post(f"{way}/decision", {"verdict": "approved"}, 403)
    li.browser.post(f"{way}/withdrawal", status=404)
    li.browser.open(LESSON, status=404)


def test_a_review_is_in_the_trail_without_what_was_said(wang, li):
    wang.change("正文一", "改过的一")
    ask(wang, li, "看看口气")
    li.decide("returned", "口气太硬")
    with wang.browser.app.app_context():
        wanted = sa.select(AuditEvent).where(AuditEvent.kind.startswith("review."))
        events = db.session.scalars(wanted.order_by(AuditEvent.id)).all()
        kept = [(one.kind, str(one.parameters)) for one in events]

    assert [kind for kind, _ in kept] == ["review.asked", "review.returned"]
    assert not any("口气" in parameters for _, parameters in kept)


def test_the_pages_of_a_review_cost_few_queries(wang, li):
    wang.change("正文一", "改过的一")
    ask(wang, li)
    with counted_queries(wang.browser.app) as statements:
        li.page()

    assert len(statements) <= 40
