"""The small language of phrases: what it reads, what it refuses, what it finds."""

import pytest

from lms.errors import Invalid
from lms.questions.domain.replies.finding import MOST_HITS, Finder
from lms.questions.domain.replies.letters import letters
from lms.questions.domain.replies.phrases import (
    MOST_FORMS,
    MOST_TOGETHER,
    Group,
    Words,
    parse_phrase,
)


def found(phrase: str, typed: str, **groups: list[str]) -> list[str]:
    """The words that a phrase finds, each match as its words joined by a stroke."""
    known = {
        name: [one for it in some for one in parse_phrase(it)] for name, some in groups.items()
    }
    read = letters(typed)
    matches = Finder({"it": parse_phrase(phrase)}, known).find(read).matches.get("it", ())
    return ["|".join(read.text[it.start : it.end] for it in match.pieces) for match in matches]


@pytest.mark.parametrize(
    ("phrase", "typed", "words"),
    [
        ("很抱歉", "真的，很抱歉！", ["很抱歉"]),
        ("很抱歉", "很，抱歉", []),
        ("很 抱歉。", "很抱歉", ["很抱歉"]),
        ("（给/帮）您查", "我帮您查", ["帮您查"]),
        ("（很/）抱歉", "抱歉", ["抱歉"]),
        ("给您…补发", "给您今天马上补发", ["给您|补发"]),
        ("给您…补发", "给您，如果丢了，补发", ["给您|补发"]),
        ("给您…补发", "给您。补发", []),
        ("给您…补发", "给您一二三四五六七八九十甲乙丙补发", []),
        ("给您...补发", "给您再补发", ["给您|补发"]),
        ("给您补发", "给您呀补发", []),
        ("【x】补发", "给您呀补发", ["给您|补发"]),
        ("包裹 + 没收到", "没收到，您的包裹", ["没收到|包裹"]),
        ("包裹 + 没收到", "包裹" + "很" * 41 + "没收到", []),
        ("^您好", "您好，给您好处", ["您好"]),
        ("^您好", "给您好处", []),
        ("没办法$", "我也没办法呀，没办法了", ["没办法"]),
        ("【number】（分钟/小时）", "24小时，三十分钟", ["24|小时", "三十|分钟"]),
        ("电话【phone】", "电话139 1234 5678", ["电话|13912345678"]),
        ("电话【phone】", "电话12345", []),
        ("联系您", "我聯絡您", ["联络您"]),
        ("您好", "你好", ["你好"]),
    ],
)
def test_what_a_phrase_finds(phrase, typed, words):
    assert found(phrase, typed, x=["给您"]) == words


def test_a_group_may_name_groups_before_it():
    groups = {"span": ["【number】小时内"], "time": ["【span】", "今天"]}

    assert found("【time】…答复", "两小时内给您答复", **groups) == ["两小时内|答复"]


def test_neighbouring_words_are_looked_for_as_one():
    (phrase,) = parse_phrase("（给/为）您（补发/退款）")

    assert phrase.parts == (Words(frozenset({"给您补发", "给您退款", "为您补发", "为您退款"})),)


def test_too_many_neighbours_stand_side_by_side_instead():
    many = "/".join(f"词{number}" for number in range(MOST_TOGETHER))
    (phrase,) = parse_phrase(f"（{many}）（补发/退款）")

    assert [len(part.words) for part in phrase.parts] == [MOST_TOGETHER, 2]


def test_what_may_be_left_out_makes_forms():
    forms = parse_phrase("【time】…（补发/）")

    assert [len(form.parts) for form in forms] == [2, 1]
    assert forms[1].parts == (Group("time"),)


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("", "没有字"),
        ("。！", "没有字"),
        ("（给您", "“（给您”这里读不通"),
        ("（（给））您", "“（（给））您”这里读不通"),
        ("给您）", "“）”这里读不通"),
        ("…补发", "两边都要有字"),
        ("补发…", "两边都要有字"),
        ("给您^补发", "“^”只能在最前"),
        ("【时间】内", "现在是“时间”"),
        ("好" * 201, "最多 200 个字"),
        ("…".join(["（给/）"] * 6), f"超过 {MOST_FORMS} 种"),
    ],
)
def test_what_cannot_be_read_is_told(phrase, message):
    with pytest.raises(Invalid) as error:
        parse_phrase(phrase)

    assert message in str(error.value)


def test_more_hits_than_anybody_means_are_let_go():
    assert len(found("您好", "您好，" * 100)) == MOST_HITS
