"""Taking a drill: two customers, each with a clock, served window by window."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms import create_app
from lms.db import db, write
from lms.library import queries as library
from lms.scenarios import commands, queries, service
from lms.scenarios.domain import EndedBy
from lms.scenarios.models import DrillMark, DrillRun, Play
from tests.conftest import counted_queries
from tests.pages import Browser
from tests.scenarios.conftest import NOW
from tests.scenarios.drills import BRIEF, give, set_up, take

TASK = "form.player-task"
GOOD = "周女士，对不起，我正在查您的锅，10 分钟内答您。"


def after(seconds: int):
    return NOW + timedelta(seconds=seconds)


@pytest.fixture
def lin(app, company, tmp_path):
    set_up(app, tmp_path)
    person = company.person("lin", "trainee", name="林晓")
    give(app, person)
    return person


@pytest.fixture
def browser(lin, browser_of, at):
    at(NOW)
    return browser_of(lin)


def begin(browser, **fields):
    return browser.post(f"{BRIEF}/runs", fields)


def runs(app):
    with app.app_context():
        return list(db.session.scalars(sa.select(DrillRun).order_by(DrillRun.id)))


def plays(app):
    with app.app_context():
        return [it.public_id for it in db.session.scalars(sa.select(Play).order_by(Play.id))]


def overview(app, browser):
    return browser.open(f"/drill-runs/{runs(app)[-1].public_id}")


def windows(page):
    return [it.get_text(" ", strip=True) for it in page.all(".window")]


def kettle(browser, page, choice: str):
    (value,) = [b["value"] for b in page.all("button.reply") if choice in b.get_text()]
    return browser.submit(page, TASK, choice=value)


def test_the_first_customer_is_there_at_once_the_second_only_when_she_comes(app, browser, at):
    page = begin(browser)
    _kettle, pan = plays(app)

    assert "壶是凉的" in page.text
    assert windows(page)[-1] == "还有 1 位没来"
    assert "周女士" not in page.text
    assert pan not in page.text
    browser.open(f"/plays/{pan}", 404)
    browser.post(f"/plays/{pan}/turns", {"turn": "1", "reply": "在的"}, 404)

    at(after(50))
    page = overview(app, browser)
    assert [it.split()[0] for it in windows(page)] == ["何先生", "周女士"]
    assert page.find(".window[data-late] a").get_text() == "何先生"
    assert page.find("main .btn-primary").get_text(strip=True) == "去回何先生"


def test_a_window_is_told_by_what_waits_in_the_others(app, browser, at):
    begin(browser)
    at(after(45))
    page = browser.open(f"/plays/{plays(app)[1]}")

    assert page.find(".window a[aria-current]").get_text() == "周女士"
    assert page.find(".window-said").get_text() == "壶是凉的，药怎么吃？"


def test_a_served_window_shows_nothing_of_its_debrief_while_the_other_is_open(app, browser, at):
    page = begin(browser)
    for words in ("让您喝不上热水", "换一个插座，把壶", "给您换新的，下午"):
        at(after(20))
        page = kettle(browser, page, words)
    assert "何先生 已结束" in windows(page)[0]

    page = browser.open(f"/plays/{plays(app)[0]}")
    assert page.address.startswith("/drill-runs/")
    assert "点评" not in page.text


def take_all(app, browser, at, reply: str):
    """Serve the first customer well, say something to the second, and let the time run out."""
    page = begin(browser)
    for seconds, words in (
        (20, "让您喝不上热水"),
        (70, "换一个插座，把壶"),
        (120, "给您换新的，下午"),
    ):
        at(after(seconds))
        page = kettle(browser, page, words)
    at(after(125))
    page = browser.open(f"/plays/{plays(app)[1]}")
    browser.submit(page, TASK, reply=reply)
    at(after(8 * 60))
    with app.app_context():
        commands.end_run_out_plays()
    return overview(app, browser)


def test_a_name_in_the_wrong_window_costs_and_is_shown(app, browser, at):
    page = take_all(app, browser, at, "何先生，对不起，我正在查，10 分钟内答您。")

    with app.app_context():
        mark = db.session.scalars(sa.select(DrillMark)).one()
    assert mark.windows["2"]["mixed"] == [[2, "何先生", 1]]
    assert not mark.passed
    assert "出现了“何先生”：那是何先生的" in page.text
    assert "串了 1 次" in page.text


def test_the_score_is_explained_by_its_three_factors(app, browser, at):
    page = take_all(app, browser, at, GOOD)
    run = runs(app)[0]
    with app.app_context():
        came = queries.drill_result(db.session.get_one(DrillRun, run.id))
        stored = queries.reckoned(db.session.get_one(DrillRun, run.id))

    assert came == stored
    assert (came.windows[0].timely, came.windows[0].asked, came.windows[0].slowest) == (3, 3, 50)
    assert run.ended_by == EndedBy.CLOCK
    assert came.clarity == 100
    product = f"{came.quality}% × {came.timeliness}% × 100% = {came.score} 分"
    assert product in page.text
    assert "这个窗口丢了" in page.text
    window = browser.open(f"/plays/{plays(app)[0]}")
    assert "并发演练里的一个窗口" in window.text


def test_a_drill_begins_once_goes_on_and_may_begin_afresh(app, browser):
    begin(browser, key="a" * 32)
    begin(browser, key="a" * 32)
    begin(browser, key="b" * 32)
    assert len(runs(app)) == 1

    begin(browser, key="c" * 32, afresh="1")
    first, second = runs(app)
    assert (first.ended_by, second.ended_by) == (EndedBy.LEFT, None)
    page = browser.open(f"/drill-runs/{first.public_id}")
    assert "从头开始了新的一次" in page.text


def test_a_drill_whose_time_is_up_is_marked_before_another_begins(app, browser, at):
    begin(browser)
    at(after(9 * 60))
    assert "没有通过" in overview(app, browser).text
    begin(browser)

    with app.app_context():
        assert db.session.scalars(sa.select(DrillMark.score)).all() == [0]
    assert [run.ended_by for run in runs(app)] == [EndedBy.CLOCK, None]


def test_the_windows_count_nowhere_by_themselves(app, browser, lin, at):
    take_all(app, browser, at, GOOD)
    with app.app_context():
        assert queries.finished_plays(lin.id) == []
        assert queries.was_last_unhurried(lin.id) is False


def test_a_clock_that_is_looked_at_does_not_shorten_windows_that_are_to_come(app, browser):
    begin(browser)
    with app.app_context():
        commands.end_run_out_plays()
        deadlines = set(db.session.scalars(sa.select(Play.deadline)))
    assert deadlines == {after(8 * 60)}


def test_pages_ask_again_who_waits(app, browser, at):
    begin(browser)
    address = f"/drill-runs/{runs(app)[0].public_id}"
    headers = {"HX-Request": "true"}
    part = browser.client.get(address, headers=headers).get_data(as_text=True)
    assert 'id="windows"' in part
    assert "<html" not in part

    at(after(8 * 60))
    over = browser.client.get(address, headers=headers)
    assert (over.status_code, address in over.headers["HX-Trigger"]) == (204, True)


def test_a_drill_is_for_whoever_it_was_put_before(app, browser, company, browser_of):
    stranger = company.person("zhou", "trainee")
    browser_of(stranger).open(BRIEF, 404)

    assert "两边一起来" in browser.open("/scenarios").find(".grid").get_text()
    give(app, stranger)
    browser_of(stranger).open(BRIEF)


def test_another_person_s_drill_does_not_exist(app, browser, company, browser_of):
    begin(browser)
    browser_of(company.person("zhou", "trainee")).open(f"/drill-runs/{runs(app)[0].public_id}", 404)


def test_trainers_preview_without_a_mark_that_counts(app, lin, company, browser_of):
    wang = browser_of(company.person("wang", "trainer"))
    wang.post(f"{BRIEF}/previews", {})

    assert runs(app)[0].is_preview
    assert wang.open(BRIEF).all(".btn-primary")[0].get_text(strip=True) == "预览演练"


def test_extra_time_makes_every_clock_of_a_drill_longer(app, lin, company):
    hr = company.person("hr", "hr")
    with app.app_context():
        write(
            service.grant_extra_time,
            hr,
            login="lin",
            document_id=None,
            percent=50,
            reason="读屏",
            key="g",
            today=NOW.date(),
            now=NOW,
        )
        drill = library.published("drill", "both")
        run = write(
            service.start_drill,
            lin,
            drill,
            language="zh-Hans",
            key="k",
            afresh=False,
            is_preview=False,
            now=NOW,
        )
        assert run.deadline == after(12 * 60)
        assert {play.extra_time for play in queries.plays_of(run)} == {50}


def test_a_turn_and_the_windows_cost_the_same_however_much_went_before(app, browser, lin, at):
    def asked(act):
        with counted_queries(app) as statements:
            page = act()
        return page, len(statements)

    page = begin(browser)
    page, _warm = asked(lambda: kettle(browser, page, "让您喝不上热水"))
    _page, few = asked(lambda: kettle(browser, page, "换一个插座，把壶"))
    _page, shown = asked(lambda: overview(app, browser))
    with app.app_context():
        for number in range(3):
            take(lin, f"before-{number}", is_preview=True)
    at(after(45))
    pan = browser.open(f"/plays/{plays(app)[1]}")
    for _again in range(4):  # looking something up is a turn as well
        pan = browser.submit(pan, TASK, card="order")
    at(after(50))
    begin(browser, afresh="1")
    page = browser.open(f"/plays/{plays(app)[-2]}")
    page = kettle(browser, page, "让您喝不上热水")

    assert asked(lambda: kettle(browser, page, "换一个插座，把壶"))[1] == few
    assert asked(lambda: overview(app, browser))[1] == shown


def test_a_drill_goes_on_after_a_restart_with_its_clocks_where_they_should_be(
    app, product, browser, lin, at
):
    """A second application on the same database knows only what is stored."""
    page = begin(browser)
    at(after(20))
    kettle(browser, page, "让您喝不上热水")
    at(after(100))
    here = overview(app, browser)
    again = create_app(product.settings)
    again.config.update(TESTING=True)

    restarted = Browser(again, lin).open(here.address)
    assert windows(restarted) == windows(here)
    assert [it["data-waits"] for it in restarted.all("[data-waits]")] == ["80", "60"]
    assert [it["data-limit"] for it in restarted.all("[data-waits]")] == ["60", "30"]
    assert "还剩 6:20" in restarted.text
    with again.app_context():
        at(after(8 * 60 + 30))
        commands.end_run_out_plays()  # what the job does that the restart has begun
        run = db.session.scalars(sa.select(DrillRun)).one()
        assert (run.ended_at, run.ended_by) == (after(8 * 60), EndedBy.CLOCK)
        db.session.remove()
        db.engine.dispose()
