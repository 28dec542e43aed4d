"""Looking back on a play: roads not taken, practising on from a turn, comments of mentors."""

import pytest
import sqlalchemy as sa

from lms.db import db, editions, write
from lms.errors import Forbidden, NotFound, Stale
from lms.messages.models import Message
from lms.people.models import AuditEvent, Pair
from lms.scenarios import queries, service
from lms.scenarios.domain import Choose, Mode, Rewind, opening, shown_choices
from lms.scenarios.models import Comment, Play, Retry, Turn
from tests.conftest import counted_queries
from tests.scenarios.conftest import BEST, BRIEF, FAILED, NOW, POOR
from tests.scenarios.test_service import begin, play_out

RETRY, SAY = ".worst-turn .retry form", ".say-something form"
TAKE_BACK = ".comment form.post-button"


@pytest.fixture
def chen(company, lin):
    """The mentor of the trainee."""
    person = company.person("chen", "mentor", name="陈立")
    company.pair(person, lin)
    return person


def mode_of(page):
    return page.find(".player-bar .status").get_text(strip=True)


# --- what would have happened otherwise ---


def test_every_other_answer_of_the_worst_turns_is_told_with_what_came_of_it(stage, actor_of, lin):
    page = actor_of(lin).play(*POOR)

    for block in page.all(".worst-turn"):
        words = [road.get_text() for road in block.select(".road-words")]
        assert len(words) == len(set(words)) >= 2
        assert block.select(".roads > .best")
        assert block.select(".road-next")
    assert stage.words("sorry-first") in page.find(".worst-turns").get_text()


def test_an_assessment_that_may_be_repeated_tells_no_other_answer(stage, actor_of, lin):
    page = actor_of(lin).play(*POOR, mode="assessment")

    told = page.response.get_data(as_text=True)
    assert "程序没错" in told
    assert not page.all(".roads")
    assert stage.words("sorry-first") not in told
    assert stage.words("walk-through") not in told
    assert "还有考核机会" in page.text


def test_while_an_assessment_runs_earlier_plays_are_no_crib(stage, actor_of, lin):
    actor = actor_of(lin)
    before = actor.play(*BEST)
    running = actor.begin("assessment")

    page = actor.browser.open(before.address)
    told = page.response.get_data(as_text=True)
    assert "100 分" in page.text
    assert not any(stage.words(said) in told for said in BEST)
    assert "热水喝上了" not in told
    assert page.find(f"main a[href='{running.address}']")


def test_a_mentor_is_told_everything_of_an_assessment(stage, actor_of, lin, chen, browser_of):
    page = actor_of(lin).play(*POOR, mode="assessment")

    assert stage.words("sorry-first") in browser_of(chen).open(page.address).text


def test_why_it_is_not_passed_is_said_in_so_many_words(actor_of, lin):
    page = actor_of(lin).play(*POOR)

    assert "9 分，离 70 分及格还差 61 分" in page.find(".shortfalls").get_text()
    assert not actor_of(lin).play(*BEST).all(".shortfalls")


def test_what_the_customer_felt_is_a_curve_with_its_table(actor_of, lin):
    page = actor_of(lin).play(*POOR)

    lines = page.all(".curve-picture polyline")
    assert lines
    assert all(len(line["points"].split()) == len(POOR) + 1 for line in lines)
    rows = page.all(".felt tbody tr")
    assert len(rows) == len(POOR) + 1


# --- practising on from a turn ---


def test_a_retry_begins_where_the_play_stood_and_never_counts(app, stage, actor_of, lin):
    actor = actor_of(lin)
    debrief = actor.play("sorry-first", "send-back", "soon")
    number = debrief.find(".worst-turn h3 a")["href"].rpartition("-")[2]
    page = actor.browser.submit(debrief, RETRY)

    assert mode_of(page) == "练习"
    assert stage.words("sorry-first") in page.find(".chat").get_text()
    for choice_id in ("walk-through", "exchange-today")[int(number) - 2 :]:
        page = actor.say(page, choice_id)
    assert "不改成绩" in page.text
    assert page.find(f"main a[href^='{debrief.address}#turn-{number}']")
    with app.app_context():
        retried = db.session.scalars(sa.select(Retry)).one()
        assert retried.from_turn == int(number)
        best = queries.best_result(lin.id, "cold-kettle", Mode.PRACTICE)
        assert (best.public_id, best.passed) == (debrief.address.rpartition("/")[2], False)
        assert [one.public_id for one in queries.finished_plays(lin.id)] == [best.public_id]
        assert len(list(queries.competency_shares(lin.id))) == 1
    assert (
        "练过，还没及格" in actor.browser.open(BRIEF).text + actor.browser.open("/scenarios").text
    )


def test_the_same_key_retries_once(app, actor_of, lin):
    actor = actor_of(lin)
    debrief = actor.play(*POOR)
    first, second = (actor.browser.submit(debrief, RETRY) for _ in range(2))

    assert first.address == second.address
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Play.id))) == 2


def test_an_open_assessment_goes_on_instead(actor_of, lin):
    actor = actor_of(lin)
    debrief = actor.play(*POOR)
    running = actor.begin("assessment")

    page = actor.browser.submit(debrief, RETRY)
    assert page.address == running.address
    assert "先把它做完" in page.text


def test_turns_that_were_taken_back_are_not_copied(app, lin, stage):
    with app.app_context():
        play = play_out(lin, ())
        scenario = queries.scenario_of(play).content
        act = service.take_turn
        for number, done in enumerate(_acts(scenario, play), 1):
            write(act, play, scenario, done, number=number, key=f"k{number}", now=NOW)

        retried = write(service.retry, lin, play, 3, key="again", now=NOW)
        assert retried.seed == play.seed
        copied = db.session.scalars(sa.select(Turn).where(Turn.play_id == retried.id)).all()
        assert copied == []
        with pytest.raises(Stale):
            write(service.retry, lin, play, 1, key="other", now=NOW)


def _acts(scenario, play):
    shown = [move.id for move in shown_choices(scenario, opening(scenario), play.seed)]
    return (
        Choose(shown.index("sorry-first") + 1),
        Rewind(1),
        Choose(shown.index("your-fault") + 1),
    )


def test_only_a_play_that_is_over_and_still_offered_is_retried(app, lin, stage):
    with app.app_context():
        play = begin(lin)
        with pytest.raises(Stale):
            write(service.retry, lin, play, 1, key="1", now=NOW)
        preview = write(
            service.start_preview,
            lin,
            queries.scenario_of(play),
            Mode.PRACTICE,
            language="zh-Hans",
            key="preview",
            now=NOW,
        )
        with pytest.raises(NotFound):
            write(service.retry, lin, preview, 1, key="2", now=NOW)
        ended = play_out(lin, FAILED)

        def archive():
            ended.document.archived_at = NOW
            editions.move("library")

        write(archive)
        with pytest.raises(Stale):
            write(service.retry, lin, ended, 1, key="3", now=NOW)


def test_a_retry_of_an_unknown_turn_says_so(actor_of, lin):
    actor = actor_of(lin)
    debrief = actor.play(*POOR)

    refused = actor.browser.submit(debrief, RETRY, 409, turn="9")
    assert "没有这一轮" in refused.text
    assert actor.browser.submit(debrief, RETRY, turn="").address == debrief.address


# --- comments ---


def test_a_mentor_says_something_about_a_turn_and_the_trainee_is_told(
    app, actor_of, lin, chen, browser_of
):
    actor = actor_of(lin)
    debrief = actor.play(*POOR)
    mentor = browser_of(chen)
    page = mentor.submit(mentor.open(debrief.address), SAY, text="先接住他的急，\n再问编号。")

    assert "先接住他的急" in page.find(".comment").get_text()
    mine = actor.browser.open(debrief.address)
    assert "陈立的意见" in mine.find(".comment").get_text()
    assert not mine.all(SAY)
    with app.app_context():
        message = db.session.scalars(sa.select(Message)).one()
        assert (message.person_id, message.link) == (lin.id, f"{debrief.address}#turn-1")
        event = db.session.scalars(
            sa.select(AuditEvent).where(AuditEvent.kind == "play.commented")
        ).one()
        assert (event.actor_id, event.subject_id) == (chen.id, lin.id)
        assert "接住" not in str(event.parameters)
    assert "陈立对您的演练“水壶不热”第 1 轮写了意见" in actor.browser.open("/messages").text


def test_an_empty_comment_comes_back_at_its_turn(app, actor_of, lin, chen, browser_of):
    debrief = actor_of(lin).play(*POOR)
    mentor = browser_of(chen)
    again = mentor.submit(mentor.open(debrief.address), SAY, 422, turn="2", text=" ")

    (refused,) = again.all("details.say-something[open]")
    assert "请写下您的意见" in refused.get_text()
    assert refused.find("input", {"name": "turn"})["value"] == "2"
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Comment.id))) == 0


def test_a_comment_is_kept_once_and_only_on_a_turn_of_the_play(
    app, actor_of, lin, chen, browser_of
):
    debrief = actor_of(lin).play(*POOR)
    mentor = browser_of(chen)
    page = mentor.open(debrief.address)
    for _ in range(2):
        mentor.submit(page, SAY, text="好")

    mentor.submit(page, SAY, 409, text="好", turn="2")
    page.find(f"{SAY} input[name=key]")["value"] = "c" * 32
    assert "没有这一轮" in mentor.submit(page, SAY, 409, text="好", turn="9").text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Comment.id))) == 1


def test_nobody_comments_on_a_play_that_is_not_theirs_to_read(app, company, lin, chen, stage):
    stranger = company.person("li", "mentor")
    with app.app_context():
        play = play_out(lin, FAILED)
        for person, refusal in ((stranger, NotFound), (lin, Forbidden)):
            with pytest.raises(refusal):
                write(service.comment, person, play, 1, "好", key="1", now=NOW)


def test_a_comment_whose_words_are_erased_keeps_its_place(app, actor_of, lin, chen, browser_of):
    debrief = actor_of(lin).play(*POOR)
    mentor = browser_of(chen)
    mentor.submit(mentor.open(debrief.address), SAY, text="好")
    with app.app_context():
        db.session.execute(
            sa.update(Comment).values(text=None).execution_options(synchronize_session=False)
        )
        db.session.commit()

    assert "原话已经删除" in mentor.open(debrief.address).find(".comment").get_text()


def test_a_comment_that_was_taken_back_is_read_by_nobody(app, actor_of, lin, chen, browser_of):
    actor = actor_of(lin)
    debrief = actor.play(*POOR)
    mentor = browser_of(chen)
    mentor.submit(mentor.open(debrief.address), SAY, text="说错了人")
    assert not actor.browser.open(debrief.address).all(TAKE_BACK)
    page = mentor.open(debrief.address)
    for _time in range(2):
        again = mentor.submit(page, TAKE_BACK)

    for seen in (again, actor.browser.open(debrief.address)):
        assert "说错了人" not in seen.text
        assert "收回了这条意见" in seen.find(".comment").get_text()
        assert "条师父或培训师的意见" not in seen.text
        assert not seen.all(TAKE_BACK)
    with app.app_context():
        assert db.session.scalars(sa.select(Comment)).one().text == "说错了人"
        wanted = sa.select(AuditEvent).where(AuditEvent.kind == "play.comment-taken-back")
        event = db.session.scalars(wanted).one()
        assert (event.actor_id, event.subject_id) == (chen.id, lin.id)


def test_only_who_made_a_comment_takes_it_back(app, company, actor_of, lin, chen, browser_of):
    actor = actor_of(lin)
    debrief = actor.play(*POOR)
    mentor, later = browser_of(chen), company.person("li", "mentor")
    page = mentor.submit(mentor.open(debrief.address), SAY, text="好")
    action = page.find(TAKE_BACK)["action"]
    actor.browser.post(action, {}, 404)
    browser_of(later).post(action, {}, 404)
    with app.app_context():
        write(lambda: db.session.execute(sa.update(Pair).values(ends_on=Pair.starts_on)))
    company.pair(later, lin, starts_on=NOW.date())
    seen = browser_of(later).open(debrief.address)
    assert not seen.all(TAKE_BACK)
    browser_of(later).post(action, {}, 404)
    mentor.post(action, {}, 404)

    assert seen.find(".comment .own-words").get_text() == "好"


def test_a_debrief_asks_the_same_number_of_questions_however_long_the_play(
    app, actor_of, lin, chen, browser_of
):
    short = actor_of(lin).play(*FAILED)
    long = actor_of(lin).play(*POOR)
    browser = browser_of(lin)
    browser.open(long.address)
    counts = []
    for page in (short, long):
        with counted_queries(app) as asked:
            browser.open(page.address)
        counts.append(len(asked))

    assert counts[0] == counts[1]
