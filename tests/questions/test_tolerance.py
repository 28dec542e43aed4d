"""What a grader lets pass and what it does not, kind by kind: a table each."""

import json

import pytest

from lms.questions.domain.replies import Span, State, grade
from tests.questions.sayings import asking_for, criteria_of, grader_of, shipped
from tests.scenarios.labelled import SETS, Labelled, grader, labelled

MANY = 5  # pieces: fewer come near a short reply
FEW = 0.03  # of unmarked rows read like what people in a hurry type
FEWER = 0.01  # of marked ones
PROMISE = "联系网点核实…（今天/明天）…答复"
TYPED = "我马上联系网点核实，今天下午五点前给您答复。"


def is_met(typed: str, *phrases: str, **more: str) -> bool:
    return asking_for(*(phrases or (PROMISE,)), **more).grade(typed).met == {"it"}


@pytest.mark.parametrize(
    "typed",
    [
        TYPED,
        "我馬上聯繫網點核實，今天下午五點前給您答覆。",  # traditional
        "我馬上聯絡網點核實，今天下午五點前給您答覆。",  # as it is said in Taiwan
        "我　馬上　聯繫網點核實．今天５點前給您答覆",  # wide
        "我马上联系网点核实今天五点前给您答复",  # no marks
        "我马上联系“网点”核实~~今天五点前给您答复😊",
        "我马上联系，网点核实。",  # marks inside are marks: the words are torn apart
    ],
)
def test_script_width_and_marks(typed):
    assert is_met(typed) is ("，网点" not in typed)


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("我马上联系网点合实，今天给您答复", True),  # sounds the same
        ("我马上连系网点核实，今天给您答复", True),
        ("我马上联系王点核实，今天给您答复", True),
        ("我马上联系网店核实，今天给您达复", True),
        ("我马上联糸网点核实，今天给您答复", True),  # looks alike
        ("我马上联系网点核实实，今天给您答复", True),  # one too many
        ("我马上联系点核实，今天给您答复", True),  # one is missing
        ("我马上联系点网核实，今天给您答复", True),  # two have changed places
        ("我马上联系店家付款，今天给您答复", False),  # other words
        ("我马上联系网点，今天给您答复", False),
        ("我马上联系网点核实，昨天给您答复", False),  # a letter that turns the sense round
    ],
)
def test_slips_of_the_hand(typed, counts):
    assert is_met(typed) is counts


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("抱歉", "包歉"),
        ("抱歉", "报歉"),
        ("退款", "退宽"),
        ("补发", "补法"),
        ("仓库", "苍库"),
        ("签收", "签受"),
        ("主管", "主官"),
        ("理解", "里解"),
        ("登录", "登陆"),
    ],
)
def test_homophones_by_pinyin(right, typed):
    assert is_met(f"我说的是{typed}这件事", right)
    assert not is_met("我说的是天气这件事", right)


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("我帮您退款", True),
        ("不能帮您退款", False),
        ("我没办法给您退款", False),
        ("我不会不给您退款", True),
        ("退款是不可能的", False),
        ("不好意思，我帮您退款", True),
        ("您别急，我帮您退款", True),
        ("凭什么给您退款", False),
        ("我给您退款，您看可以吗？", True),
        ("我看看能不能给您退款", False),
    ],
)
def test_denial(typed, counts):
    assert is_met(typed, "退款", **{"as": "act", "mood": "statement"}) is counts


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("非常抱歉，今天五点前给您答复。", State.MET),
        ("今天五点前给您答复，非常抱歉。", State.NEAR),
        ("非常抱歉，我去看看。", State.MISSING),
    ],
)
def test_order(typed, state):
    elements = [
        {"id": "apology", "need": "required", "lexicon": "apology"},
        {"id": "time", "need": "required", "lexicon": "time-promise"},
        {"id": "order", "need": "better", "title": "先后", "order": ["apology", "time"]},
    ]
    findings = {it.element: it for it in grader_of(elements).grade(typed).findings}

    assert findings["order"].state is state


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("洗过的裙子就没法再卖了。", State.MET),
        ("您的裙子洗过没法再卖啦。", State.MET),
        ("裙子洗过，您看看。", State.NEAR),
        ("裙子洗过也有法再卖。", State.NEAR),  # denies what the example says
        ("我给您查一下订单。", State.MISSING),
    ],
)
def test_near_misses(typed, state):
    examples = ["裙子洗过就没法再卖", "洗过的裙子没法再卖"]
    element = {"id": "it", "need": "required", "title": "要点", "examples": examples}

    assert grader_of([element]).grade(typed).findings[0].state is state


@pytest.mark.parametrize(
    "typed",
    [
        "您好抱歉理解核实网点今天五点前答复谢谢",
        "您好，抱歉，核实，网点，今天五点，谢谢。",
        "抱歉/核实网点/今天五点前答复/谢谢",
        "抱歉抱歉抱歉核实核实核实今天答复今天答复今天答复",
        "先说抱歉，再说核实网点，然后说今天五点前答复，最后说谢谢。",
        "得分点：抱歉，联系网点核实，今天五点前答复您，谢谢您。",
    ],
)
def test_a_list_of_keywords_never_passes(typed):
    elements = [
        {"id": "apology", "need": "required", "lexicon": "apology"},
        {"id": "time", "need": "required", "lexicon": "time-promise"},
    ]
    verdict = grade(typed, criteria_of(json.dumps({"reply": {"elements": elements}})), shipped())

    assert not verdict.band.passes
    assert not verdict.met


@pytest.mark.parametrize("between", ["", " ", "，", "/", "。", "\n"])
def test_what_was_shown_as_met_cannot_be_typed_in_a_row(between):
    """Whoever has seen the debrief of a good reply could type just what counted there."""
    rows = [
        (one.situation, between.join(one.text[it.start : it.end] for it in _met(one)))
        for name in SETS
        for one in labelled(name)
        if one.kind == "good" and len(_met(one)) >= MANY
    ]
    passing = [row for where, row in rows if grader(where).grade(row).band.passes]

    assert len(rows) >= 100
    assert len(passing) <= (FEWER if between else FEW) * len(rows), passing


def _met(one: Labelled) -> list[Span]:
    found = {span for finding in one.verdict.findings for span in finding.spans}
    return sorted(found, key=lambda span: span.start)


@pytest.mark.parametrize(
    "typed",
    [
        "您不要的话也没关系，订单到点自动取消。",
        "楼下那块地有种植韭菜的，我们先跟您说一声。",
        "出库有单号、有钟点，我都写给您。",
        "您先去告诉师傅一声，我在电话这头等着。",
        "怎么处理，当然您说了算。",
        "不管谁让您转账，您都别转。",
    ],
)
def test_nobody_is_blamed_for_a_word_that_merely_looks_forbidden(typed):
    assert (
        not grader_of(
            [
                {"id": "x", "need": "better", "lexicon": "greeting"},
                {"id": "y", "need": "required", "lexicon": "apology"},
            ]
        )
        .grade(typed)
        .breaches
    )


@pytest.mark.parametrize(
    "typed", ["您去告啊，有本事就去", "你就是骗子", "不买就别占着", "不付款就关掉了"]
)
def test_what_is_forbidden_is_still_found(typed):
    assert grader_of([{"id": "y", "need": "required", "lexicon": "apology"}]).grade(typed).breaches
