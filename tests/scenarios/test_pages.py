"""Playing as people do it: list, brief, talk, debrief."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.people.models import AccessLook
from lms.scenarios import queries
from lms.scenarios.domain import ENGINE
from lms.scenarios.models import Mark, Play, Turn
from tests.scenarios.conftest import BEST, BRIEF, FAILED, FAIR, NOW, POOR

LIST = "/scenarios"


def test_the_list_teaches_those_to_whom_nothing_is_assigned(stage, company, browser_of):
    page = browser_of(company.person("zhou", "trainee")).open(LIST)

    assert page.heading == "情景演练"
    assert "还没有给您的情景" in page.text


def test_the_list_shows_what_is_assigned_and_where_one_stands(actor_of, lin):
    actor = actor_of(lin)
    assert "还没练过" in actor.browser.open(LIST).text
    actor.begin()
    assert "练到一半" in actor.browser.open(LIST).text
    actor.play(*FAIR)

    page = actor.browser.open(LIST)
    assert "练习及格 最好 72 分" in page.text
    assert "考核还剩 2 次，共 2 次" in page.text
    assert page.find(".card h3 a")["href"] == BRIEF


def test_mentors_trainers_and_hr_see_all_scenarios(stage, company, browser_of):
    for role in ("mentor", "trainer", "hr"):
        assert "水壶不热" in browser_of(company.person(role, role)).open(LIST).text


def test_what_is_not_assigned_does_not_exist(stage, company, browser_of):
    zhou = browser_of(company.person("zhou", "trainee"))

    zhou.open(BRIEF, 404)
    zhou.post(f"{BRIEF}/plays", {"mode": "practice"}, 404)
    zhou.open("/scenarios/nothing", 404)


def test_the_brief_prints_the_case_and_the_rules_of_both_modes(actor_of, lin):
    page = actor_of(lin).browser.open(BRIEF)

    assert page.heading == "水壶不热"
    for words in (
        "何先生",
        "尾号 2217",
        "不计时，不限次数",
        "限时 6 分钟",
        "70 分及格",
        "一共 2 次机会",
    ):
        assert words in page.text
    modes = {field["value"] for field in page.all("main input[name=mode]")}
    assert modes == {"practice", "rehearsal", "assessment"}


def test_hr_reads_the_brief_and_cannot_begin(stage, company, browser_of):
    browser = browser_of(company.person("hr", "hr"))

    assert not browser.open(BRIEF).all("main form")
    browser.post(f"{BRIEF}/plays", {"mode": "practice"}, 403)
    browser.post(f"{BRIEF}/previews", {"mode": "practice"}, 403)


def test_a_practice_is_talked_through_with_remarks_to_the_debrief(actor_of, lin):
    actor = actor_of(lin)
    page = actor.begin()
    assert "壶是凉的，药怎么吃？" in page.text
    assert len(page.all("button.reply")) == 3
    assert "先接住他的着急" in page.text

    page = actor.say(page, "sorry-first")
    assert "先认下他的难处" in page.text
    assert "情绪 +15" in page.text
    assert "底座的灯不亮" in page.text
    assert page.find("#now").get_text(" ", strip=True).endswith("我陪您看一下。")

    page = actor.say(actor.say(page, "walk-through"), "exchange-today")
    assert page.heading == "复盘 · 水壶不热"
    assert "热水喝上了" in page.text
    assert page.find(".outcome-score").get_text() == "100 分"
    assert "最可惜" not in page.text


def test_the_debrief_says_what_would_have_been_better(actor_of, lin):
    page = actor_of(lin).play(*POOR)

    assert page.find(".outcome-score").get_text() == "9 分"
    assert "没有通过" in page.text
    worst = [block.get_text(" ", strip=True) for block in page.all(".worst-turn")]
    assert len(worst) == 2
    assert all("更好的说法" in words for words in worst)
    assert "服务技巧" in page.find("table").get_text()
    for feedback in ("程序没错", "规定没错", "尽快不是时间"):
        assert feedback in page.text


def test_a_failing_ending_never_passes(actor_of, lin):
    page = actor_of(lin).play(*FAILED)

    assert "他挂了电话" in page.text
    assert "分数再高也不算通过" in page.text


def test_an_open_practice_goes_on_where_it_was(actor_of, lin):
    actor = actor_of(lin)
    begun = actor.say(actor.begin(), "sorry-first")

    again = actor.begin()
    assert again.address == begun.address
    assert "底座的灯不亮" in again.text


def test_a_practice_can_be_begun_afresh(app, actor_of, lin):
    actor = actor_of(lin)
    first = actor.say(actor.begin(), "sorry-first")
    second = actor.begin(afresh="1")

    assert second.address != first.address
    laid_aside = actor.browser.open(first.address)
    assert "没有练完" in laid_aside.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Mark.id))) == 0


def test_the_same_key_begins_one_play(app, actor_of, lin):
    actor = actor_of(lin)
    addresses = {actor.begin(key="a" * 32, afresh="1").address for _ in range(2)}

    assert len(addresses) == 1
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Play.id))) == 1


def test_the_same_turn_sent_twice_is_taken_once(app, actor_of, lin):
    actor = actor_of(lin)
    page = actor.begin()
    first, second = actor.say(page, "sorry-first"), actor.say(page, "sorry-first")

    assert first.text == second.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Turn.id))) == 1


def test_another_answer_to_the_same_turn_gets_the_talk_as_it_stands(actor_of, lin):
    actor = actor_of(lin)
    page = actor.begin()
    actor.say(page, "sorry-first")
    page.find("input[name=key]")["value"] = "b" * 32

    stale = actor.say(page, "your-fault", 409)
    assert "这一轮已经答过了" in stale.text
    assert "底座的灯不亮" in actor.say(stale, "walk-through").text


def test_an_answer_after_the_end_is_stale(actor_of, lin):
    actor = actor_of(lin)
    last = actor.play("sorry-first", "walk-through")
    actor.say(last, "exchange-today")
    last.find("form.player-task input[name=key]")["value"] = "b" * 32

    assert "已经结束" in actor.say(last, "soon", 409).text


@pytest.mark.parametrize("choice", ["0", "4", "99", "-1", "x", ""])
def test_an_answer_that_is_not_shown_is_refused_and_nothing_is_lost(app, actor_of, lin, choice):
    actor = actor_of(lin)
    page = actor.say(actor.begin(), "sorry-first")
    again = actor.browser.submit(page, "form.player-task", 422, choice=choice)

    assert "底座的灯不亮" in again.text
    assert again.find(".field-error, .problems")
    assert actor.say(again, "walk-through").status == 200


def test_a_turn_without_a_number_is_refused(actor_of, lin):
    actor = actor_of(lin)
    page = actor.begin()

    again = actor.browser.submit(page, "form.player-task", 422, choice="1", turn="")
    assert "请刷新页面再答" in again.text


def test_a_rehearsal_tells_nothing_until_its_debrief(actor_of, lin):
    actor = actor_of(lin)
    page = actor.say(actor.begin("rehearsal"), "sorry-first")
    assert not page.all(".coach, .meters, .movement, .player-hint, button[name=rewind]")
    assert "先接着练" in actor.begin("practice").text

    page = actor.say(actor.say(page, "walk-through"), "exchange-today")
    assert "先认下他的难处" in page.text
    assert "还没练过" in actor.browser.open(LIST).text


def test_an_unknown_mode_is_refused(actor_of, lin):
    actor = actor_of(lin)

    assert actor.begin("exam", status=422).heading == "水壶不热"
    assert actor.begin("exam", status=422).heading == "水壶不热"


# --- assessment ---


def test_an_assessment_runs_on_a_clock_without_remarks(actor_of, lin, at):
    at(NOW)
    actor = actor_of(lin)
    page = actor.begin("assessment")
    assert "还剩 6 分钟" in page.text
    at(NOW + timedelta(minutes=2, seconds=30))
    page = actor.say(page, "sorry-first")

    assert "还剩 4 分钟" in page.text
    assert not page.all(".coach, .meters, .movement, .player-hint")


def test_a_passed_assessment_is_marked(app, actor_of, lin):
    page = actor_of(lin).play(*BEST, mode="assessment")

    assert "通过" in page.text
    with app.app_context():
        mark = db.session.scalars(sa.select(Mark)).one()
        assert (mark.number, mark.score, mark.passed, mark.engine) == (1, 100, True, ENGINE)
        assert mark.points["total"] == [11, 11]


def test_an_open_assessment_goes_on_even_if_practice_is_asked_for(actor_of, lin):
    actor = actor_of(lin)
    begun = actor.begin("assessment")
    page = actor.begin("practice", afresh="1")

    assert page.address == begun.address
    assert "先把它做完" in page.text
    assert not actor.browser.open(BRIEF).all("form.post-button")


def test_beginning_an_assessment_lays_an_open_practice_aside(actor_of, lin):
    actor = actor_of(lin)
    practice = actor.begin()

    assert actor.begin("assessment").address != practice.address
    assert "没有练完" in actor.browser.open(practice.address).text


def test_after_a_failed_assessment_the_next_waits_and_says_until_when(actor_of, lin, at):
    at(NOW)
    actor = actor_of(lin)
    actor.play(*POOR, mode="assessment")
    refused = actor.begin("assessment", status=409)

    assert "2026年3月4日 22:00 以后可以再考" in refused.text
    assert "还剩 1 次机会" in refused.text
    at(NOW + timedelta(hours=12))
    assert actor_of(lin).begin("assessment").find("form.player-task")


def test_when_all_attempts_are_used_there_is_no_other(actor_of, lin, at):
    for day in range(2):
        at(NOW + timedelta(days=day))
        actor_of(lin).play(*POOR, mode="assessment")
    at(NOW + timedelta(days=9))
    actor = actor_of(lin)

    assert "机会都用完了" in actor.begin("assessment", status=409).text
    assert "考核还没通过" in actor.browser.open(LIST).text


def test_a_late_answer_ends_the_play_and_is_not_counted(app, actor_of, lin, at):
    at(NOW)
    actor = actor_of(lin)
    page = actor.play("sorry-first", "walk-through", mode="assessment")
    at(NOW + timedelta(minutes=6))
    late = actor.say(page, "exchange-today")

    assert "最后这一句没有算进去" in late.text
    assert "时间到了" in late.text
    assert "没有通过" in late.text
    with app.app_context():
        play = db.session.scalars(sa.select(Play)).one()
        assert (play.ended_by, play.ended_at) == ("clock", NOW + timedelta(minutes=6))
        assert db.session.scalar(sa.select(sa.func.count(Turn.id))) == 2


def test_a_run_out_play_shows_its_debrief_before_the_end_is_stored(app, actor_of, lin, at):
    at(NOW)
    actor = actor_of(lin)
    page = actor.play("sorry-first", mode="assessment")
    at(NOW + timedelta(minutes=7))

    assert "时间到了" in actor.browser.open(page.address).text
    with app.app_context():
        assert db.session.scalars(sa.select(Play)).one().ended_at is None


def test_a_wrong_answer_after_the_clock_ran_out_leads_to_the_debrief(actor_of, lin, at):
    at(NOW)
    actor = actor_of(lin)
    page = actor.begin("assessment")
    at(NOW + timedelta(minutes=7))

    after = actor.browser.submit(page, "form.player-task", choice="")
    assert "时间到了" in after.text


def test_a_new_assessment_after_a_run_out_one_ends_that_first(app, actor_of, lin, at):
    at(NOW)
    actor_of(lin).begin("assessment")
    at(NOW + timedelta(days=1))

    assert actor_of(lin).begin("assessment").find("form.player-task")
    with app.app_context():
        plays = db.session.scalars(sa.select(Play).order_by(Play.id)).all()
        assert [play.ended_by for play in plays] == ["clock", None]


# --- previews, and other people's plays ---


def test_a_preview_counts_nowhere(app, stage, company, actor_of):
    chen = company.person("chen", "mentor")
    actor = actor_of(chen)
    page = actor.begin("assessment", kind="previews")
    assert "不计入任何成绩" in page.text
    for choice_id in BEST:
        page = actor.say(page, choice_id)

    assert "这是预览" in page.text
    with app.app_context():
        assert queries.finished_plays(chen.id) == []
        assert db.session.scalars(sa.select(Play.is_preview)).all() == [True]
    actor.browser.post(f"{BRIEF}/plays", {"mode": "practice"}, 403)


def test_the_same_key_begins_one_preview(stage, company, actor_of):
    actor = actor_of(company.person("wang", "trainer"))
    addresses = {actor.begin(kind="previews", key="c" * 32).address for _ in range(2)}

    assert len(addresses) == 1
    assert actor.begin("exam", kind="previews", status=422).heading == "水壶不热"


def test_a_trainee_gets_no_preview(actor_of, lin):
    actor_of(lin).begin(kind="previews", status=403)


def test_a_mentor_reads_an_apprentices_play_after_the_end_and_the_look_is_logged(
    app, actor_of, lin, company, browser_of
):
    chen = company.person("chen", "mentor")
    company.pair(chen, lin)
    actor, mentor = actor_of(lin), browser_of(chen)
    open_play = actor.begin()
    mentor.open(open_play.address, 404)
    page = open_play
    for choice_id in POOR:
        page = actor.say(page, choice_id)

    seen = mentor.open(page.address)
    assert "林晓" in seen.text
    assert "程序没错" in seen.text
    assert {form["action"].partition("#")[0] for form in seen.all("main form")} == {
        f"{page.address}/comments"
    }
    with app.app_context():
        look = db.session.scalars(sa.select(AccessLook)).one()
        assert (look.asker_id, look.person_id, look.what) == (chen.id, lin.id, "play.read")


def test_nobody_else_reads_a_play(actor_of, lin, company, browser_of):
    page = actor_of(lin).play(*POOR)
    others = [
        company.person("zhou", "trainee"),
        company.person("li", "mentor"),
        company.person("wang", "trainer"),
        company.person("hr", "hr"),
        company.person("root", "admin"),
    ]

    for other in others:
        browser_of(other).open(page.address, 404)


def test_nobody_else_takes_a_turn(actor_of, lin, company, browser_of):
    page = actor_of(lin).begin()
    chen = company.person("chen", "mentor")
    company.pair(chen, lin)

    browser_of(chen).post(f"{page.address}/turns", {"turn": "1", "choice": "1"}, 404)
    browser_of(company.person("hr", "hr")).post(f"{page.address}/turns", {}, 403)


def test_a_mentor_does_not_read_an_apprentices_preview(actor_of, stage, company, browser_of):
    both = company.person("both", "trainee", "mentor")
    chen = company.person("chen", "mentor")
    company.pair(chen, both)
    page = actor_of(both).play(*POOR, kind="previews")

    browser_of(chen).open(page.address, 404)


# --- languages and revisions ---


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The kettle is cold"), ("zh-TW", "壺是涼的，藥怎麼吃？")]
)
def test_the_talk_is_in_the_language_of_the_reader(stage, lin, browser_of, language, words):
    page = browser_of(lin, language=language).post(f"{BRIEF}/plays", {"mode": "practice"})

    assert words in page.text


def test_a_play_keeps_the_revision_on_which_it_began(stage, actor_of, lin):
    actor = actor_of(lin)
    page = actor.begin()
    file = stage.root / "quizzes" / "scenarios" / "cold-kettle.yaml"
    changed = file.read_text(encoding="utf-8").replace("底座的灯不亮。", "灯一直在闪。")
    file.write_text(changed, encoding="utf-8")
    stage.load()

    assert "底座的灯不亮" in actor.say(page, "sorry-first").text
    assert "灯一直在闪" in actor.play("sorry-first", mode="assessment").text
