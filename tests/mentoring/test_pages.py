"""The pages of mentor and apprentice: cards with reasons, what waits, observations."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import sqlalchemy as sa

from lms.db import db
from lms.mentoring.models import ObservationRecord
from lms.messages.models import Message
from lms.people.models import AccessLook, AuditEvent, Pair
from tests.conftest import counted_queries

MONDAY = date(2026, 3, 2)
FACT = "客户问了两遍，他先道歉再查单，语速不快。"


@pytest.fixture
def chen(kit):
    return kit.mentor()


@pytest.fixture
def lin(kit, chen):
    person = kit.trainee(mentor=chen)
    kit.start(person)
    return person


def address_of(kit, person) -> str:
    with kit.app.app_context():
        wanted = sa.select(Pair.public_id).where(Pair.apprentice_id == person.id)
        return f"/mentoring/{db.session.scalars(wanted).one()}"


def observation(**changes: str) -> dict[str, str]:
    return {"competency": "etiquette", "verdict": "met", "evidence": FACT, **changes}


def test_a_mentor_sees_each_apprentice_with_a_reason_and_its_rule(kit, chen, lin, browser_of):
    kit.go(date(2026, 3, 5))
    card = browser_of(chen).open("/mentoring").find(".person-card").get_text(" ")

    assert "学员lin" in card
    assert "第 4 天" in card
    assert "项任务逾期" in card
    assert "规则：" in card
    assert "件事等您" in card


def test_a_mentor_without_apprentices_is_told_what_comes(kit, chen, browser_of):
    kit.go(MONDAY)

    assert "现在没有徒弟" in browser_of(chen).open("/mentoring").text


def test_a_due_talk_is_signed_with_one_press(kit, chen, lin, browser_of):
    kit.go(MONDAY)
    browser = browser_of(chen)
    page = browser.open(address_of(kit, lin))

    assert "和师父聊第一次" in page.find("#waiting").get_text()

    page = browser.submit(page, "#waiting form")

    assert page.address == address_of(kit, lin)
    assert "已签字" in page.text
    assert "和师父聊第一次" in page.find("#take-back").get_text()
    assert kit.view(lin, MONDAY).task_view("first-talk").evidence


def test_the_gate_waits_with_a_button_once_its_evidence_is_there(kit, chen, lin, browser_of):
    kit.prove_first_gate(chen, lin, MONDAY)
    kit.go(MONDAY)
    browser = browser_of(chen)
    link = browser.open(address_of(kit, lin)).find(".gate-waiting a")
    page = browser.open(link["href"])

    assert page.heading == "签字 · 第一关"
    assert "3 / 3" in page.text

    page = browser.submit(page, words="三项都看过了，可以独立接普通咨询。")

    assert page.address == address_of(kit, lin)
    assert "过关" in page.find("#gates").get_text()


def test_an_observation_is_recorded_with_its_fact(kit, chen, lin, browser_of):
    kit.go(MONDAY)
    browser = browser_of(chen)
    page = browser.open(address_of(kit, lin) + "?competency=voice")

    assert page.find("option[selected]")["value"] == "voice"

    page = browser.submit(page, "#observe form", verdict="not-yet", evidence=FACT)

    assert "已记下" in page.text
    found = page.find("#observations").get_text(" ")
    assert FACT in found
    assert "还没达到" in found
    assert "声音素质" in found


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"evidence": "很好"}, "至少 10 个字"),
        ({"evidence": ""}, "请写一句"),
        ({"evidence": "好" * 501}, "最多 500 个字"),
        ({"verdict": ""}, "请选"),
        ({"verdict": "perhaps"}, "请从列表中选一项"),
        ({"competency": "charm"}, "请从列表中选一项"),
    ],
)
def test_an_observation_that_says_too_little_comes_back(kit, chen, lin, browser_of, changes, words):
    kit.go(MONDAY)
    fields = observation(**changes)
    page = browser_of(chen).post(address_of(kit, lin) + "/observations", fields, status=422)

    assert words in page.find(".problems").get_text()
    assert page.find("#observe textarea").get_text().strip() == fields["evidence"]


def test_the_same_key_twice_is_one_observation(kit, chen, lin, browser_of):
    kit.go(MONDAY)
    fields = observation(key=secrets.token_hex(16))
    browser = browser_of(chen)
    for _ in range(2):
        browser.post(address_of(kit, lin) + "/observations", fields)

    with kit.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(ObservationRecord.id))) == 1


def test_the_trainee_is_told_and_reads_the_observation(kit, chen, lin, browser_of):
    kit.go(MONDAY)
    browser_of(chen).post(address_of(kit, lin) + "/observations", observation())
    page = browser_of(lin).open("/mentoring")

    assert FACT in page.find("#observations").get_text()
    assert "陈立" in page.find("#mentor").get_text()
    with kit.app.app_context():
        told = sa.select(Message).where(Message.key.startswith("observation"))
        assert db.session.scalars(told).one().person_id == lin.id
        events = sa.select(AuditEvent).where(AuditEvent.kind == "observation.recorded")
        assert FACT not in str(db.session.scalars(events).one().parameters)


def test_the_trainee_sees_what_waits_for_the_mentor(kit, lin, browser_of):
    kit.go(MONDAY)

    assert "和师父聊第一次" in browser_of(lin).open("/mentoring").find("#mentor").get_text()


def test_only_the_mentor_of_this_moment_observes(kit, chen, lin, browser_of):
    kit.go(MONDAY)
    address = address_of(kit, lin) + "/observations"
    hr = kit.company.person("hr", "hr")

    browser_of(kit.mentor("zhang")).post(address, observation(), status=404)
    browser_of(lin).post(address, observation(), status=403)
    browser_of(hr).post(address, observation(), status=403)
    with kit.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(ObservationRecord.id))) == 0


def test_nobody_observes_themselves(kit, browser_of):
    both = kit.company.person("both", "mentor", "trainee")
    kit.company.pair(kit.mentor(), both)
    kit.go(MONDAY)

    browser_of(both).post(address_of(kit, both) + "/observations", observation(), status=404)


def test_others_pairs_do_not_exist_for_those_who_have_no_part_in_them(kit, lin, browser_of):
    kit.go(MONDAY)
    address = address_of(kit, lin)

    browser_of(kit.mentor("zhang")).open(address, status=404)
    browser_of(kit.company.person("zhou", "trainee")).open(address, status=404)
    browser_of(kit.company.person("wang", "trainer")).open(address, status=403)
    browser_of(kit.company.person("hr", "hr")).open(address)


def test_a_look_at_an_apprentice_is_logged(kit, chen, lin, browser_of):
    kit.go(MONDAY)
    browser_of(chen).open(address_of(kit, lin))
    browser_of(lin).open(address_of(kit, lin))

    with kit.app.app_context():
        looks = db.session.scalars(sa.select(AccessLook)).all()
    assert [(look.asker_id, look.what) for look in looks] == [(chen.id, "pairs.view")]


def test_others_than_the_mentor_get_no_forms(kit, lin, browser_of):
    kit.go(MONDAY)

    for who in (lin, kit.company.person("hr", "hr")):
        assert not browser_of(who).open(address_of(kit, lin)).all("main form")


def test_others_than_the_mentor_read_what_was_observed(kit, chen, lin, browser_of):
    kit.go(MONDAY)
    browser_of(chen).post(address_of(kit, lin) + "/observations", observation())

    for who in (lin, kit.company.person("hr", "hr")):
        for page in ("", "/records"):
            found = browser_of(who).open(address_of(kit, lin) + page).find("#observations")
            assert FACT in found.get_text()
            assert "#thread" not in str(found)


def test_hr_sees_all_mentors_and_their_load(kit, lin, browser_of):
    kit.go(MONDAY)
    loads = browser_of(kit.company.person("hr", "hr")).open("/mentoring").find("#loads")

    assert "陈立" in loads.get_text()
    assert "1 位，最多 3 位" in loads.get_text()


def test_recent_plays_are_listed(kit, chen, lin, browser_of):
    play = kit.play(lin, MONDAY, "assessment", score=86)
    kit.go(MONDAY)
    plays = browser_of(chen).open(f"{address_of(kit, lin)}/records").find("#plays")

    assert plays.find("a")["href"] == f"/plays/{play}"
    assert "86 分" in plays.get_text()


def test_three_apprentices_cost_as_many_queries_as_one(kit, chen, browser_of):
    counts = []
    for number in range(3):
        person = kit.trainee(f"lin{number}", chen)
        kit.start(person)
        kit.read(person, MONDAY)
        kit.go(MONDAY)
        browser = browser_of(chen)
        browser.open("/mentoring")
        with counted_queries(kit.app) as statements:
            browser.open("/mentoring")
        counts.append(len(statements))

    assert counts[0] == counts[1] == counts[2] <= 25


def test_one_observation_sent_by_two_at_once_is_one(kit, chen, lin, browser_of):
    kit.go(MONDAY)
    fields = observation(key=secrets.token_hex(16))
    address = address_of(kit, lin) + "/observations"
    browsers = [browser_of(chen) for _ in range(3)]
    posts = [(browser, {**fields, "csrf_token": browser.csrf_token()}) for browser in browsers]

    def post(sent) -> int:
        browser, data = sent
        return browser.client.post(address, data=data).status_code

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(post, posts))

    assert answers == [303, 303, 303]
    with kit.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(ObservationRecord.id))) == 1
