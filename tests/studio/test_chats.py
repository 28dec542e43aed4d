"""Chat logs are read as tools export them, and woven into a tree that says just what they say."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms import yamlfile
from lms.errors import Invalid
from lms.library.domain import Bundle, ContentError
from lms.scenarios.content import ScenarioKind
from lms.studio.content import chats as content
from lms.studio.content import decoded, scenario_texts
from lms.studio.domain.chats import Speaker, Turn, read, reading, weave, weaving, written
from lms.studio.domain.chats.plain import core

C, A = Speaker.CUSTOMER, Speaker.AGENT
PASTED = """\
客户：说好十点，人呢？
客服：让您白等了，对不起。
我查一下。
客户：那几点能来
客服：十一点五十到。

---
买家: 说好十点，人呢
卖家: 今天单量大。
卖家: 请理解
买家: 我要投诉！
"""


def said(text, words=""):
    return [[(turn.speaker, turn.text) for turn in log] for log in read(text, words).logs]


def test_lines_of_one_speaker_become_one_turn():
    assert said(PASTED) == [
        [
            (C, "说好十点，人呢？"),
            (A, "让您白等了，对不起。\n我查一下。"),
            (C, "那几点能来"),
            (A, "十一点五十到。"),
        ],
        [(C, "说好十点，人呢"), (A, "今天单量大。\n请理解"), (C, "我要投诉！")],
    ]


@pytest.mark.parametrize(
    "line",
    [
        *("客服：在", "客服: 在", "坐席:在", "卖家：在", "商家：在", "Agent: 在", "AGENT：在"),
        *("customer service: 在", "  客服 ： 在", "**客服**：在", "- 客服：在", "2. 客服：在"),
        *("客服小美：在", "客服 小美：在", "客服(小美)：在", "【客服】：在", "客服01：在"),
        *("10:02 客服：在", "[10:02:33] 客服：在", "2026-03-01 10:02:33 客服小美：在"),
        *("2026/3/1 上午10:02 客服：在", "客服 2026-03-01 10:02:33：在", "客服小美 10:02:33\n在"),
        *("2026年3月1日 10:02 客服\n在", "（10:02）客服：在", "> 客服：在"),
    ],
)
def test_a_speaker_is_known_as_tools_write_him(line):
    assert said(f"客户：在吗\n{line}") == [[(C, "在吗"), (A, "在")]]


@pytest.mark.parametrize(
    "line",
    [
        "客服电话：见网页",
        "用户反馈：见网页",
        "客户地址：见上",
        "用户您好：",
        "时间：10:30",
        "明天 10:30",
    ],
)
def test_what_only_looks_like_a_speaker_goes_on(line):
    assert said(f"客户：在吗\n客服：在\n{line}") == [[(C, "在吗"), (A, f"在\n{line}")]]


@pytest.mark.parametrize(
    "line",
    [
        *("系统：会话开始", "[系统] 会话结束", "10:02:33 小张：在", "小张 2026-03-01 10:02:33"),
        "机器人：您好",
    ],
)
def test_somebody_else_is_left_out_with_the_line(line):
    found = read(f"客户：在吗\n{line}\n还有这行\n客服：在")

    assert [one.line for one in found.skipped] == [2, 3]
    assert [turn.text for turn in found.logs[0]] == ["在吗", "在"]


def test_what_is_left_out_is_covered_as_well():
    found = read("联系13800138000\n客户：在吗\n客服：在")

    assert [(one.line, one.text) for one in found.skipped] == [(1, "联系〔手机号〕")]


@pytest.mark.parametrize(
    "line", ["---", "=====", "# 第二段", "记录2", "第二段", "会话ID：a12", "Log 2"]
)
def test_logs_are_told_apart(line):
    assert len(said(f"客户：一\n客服：二\n\n{line}\n客户：三\n客服：四")) == 2


def test_names_beside_speakers_are_covered_everywhere():
    assert said("客服小美：我是小美\n客户(张三)：小美好")[0] == [
        (A, "我是〔姓名〕"),
        (C, "〔姓名〕好"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "tb88123 2026-03-01 10:02:11\n在吗\n蓝海店:小美 2026-03-01 10:02:13\n亲，我是蓝海店:小美",
        "TB88123：在吗\n[10:02] 蓝海店:小美: 亲，我是蓝海店:小美",
        "10:02:11 tb88123 : 在吗\n蓝海店:小美(10:02:13)：亲，我是蓝海店:小美",
        "tb88123,在吗\n蓝海店:小美,亲，我是蓝海店:小美",
    ],
)
def test_who_is_called_otherwise_is_known_by_the_names_that_are_told(text):
    found = read(text, "", {"tb88123": C, "蓝海店:小美": A})

    assert found.logs == ((Turn(C, "在吗"), Turn(A, "亲，我是〔姓名〕")),)


@pytest.mark.parametrize(
    "table",
    [
        "说话人,内容,第几段\n客户,在吗,1\n客服,在,1\n客户,在吗,2\n客服,不在,2\n",
        "客户,在吗,1\n客户,在吗,2\n客服,在,1\n客服,不在,2\n",
        "客户\t在吗\t甲\n客服\t在\t甲\n客户\t在吗\t乙\n客服\t不在\t乙\n",
    ],
)
def test_a_table_is_read(table):
    assert said(table) == [[(C, "在吗"), (A, "在")], [(C, "在吗"), (A, "不在")]]


def test_rows_that_are_not_understood_are_told():
    found = read('客户,"一\n二"\n系统,开始\n客服,三,1,多\n客服,四\n')

    assert [one.line for one in found.skipped] == [3, 4]
    assert [turn.text for turn in found.logs[0]] == ["一\n二", "四"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", reading.NO_LOG),
        ("你好", reading.NO_LOG),
        ("客户：在吗\n客户：在吗", reading.NO_LOG),
        ("客" * 70_000, reading.TOO_LARGE),
        ("客户：一\n客服：二\n---\n" * 51, reading.TOO_MANY_LOGS),
        ("客户：一\n客服：二\n" * 101, reading.TOO_MANY_TURNS),
        ("客户,一\n客服," + "a" * 140_000, reading.ODD_TABLE),
        ("客户：一\n客服：二" + " ab" * 40_000, reading.TOO_LARGE),
    ],
)
def test_what_is_not_taken_is_refused(text, message):
    with pytest.raises(Invalid) as refused:
        read(text, "ab")

    assert refused.value.message == message
    assert str(refused.value)


def test_too_many_steps_are_refused():
    logs = "\n---\n".join(
        "\n".join(f"客户：{log}问{turn}\n客服：{log}答{turn}" for turn in range(40))
        for log in range(20)
    )
    with pytest.raises(Invalid) as refused:
        weave(read(logs).logs)

    assert refused.value.message == weaving.TOO_MANY


def test_equal_turns_are_one_and_other_answers_are_options():
    tree = weave(read(PASTED).logs)

    assert tree.steps[0].text == "说好十点，人呢？"
    assert [one.text for one in tree.steps[0].answers] == [
        "让您白等了，对不起。\n我查一下。",
        "今天单量大。\n请理解",
    ]
    assert [step.is_ending for step in tree.steps] == [False, False, True, True]
    assert tree.branches == 1


def test_other_words_of_the_customer_are_other_steps():
    tree = weave(
        read("客户：一\n客服：二\n客户：三\n客服：四\n---\n客户：一\n客服：二\n客户：五").logs
    )

    assert [tree.steps[way].text for way in tree.steps[0].answers[0].ways] == ["三", "五"]


def test_what_goes_on_alike_is_one_step():
    tree = weave(read("客户：一\n客服：二\n客户：好\n---\n客户：一\n客服：三\n客户：好").logs)

    assert [answer.ways for answer in tree.steps[0].answers] == [(1,), (1,)]


def test_where_the_agent_begins_nothing_is_said_first():
    tree = weave(read("客服：您好\n客户：一\n---\n客户：二\n客服：三").logs)

    assert tree.steps[0].text == ""
    assert [answer.text for answer in tree.steps[0].answers] == ["您好", ""]


WORDS = st.sampled_from(["好", "好！", "好的", "ＡＢ", "a b", "几点到？", "几点到", "对不起", "嗯"])


@st.composite
def logs(draw):
    """Logs of two who take turns."""
    found = []
    for _ in range(draw(st.integers(1, 6))):
        texts = draw(st.lists(WORDS, min_size=2, max_size=7))
        first = draw(st.booleans())
        speakers = [C, A] if first else [A, C]
        found.append(tuple(Turn(speakers[n % 2], text) for n, text in enumerate(texts)))
    return found


def steps_after(tree, places, turn):
    """Where one can be once a turn was said."""
    if turn.speaker is C:
        return {place for place in places if core(tree.steps[place].text) == core(turn.text)}
    answers = [answer for place in places for answer in tree.steps[place].answers]
    return {way for one in answers if core(one.text) == core(turn.text) for way in one.ways}


def walked(tree, log):
    """Where a log ends in the tree; none: it cannot be walked."""
    places = {0}
    if log[0].speaker is C and not tree.steps[0].text:
        places = {way for one in tree.steps[0].answers if not one.text for way in one.ways}
    for turn in log:
        places = steps_after(tree, places, turn)
    return {tree.steps[place] for place in places}


@given(logs())
def test_every_log_can_be_walked_to_where_it_ends(some):
    tree = weave(some)

    for log in some:
        ends = walked(tree, log)
        assert ends
        if log[-1].speaker is A:
            assert any(step.is_ending for step in ends)


def ways(tree, place=0):
    """All ways through a tree, each as what is said on it."""
    step = tree.steps[place]
    if step.is_ending:
        yield (core(step.text),)
    for answer in step.answers:
        for way in answer.ways:
            for rest in ways(tree, way):
                yield (core(step.text), core(answer.text), *rest)


@given(logs())
def test_nothing_is_said_that_no_log_says(some):
    told = {tuple(filter(None, (core(turn.text) for turn in log))) for log in some}

    assert {tuple(filter(None, way)) for way in ways(weave(some))} <= told


@given(logs(), st.randoms(use_true_random=False))
def test_the_order_of_logs_changes_the_order_alone(some, chance: random.Random):
    other = list(some)
    chance.shuffle(other)

    assert sorted(ways(weave(some))) == sorted(ways(weave(other)))
    assert len(weave(some).steps) == len(weave(other).steps)
    assert weave([*some, *some]) == weave(some)


@given(logs())
def test_words_are_kept_as_the_first_log_has_them(some):
    first = {}
    for turn in (turn for log in some for turn in log):
        first.setdefault((turn.speaker, core(turn.text)), turn.text)
    steps = weave(some).steps

    assert {step.text for step in steps} <= {*first.values(), ""}
    assert all(first[C, core(step.text)] == step.text for step in steps if step.text)


LINES = st.text(
    st.one_of(
        st.sampled_from("客户服：:买家卖1290-# 系统,，\n\t\"'{}[]|>&*!%@`\\〔〕\u2028\u200b\ufeff"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


@given(st.lists(st.tuples(st.sampled_from(["客户：", "客服：", "", "---\n"]), LINES), max_size=8))
def test_what_was_read_is_read_again_as_it_is(parts):
    text = "".join(f"{who}{line}\n" for who, line in parts)
    try:
        found = read(f"客户：在吗\n客服：在\n{text}")
    except Invalid:
        return

    again = read(found.text)
    assert again.logs == found.logs
    assert (again.new, again.skipped, again.alone) == (0, (), 0)
    assert written(again.logs) == found.text
    texts = scenario_texts(weave(found.logs))
    data = yamlfile.read(texts[content.FILE]).data
    assert data["steps"][0]["id"] == data["start"] == "step-1"


def test_the_checks_name_what_the_author_must_still_write():
    (text,) = scenario_texts(weave(read(PASTED).logs)).values()
    with pytest.raises(ContentError) as refused:
        ScenarioKind().parse(Bundle("scenario", {"scenario.yaml": text}))
    told = [str(one) for one in refused.value.problems]

    assert [one for one in told if "不能空着" not in one] == [
        "scenario.yaml:33: “choices”至少要有 2 项，现在有 1 项。"
    ]
    assert sum("feedback" in one for one in told) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_files_of_chat_tools_and_spreadsheets_are_text(encoding):
    assert decoded("客户：在吗\n".encode(encoding)) == "客户：在吗\n"


@pytest.mark.parametrize(
    "file", [b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04\0\0", b"\xff\xfe\0\xd8", b"\0"]
)
def test_other_files_are_refused(file):
    with pytest.raises(Invalid, match="读不出文字"):
        decoded(file)
