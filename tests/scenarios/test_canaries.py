"""What must not be told before its time is in no byte of any page."""

import zlib

import pytest

from lms.scenarios.domain import ChoiceStep, Ending, ReplyStep, Scenario
from tests.scenarios.conftest import BRIEF, set_up

LANGUAGES = [("zh-CN", "zh-Hans"), ("zh-TW", "zh-Hant"), ("en", "en")]


def feedback(scenario: Scenario, language: str) -> set[str]:
    choices = (choice for step in scenario.steps for choice in step.moves)
    return {choice.feedback.in_(language) for choice in choices}


def hints(scenario: Scenario, language: str) -> set[str]:
    steps = (step for step in scenario.steps if isinstance(step, ChoiceStep))
    return {hint.in_(language) for step in steps for hint in step.hints}


def spoken_at(scenario: Scenario, step_id: str, language: str) -> set[str]:
    step = scenario.by_id[step_id]
    texts = [line.text for line in step.lines] + [choice.text for choice in step.moves]
    return {text.in_(language) for text in texts}


def endings(scenario: Scenario, language: str) -> set[str]:
    found = (step for step in scenario.steps if isinstance(step, Ending))
    return {text.in_(language) for end in found for text in (end.title, end.text)}


def names(scenario: Scenario) -> set[str]:
    """Ids of steps and choices, names of flags and competencies: what the engine says to itself."""
    ids = {choice.id for step in scenario.steps for choice in step.moves}
    ids |= {step.id for step in scenario.steps}
    return (
        {name if "-" in name else f'"{name}"' for name in ids}
        | set(scenario.flags)
        | {"service-awareness", "etiquette"}
    )


def found_in(page, secrets: set[str]) -> set[str]:
    data = page.response.get_data(as_text=True)
    return {secret for secret in secrets if secret in data}


@pytest.mark.parametrize(("wanted", "language"), LANGUAGES)
def test_list_and_brief_tell_nothing_of_the_talk(stage, lin, browser_of, wanted, language):
    browser = browser_of(lin, language=wanted)
    steps = (step.id for step in stage.scenario.steps)
    secrets = set().union(
        feedback(stage.scenario, language),
        hints(stage.scenario, language),
        endings(stage.scenario, language),
        names(stage.scenario),
        *(spoken_at(stage.scenario, step, language) for step in steps),
    )

    assert not found_in(browser.open("/scenarios"), secrets)
    assert not found_in(browser.open(BRIEF), secrets)


@pytest.mark.parametrize(("wanted", "language"), LANGUAGES)
def test_an_assessment_tells_only_the_talk_until_its_end(
    stage, lin, browser_of, actor_of, wanted, language
):
    scenario = stage.scenario
    actor = actor_of(lin)
    page = actor.begin("assessment")
    looker = browser_of(lin, language=wanted)
    silent = set().union(
        feedback(scenario, language),
        hints(scenario, language),
        endings(scenario, language),
        names(scenario),
        {"mood", "trust", "points", "+15", "data-verdict", "meter"},
    )
    ahead = [{"find", "promise"}, {"promise"}, set()]
    for choice_id, later in zip(("number-first", "send-back", "soon"), ahead, strict=True):
        to_come = set().union(*(spoken_at(scenario, step, language) for step in later))
        assert not found_in(looker.open(page.address), silent | to_come)
        page = actor.say(page, choice_id)

    assert "程序没错" in page.text


def test_an_offer_whose_condition_does_not_hold_is_not_sent(stage, actor_of, lin):
    actor = actor_of(lin)
    page = actor.say(actor.say(actor.begin("assessment"), "number-first"), "send-back")

    assert stage.words("exchange-today") not in page.response.get_data(as_text=True)


def test_a_line_whose_condition_does_not_hold_is_not_sent(actor_of, lin):
    page = actor_of(lin).play("sorry-first", mode="assessment")

    assert "你倒是快说怎么办" not in page.response.get_data(as_text=True)


def test_practice_tells_of_what_was_done_and_nothing_that_lies_ahead(stage, actor_of, lin):
    scenario = stage.scenario
    page = actor_of(lin).play("sorry-first")
    said = next(c for c in scenario.steps[0].choices if c.id == "sorry-first").feedback
    secrets = set().union(
        feedback(scenario, "zh-Hans") - {str(said)},
        spoken_at(scenario, "promise", "zh-Hans"),
        endings(scenario, "zh-Hans"),
        names(scenario),
    )

    assert str(said) in page.text
    assert not found_in(page, secrets)


def test_a_refused_answer_tells_nothing_more(stage, actor_of, lin):
    actor = actor_of(lin)
    page = actor.begin("assessment")
    again = actor.browser.submit(page, "form.player-task", 422, choice="9")

    assert not found_in(again, feedback(stage.scenario, "zh-Hans") | names(stage.scenario))


def test_a_page_with_an_open_assessment_is_small(actor_of, lin):
    page = actor_of(lin).play("sorry-first", mode="assessment")

    assert len(zlib.compress(page.response.get_data())) < 8_000


# --- replies, forms, cards, waiting ---

REPLY = "对不起，您的锅我去问，您稍等。"  # one of two elements
PARTS = {"HX-Request": "true"}


@pytest.fixture
def every_kind(app, tmp_path):
    return set_up(app, tmp_path, "every-kind")


@pytest.fixture
def typist(every_kind, company, browser_of):
    """A trainee to whom every kind of step is assigned."""
    ning = company.person("ning", "trainee")
    every_kind.assign(ning)
    return browser_of(ning)


def unsaid(scenario: Scenario, language: str = "zh-Hans") -> set[str]:
    """What no page of an open assessment says, whatever was done so far."""
    replies = [step for step in scenario.steps if isinstance(step, ReplyStep)]
    elements = (element for step in replies for element in step.criteria.elements)
    waits = (wait for step in scenario.steps for wait in step.waits)
    return (
        {move.feedback.in_(language) for step in scenario.steps for move in step.answers}
        | {wait.feedback.in_(language) for wait in waits}
        | {step.model.in_(language) for step in replies}
        | {element.title.in_(language) for element in elements}
        | endings(scenario, language)
        | {"拖延", "已道歉", "gone", "partial", "先接住她", "秘密尾号"}
    ) - {"时间", "走了"}  # words of the page as well


def test_no_part_of_an_assessment_tells_what_lies_ahead(every_kind, typist):
    scenario, client = every_kind.scenario, typist.client
    page = typist.post("/scenarios/every-kind/plays", {"mode": "assessment"})
    later = {"在吗？", "我找平台去", "好，我等你", "二线物流", "把快递员", "退款"}
    fields = page.form("form.player-task")
    address = page.find("form.player-task")["action"]
    refused = client.post(address, data=fields | {"reply": " "}, headers=PARTS)
    early = client.post(address, data=fields | {"wait": "1"}, headers=PARTS)
    behind = client.get(f"{page.address}?turn=7", headers=PARTS)

    assert (refused.status_code, early.status_code, behind.status_code) == (422, 409, 200)
    for answer in (page.response, refused, early, behind):
        told = answer.get_data(as_text=True) + str(answer.headers)
        assert not {secret for secret in unsaid(scenario) | later if secret in told}


def test_a_turn_of_an_assessment_brings_only_what_it_opens(every_kind, typist):
    page = typist.post("/scenarios/every-kind/plays", {"mode": "assessment"})
    body = page.form("form.player-task") | {"reply": REPLY, "key": "c" * 32}
    address = page.find("form.player-task")["action"]
    answer = typist.client.post(address, data=body, headers=PARTS)
    told = answer.get_data(as_text=True)

    assert "客户姓名" in told
    later = {"谁来管", "总经理", "把快递员", "别再拖了"}
    assert not {secret for secret in unsaid(every_kind.scenario) | later if secret in told}
