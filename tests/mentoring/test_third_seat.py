"""The third seat of a role-play: a colleague follows it and ticks; the record comes from there."""

import sqlalchemy as sa

from lms.mentoring.models import ChecklistMark, ChecklistRecord, DuetMark, DuetSeat
from lms.people.models import AuditEvent
from tests.mentoring.test_duets import HIDDEN, HTMX, OPENING, SAY, begin

TICKS = "#ticks"
FACT = "先说听得出您着急，再问了单号。"
YES, NO = {"mark-names-the-feeling": "yes"}, {"mark-repeats-back": "no"}


def offered(two) -> str:
    """The link that the mentor gets for the third seat."""
    page = two.chen.submit(begin(two), "form[action$='/seat']")
    return page.find("#seat")["href"]


def seated(two, browser_of):
    """A colleague in the third seat: her browser and her page."""
    link = offered(two)
    mei = browser_of(two.kit.mentor("mei"))
    return mei, mei.submit(mei.open(link), "form[action$='/taking']")


def duet_page(two) -> str:
    return two.chen.open(two.page).find("#duets a")["href"]


def test_the_first_who_sits_down_has_the_seat(two, browser_of):
    link = offered(two)
    mei, late = browser_of(two.kit.mentor("mei")), browser_of(two.kit.mentor("late"))
    waiting = late.open(link)
    mei.submit(mei.open(link), "form[action$='/taking']")

    late.submit(waiting, "form[action$='/taking']", status=404)
    late.open(link, status=404)
    mei.submit(mei.open(link), TICKS, **YES)


def test_trainers_and_leads_may_sit_down(two, browser_of):
    link = offered(two)
    lead = two.kit.company.person("lead")
    two.kit.company.leads(lead)
    trainer = two.kit.company.person("wang", "trainer")

    for who in (lead, trainer):
        assert "坐下来勾观察表" in browser_of(who).open(link).text


def test_the_two_who_play_and_others_do_not_sit_there(two, browser_of):
    link = offered(two)

    two.chen.open(link, status=404)
    for who in (two.lin, browser_of(two.kit.company.person("zhao", "hr"))):
        assert who.client.get(link).status_code in (403, 404)


def test_she_sees_what_is_said_but_not_the_card(two, browser_of):
    mei, page = seated(two, browser_of)
    two.chen.submit(two.chen.open(duet_page(two)), SAY, words=OPENING)
    new = mei.client.get(f"{page.address}?after=0", headers=HTMX).get_data(as_text=True)

    assert OPENING in new
    assert page.address in new  # it goes on asking for her own page
    assert mei.client.get(f"{page.address}?after=1", headers=HTMX).status_code == 204
    assert HIDDEN not in mei.open(page.address).text
    assert not mei.open(page.address).all(SAY)


def test_the_two_are_told_who_is_watching(two, browser_of):
    seated(two, browser_of)

    assert "师父mei" in two.lin.open(duet_page(two)).text
    assert two.asks(sa.select(AuditEvent.kind).where(AuditEvent.kind == "duet.joined"))


def test_leaving_and_coming_back_loses_nothing(two, browser_of):
    mei, page = seated(two, browser_of)
    mei.submit(page, TICKS, **YES)
    sent = {**mei.open(page.address).form(TICKS), **NO, "words-repeats-back": "没有复述。"}
    answer = mei.client.post(f"{page.address}/marks", data=sent, headers=HTMX)
    form = mei.open(page.address).form(TICKS)

    assert answer.status_code == 204
    assert (form["mark-names-the-feeling"], form["words-repeats-back"]) == ("yes", "没有复述。")
    assert two.count(DuetMark) == 2


def test_the_record_comes_from_her_ticks_and_names_both(two, browser_of):
    mei, page = seated(two, browser_of)
    mei.submit(page, TICKS, **YES, **NO)
    sheet = two.chen.submit(two.chen.open(duet_page(two)), "form[action$='/end']")
    assert "师父mei勾的" in sheet.text
    assert len(sheet.all(".checked-item")) == 1  # the fact that she has left out

    concluded = {"verdict": "not-yet", "evidence": FACT, "words-repeats-back": "没有复述。"}
    two.chen.submit(sheet, "#checklist", **concluded)

    assert two.count(ChecklistRecord) == 1
    assert two.count(ChecklistMark) == 2
    address = two.asks(sa.select(ChecklistRecord.public_id))
    seen = two.lin.open(f"/mentoring/observations/{address}")
    assert "师父mei勾的观察表，陈立写的结论" in seen.text
    assert "写好了观察记录" in mei.open(page.address).text
    mei.submit(page, TICKS, status=409, **YES)


def test_without_ticks_the_mentor_fills_it_in(two, browser_of):
    seated(two, browser_of)
    sheet = two.chen.submit(two.chen.open(duet_page(two)), "form[action$='/end']")

    assert len(sheet.all(".checked-item")) > 5


def test_offering_twice_gives_one_seat(two):
    page = begin(two)
    for _again in range(2):
        two.chen.submit(page, "form[action$='/seat']")

    assert two.count(DuetSeat) == 1
    two.lin.post(f"{page.address}/seat", {}, status=403)


def test_after_the_end_no_seat_is_offered_or_taken(two, browser_of):
    link = offered(two)
    two.chen.submit(two.chen.open(duet_page(two)), "form[action$='/end']")

    browser_of(two.kit.mentor("mei")).open(link, status=404)
