"""Pages that change in parts: no page load, the focus where reading goes on, nothing lost."""

import re

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, Request, expect

from lms.db import db, transactions, write
from lms.people.domain import EndReason, Role
from lms.people.models import Person
from lms.people.service.sessions import end_all_sessions
from lms.scenarios.domain import opening
from tests.journeys import learning
from tests.journeys.company import FIRST_DAY, MORNING, PASSWORD
from tests.test_unsaved import nothing_can_be_written

LESSON = "role-awareness/why-service-matters"
SOON = 0.3  # seconds of patience, so that tests need none
FOCUS = "document.activeElement.id"


class Loads:
    """Counts the pages that a browser loads, and the parts that it asks for."""

    def __init__(self, page: Page) -> None:
        self.pages = self.parts = 0
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.pages += request.resource_type == "document"
        self.parts += request.resource_type in {"xhr", "fetch"}


@pytest.fixture
def reader(staff, phone):
    """Somebody on a phone who has opened her first lesson."""
    staff.join("linxiao", "林晓", Role.TRAINEE, starts_on=FIRST_DAY)
    staff.join("chenli", "陈立", Role.MENTOR)
    staff.pair("chenli", "linxiao")
    staff.begin("linxiao")
    return phone().sign_in("linxiao").open(f"/courses/{LESSON}")


@pytest.fixture
def player(reader):
    """The same person in front of Ms Zhou."""
    reader.open("/scenarios/lost-parcel").press("开始练习")
    expect(reader.page.locator("#talk")).to_be_visible()
    reader.page.wait_for_load_state()
    return reader


@pytest.fixture
def text(served):
    return learning.lesson(served.app, LESSON)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(transactions, "PATIENCE", SOON)
    monkeypatch.setattr(transactions, "NOTED_WITHIN", SOON)


def focus(visitor) -> str:
    return str(visitor.page.evaluate(FOCUS))


def test_an_answer_is_judged_in_place_with_the_focus_on_the_verdict(reader, text):
    loads = Loads(reader.page)
    first, second = text.checks[:2]
    elsewhere = reader.page.locator(f"#check-{second.id} .option input").first
    elsewhere.check()
    check = learning.answer(reader, first, learning.wrong(first))

    expect(check.locator("[id$=verdict]")).to_be_focused()
    expect(check.locator("[id$=verdict]")).to_be_in_viewport()
    expect(check).to_contain_text("还不对")
    expect(elsewhere).to_be_checked()  # what was begun elsewhere is still there
    learning.answer(reader, first, learning.right(first))
    expect(check).to_contain_text("答对了")
    assert (loads.pages, loads.parts) == (0, 2)


def test_an_answer_without_a_choice_says_what_to_do_where_the_focus_is(reader, text):
    reader.forgiven = {422}
    check = reader.page.locator(f"#check-{text.checks[0].id}")
    check.get_by_role("button").click()

    expect(check.locator("[id$=error]")).to_be_focused()
    expect(check).to_contain_text("请选")


def test_reading_goes_on_at_the_next_heading_and_is_told(reader, text, clock):
    loads = Loads(reader.page)
    learning.read_section(reader, clock)
    heading = reader.page.locator(f"#{text.sections[1].id}_title")

    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    expect(reader.page.locator("#said")).to_have_text("这一节已读")
    expect(reader.page.locator("#contents .contents [data-tone=good]")).to_have_count(1)
    assert loads.pages == 0


def test_a_lesson_is_completed_without_a_page_load(reader, text, clock):
    loads = Loads(reader.page)
    learning.read_sections(reader, text, clock)
    learning.answer_all(reader, text)

    expect(reader.page.locator("#rule")).to_contain_text("已完成")
    expect(reader.page.locator("#lesson-facts")).to_contain_text("已完成")
    expect(reader.page.locator("#said")).to_have_text("这一课完成了")
    expect(reader.page.locator("#onwards .btn-primary")).to_be_visible()
    assert loads.pages == 0
    reader.page.reload()
    expect(reader.page.locator("#rule")).to_contain_text("已完成")


def test_a_turn_adds_to_the_talk_and_the_focus_waits_at_the_answers(player, served):
    loads = Loads(player.page)
    played = learning.scenario(served.app, "lost-parcel")
    learning.say(player, played, opening(played), learning.best)

    expect(player.page.locator("#your-turn")).to_be_focused()
    expect(player.page.locator("#talk .agent")).to_have_count(1)
    expect(player.page.locator("#talk .customer").last).to_be_in_viewport()
    assert (loads.pages, loads.parts) == (0, 1)


def test_after_the_last_turn_the_debrief_opens_and_back_leads_out_of_the_talk(player, served):
    learning.play(player, learning.scenario(served.app, "lost-parcel"))
    expect(player.page.locator("h1")).to_contain_text("复盘")
    player.page.go_back()

    expect(player.page.locator("h1")).not_to_contain_text("复盘")


def test_a_tab_that_comes_to_the_front_shows_what_another_has_done(player, served):
    played = learning.scenario(served.app, "lost-parcel")
    other = player.page.context.new_page()
    other.goto(player.page.url)
    learning.say(player, played, opening(played), learning.best)
    expect(player.page.locator("#talk .agent")).to_have_count(1)
    other.evaluate("dispatchEvent(new Event('focus'))")

    expect(other.locator("#talk .agent")).to_have_count(1)
    expect(other.locator("#said")).to_contain_text("另一个页面")
    expect(other.locator("#your-turn")).to_be_focused()


def test_whoever_was_signed_out_signs_in_and_comes_back(reader, served, text):
    def end() -> None:
        person = db.session.scalars(sa.select(Person).where(Person.login == "linxiao")).one()
        end_all_sessions(person, EndReason.ENDED, now=MORNING)

    with served.app.app_context():
        write(end)
    reader.forgiven = {401}
    question = text.checks[0]
    learning.answer(reader, question, learning.right(question))
    told = reader.page.locator("#flashes .flash")

    expect(told).to_contain_text("请先登录")
    told.get_by_role("link").click()
    reader.is_at("登录")
    reader.fill("登录名", "linxiao")
    reader.fill("密码", PASSWORD)
    reader.press("登录")
    expect(reader.page).to_have_url(re.compile(LESSON))


def test_what_could_not_be_saved_stays_and_is_saved_by_another_press(
    reader, served, text, impatient
):
    reader.forgiven = {503}
    question = text.checks[0]
    with nothing_can_be_written(served.app):
        learning.answer(reader, question, learning.right(question))
        expect(reader.page.locator("#flashes .flash")).to_contain_text("暂时没能保存")
    check = reader.page.locator(f"#check-{question.id}")
    check.get_by_role("button").click()

    expect(check).to_contain_text("答对了")


def test_without_a_network_it_is_said_and_the_choice_stays(reader, text):
    reader.forgiven = {0}
    question = text.checks[0]
    reader.page.context.set_offline(True)
    learning.answer(reader, question, learning.right(question))
    expect(reader.page.locator("#flashes .flash")).to_contain_text("没有连上网")
    reader.page.context.set_offline(False)
    check = reader.page.locator(f"#check-{question.id}")
    check.get_by_role("button").click()

    expect(check).to_contain_text("答对了")


@pytest.fixture
def officer(staff, desk):
    """An HR officer at the list of people."""
    staff.join("zhaojing", "赵静", Role.HR)
    for number in range(3):
        staff.join(f"xin{number}", f"新人{'甲乙丙'[number]}", Role.TRAINEE, starts_on=FIRST_DAY)
    return desk().sign_in("zhaojing").open("/people")


def test_a_filter_changes_the_list_alone_and_its_address(officer):
    loads = Loads(officer.page)
    officer.fill("找人", "新人乙")
    officer.page.keyboard.press("Enter")

    expect(officer.page.locator("#results tbody tr")).to_have_count(1)
    expect(officer.page.locator("#said")).to_have_text("共 1 条")
    expect(officer.page).to_have_url(re.compile("q=%E6%96%B0"))
    expect(officer.page.get_by_role("link", name="清除条件")).to_be_visible()
    assert focus(officer) == "q"
    assert (loads.pages, loads.parts) == (0, 1)


def test_back_shows_the_list_as_it_was(officer):
    everybody = officer.page.locator("#results tbody tr").count()
    officer.fill("找人", "新人乙")
    officer.press("筛选")
    expect(officer.page.locator("#results tbody tr")).to_have_count(1)
    officer.page.go_back()

    expect(officer.page.locator("#results tbody tr")).to_have_count(everybody)
    expect(officer.page.locator("#q")).to_have_value("")
    officer.page.go_forward()
    expect(officer.page.locator("#results tbody tr")).to_have_count(1)
    expect(officer.page.locator("#q")).to_have_value("新人乙")


def test_tabs_of_a_list_keep_the_focus(officer):
    officer.open("/plans")
    loads = Loads(officer.page)
    officer.page.get_by_role("link", name="关口逾期").press("Enter")
    tab = officer.page.get_by_role("link", name="关口逾期")

    expect(tab).to_have_attribute("aria-current", "true")
    expect(tab).to_be_focused()
    assert loads.pages == 0
