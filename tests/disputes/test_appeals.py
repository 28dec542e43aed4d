"""Taking a decided dispute further, once: to the lead or HR, never to a first judge."""

import pytest

from lms.db import db, write
from lms.disputes import queries as disputes
from lms.disputes import service
from lms.disputes.domain import Decision, Ruling
from lms.disputes.models import Dispute
from lms.errors import Forbidden, Invalid, NotFound, Stale
from tests.disputes.conftest import NOW, TODAY
from tests.disputes.test_service import told

WORDS = "我说了马上翻底单，就是给了时间。"
REASON = "翻底单就是马上去办，算给了时间。"


def appealed(house, dispute: str, login: str = "lin", key: str = "a" * 32) -> str:
    def act():
        row = db.session.query(Dispute).filter_by(public_id=dispute).one()
        rest = {"words": WORDS, "key": key, "now": NOW}
        return service.appeal(house.person(login), row, **rest).public_id

    return write(act)


def settled(house, login: str, appeal: str, reason: str = REASON, **holds: bool) -> Decision:
    def act():
        ruling = Ruling(holds, reason)
        return service.decide_finally(house.person(login), appeal, ruling, today=TODAY, now=NOW)

    return write(act)


@pytest.fixture
def led(street, company):
    """The house with somebody who leads lin's department."""
    mei = company.person("mei", "mentor", name="梅主管")
    street.people["mei"] = mei
    company.leads(mei)
    with street.app.app_context():
        yield street


def waiting(house, *logins: str) -> list[int]:
    return [disputes.count_appeals(house.person(login), TODAY) for login in logins]


def test_it_goes_to_the_lead_and_to_hr_and_to_no_first_judge(led):
    contested = led.contest(led.play("lin"))
    led.decide("chen", contested, sorry=False)
    appealed(led, contested)

    assert waiting(led, "mei", "zhao", "chen", "wang", "sun", "lin") == [1, 1, 0, 0, 0, 0]
    assert "再复核" in told(led, "mei")[-1]
    assert len(told(led, "chen")) == 1


def test_whoever_decided_first_does_not_decide_again_even_as_lead(led, company):
    contested = led.contest(led.play("lin"))
    company.pair(led.people["mei"], led.people["zhou"])
    led.decide("chen", contested, sorry=False)
    row = db.session.query(Dispute).one()
    row.decided_by_id = led.people["mei"].id
    db.session.commit()
    appeal = appealed(led, contested)

    with pytest.raises(NotFound):
        settled(led, "mei", appeal, sorry=True)
    assert waiting(led, "mei", "zhao") == [0, 1]


def test_overruling_raises_the_mark_and_tells_both(led):
    play = led.play("lin")
    contested = led.contest(play)
    led.decide("chen", contested, sorry=False, time=False)
    appeal = appealed(led, contested)

    assert settled(led, "mei", appeal, time=True) is Decision.OVERRULED
    old, new = led.marks(play)
    assert new > old
    assert "改判" in told(led, "lin")[-1]
    assert "改判" in told(led, "chen")[-1]
    (row,) = disputes.disputes_of(play).values()
    assert (row.decision, row.appeal.decision) == ("upheld", "overruled")
    with pytest.raises(Stale):
        settled(led, "zhao", appeal, time=False)


def test_upholding_changes_nothing_and_is_final(led):
    play = led.play("lin")
    contested = led.contest(play)
    led.decide("chen", contested, sorry=False)
    appeal = appealed(led, contested)

    assert appealed(led, contested) == appeal  # the same key
    with pytest.raises(Stale):
        appealed(led, contested, key="b" * 32)
    with pytest.raises(Invalid):
        settled(led, "zhao", appeal, reason="短")
    assert settled(led, "zhao", appeal, sorry=False) is Decision.UPHELD
    assert len(led.marks(play)) == 1


def test_only_one_s_own_decided_dispute_goes_further(led):
    contested = led.contest(led.play("lin"))
    with pytest.raises(Stale):
        appealed(led, contested)
    with pytest.raises(Forbidden):
        appealed(led, contested, login="zhou")


def test_in_the_browser_the_second_judge_sees_one_reply_and_no_more(street, company, browser_of):
    with street.app.app_context():
        play = street.play("lin")
        address = f"/plays/{play.public_id}"
        street.decide("chen", street.contest(play), sorry=False)
    lin, zhao = browser_of(street.people["lin"]), browser_of(street.people["zhao"])
    page = lin.submit(lin.open(address), "form[action$='/appeals']", words=WORDS)
    assert "等人再复核" in page.text

    assert "再复核" in zhao.open("/").text
    link = zhao.open("/appeals").find("table a")["href"]
    page = zhao.open(link)
    assert "翻底单找去" in page.text  # the reply
    assert WORDS in page.text
    assert "原话里确实说到了这件事。" in page.text  # the first decision
    assert "锅没收到" not in page.text  # another turn
    zhao.open(address, status=404)
    page = zhao.submit(page, "main form.form", status=422, held="sorry", reason="短")
    assert page.find("input[value='sorry']").has_attr("checked")
    page = zhao.submit(zhao.open(link), "main form.form", held="time", reason=REASON)
    assert page.address == "/appeals"
    page = lin.open(address)
    assert "再复核：已改判" in page.text
    assert REASON in page.text

    for login, status in (("chen", 404), ("wang", 404), ("lin", 403), ("wu", 200)):
        browser_of(street.people[login]).open(link, status=status)
