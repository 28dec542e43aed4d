"""A person contests, another decides, HR agrees: in the browser."""

import pytest

from lms.scenarios.domain import Mode
from tests.disputes.conftest import GOOD, RECORD, UNKNOWN

EMPTY = dict.fromkeys(RECORD, "")


@pytest.fixture
def played(street):
    """`played(typed)`: what lin has played; its address and number."""

    def play(typed: str = UNKNOWN):
        with street.app.app_context():
            made = street.play("lin", typed)
            return f"/plays/{made.public_id}", made.id

    return play


def marks(street, play_id: int) -> int:
    with street.app.app_context():
        return len(street.marks_of(play_id))


def test_a_mentor_overrules_and_the_trainee_reads_why(street, played, browser_of):
    address, play_id = played()
    lin, chen = browser_of(street.people["lin"]), browser_of(street.people["chen"])
    page = lin.open(address)
    assert len(page.all("form.contest")) == 4
    page = lin.submit(page, "form.contest")
    assert "等人复核" in page.text
    assert len(page.all("form.contest")) == 3

    assert "批改异议" in chen.open("/").text
    link = chen.open("/disputes").find("table a")["href"]
    page = chen.open(link)
    assert "翻底单" in page.text
    page = chen.submit(page, "main form.form", status=422, held="sorry", reason="短")
    assert page.find("input[value='sorry']").has_attr("checked")
    page = chen.submit(
        chen.open(link), "main form.form", held="time", reason="原话说了马上回电给她。"
    )
    assert page.address == "/disputes"
    assert "原话说了马上回电给她。" in lin.open(address).text
    assert marks(street, play_id) == 2


def test_a_dispute_that_was_right_leads_to_another_attempt_those_who_may_give_it(
    street, browser_of
):
    link = "a[href^='/extra-attempts']"
    wang = browser_of(street.people["wang"])
    found = []
    for held, reason in [([], "批得没有错，原话里没有这些。"), ("time", "原话说了马上回电给她。")]:
        with street.app.app_context():
            play = street.play("lin", mode=Mode.ASSESSMENT, record=EMPTY)
            contested = f"/disputes/{street.contest(play)}"
        wang.submit(wang.open(contested), "main form.form", held=held, reason=reason)
        found.append(wang.open(contested).all(link))
    assert [len(links) for links in found] == [0, 1]

    page = wang.open(found[1][0]["href"])
    page = wang.submit(page, "main form.form", reason="第一次批错了，不该算。")
    assert page.find("table th[scope=row]").get_text() == "lin"


def test_hr_agrees_before_a_mark_falls(street, played, browser_of):
    address, play_id = played(GOOD)
    lin, chen = browser_of(street.people["lin"]), browser_of(street.people["chen"])
    zhao = browser_of(street.people["zhao"])
    lin.submit(lin.open(address), "form.contest")
    link = chen.open("/disputes").find("table a")["href"]
    ruling = {"held": "sorry", "reason": "时间其实没有说准，只说了快。"}
    chen.submit(chen.open(link), "main form.form", **ruling)
    assert marks(street, play_id) == 1

    assert "等同意的改分" in zhao.open("/").text
    page = zhao.open("/regradings")
    zhao.submit(page, "main form.form", status=422, verdict="agree", words="")
    page = zhao.submit(page, "main form.form", verdict="agree", words="和师父核对过原话")
    assert "没有等您同意的改分" in page.text
    assert marks(street, play_id) == 2


def test_what_is_not_for_somebody_is_not_there(street, played, browser_of):
    address, _id = played()
    lin = browser_of(street.people["lin"])
    lin.submit(lin.open(address), "form.contest")
    link = browser_of(street.people["wang"]).open("/disputes").find("table a")["href"]
    for login, status in (("sun", 404), ("lin", 403), ("zhao", 403), ("wang", 200)):
        browser_of(street.people[login]).open(link, status=status)


def test_whoever_decides_about_a_form_sees_what_was_filled_in(street, played, browser_of):
    address, _id = played()
    lin, chen = browser_of(street.people["lin"]), browser_of(street.people["chen"])
    lin.submit(lin.open(address), "form.contest:has(input[name=turn][value='2'])")
    page = chen.open(chen.open("/disputes").find("table a")["href"])

    filled = page.find("dl.filled").get_text()
    assert "锅没收到" in filled
    assert "问网点" in filled
    assert "parcel" not in filled
