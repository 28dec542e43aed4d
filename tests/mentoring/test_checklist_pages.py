"""Filling in a checklist: the form on a phone, the record, what it proves."""

import sqlalchemy as sa

from lms.mentoring.models import ChecklistMark, ChecklistRecord, ObservationRecord
from lms.messages.models import Message
from tests.mentoring.two import MONDAY

FACT = "第三通：三秒内问候，复述了客户要改的地址。"
FORM = "#checklist"
SEEN = {
    "mark-greets-in-three-seconds": "yes",
    "mark-uses-the-name": "yes",
    "mark-repeats-back": "yes",
    "mark-thanks": "no",
    "words-thanks": "客户还在说谢谢，他先挂了。",
    "verdict": "met",
    "evidence": FACT,
}


def fill_in(two, name="call-handling", query="", **fields):
    page = two.chen.open(f"{two.page}/checklists/{name}{query}")
    return two.chen.submit(page, FORM, **{**SEEN, **fields})


def test_a_mentor_fills_in_a_checklist_and_both_read_it(two):
    page = fill_in(two)

    assert page.heading == "接听电话"
    assert "达到" in page.text
    assert "客户还在说谢谢，他先挂了。" in page.text
    assert two.count(ChecklistRecord) == 1
    assert two.count(ChecklistMark) == 4

    told = two.lin.open("/mentoring")

    assert "服务礼仪 2/3" in told.find("#observations").get_text(" ")

    shown = two.lin.open(told.find("#observations a")["href"])

    assert FACT in shown.text
    link = two.asks(sa.select(Message.link).where(Message.key.startswith("observation")))
    assert two.lin.open(link).heading == "接听电话"


def test_it_finds_each_competency_of_which_something_was_seen(two):
    fill_in(two)
    with two.kit.app.app_context():
        found = two.asks(
            sa.select(ObservationRecord).where(ObservationRecord.competency == "etiquette")
        )

        assert (found.verdict, found.done, found.seen, found.share) == ("met", 2, 3, 67)
    assert two.count(ObservationRecord) == 2


def test_it_proves_the_task_of_the_plan(two):
    fill_in(two)

    assert two.kit.view(two.apprentice, MONDAY).task_view("watch").evidence


def test_what_is_missing_comes_back_all_at_once_with_what_was_ticked(two):
    page = two.chen.open(f"{two.page}/checklists/call-handling")
    fields = {**SEEN, "words-thanks": "", "mark-no-forbidden-phrase": "no"}
    back = two.chen.submit(page, FORM, status=422, **fields)

    assert "“没做到”要写一句" in back.text
    assert "有一条关键项没做到" in back.text
    assert back.form(FORM)["mark-greets-in-three-seconds"] == "yes"
    assert two.count(ChecklistRecord) == 0


def test_the_same_key_writes_it_once(two):
    page = two.chen.open(f"{two.page}/checklists/call-handling")
    first = two.chen.submit(page, FORM, **SEEN)
    second = two.chen.submit(page, FORM, **SEEN)

    assert first.address == second.address
    assert two.count(ChecklistRecord) == 1


def test_the_plan_leads_to_the_items_of_its_competency(two):
    page = two.chen.open(f"{two.page}?competency=knowledge")
    opened = two.chen.open(page.find(".checklist-choice a")["href"])

    assert "只看“业务知识”这一项的几条" in opened.text
    assert "mark-right-answer" in opened.form(FORM)
    assert "mark-thanks" not in opened.form(FORM)


def test_simulated_work_is_told_from_real_work(two):
    page = fill_in(two, setting="simulated")

    assert "模拟接待" in page.text

    growth = two.lin.open("/growth/competencies/etiquette")

    assert "模拟观察" in growth.text
    assert "3 条做到 2 条" in growth.text


def test_a_single_observation_says_where_too(two):
    page = two.chen.open(two.page)
    page = two.chen.submit(
        page,
        "#observe form",
        competency="voice",
        setting="simulated",
        verdict="met",
        evidence=FACT,
    )

    assert "模拟接待" in page.find("#observations").get_text()


def test_an_unknown_checklist_is_not_found(two):
    two.chen.open(f"{two.page}/checklists/juggling", status=404)


def test_only_the_mentor_of_this_moment_fills_one_in(two, browser_of):
    lead = two.kit.company.person("lead", "mentor", "hr")
    browser_of(lead).open(f"{two.page}/checklists/call-handling", status=404)
    two.lin.open(f"{two.page}/checklists/call-handling", status=403)
