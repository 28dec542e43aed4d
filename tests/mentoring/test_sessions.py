"""Sessions: recorded with one sentence, confirmed by the other, never changed, seen by the two."""

import secrets
from datetime import date

import pytest
import sqlalchemy as sa

from lms.db import db, write
from lms.library.models import Document
from lms.mentoring.models import PrivateNote, SessionAnswer, SessionRecord, SessionTodo
from lms.messages.models import Message
from lms.notes.models import LessonQuestion
from lms.onboarding.models import SignOff
from lms.people.models import Pair
from tests.conftest import counted_queries
from tests.mentoring.two import FORM, MONDAY, SAID
from tests.onboarding.kit import LESSON, at


def test_a_sort_is_chosen_one_sentence_written_and_it_is_recorded(two):
    page = two.chen.open(two.page)
    weekly = page.find("#sessions .talk-choice a")
    page = two.chen.submit(two.chen.open(weekly["href"]), FORM, shared=SAID)

    assert page.heading == "每周 15 分钟面谈"
    assert SAID in page.find("#shared").get_text()
    assert "15 分钟" in page.text
    assert "等学员lin确认" in page.text
    assert two.kit.view(two.apprentice, MONDAY).task_view("first-talk").evidence
    assert two.asks(sa.select(SignOff.words)) == ""  # HR reads a signature's words


def test_the_apprentice_is_told_and_confirms_and_nobody_confirms_for_another(two):
    page = two.record()
    sent = {"verdict": "confirmed"}
    two.chen.post(f"{page.address}/answer", sent, status=403)
    told = two.asks(sa.select(Message.link).where(Message.key.startswith("session-")))
    shown = two.lin.open(told)

    assert shown.address == page.address
    assert "两人已确认" in two.lin.submit(shown, "#answer form").text
    two.lin.post(f"{page.address}/answer", sent)  # a second click
    two.lin.post(f"{page.address}/answer", {"verdict": "different", "words": "不是"}, status=409)
    assert two.count(SessionAnswer) == 1


def test_what_is_different_is_written_and_another_record_takes_its_place(two):
    page = two.record()
    two.lin.post(f"{page.address}/answer", {"verdict": "different", "words": ""}, status=422)
    two.lin.post(f"{page.address}/answer", {"verdict": "different", "words": "是周五聊。"})
    shown = two.chen.open(page.address)
    form = two.chen.open(shown.find("#correct a")["href"])

    assert "是周五聊" in shown.find("#different").get_text()
    assert form.form(FORM)["shared"] == SAID

    later = two.chen.submit(form, FORM, shared="定下来每周五聊。")

    assert "等学员lin确认" in later.text
    assert "已经更正" in two.chen.open(page.address).text
    assert SAID in two.chen.open(page.address).text
    again = {**form.form(FORM), "key": secrets.token_hex(16)}
    two.chen.post(f"{two.page}/sessions", again, status=409)
    assert two.count(SessionRecord) == 2


def test_private_notes_are_their_writers_alone(two):
    page = two.record(private="他怕打电话，先陪两通。")
    two.lin.post(f"{page.address}/note", {"note": "师父说话太快。"})

    assert "先陪两通" in two.chen.open(page.address).find("#private").get_text()
    assert "先陪两通" not in two.lin.open(page.address).text
    assert "太快" not in two.chen.open(page.address).text
    two.chen.post(f"{page.address}/note", {"note": ""})
    assert two.asks(sa.select(PrivateNote.words)) == "师父说话太快。"


def test_hr_and_the_next_mentor_see_no_word_of_it(two, browser_of):
    page = two.record()
    hr = browser_of(two.kit.company.person("hr", "hr"))
    hr.open(page.address, status=403)
    assert SAID not in hr.open(two.page).text

    def change() -> None:
        pair = db.session.scalars(sa.select(Pair)).one()
        pair.ends_on = pair.starts_on

    with two.kit.app.app_context():
        write(change)
    following = two.kit.mentor("zhang")
    two.kit.company.pair(following, two.apprentice, date(2026, 3, 3))
    two.kit.go(date(2026, 3, 3))
    browser_of(following).open(page.address, status=404)


def test_todos_stay_until_they_are_done(two):
    fields = {"todo_1": "录两张工单", "owner_1": "apprentice", "due_on_1": "2026-03-06"}
    page = two.record(**fields, todo_2="带他旁听", owner_2="mentor", due_on_2="2026-03-05")
    form = two.chen.open(f"{two.page}/sessions/new?talk=case-review")
    carried = form.all("#done input")

    assert [row.parent.get_text() for row in carried] == [
        "带他旁听（陈立，2026年3月5日前）",
        "录两张工单（学员lin，2026年3月6日前）",
    ]

    two.chen.submit(form, FORM, shared="一起看了一单。", done=carried[0]["value"])
    assert "带他旁听" not in two.chen.open(f"{two.page}/sessions/new").text
    two.lin.submit(two.lin.open(page.address), ".todos form")
    assert two.asks(sa.select(sa.func.count(SessionTodo.id)).where(SessionTodo.closed == "done"))
    assert not two.chen.open(f"{two.page}/sessions/new").all("#done")


def test_a_question_from_a_lesson_is_talked_about_and_waits_no_more(two):
    with two.kit.app.app_context():
        lesson = db.session.scalars(sa.select(Document).where(Document.name == LESSON)).one()
        facts = {"document_id": lesson.id, "revision_id": lesson.published_revision_id}
    two.add(
        LessonQuestion(
            person_id=two.apprentice.id,
            mentor_id=two.mentor.id,
            language="zh-Hans",
            paragraph="p",
            quote="先应一声",
            words="什么时候算听完？",
            at=at(MONDAY),
            key="k",
            **facts,
        )
    )
    asked = two.asks(sa.select(LessonQuestion.public_id))
    form = two.chen.open(f"{two.page}/sessions/new")

    assert "什么时候算听完？" in form.find("#questions").get_text()

    page = two.chen.submit(form, FORM, shared=SAID, questions=asked)

    assert "什么时候算听完？" in page.find("#shared").get_text()
    assert "面谈时一起看过" in two.asks(sa.select(LessonQuestion.answer))
    assert not two.chen.open(f"{two.page}/sessions/new").all("#questions")


def test_a_play_is_linked_and_others_plays_are_not(two):
    own = two.kit.play(two.apprentice, MONDAY)
    others = two.kit.play(two.kit.trainee("zhou", two.kit.mentor("zhang")), MONDAY)
    page = two.record(play=own)

    assert page.find("#shared .lines a")["href"] == f"/plays/{own}"
    form = {**two.chen.open(f"{two.page}/sessions/new").form(FORM), "shared": SAID}
    refused = two.chen.post(f"{two.page}/sessions", {**form, "play": others}, status=422)
    assert "请从列表中选一项" in refused.text
    forged = two.chen.post(f"{two.page}/sessions", {**form, "turns": f"{others}/1"}, status=404)
    assert forged.status == 404
    missing = two.chen.post(f"{two.page}/sessions", {**form, "play": own, "turn": "9"}, status=422)
    assert "没有第 9 轮" in missing.find(".problems").get_text()
    assert two.count(SessionRecord) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"shared": ""}, "请写一句"),
        ({"held_on": "2026-03-03"}, "不能晚于今天"),
        ({"held_on": "2026-02-27"}, "不能早于带教开始"),
        ({"minutes": "1"}, "请填 5 到 240 分钟"),
        ({"minutes": ""}, "请填写几分钟"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(two, changes, words):
    form = two.chen.open(f"{two.page}/sessions/new").form(FORM)
    sent = {**form, "shared": SAID, "private": "只给自己看。", **changes}
    page = two.chen.post(f"{two.page}/sessions", sent, status=422)

    assert words in page.find(".problems").get_text()
    assert page.find("#private").get_text().strip() == "只给自己看。"
    assert two.count(SessionRecord) == 0


def test_the_same_key_twice_is_one_session(two):
    form = {**two.chen.open(f"{two.page}/sessions/new").form(FORM), "shared": SAID}
    for _ in range(2):
        two.chen.post(f"{two.page}/sessions", form)

    assert two.count(SessionRecord) == 1


def test_only_the_mentor_records_and_ten_sessions_cost_as_many_queries_as_one(two):
    two.lin.post(f"{two.page}/sessions", {}, status=403)
    counts = []
    for number in range(3):
        two.record(todo_1=f"第 {number} 件")
        two.chen.open(two.page)
        with counted_queries(two.kit.app) as of_pair:
            two.chen.open(two.page)
        with counted_queries(two.kit.app) as of_form:
            two.chen.open(f"{two.page}/sessions/new")
        counts.append((len(of_pair), len(of_form)))

    assert counts[0] == counts[1] == counts[2]
    of_pair, of_form = counts[0]
    assert of_pair <= 29  # 25, and 4 for the look at the record, which is logged
    assert of_form <= 25
