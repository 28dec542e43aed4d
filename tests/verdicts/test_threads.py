"""What is said back to a verdict: in order, never changed, read by the two, of every kind."""

import pytest
import sqlalchemy as sa

from lms.messages.models import Message
from lms.onboarding.domain import Verdict
from lms.people.domain import WrongField
from lms.verdicts.domain import LONGEST_WORDS, check_words
from lms.verdicts.models import VerdictMessage
from tests.conftest import counted_queries
from tests.mentoring.two import MONDAY

SAID = "那位客户其实先说过不急，我才没有先道歉。"
ANSWERED = "听了录音，是我漏了前半句。周四一起再听一遍。"


def observed(two) -> str:
    two.kit.observe(two.apprentice, MONDAY, verdict="not-yet")
    return two.lin.open("/mentoring").find("#observations a[href*='/verdicts/observation/']")[
        "href"
    ]


def say(browser, address, words, status=None):
    page = browser.open(address)
    return browser.submit(page, "#say", *([status] if status else []), words=words)


@pytest.mark.parametrize("words", ["", "长" * (LONGEST_WORDS + 1)])
def test_a_message_says_something_briefly(words):
    with pytest.raises(WrongField):
        check_words(words)


def test_the_two_answer_each_other_and_each_is_told(two):
    address = observed(two)
    say(two.lin, address, SAID)
    link = two.asks(sa.select(Message.link).where(Message.person_id == two.mentor.id))
    page = say(two.chen, link, ANSWERED)
    thread = page.find("#thread").get_text()

    assert thread.index(SAID) < thread.index(ANSWERED)
    told = sa.select(Message.link).where(Message.person_id == two.apprentice.id)
    assert two.asks(told.where(Message.key.startswith("verdict-"))) == link
    assert ANSWERED in two.lin.open(address).text
    assert "回过 2 句" in two.lin.open("/mentoring").find("#observations").get_text()
    assert "回过 2 句" in two.chen.open(two.page).find("#observations").get_text()


def test_a_second_click_says_it_once(two):
    address = observed(two).partition("#")[0]
    form = two.lin.open(address).form("#say")
    for _ in range(2):
        two.lin.post(f"{address}/messages", {**form, "words": SAID})

    assert two.count(VerdictMessage) == 1


def test_a_key_of_one_thread_is_none_of_another(two):
    first, form = observed(two).partition("#")[0], {"words": SAID, "key": "k" * 32}
    two.lin.post(f"{first}/messages", form)
    name = two.kit.sign(two.mentor, two.apprentice, "ticket", MONDAY)

    two.lin.post(f"/verdicts/sign-off/{name}/messages", form, 409)
    assert two.count(VerdictMessage) == 1


def test_an_empty_message_comes_back(two):
    say(two.lin, observed(two), "", 422)

    assert two.count(VerdictMessage) == 0


def test_nobody_but_the_two_finds_it(two, browser_of):
    address = observed(two).partition("#")[0]
    company = two.kit.company
    browser_of(company.person("zhou", "trainee")).open(address, 404)
    browser_of(two.kit.mentor("liu")).open(address, 404)
    browser_of(company.person("hr", "hr")).open(address, 403)
    two.lin.open("/verdicts/observation/x2x2x2x2x2x2", 404)
    two.lin.open("/verdicts/nothing/x2x2x2x2x2x2", 404)


def test_signatures_of_tasks_and_gates_can_be_answered(two):
    two.kit.prove_first_gate(two.mentor, two.apprentice, MONDAY)
    facts = {"verdict": Verdict.EXTEND, "extension_days": 3}
    two.kit.sign(two.mentor, two.apprentice, "gate-1", MONDAY, **facts)
    listed = two.lin.open("/verdicts")
    plan = listed.find("a[href*='/gates/gate-1']")["href"]
    assert {"十五分钟录完工单：签了字", "第一关：延长 3 个工作日"} <= {
        " ".join(title.get_text().split()) for title in listed.all(".task-title")
    }

    gate = two.lin.open(plan)
    said = say(two.lin, gate.find("a[href*='/verdicts/']")["href"], SAID)

    assert said.heading == "第一关：延长 3 个工作日"
    assert "回过 1 句" in two.chen.open(plan).text
    records = f"/people/{two.apprentice.public_id}/verdicts"
    assert "回过 1 句" in two.chen.open(records).text


def test_a_list_asks_no_more_for_many_verdicts(two):
    def asked() -> int:
        with counted_queries(two.kit.app) as found:
            two.lin.open("/verdicts")
        return len(found)

    two.kit.observe(two.apprentice, MONDAY)
    two.kit.sign(two.mentor, two.apprentice, "ticket", MONDAY)
    two.lin.open("/verdicts")
    before = asked()
    for competency in ("voice", "skills", "mindset"):
        two.kit.observe(two.apprentice, MONDAY, competency)
    two.kit.sign(two.mentor, two.apprentice, "first-talk", MONDAY)

    assert asked() <= before
