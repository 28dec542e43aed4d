"""Rounds of calibration: opened, graded blind, closed, and who sees what."""

import pytest
import sqlalchemy as sa

from lms.calibration.models import CalibrationGrade, CalibrationRound
from lms.messages.models import Message
from lms.people.models import AuditEvent, Person
from tests.calibration.room import GRADES, ITEMS, LIST, MONDAY

ALIKE, MILDER = (3, 2, 1, 0, 3, 2), (3, 3, 2, 1, 3, 3)


def test_every_mentor_of_today_is_asked_and_the_player_is_told(room):
    room.kit.company.person("idle", "mentor")
    page = room.open()
    told = sa.select(Person.login).join(Message, Message.person_id == Person.id)

    asked = room.all(told.where(Message.link == page.address))
    player = room.all(told.where(Message.link == f"/plays/{room.play}"))

    assert sorted(asked) == ["chen", "lu"]
    assert player == ["lin"]


def test_a_mentor_is_led_from_home_to_the_talk(room):
    page = room.open()
    home = room.first.open("/")

    assert home.find("#calibration a.btn")["href"] == page.address
    room.grade(room.first, page.address, *ALIKE)
    assert not room.first.open("/").all("#calibration")


def test_no_name_stands_on_the_page(room):
    page = room.open()

    for browser in (room.hr, room.first):
        assert room.lin.name not in browser.open(page.address).find("main").get_text()


def test_nothing_of_the_others_is_seen_before_the_own_is_sent(room):
    page = room.open()
    room.grade(room.second, page.address, *ALIKE)
    blind = room.first.open(page.address)

    assert blind.all(GRADES)
    assert not blind.all("#items")
    assert not blind.all("#mentors")


def test_two_of_one_mind_agree_fully(room):
    page = room.open()
    for browser in (room.first, room.second):
        room.grade(browser, page.address, *ALIKE)
    room.close(page.address)
    seat = room.seat(room.chen)

    assert (seat.kappa, seat.leniency, seat.items) == (1, 0, 6)
    own = room.first.open(page.address).find("#own").get_text()
    assert "1.00" in own
    assert "n = 6" in own
    assert "和其他人一样松紧" in own


def test_who_gives_more_is_milder(room):
    page = room.open()
    room.grade(room.first, page.address, *MILDER)
    room.grade(room.second, page.address, *ALIKE)
    page = room.close(page.address)
    rows = {row.th.get_text(): row.get_text() for row in page.all("#mentors tbody tr")}

    assert "比其他人松 0.7 分" in rows[room.chen.name]
    assert "比其他人严 0.7 分" in rows[room.lu.name]


def test_results_are_reckoned_when_it_closes_and_never_before(room):
    page = room.open()
    for browser in (room.first, room.second):
        room.grade(browser, page.address, *ALIKE)

    assert room.seat(room.chen).kappa is None
    assert not room.hr.open(page.address).all("#items")


def test_a_mentor_sees_no_other_mentor(room):
    page = room.open()
    for browser in (room.first, room.second):
        room.grade(browser, page.address, *ALIKE)
    room.close(page.address)
    seen = room.first.open(page.address)

    assert not seen.all("#mentors")
    assert room.lu.name not in seen.find("main").get_text()
    assert "人 ·" not in seen.find("#items tbody").get_text()  # of two, the other is known


def test_from_three_on_the_grades_are_shown_without_names(room):
    third = room.kit.mentor("mei")
    room.kit.trainee("bai", third)
    page = room.open()
    for browser in (room.first, room.second, room.browser_of(third)):
        room.grade(browser, page.address, *ALIKE)

    assert "3 分 3 人" in room.first.open(page.address).find("#items tbody").get_text()


def test_grades_are_sent_once(room):
    page = room.open()
    form = room.first.open(page.address)
    sent = {f"grade-{item}": "2" for item in ITEMS[:5]}
    for _again in range(2):  # the same post: the same key
        room.first.submit(form, GRADES, **sent)

    assert room.count(CalibrationGrade) == 5
    data = {**sent, "key": "another"}
    room.first.post(f"{page.address}/ratings", data, status=409)


def test_too_few_grades_come_back(room):
    page = room.open()
    back = room.grade(room.first, page.address, 3, 3, status=422)

    assert "至少评 5 条" in back.text
    assert room.count(CalibrationGrade) == 0


def test_after_the_end_nobody_grades(room):
    page = room.open()
    form = room.first.open(page.address)
    room.close(page.address)

    grades = {"grade-uses-the-name": "3"}
    room.first.submit(form, GRADES, status=409, **grades)
    assert "没有评" in room.first.open(page.address).text


def test_closing_twice_changes_nothing(room):
    page = room.open()
    room.close(page.address)
    at = room.round.closed_at
    room.kit.go(MONDAY, hour=15)
    room.hr.post(f"{page.address}/closing", {})

    assert room.round.closed_at == at


def test_a_month_has_one_round(room):
    room.open()
    room.kit.play(room.lin, MONDAY, score=50)
    form = room.hr.open(f"{LIST}/rounds/new")

    assert [one["value"] for one in form.all("#month option")] == ["2026-04"]


def test_the_same_click_opens_one_round(room):
    form = room.hr.open(f"{LIST}/rounds/new")
    first = room.hr.submit(form, "#round")
    again = room.hr.submit(form, "#round")

    assert room.count(CalibrationRound) == 1
    assert first.address == again.address


def test_the_play_nearest_to_the_middle_is_proposed_without_a_name(room):
    room.kit.play(room.lin, MONDAY, score=95)
    page = room.hr.open(f"{LIST}/rounds/new")

    assert page.find("#round [name=play][checked]")["value"] == room.play
    assert room.lin.name not in page.find("main").get_text()


def test_trainers_open_rounds_too(room):
    trainer = room.browser_of(room.kit.company.person("wang", "trainer"))

    assert room.open(trainer).address.startswith(f"{LIST}/rounds/")


@pytest.mark.parametrize("role", ["trainee", "admin"])
def test_others_have_no_door(room, role):
    other = room.browser_of(room.kit.company.person("other", role))

    assert other.client.get(LIST).status_code in (403, 404)


def test_a_mentor_who_was_not_asked_finds_nothing(room):
    page = room.open()
    late = room.browser_of(room.kit.company.person("late", "mentor"))

    assert late.client.get(page.address).status_code == 404
    assert "还没有校准过" in late.open(LIST).text
    late.post(f"{page.address}/ratings", {"key": "abc"}, status=404)
    late.post(f"{page.address}/closing", {}, status=403)


def test_the_list_says_whether_one_is_calibrated(room):
    page = room.open()
    assert "您还没有校准过" in room.first.open(LIST).text

    for browser in (room.first, room.second):
        room.grade(browser, page.address, *ALIKE)
    room.close(page.address)

    assert "您校准过了" in room.first.open(LIST).text
    assert "1.00" in room.first.open(LIST).find("#rounds tbody").get_text()


def test_what_happened_stands_in_the_trail(room):
    page = room.open()
    room.grade(room.first, page.address, *ALIKE)
    room.close(page.address)
    kinds = room.all(
        sa.select(AuditEvent.kind)
        .where(AuditEvent.kind.startswith("calibration"))
        .order_by(AuditEvent.id)
    )

    assert kinds == ["calibration.opened", "calibration.rated", "calibration.closed"]
