"""Plays of every kind of step: contacts answered, forms filled in, cards looked up."""

from bs4 import Tag

from tests.journeys.world import Sender
from tests.pages import Page

PLAYED = ("invoice-tax-number", "cameras-at-three")  # with a record, a hand-over, waiting
TASK = "form.player-task"
MOST = 40  # things said in one play
FILLED = "#task input[name=form]"


def play(player: Sender) -> list[str]:
    """Addresses of plays: each scenario up to its first form, and to its end."""
    return [_play(player, name, stops) for name in PLAYED for stops in (True, False)]


def _play(player: Sender, name: str, stops: bool) -> str:
    page = player.post(f"/scenarios/{name}/previews", {"mode": "practice", "afresh": "yes"})
    address = page.address
    for _said in range(MOST):
        form = page.soup.select_one(TASK)
        if form is None or (stops and page.all(FILLED)):
            break
        page = player.submit(page, TASK, **_answer(page, form))
    return address


def _answer(page: Page, form: Tag) -> dict[str, str]:
    """A card that nobody has looked up, or the last of what may be said, or nonsense."""
    cards = form.select("button[name=card]")
    if cards:
        return {"card": cards[0]["value"]}
    choices = form.select("button[name=choice]")
    if choices:
        return {"choice": choices[-1]["value"]}
    radios = {field["name"]: field["value"] for field in form.select("input[type=radio]")}
    typed = form.select("textarea[name], input:not([type])[name]")
    return radios | {field["name"]: "不知道，您问别人吧。" for field in typed}
