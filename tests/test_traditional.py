"""Traditional Chinese comes from a child process, which may be gone at any moment."""

import os
import signal
import threading

import pytest

from lms.traditional import process, to_traditional
from lms.traditional.process import Converter

SAID, MEANT = "这个软件的信息", "這個軟體的資訊"


@pytest.fixture
def converter():
    """One with a child of its own."""
    made = Converter()
    yield made
    made.close()


def test_text_is_written_as_in_taiwan_and_our_own_terms_come_first():
    assert to_traditional(f"{SAID}：窗口、account\n") == f"{MEANT}：窗口、account\n"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("师父才能签“通过”，贴标签", "師父才能簽“通過”，貼標籤"),
        ("三天到账，填每个项目", "三天到帳，填每個項目"),
        ("其他设备都已退出登录", "其他裝置都已登出"),
        ("第 5 周，周宁", "第 5 週，周寧"),
    ],
)
def test_words_of_the_trade_are_not_those_of_computing(said, meant):
    assert to_traditional(said) == meant


def test_a_child_that_has_gone_is_started_again(converter):
    assert converter.convert(SAID) == MEANT
    os.kill(converter._child.pid, signal.SIGKILL)
    converter._child.wait()

    assert converter.convert(SAID) == MEANT


def test_threads_get_their_own_answers(converter):
    wanted = {f"{SAID}{number}": f"{MEANT}{number}" for number in range(50)}
    found = {}
    threads = [
        threading.Thread(target=lambda said=said: found.update({said: converter.convert(said)}))
        for said in wanted
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == wanted


def test_a_child_that_never_answers_is_an_error(converter, monkeypatch):
    monkeypatch.setattr(process, "PROGRAM", ("/bin/true",))

    with pytest.raises(RuntimeError):
        converter.convert(SAID)
