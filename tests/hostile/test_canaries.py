"""What must not be told before its time is in no byte that anybody is sent, in no length, no order.

Every hidden text of a scenario and of check questions is a word of its own. Everybody asks for
everything, in every way in which it can be asked for.
"""

import re
from collections.abc import Collection, Iterator
from http import HTTPStatus
from itertools import zip_longest

import pytest

from lms.db import db
from lms.scenarios.models import Play
from tests.hostile.authored import Author, Keys
from tests.hostile.stage import COLLEAGUES, NOW, Stage, kept_texts, readable
from tests.pages import fields_of

pytestmark = pytest.mark.parametrize("product", ["sqlite"], indirect=True)
CANARY = re.compile(r"zq\d{3}kanari")
WAYS = {
    "page": {"Accept": "text/html"},
    "part": {"Accept": "text/html", "HX-Request": "true"},
    "data": {"Accept": "application/json"},
    "english": {"Accept": "text/html", "Accept-Language": "en"},
    "taiwan": {"Accept": "text/html", "Accept-Language": "zh-TW"},
}
WALKERS = [None, *(login for login, *_ in COLLEAGUES)]
HINTED = {"xiao": {"greet-hint"}}  # who practises may open the hint of the present step
NOTHING = {HTTPStatus.SEE_OTHER, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
AUTHORED = {"revision"}  # the texts themselves
TOKENS = [
    re.compile(r'(name="(?:csrf_token|key|page)" value=")[^"]+'),
    re.compile(r"(nonce-|nonce=\")[A-Za-z0-9_-]{22}"),
    re.compile(r"(X-Request-ID: )[0-9a-f]+"),
    re.compile(r"(Set-Cookie: shitu=)[^;]+"),
]


class Canaries:
    """A word of its own for each hidden text."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, name: str) -> str:
        if name not in self.names:
            self.names.append(name)
        return f"zq{self.names.index(name):03}kanari"

    def found(self, text: str) -> set[str]:
        """The names of those that stand in a text."""
        return {self.names[int(word[2:5])] for word in CANARY.findall(text)}


@pytest.fixture
def canaries():
    return Canaries()


@pytest.fixture
def stage(app, company, tmp_path, canaries, at):
    at(NOW)
    return Stage(app, company, tmp_path, Author(lambda name: f"说 {name}", canaries))


def told(stage: Stage, canaries: Canaries, login: str | None, method: str, **sent) -> Iterator:
    """What somebody is told before its time: where, in which way, which canaries."""
    client = stage.browser(login).client
    allowed = HINTED.get(login, set())
    for endpoint, address in stage.addresses(method.upper()):
        for way, headers in WAYS.items():
            with getattr(client, method)(address, headers=headers, **sent) as answer:
                text, status = readable(answer), answer.status_code
            found = canaries.found(text) - allowed
            if found:
                yield endpoint, address, way, sorted(found)
            if status in NOTHING:
                break  # in other ways of asking it is nothing too


def test_there_is_a_canary_in_everything_that_is_hidden(stage, canaries):
    assert {"single-feedback-1", "ordering-right", "true-feedback", "greet-hint"} <= {
        *canaries.names
    }
    assert {"find-line", "promise-says-3", "thanks-text", "greet-feedback-2"} <= {*canaries.names}
    kept = "".join(row for table, row in kept_texts(stage.app, but=set()) if table in AUTHORED)
    assert canaries.found(kept) == {*canaries.names}


@pytest.mark.parametrize("login", WALKERS)
def test_no_page_tells_anybody_anything_before_its_time(stage, canaries, login):
    leaks = told(stage, canaries, login, "get", query_string={"q": "kanari", "words": "kanari"})

    assert not list(leaks)


@pytest.mark.parametrize("login", WALKERS)
def test_no_answer_to_a_form_tells_anybody_anything_before_its_time(
    stage, canaries, monkeypatch, login
):
    monkeypatch.setitem(stage.app.config, "WTF_CSRF_ENABLED", False)
    nonsense = {"choice": "99", "turn": "7", "section": "nowhere", "mode": "none", "words": "x"}
    leaks = told(stage, canaries, login, "post", data={**nonsense, "key": "a" * 32})

    assert not list(leaks)


def test_the_walk_notices_what_is_told(app, company, tmp_path, canaries, at):
    at(NOW)
    talkative = Stage(app, company, tmp_path, Author(canaries, canaries))
    noticed = {
        name for *_where, names in told(talkative, canaries, "xiao", "get") for name in names
    }

    assert {"lesson-text-1", "scenario-title", "greet-says-2", "task-read"} <= noticed


def test_nothing_is_kept_outside_of_the_authored_texts(stage, canaries):
    where = {table for table, row in kept_texts(stage.app, but=AUTHORED) if canaries.found(row)}

    assert not where, f"hidden texts are copied into {where}, from where they could be sent"


def test_an_assessment_tells_one_step_after_the_other(stage, canaries):
    browser = stage.browser("yun")
    page = browser.open(f"/plays/{stage.plays['yun']}")
    assert not canaries.found(readable(page.response))
    seen = set()
    for step in ("find", "promise"):
        page = browser.submit(page, "form.player-task", choice="1")
        seen |= {f"{step}-line", *(f"{step}-says-{number}" for number in (1, 2, 3))}
        assert canaries.found(readable(page.response)) <= seen
    page = browser.submit(page, "form.player-task", choice="1")

    assert any(name.endswith("-text") for name in canaries.found(readable(page.response)))


def test_practice_tells_of_what_was_said_and_of_nothing_else(stage, canaries):
    browser = stage.browser("xiao")
    page = browser.submit(
        browser.open(f"/plays/{stage.plays['xiao']}"), "form.player-task", choice="1"
    )
    found = canaries.found(readable(page.response))

    assert len([name for name in found if name.startswith("greet-feedback")]) == 1
    assert "greet-hint" not in found
    assert not [name for name in found if name.startswith(("promise", "thanks", "hung-up"))]


@pytest.mark.parametrize(
    ("check", "choice", "told"),
    [
        ("q-single", ["1"], {"single-feedback-1", "single-feedback-2"}),
        ("q-multiple", ["2"], {f"multiple-feedback-{n}" for n in (1, 2, 3, 4)}),
        ("q-true", ["2"], {"true-feedback", "false-feedback"}),
    ],
)
def test_an_answer_tells_of_what_was_chosen_and_of_nothing_else(
    stage, canaries, check, choice, told
):
    browser = stage.browser("lan")
    page = browser.submit(
        browser.open("/courses/desk/first"), f"#check-{check} form", choice=choice
    )
    found = canaries.found(readable(page.response))

    assert found <= told
    is_right = bool(page.all(f"#check-{check} [data-tone=good] .verdict"))
    assert len(found) == 1 or is_right


def plain(text: str, ids: list[str]) -> str:
    """What was sent, without what is another every time."""
    for token in TOKENS:
        text = token.sub(r"\1…", text)
    for number, public_id in enumerate(ids):
        text = text.replace(public_id, f"id-{number}")
    return text


TURN = -1  # stands for the address to which turns are sent
ANSWERED = {HTTPStatus.OK, HTTPStatus.SEE_OTHER}
Asked = tuple[str | None, int]  # by whom, for which of all addresses
Pages = dict[tuple[str | None, int, str], str]  # the same, and at which step of open plays


def sent(stage: Stage, known: Collection[Asked] = ()) -> Pages:
    """Everything that everybody is sent; with what opens for whom also one step further on."""
    pages: Pages = {}
    for step in ("first", "second") if known else ("only",):
        ids = [public_id for found in stage.public_ids() for public_id in found]
        for login in WALKERS:
            client = stage.browser(login).client
            for number, (_endpoint, address) in enumerate(stage.addresses("GET")):
                if known and (login, number) not in known:
                    continue
                with client.get(address, headers=WAYS["page"]) as answer:
                    if answer.status_code == HTTPStatus.OK:
                        pages[login, number, step] = plain(readable(answer), ids)
        for login, way, answer in go_on(stage):
            pages[login, TURN, f"{step}, {way}"] = plain(answer, ids)
    return pages


def go_on(stage: Stage) -> Iterator[tuple[str, str, str]]:
    """Say the first of what is shown, in the assessment and in the previews: what is answered.

    The same again, under the same key, is answered again.
    """
    for login in ("yun", "chen", "wang"):
        browser = stage.browser(login)
        form = browser.open(f"/plays/{stage.plays[login]}").find("form.player-task")
        data = {**fields_of(form), "choice": "1"}
        for way, headers in WAYS.items():
            with browser.client.post(form["action"], data=data, headers=headers) as answer:
                assert answer.status_code in ANSWERED, (login, way, answer.status_code)
                yield login, way, readable(answer)


def hidden(keys: Keys):
    """Hidden texts; another way of being right says more, and other things, afterwards."""

    def text(name: str) -> str:
        is_told = "-says-" in name or name.endswith(("-line", "greet-hint"))
        return name if is_told or not keys.turned else f"ganz anders und länger {name}" * 3

    return text


def test_what_is_right_changes_no_byte_before_its_time(app, company, product, tmp_path, at):
    at(NOW)
    found: list[Pages] = []
    open_to: set[Asked] = set()
    for turned in (False, False, True):
        keys = Keys(turned)
        author = Author(lambda name: f"说 {name}", hidden(keys), keys)
        stage = Stage(app, company, tmp_path / str(len(found)), author)
        found.append(sent(stage, open_to))
        open_to = open_to or {
            (login, number) for login, number, _step in found[0] if number != TURN
        }
        product.reset()
    _, first, second = found
    assert first.keys() == second.keys()
    assert len(first) > 300
    assert len([where for where in first if TURN in where]) == 2 * 3 * len(WAYS)
    different = [where for where, page in first.items() if page != second[where]]

    assert not different, [*different, *difference(first[different[0]], second[different[0]])]


def difference(one: str, other: str) -> Iterator[str]:
    """The lines in which two pages differ."""
    lines = zip_longest(one.splitlines(), other.splitlines())
    return (f"{left} | {right}" for left, right in lines if left != right)


def test_the_orders_compared_are_those_of_the_same_seed(stage):
    assert {stage.play_of(login).seed for login in stage.plays} == {stage.play_of("yun").seed}
    with stage.app.app_context():
        assert db.session.get_one(Play, 1).seed
