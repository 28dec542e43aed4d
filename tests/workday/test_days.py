"""The list of a day on its page: quadrants, limits, the completion rate, what is carried over."""

from datetime import UTC, datetime

import pytest

from tests.conftest import counted_queries
from tests.workday.conftest import named

MOST_QUERIES = 25


def words_in(page, quadrant):
    there = page.find(f"[aria-labelledby='quadrant-{quadrant}']")
    return [one.get_text() for one in there.select(".matter-words")]


def test_a_line_stands_in_its_quadrant(lin):
    lin.jot("楼道漏水", "complaint")
    lin.jot("收费系统报错", "fault")
    page = lin.jot("消防通知", "filed")

    assert words_in(page, "now") == ["楼道漏水"]
    assert words_in(page, "delegated") == ["收费系统报错"]
    assert words_in(page, "filed") == ["消防通知"]


@pytest.mark.parametrize("wrong", [{"words": ""}, {"words": "长" * 101}, {"place": "nowhere"}])
def test_what_cannot_be_taken_comes_back_as_it_was_typed(lin, wrong):
    page = lin.jot(**{"words": "楼道漏水", "status": 422, **wrong})

    assert page.find(".problems")
    assert page.find("#words")["value"] == wrong.get("words", "楼道漏水")


def test_the_same_post_twice_is_one_line(lin):
    form = lin.open()
    for _time in range(2):
        page = lin.browser.submit(form, "form[action='/workday/matters']", words="一次就够")

    assert words_in(page, "now") == ["一次就够"]


def test_the_rate_counts_the_list_of_the_morning_and_what_comes_in_apart(lin):
    for words in ("第一件", "第二件", "第三件", "第四件"):
        lin.jot(words)
    lin.start()
    lin.jot("插进来的那件")
    for words in ("第一件", "第二件", "第三件", "插进来的那件"):
        page = lin.tick(words)

    assert "早上写下 4 件，做完 3 件，完成率 75%；插进来 1 件" in page.find(".lead").get_text()


def test_the_first_tick_starts_the_day(lin):
    lin.jot("第一件")
    lin.tick("第一件")
    page = lin.jot("后来的")

    assert "插进来的" in lin.line("后来的", page).get_text()
    assert not page.all("form[action='/workday/start']")


def test_what_is_dropped_before_the_start_was_never_there_later_it_counts(lin):
    lin.jot("写错了")
    lin.jot("真的")
    lin.press("写错了", "不办了")
    lin.start()
    page = lin.press("真的", "不办了")

    assert "写错了" not in page.text
    assert "早上写下 1 件，做完 0 件，完成率 0%" in page.find(".lead").get_text()


def test_a_tick_can_be_taken_back_today(lin):
    lin.jot("第一件")
    lin.tick("第一件")
    page = lin.press("第一件", "改回没做完")

    assert "完成率 0%" in page.find(".lead").get_text()


def test_nothing_written_down_is_no_start(lin):
    page = lin.browser.post("/workday/start", status=422)

    assert "先写下今天要办的事" in page.text


def test_a_complaint_is_watched_for_thirty_minutes(lin, clock):
    page = lin.jot("楼道漏水", "complaint")
    assert "09:30 前要回应" in lin.line("楼道漏水", page).get_text()

    clock.wait(minutes=31)
    page = lin.open()
    assert "过了 09:30，还没有回应" in lin.line("楼道漏水", page).get_text()
    assert "1 件过了时限" in page.find(".note[data-tone=trouble]").get_text()

    page = lin.press("楼道漏水", "已经回应")
    assert "回应晚了" in lin.line("楼道漏水", page).get_text()
    assert not page.all(".note[data-tone=trouble]")


def test_a_fault_is_reported_within_two_hours(lin, clock):
    lin.jot("收费系统报错", "fault")
    clock.wait(minutes=119)
    page = lin.press("收费系统报错", "已经报了")

    assert "按时报了" in lin.line("收费系统报错", page).get_text()
    assert "收费系统报错" in words_in(page, "delegated")


def test_more_than_three_at_once_are_too_many(lin):
    for number in range(3):
        page = lin.jot(f"第 {number} 件")
    assert "多过三件" not in page.text

    assert "多过三件" in lin.jot("第四件").text


def test_a_matter_moves_to_another_quadrant(lin):
    lin.jot("下周一报销的收据")
    page = lin.press("收据", "放到“计划时间”")

    assert words_in(page, "scheduled") == ["下周一报销的收据"]


def test_what_is_carried_over_is_on_the_list_of_the_next_working_day(lin, clock):
    lin.jot("明天再办")
    page = lin.press("明天再办", "接到下一个工作日")
    assert "接到3月3日" in lin.line("明天再办", page).get_text()

    clock.wait(days=1)
    page = lin.open()
    assert words_in(page, "now") == ["明天再办"]
    assert "插进来的" not in lin.line("明天再办", page).get_text()


def test_what_was_left_over_comes_to_today_in_one_press(lin, clock):
    lin.jot("第一件")
    lin.jot("第二件", "complaint")
    clock.wait(days=1)
    page = lin.open()
    assert len(page.all("#left-over li")) == 2

    page = lin.browser.submit(page, "form[action='/workday/carrying']")
    assert words_in(page, "now") == ["第一件", "第二件"]
    assert "过了 3月2日 09:30" in lin.line("第二件", page).get_text()
    assert not page.all("#left-over")


def test_carrying_twice_carries_once(lin):
    page = lin.jot("明天再办")
    for _time in range(2):
        lin.press("明天再办", "接到下一个工作日", page)

    line = lin.line("明天再办", lin.open())
    assert "接到3月3日" in line.get_text()


def test_the_rate_of_a_day_that_is_over_stays(lin, clock):
    page = lin.jot("昨天的")
    lin.start()
    form = next(one for one in lin.line("昨天的", page).select("form") if "做完" in named(one))
    clock.wait(days=1)
    refused = lin.browser.post(form["action"], status=409)

    assert "那天的完成率已经定了" in refused.text


def test_the_rates_of_the_week_stand_beside_the_list(lin, clock):
    lin.jot("第一件")
    lin.tick("第一件")
    clock.wait(days=1)
    week = lin.open().find("#week").get_text()

    assert "3月2日" in week
    assert "1 / 1 · 100%" in week


def test_a_rest_day_says_so_and_still_works(lin, clock):
    clock.move_to(datetime(2026, 3, 7, 2, tzinfo=UTC))
    page = lin.jot("值班记一件")

    assert "今天休息" in page.find(".lead").get_text()


def test_shares_are_planned_as_usual_and_changed_for_today(lin):
    page = lin.open()
    assert "打算 40%，3 小时 12 分钟" in page.find("#shares").get_text()

    form = "form[action='/workday/shares']"
    page = lin.browser.submit(page, form, response="50", solving="30", upkeep="10", slack="10")
    assert "打算 50%，4 小时" in page.find("#shares").get_text()

    page = lin.browser.submit(page, form, 422, response="60")
    assert "加起来要正好 100%，现在是 110%" in page.text


def test_half_hours_are_noted_in_one_press_and_taken_back(lin):
    for _time in range(2):
        page = note_half_hour(lin, "response")
    page = note_half_hour(lin, "solving")
    shares = page.find("#shares").get_text()
    assert "今天记了 3 个半小时" in shares
    assert "记下 67%" in shares
    assert "差得最多的是即时响应，多了 37 个百分点" in shares

    page = lin.browser.submit(page, "form[action='/workday/half-hours/removal']")
    assert "今天记了 2 个半小时" in page.find("#shares").get_text()


def test_the_same_half_hour_is_taken_once(lin):
    page = lin.open()
    for _time in range(2):
        after = note_half_hour(lin, "upkeep", page)

    assert "今天记了 1 个半小时" in after.text


def note_half_hour(worker, share, page=None):
    page = page or worker.open()
    forms = page.all("form[action='/workday/half-hours']")
    form = next(one for one in forms if one.select_one("[name=share]")["value"] == share)
    return worker.browser.post(
        form["action"], {one["name"]: one["value"] for one in form.select("input")}
    )


def test_a_made_up_share_is_refused(lin):
    page = lin.browser.post("/workday/half-hours", {"share": "sleep"}, status=422)

    assert "这半小时给了什么" in page.text


def test_home_leads_to_the_day_in_one_click(lin):
    assert lin.open("/").find("main a[href='/workday']").get_text() == "今天的工作"


def test_others_have_no_day_and_nobody_sees_another_ones(lin, company, browser_of):
    lin.jot("只有自己看")
    colleague = browser_of(company.person("zhou", "trainee"))
    mentor = browser_of(company.person("chen", "mentor"))

    assert "只有自己看" not in colleague.open("/workday").text
    mentor.open("/workday", 403)


def test_the_page_asks_as_much_of_a_full_day_as_of_an_empty_one(app, lin):
    lin.open()
    with counted_queries(app) as empty:
        lin.open()
    for number in range(8):
        lin.jot(f"第 {number} 件")
    lin.concentrate()
    note_half_hour(lin, "slack")
    lin.open()
    with counted_queries(app) as full:
        lin.open()

    assert len(full) == len(empty)
    assert len(full) <= MOST_QUERIES
