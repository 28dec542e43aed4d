"""What people do while the server is measured; the contents of every answer are checked."""

import re
import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.browsers import Person, all_at_once

SCENARIO = "/scenarios/lost-parcel/plays"
TYPED = "/scenarios/unpaid-order/plays"  # begins with a reply that is typed
DRILL = "/drills/two-at-once/runs"
REPLY = "丁女士您好，我是拾光茶铺的小顾。您拍的壶和杯还没付款，给您留到今晚 23:10。是哪里拿不准吗？"
FEEDBACK = "她不觉得被催，只觉得有人在"  # on a reply with all that is asked
WINDOW = re.compile(r"/plays/[0-9a-z]{12}")
TURNS = 10  # about so many has a play
DRILL_TURNS = 4  # of the first customer, before anybody else comes

Acts = Iterator[Callable[[], int]] | list[Callable[[], int]]


def readers(people: list[Person], address: str, marker: str, times: int) -> list[Callable[[], int]]:
    """Everyone reads a page so many times."""

    def one(person: Person) -> None:
        for _ in range(times):
            status, text, _ = person.ask("GET", address)
            assert status == 200, f"{address}: {status}"
            assert marker in text, f"{address}: {marker} is not on the page"

    def act() -> int:
        all_at_once([lambda p=p: one(p) for p in people])
        return len(people) * times

    return [act]


def inserters(people: list[Person], times: int) -> list[Callable[[], int]]:
    """Everyone saves a row so many times."""

    def one(person: Person) -> None:
        for number in range(times):
            status, text, _ = person.ask("POST", "/rows", {"words": f"行 {number}"})
            assert (status, text) == (200, "saved")

    def act() -> int:
        all_at_once([lambda p=p: one(p) for p in people])
        return len(people) * times

    return [act]


def start_play(person: Person, scenario: str = SCENARIO) -> str:
    """Start a practice play; its address."""
    fields = {"mode": "practice", "afresh": "1", "key": secrets.token_hex(16)}
    status, text, address = person.ask("POST", scenario, fields)
    assert status == 303, f"no play: {status} {text[:300]}"
    return address.partition("#")[0]


def play_to_the_end(person: Person, address: str) -> int:
    """Take turns until the play is over; how many were taken."""
    for turn in range(1, 60):
        fields = {"turn": str(turn), "key": secrets.token_hex(16), "choice": "1"}
        status, text, _ = person.ask("POST", f"{address}/turns", fields)
        if status == 409:
            return turn
        assert status == 303, f"turn {turn}: {status} {text[:300]}"
    raise AssertionError("the play does not end")


def players(people: list[Person], times: int) -> Iterator[Callable[[], int]]:
    """Plays are started outside the measurement; everyone plays theirs to the end within it."""
    for _ in range(max(1, times // TURNS)):
        addresses = all_at_once([lambda p=p: start_play(p) for p in people])
        pairs = list(zip(people, addresses, strict=True))

        def act(pairs: list[tuple[Person, str]] = pairs) -> int:
            return sum(all_at_once([lambda p=p, a=a: play_to_the_end(p, a) for p, a in pairs]))

        yield act


def repliers(people: list[Person], times: int) -> Iterator[Callable[[], int]]:
    """Everyone types a reply, which is graded, and is told what came of it."""

    def reply(person: Person, address: str) -> None:
        fields = {"turn": "1", "key": secrets.token_hex(16), "reply": REPLY}
        status, text, _ = person.ask("POST", f"{address}/turns", fields, part="task")
        assert status == 200, f"reply: {status} {text[:300]}"
        assert FEEDBACK in text, "what was said about the reply is not in the answer"

    for _ in range(times):
        pairs = [(person, start_play(person, TYPED)) for person in people]

        def act(pairs: list[tuple[Person, str]] = pairs) -> int:
            all_at_once([lambda p=p, a=a: reply(p, a) for p, a in pairs])
            return len(pairs)

        yield act


def lookers_back(people: list[Person], times: int) -> list[Callable[[], int]]:
    """Everyone plays to the end, outside the measurement, and reads the debrief so many times."""
    addresses = [start_play(person) for person in people]
    for person, address in zip(people, addresses, strict=True):
        play_to_the_end(person, address)

    def one(person: Person, address: str) -> None:
        for _ in range(times):
            status, text, _ = person.ask("GET", address)
            assert status == 200, f"debrief: {status}"
            assert 'class="outcome-score"' in text, "the debrief is not on the page"

    def act() -> int:
        pairs = zip(people, addresses, strict=True)
        all_at_once([lambda p=p, a=a: one(p, a) for p, a in pairs])
        return len(people) * times

    return [act]


def drilled(people: list[Person], times: int) -> Iterator[Callable[[], int]]:
    """Drills are begun outside the measurement; everyone answers the first customer."""

    def answer(person: Person, address: str) -> None:
        for turn in range(1, DRILL_TURNS + 1):
            fields = {"turn": str(turn), "key": secrets.token_hex(16), "choice": "1"}
            status, text, where = person.ask("POST", f"{address}/turns", fields)
            assert status == 303, f"turn {turn} of a drill: {status} {text[:300]}"
            assert where.startswith(address), f"turn {turn} of a drill leads to {where}"

    for _ in range(max(1, times // DRILL_TURNS)):
        pairs = [(person, _first_window(person)) for person in people]

        def act(pairs: list[tuple[Person, str]] = pairs) -> int:
            all_at_once([lambda p=p, a=a: answer(p, a) for p, a in pairs])
            return len(pairs) * DRILL_TURNS

        yield act


def _first_window(person: Person) -> str:
    fields = {"afresh": "1", "key": secrets.token_hex(16)}
    status, text, address = person.ask("POST", DRILL, fields)
    assert status == 303, f"no drill: {status} {text[:300]}"
    _, page, _ = person.ask("GET", address.partition("#")[0])
    found = WINDOW.search(address) or WINDOW.search(page)
    assert found, "no window on the page of the drill"
    return found[0]
