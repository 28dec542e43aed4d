"""Two-seat role-plays: one link, two seats, every line kept, an observation at the end."""

import pytest
import sqlalchemy as sa

from lms.errors import Invalid
from lms.library.domain import Bundle, ContentError
from lms.mentoring import queries
from lms.mentoring.content import CardKind
from lms.mentoring.domain import check_line
from lms.mentoring.models import ChecklistRecord, Duet, DuetLine
from lms.messages.models import Message

SAY = "#say"
HTMX = {"HX-Request": "true"}
CARD = "late-birthday-gift"
HIDDEN = "物业前台"
OPENING = "喂，我那个快递怎么回事？"


def begin(two, card=CARD):
    page = two.chen.open(two.page)
    form = next(f for f in page.all("#duets form") if f.select_one(f"[value='{card}']"))
    data = {field["name"]: field["value"] for field in form.select("input[name]")}
    return two.chen.post(form["action"], data)


@pytest.mark.parametrize("words", ["", "好" * 501])
def test_a_line_says_something_and_not_too_much(words):
    with pytest.raises(Invalid):
        check_line(words)


def test_a_card_hides_something():
    text = "id: c\ntitle: t\nminutes: 10\nchecklist: call\ndesk: d\n"
    text += "situation: s\nmood: m\nopening: o\nhidden: []\n"
    with pytest.raises(ContentError) as told:
        CardKind().parse(Bundle("c", {"courses/cards/c.yaml": text}))

    assert "问了才说" in str(told.value.problems[0])


def test_the_two_talk_by_one_link_and_only_the_customer_sees_the_card(two):
    page = begin(two)

    assert HIDDEN in page.find("#card").get_text()
    link = two.asks(sa.select(Message.link).where(Message.key.startswith("duet")))
    assert link == page.address

    two.chen.submit(page, SAY, words=OPENING)
    seat = two.lin.open(link)

    assert OPENING in seat.find("#lines").get_text()
    assert "系统里看到的" in seat.text
    assert HIDDEN not in seat.text
    assert not seat.all("#card")

    two.lin.submit(seat, SAY, words="您好，我姓林，马上帮您查。")

    assert "马上帮您查" in two.chen.open(link).find("#lines").get_text()
    assert two.count(DuetLine) == 2


def test_an_open_page_gets_what_is_new_and_nothing_when_nothing_is(two):
    page = begin(two)
    two.chen.submit(page, SAY, words=OPENING)
    new = two.lin.client.get(f"{page.address}?after=0", headers=HTMX)

    assert OPENING in new.get_data(as_text=True)
    assert "<html" not in new.get_data(as_text=True)
    assert two.lin.client.get(f"{page.address}?after=1", headers=HTMX).status_code == 204


def test_the_same_key_says_it_once(two):
    page = begin(two)
    for _again in range(2):
        two.chen.submit(page, SAY, words=OPENING)

    assert two.count(DuetLine) == 1


def test_one_goes_on_at_a_time(two):
    first, second = begin(two), begin(two, "water-through-the-ceiling")

    assert first.address == second.address
    assert two.count(Duet) == 1


def test_the_end_leads_to_the_checklist_as_simulated_work(two):
    page = begin(two)
    two.chen.submit(page, SAY, words=OPENING)
    sheet = two.chen.submit(two.chen.open(page.address), "form[action$='/end']")

    assert sheet.form("#checklist")["setting"] == "simulated"

    seen = {"mark-names-the-feeling": "yes", "verdict": "met"}
    fact = "先说听得出您着急，再问了单号。"
    two.chen.submit(sheet, "#checklist", evidence=fact, **seen)

    assert two.asks(sa.select(ChecklistRecord.setting)) == "simulated"
    ended = two.lin.open(page.address)
    assert OPENING in ended.text
    assert two.lin.open(ended.find("main a[href*='/observations/']")["href"]).heading == "接听电话"


def test_what_was_played_by_two_proves_no_task_that_asks_for_work(two):
    def met(setting):
        words = "先说听得出您着急，再问了单号。"
        sheet = {"competency": "voice", "verdict": "met", "evidence": words}
        two.chen.submit(two.chen.open(two.page), "#observe form", setting=setting, **sheet)
        with two.kit.app.app_context():
            return queries.met([two.apprentice.id])

    assert met("simulated") == {}
    assert len(met("real")[two.apprentice.id]["voice"]) == 1


def test_when_it_is_over_nothing_more_is_said(two):
    page = begin(two)
    two.chen.submit(page, "form[action$='/end']")

    two.chen.submit(page, SAY, words=OPENING, status=409)
    answer = two.lin.client.get(page.address, headers=HTMX)
    assert (answer.status_code, "leave-for" in answer.headers["HX-Trigger"]) == (204, True)


def test_the_apprentice_does_not_end_it(two):
    page = begin(two)

    two.lin.post(f"{page.address}/end", status=403)


def test_nobody_else_has_a_seat(two, browser_of):
    page = begin(two)
    for roles in (["mentor"], ["hr"]):
        other = two.kit.company.person(f"other-{roles[0]}", *roles)
        answer = browser_of(other).client.get(page.address)

        assert answer.status_code in (403, 404)
        assert HIDDEN not in answer.get_data(as_text=True)


def test_an_unknown_card_is_not_found(two):
    two.chen.post(f"{two.page}/duets", {"card": "juggler"}, status=404)
