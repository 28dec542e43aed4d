"""Work reports: drafted, sent once with the month's figures, answered, talked about, kept."""

import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa

from lms.db import write
from lms.library.service import examine, load
from lms.mentoring.domain.reports import (
    MOST_FACTS,
    Fact,
    Reply,
    Sort,
    figure,
    kept,
    stored,
    wanted_reports,
)
from lms.mentoring.models import SessionReport, WorkReport, WorkReportReply
from lms.messages.models import Message
from lms.people.domain import WrongField
from tests.conftest import counted_queries
from tests.mentoring.two import FORM, MONDAY, SAID, Two
from tests.onboarding.kit import at, fill

WORDS = {
    "done": "接来电一百一十通，一次办成八十七通。",
    "learnt": "改税号的来电四月转出七通，六月一通。",
    "lacking": "把退货地址报成旧仓库，客户的包裹多走了十一天。",
    "ahead": "七月底前画好问题件流程图，请老詹看一遍。",
}
REPLY = "一百一十通这笔账算得好；剩下的二十三通卡在哪？仓库那边周三我带你去。"
TASK = "/work-reports/tasks/report-1"
REPORT = """          - {id: report-1, kind: report, title: 交第一份述职报告, reason: 看得见。,
             due_day: 20, owner: trainee, minutes: 60, proof: {report: monthly}}
"""
FACT = Fact(title={"zh-Hans": "丢件", "zh-Hant": "丟件", "en": "Lost parcel"}, value=85)


@cache
def _content():
    with TemporaryDirectory(prefix="shitu-reports-") as name:
        folder = Path(name)
        fill(folder)
        plan = folder / "courses/plans/onboarding.yaml"
        text = plan.read_text()
        assert text.count("    gate:\n      id: gate-1") == 1
        plan.write_text(
            text.replace("    gate:\n      id: gate-1", f"{REPORT}    gate:\n      id: gate-1")
        )
        shutil.copy(Path("courses/glossary.yaml"), folder / "courses")
        return examine(folder)


@pytest.fixture
def two(kit, browser_of) -> Two:
    """A mentor and an apprentice whose plan asks for a report."""
    with kit.app.app_context():
        write(load, _content(), (), at(date(2026, 3, 1)))
    return Two(kit, browser_of)


def send(two, status=None, **words):
    form = {**two.lin.open(TASK).form("#report"), **WORDS, **words, "send": "1"}
    return two.lin.post(TASK, form, status) if status else two.lin.post(TASK, form)


def test_figures_are_kept_as_they_were_counted():
    counted = figure([FACT] * (MOST_FACTS + 3))
    figures = {Sort.PLAY: counted, Sort.RISE: figure([])}

    assert (counted.number, len(counted.facts)) == (MOST_FACTS + 3, MOST_FACTS)
    assert kept(stored(figures)) == figures


def test_an_answer_of_a_word_is_none():
    with pytest.raises(WrongField):
        Reply("阅")


def test_a_month_ends_with_its_gate_and_the_next_begins_the_day_after(two):
    view = two.kit.view(two.apprentice, MONDAY)
    (wanted,) = wanted_reports(view)

    assert wanted.task.task.id == "report-1"
    assert (wanted.month, wanted.first, wanted.last) == (1, MONDAY, view.gates[0].due.on)


def test_a_draft_is_kept_and_nobody_else_sees_it(two):
    two.lin.post(TASK, {**two.lin.open(TASK).form("#report"), "done": WORDS["done"]})

    assert two.lin.open(TASK).form("#report")["done"] == WORDS["done"]
    assert two.kit.view(two.apprentice, MONDAY).task_view("report-1").evidence is None
    assert "述职报告" not in two.chen.open(two.page).find("main").get_text().replace("交第一份", "")
    name = two.asks(sa.select(WorkReport.public_id))
    two.chen.open(f"/work-reports/{name}", 404)


def test_what_is_sent_keeps_the_figures_of_that_moment_and_proves_the_task(two):
    two.kit.read(two.apprentice, MONDAY)
    two.kit.play(two.apprentice, MONDAY, score=85)
    two.kit.observe(two.apprentice, MONDAY)
    two.record()
    page = send(two)
    two.kit.play(two.apprentice, MONDAY, score=60)
    figures = two.chen.open(page.address).find("#figures").get_text()

    assert WORDS["lacking"] in page.find("#parts").get_text()
    assert "演练到结局：1 次，及格 1 次" in figures
    assert "85 分" in figures
    assert "师父的观察：1 条，“达到” 1 条" in figures
    assert "面谈：1 次" in figures
    assert "读完的课：1" in figures
    shown = two.kit.view(two.apprentice, MONDAY).task_view("report-1").evidence
    assert shown
    assert shown.address == page.address


def test_a_part_left_empty_comes_back_with_what_was_written(two):
    page = send(two, 422, lacking="")

    assert page.form("#report")["done"] == WORDS["done"]
    assert two.count(WorkReport) == 0


def test_it_is_sent_once_and_does_not_change(two):
    form = {**two.lin.open(TASK).form("#report"), **WORDS, "send": "1"}
    page = two.lin.post(TASK, form)

    assert two.lin.post(TASK, form).address == page.address  # a second click
    two.lin.post(TASK, {**form, "done": "后来改了主意，换一段写。"}, 409)
    assert two.count(WorkReport) == 1
    assert two.lin.open(TASK).address == page.address


def test_the_mentor_is_told_sees_it_wait_and_answers_once(two):
    page = send(two)
    link = two.asks(sa.select(Message.link).where(Message.person_id == two.mentor.id))
    assert link == page.address
    assert "述职报告等您回复" in two.chen.open("/").text

    shown = two.chen.open(link)
    two.chen.submit(shown, "#reply form", 422, words="阅")
    answered = two.chen.submit(shown, "#reply form", words=REPLY)
    again = {**shown.form("#reply form"), "words": REPLY}
    two.chen.post(f"{page.address}/reply", again)  # a second click
    two.chen.post(f"{page.address}/reply", {**again, "words": REPLY * 2}, 409)

    assert REPLY in answered.find("#reply").get_text()
    assert REPLY in two.lin.open(page.address).find("#reply").get_text()
    assert "等您回复" not in two.chen.open("/").text
    told = sa.select(Message.link).where(Message.person_id == two.apprentice.id)
    assert two.asks(told.where(Message.key.endswith("answered"))) == page.address
    assert two.asks(sa.select(sa.func.count(WorkReportReply.report_id))) == 1


def test_nobody_but_the_mentor_answers(two, browser_of):
    page = send(two)
    company = two.kit.company
    two.lin.post(f"{page.address}/reply", {"words": REPLY}, 403)
    browser_of(company.person("hr", "hr")).post(f"{page.address}/reply", {"words": REPLY}, 403)
    other = browser_of(two.kit.mentor("liu"))

    other.open(page.address, 404)
    assert WORDS["done"] in browser_of(company.person("hr2", "hr")).open(page.address).text
    assert two.asks(sa.select(sa.func.count(WorkReportReply.report_id))) == 0


def test_what_is_to_be_talked_about_stands_on_the_agenda_until_a_talk_came_to_it(two):
    page = send(two)
    reply = {"words": REPLY, "to_talk": "剩下的二十三通"}
    two.chen.submit(two.chen.open(page.address), "#reply form", **reply)
    form = two.chen.open(f"{two.page}/sessions/new")
    tick = form.find("#reports input")
    held = two.chen.submit(form, FORM, shared=SAID, reports=tick["value"])

    assert "剩下的二十三通" in form.find("#reports").get_text()
    assert held.find(f"a[href='{page.address}']")
    assert two.asks(sa.select(sa.func.count(SessionReport.report_id))) == 1
    assert not two.chen.open(f"{two.page}/sessions/new").all("#reports")


def test_it_is_printed_and_stands_in_the_growth_file(two):
    page = send(two)
    two.chen.submit(two.chen.open(page.address), "#reply form", words=REPLY)
    printed = two.lin.client.get(f"{page.address}.pdf")
    section = two.lin.open("/growth/file").find("#reports").get_text()

    assert printed.data.startswith(b"%PDF")
    assert WORDS["ahead"] in section
    assert REPLY in section


def test_a_task_without_a_report_has_no_page(two, browser_of):
    two.lin.open("/work-reports/tasks/ticket", 404)
    two.chen.open(TASK, 404)  # has no plan


def test_a_page_asks_no_more_for_many_facts(two):
    def asked() -> int:
        with counted_queries(two.kit.app) as found:
            two.lin.open(TASK)
        return len(found)

    two.kit.observe(two.apprentice, MONDAY)
    two.kit.play(two.apprentice, MONDAY)
    two.lin.open(TASK)
    before = asked()
    for competency in ("voice", "skills", "mindset"):
        two.kit.observe(two.apprentice, MONDAY, competency)
        two.kit.play(two.apprentice, MONDAY)

    assert asked() <= before
