"""Nothing that is written can keep the renderer busy, exhaust it or take it over."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.config import ROOT
from lms.errors import Invalid
from lms.markdown import LARGEST, child, render
from lms.markdown.guard import guard
from lms.markdown.process import TOO_HEAVY, Renderer, renderer
from tests.hostile.measuring import renderer_at_work

MOST = 200 * 1024 * 1024  # bytes
LOADED = """
import importlib.util, os, sys
found = importlib.util.spec_from_file_location("child", {file!r})
child = importlib.util.module_from_spec(found)
found.loader.exec_module(child)
"""


@pytest.fixture
def made():
    """`made("{'html': text}")`: a renderer whose child answers with the value of an expression."""
    renderers = []

    def make(expression: str, *, before: str = "", **constants: float) -> Renderer:
        lines = [LOADED.format(file=child.__file__)]
        lines += [f"child.{name} = {value}" for name, value in constants.items()]
        lines += [before, "child.give_up_rights()", f"child.serve(lambda text: {expression})"]
        renderers.append(Renderer([sys.executable, "-I", "-c", "\n".join(lines)]))
        return renderers[-1]

    yield make
    for one in renderers:
        one.close()


def test_a_text_that_keeps_it_busy_is_given_up_after_two_seconds_of_the_processor(made):
    busy = made("{'html': text} if text == 'short' else sum(iter(int, 1))")
    assert busy.html("short") == "short"
    before = time.perf_counter()
    with pytest.raises(Invalid) as refusal:
        busy.html("endless")

    assert refusal.value.message == TOO_HEAVY
    assert time.perf_counter() - before >= child.CPU * 0.9
    assert busy.html("short") == "short"


def test_a_text_that_needs_too_much_memory_is_given_up(made):
    greedy = made("{'html': str(len(bytearray(int(text))))}")

    assert greedy.html("1000000") == "1000000"
    with pytest.raises(Invalid):
        greedy.html(str(MOST))
    assert greedy.html("1000000") == "1000000"


def test_a_text_that_only_waits_is_given_up_too(made):
    sleepy = made("{'html': text} if text == 'short' else __import__('time').sleep(60)", WALL=0.5)

    with pytest.raises(Invalid):
        sleepy.html("long")
    assert sleepy.html("short") == "short"


def test_each_text_has_its_own_two_seconds(made):
    counting = made("[0 for n in range(int(text))] and {'html': text}", CPU=0.4)

    assert all(counting.html("3000000") for _again in range(8))


def test_without_the_look_at_the_text_beforehand_the_child_is_still_given_up(made):
    unguarded = made(
        "{'html': rendering.to_html(text)}",
        before="child.use_lms_alone()\n"
        "from lms.markdown import rendering\n"
        "rendering.guard = lambda text: None",
    )

    assert unguarded.html("*a*") == "<p><em>a</em></p>"
    with pytest.raises(Invalid) as refusal:
        unguarded.html("[" * 50_000)
    assert refusal.value.message == TOO_HEAVY


def test_a_child_that_has_gone_for_want_of_work_is_started_again(made):
    brief = made("{'html': text}", IDLE=0.1)
    brief.html("once")
    first = brief._child
    assert first.wait(10) == 0

    assert brief.html("twice") == "twice"
    assert brief._child is not first


def test_a_fault_of_the_renderer_itself_is_no_fault_of_the_text(made, capfd):
    with pytest.raises(RuntimeError, match="ended by itself with status 1"):
        made("1 / 0").html("text")
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_the_child_is_told_no_secrets(made, monkeypatch):
    monkeypatch.setenv("LMS_SECRET_KEY", "not for children")

    assert "children" not in made("{'html': str(dict(os.environ))}").html("")


def test_many_threads_get_each_their_own_answer():
    wrong = []

    def ask(number: int) -> None:
        for turn in range(25):
            text = f"{number}-{turn}"
            if render(text) != f"<p>{text}</p>":
                wrong.append(text)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not wrong


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_asks_a_child_of_its_own():
    render("warm up")
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        own = render("forked") == "<p>forked</p>" and renderer._child.pid
        os.write(write_end, str(own).encode())
        renderer.close()
        os._exit(0)
    os.waitpid(pid, 0)
    told = os.read(read_end, 100).decode()
    os.close(read_end)
    os.close(write_end)

    assert told.isdecimal()
    assert int(told) != renderer._child.pid
    assert render("here") == "<p>here</p>"


def test_the_product_itself_never_loads_what_renders():
    code = (
        "import os, sys\n"
        "from lms import create_app\n"
        "print({'markdown', 'nh3', 'pymdownx'} & {name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert done.stdout.strip() == "set()", done.stderr


def test_a_text_longer_than_any_is_not_even_sent(monkeypatch):
    monkeypatch.setattr(Renderer, "html", lambda *_: pytest.fail("sent"))

    with pytest.raises(Invalid):
        render("x" * (LARGEST + 1))


PIECES = [
    *("[", "]", "(", ")", "![", "](", "[^1]", "[a][", "[a]: ", "<", ">", "<a ", "<!--", "-->"),
    *("*", "**", "_", "~~", "`", "``", "```\n", "~~~\n", "\\", "&", "&#", "&#x", ";", "|", "-|-\n"),
    *(
        "\n",
        "\n\n",
        " ",
        "    ",
        "\t",
        "> ",
        "- ",
        "1. ",
        "# ",
        "===\n",
        "---\n",
        ": ",
        "{#",
        "{: ",
    ),
    *("字", "a", "\u200b", "\u202e", "\u0300", "\x02", "\x03", "\x00", "\ud800", "http://", "//"),
    *("javascript:", '"', "'", "klzzwxh:0000", "\x02klzzwxh:0\x03", "\U0001f600", "ﷺ", "\ufffd"),
]
PATHOLOGICAL = st.lists(
    st.tuples(
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join),
        st.sampled_from([1, 2, 10, 100, 1_000, 10_000, 60_000]),
    ),
    min_size=1,
    max_size=5,
).map(lambda parts: "".join(unit * times for unit, times in parts)[:LARGEST])


@settings(max_examples=60, deadline=None)
@given(PATHOLOGICAL)
@example("> " * 100_000)
@example("[a](" * 50_000)
@example("\x00" * LARGEST)
@example("a\u0300" * 60_000)
@example("|" * 1_000 + "\n" + "-|" * 1_000 + "\n" + ("|" * 1_000 + "\n") * 100)
@example("`" * 99_999 + "a" + "`" * 99_998)
def test_whatever_is_thrown_at_it_costs_little(text: str):
    with renderer_at_work() as use:
        try:
            render(text)
        except Invalid as refusal:
            assert refusal.message  # noqa: PT017 - either answer is right, if it costs little
    assert use.seconds <= child.CPU + 0.1
    assert use.bytes <= MOST


ROW = "|" + " a |" * 100 + "\n"
NASTY = {
    "deep quotes": ">" * 100_000 + " a",
    "deep lists": "\n".join("  " * depth + "- a" for depth in range(400)),
    "deep emphasis": "*_" * 90_000,
    "emphasis that never ends": "**a *b " * 25_000,
    "brackets": "[" * 190_000,
    "pictures in links": "[![a](" * 30_000,
    "backticks of all lengths": " ".join("`" * length for length in range(1, 600)),
    "a table of 100,000 cells": ROW + "|" + "-|" * 100 + "\n" + ("|" * 101 + "\n") * 1_000,
    "a table of 60,000 full cells": (ROW + "|" + "-|" * 100 + "\n" + ROW * 600)[:LARGEST],
    "references": "".join(f"[a{number}]: /{number}\n" for number in range(11_000))[:LARGEST],
    "one reference, often meant": "[a]: / 'b'\n\n" + "[a] " * 40_000,
    "entities": "&lt;&#x3c;&amp;" * 12_000,
    "headings": "# a\n" * 45_000,
    "fences": "```\n" * 45_000,
    "autolinks": "<http://a.example/>" * 10_000,
    "tags that never close": "<a b=c " * 25_000,
    "comments that never close": "<!-- " * 35_000,
    "escapes": "\\*" * 95_000,
    "rules": "* * *\n" * 30_000,
    "tildes": "~~a" * 60_000,
    "line ends": "\n" * 199_000,
    "blanks": " " * 199_000 + "a",
    "tabs": "\t" * 199_000 + "a",
    "one word": "字" * 66_000,
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_texts_cost_little(name: str):
    for text in (NASTY[name], most_that_is_taken(NASTY[name])):
        with renderer_at_work() as use, suppress(Invalid):
            render(text)
        assert use.seconds <= child.CPU + 0.1
        assert use.bytes <= MOST


def most_that_is_taken(text: str) -> str:
    """As much of a text as is rendered at all, within a tenth."""
    while True:
        try:
            guard(text)
        except Invalid:
            text = text[: len(text) * 9 // 10]
        else:
            return text


def test_the_program_of_the_child_is_a_file_of_the_product():
    assert Path(child.__file__) == ROOT / "lms" / "markdown" / "child.py"
