"""How people of the journeys read and play: they know the right answers, and find them by text."""

from collections.abc import Callable, Iterable
from datetime import timedelta

import time_machine
from flask import Flask
from playwright.sync_api import Locator, expect

from lms.courses.domain import Lesson
from lms.library.queries import published
from lms.questions.domain import Ordering, Question
from lms.scenarios.domain import Choice, Scenario, Situation, ending_at, open_moves, opening, paths
from tests.journeys.visitor import Visitor

SECTION = timedelta(seconds=70)  # what reading a section takes
MOST_TURNS = 40
Chooses = Callable[[Scenario, Situation, Choice], object]


def lesson(app: Flask, name: str) -> Lesson:
    """A lesson as it is published."""
    with app.app_context():
        found = published("lesson", name)
        assert found, name
        return found.content


def scenario(app: Flask, name: str) -> Scenario:
    """A scenario as it is published."""
    with app.app_context():
        found = published("scenario", name)
        assert found, name
        return found.content


def read_section(reader: Visitor, clock: time_machine.Traveller) -> None:
    """Read the next section, and say so."""
    clock.shift(SECTION)
    reader.page.locator("article").get_by_role("button", name="读完这一节").first.click()


def read_sections(reader: Visitor, text: Lesson, clock: time_machine.Traveller) -> None:
    """Read a lesson to its end, section by section."""
    for section in text.sections:
        read_section(reader, clock)
        expect(reader.page.locator(f"#{section.id}").get_by_text("这一节已读")).to_be_visible()


def right(question: Question) -> list[str]:
    """The texts of the right answer; for an ordering in the right order."""
    if isinstance(question, Ordering):
        return [item.text.zh_hans for item in question.items]
    return [option.text.zh_hans for option in question.options if option.right]


def wrong(question: Question) -> list[str]:
    """The texts of an answer that is wrong."""
    if isinstance(question, Ordering):
        return right(question)[::-1]
    return [option.text.zh_hans for option in question.options if not option.right][:1]


def answer(reader: Visitor, question: Question, texts: Iterable[str]) -> Locator:
    """Answer a check with these texts, and submit; the check as it is shown then."""
    check = reader.page.locator(f"#check-{question.id}")
    if isinstance(question, Ordering):
        for place, text in enumerate(texts, 1):
            item = check.locator(".order-item", has_text=text)
            item.get_by_role("combobox").select_option(label=str(place))
    else:
        for box in check.get_by_role("checkbox").all():
            box.uncheck()
        for text in texts:
            check.get_by_label(text).check()
    check.get_by_role("button").first.click()  # another one asks for a hint
    return check


def read_verdict(check: Locator, words: str) -> None:
    """Wait until the verdict on a check has come and the page is at rest with the focus on it."""
    verdict = check.locator("[id$=verdict]")
    expect(verdict).to_contain_text(words)
    expect(verdict).to_be_focused()


def answer_all(reader: Visitor, text: Lesson) -> None:
    """Answer every check of a lesson rightly, each once the verdict on the last has been read."""
    for question in text.checks:
        read_verdict(answer(reader, question, right(question)), "答对了")


def best(played: Scenario, situation: Situation, choice: Choice) -> object:
    """Prefers what can still come to most."""
    after = paths(played).outlook(situation.after(choice))
    return after.before(choice)


def worst(played: Scenario, situation: Situation, choice: Choice) -> object:
    """Prefers what costs most now."""
    del played, situation
    return -sum(choice.points.values())


def say(player: Visitor, played: Scenario, situation: Situation, chooses: Chooses) -> Situation:
    """Say to the customer what is liked best among the sentences that are shown."""
    offered = open_moves(played.by_id[situation.step], situation)
    liked = max(offered, key=lambda choice: chooses(played, situation, choice))
    words = liked.text.zh_hans
    player.page.locator(".replies").get_by_role("button").filter(has_text=words).click()
    expect(player.page.locator(".chat .agent").last).to_contain_text(words)
    return situation.after(liked)


def play(player: Visitor, played: Scenario, chooses: Chooses = best) -> None:
    """Talk with the customer until it is over."""
    situation = opening(played)
    for _turn in range(MOST_TURNS):
        if ending_at(played, situation):
            return
        situation = say(player, played, situation, chooses)
    raise AssertionError(f"{played.id}: no ending after {MOST_TURNS} turns")
