"""Whether what was said is meant: denials and their reach, questions, words of somebody else."""

import pytest

from lms.questions.domain.replies import State
from tests.questions.sayings import asking_for, grader_of

OFFER = {"as": "act", "mood": "statement"}


def finding(typed: str, *phrases: str, said: tuple[str, ...] = (), **more: str):
    (it,) = asking_for(*phrases, **more).grade(typed, said).findings
    return it


def is_met(typed: str, *phrases: str, said: tuple[str, ...] = (), **more: str) -> bool:
    return finding(typed, *phrases, said=said, **more).state is State.MET


@pytest.mark.parametrize(
    "typed",
    [
        "我不能给您退款",
        "我们不会马上给您退款",
        "没办法今天给您退款",
        "我没有权限给您退款",
        "谁也不给您退款",
        "我可没说过要给您退款",
        "现在还没给您退款",
        "这次给您退款不了",
        "我们给您退款是不可能的",
        "我给您退款做不到",
    ],
)
def test_a_denial_reaches_what_it_denies(typed):
    it = finding(typed, "给您退款", **OFFER)

    assert it.state is State.NEAR
    assert "否定" in it.reason.message


@pytest.mark.parametrize(
    "typed",
    [
        "您没收到货我给您退款",
        "不会让您等太久，我给您退款",
        "不用担心我给您退款",
        "不好意思，我给您退款",
        "没问题，我马上给您退款",
        "不满意可以给您退款",
        "我们不得不给您退款",
        "不是不给您退款",
        "不过我可以给您退款",
        "无论怎样我都给您退款",
        "非常抱歉，现在给您退款",
        "没有人来我马上给您退款",
        "给您退款，您看行不行",
    ],
)
def test_a_denial_reaches_no_further(typed):
    assert is_met(typed, "给您退款", **OFFER)


def test_words_may_deny_by_themselves():
    assert is_met("客户的电话不能告诉您", "不能…告诉")
    assert not is_met("没有什么不能告诉您的", "不能…告诉")
    assert not is_met("不是不能告诉您", "不能…告诉")


def test_a_denial_in_the_gap_of_a_phrase_counts():
    assert not is_met("24小时之内不一定能给您答复", "【time】…【answer】", **OFFER)
    assert is_met("24小时之内不管查没查到我都给您答复", "【time】…【answer】", **OFFER)


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("我给您退款，可以吗？", True),
        ("给您退款好不好", True),
        ("您看给您退款行嘛？", True),
        ("我为什么要给您退款？", False),
        ("凭什么给您退款", False),
        ("我看看能不能给您退款", False),
        ("难道要我们给您退款", False),
    ],
)
def test_an_offer_stands_if_it_only_asks_whether_it_suits(typed, counts):
    assert is_met(typed, "给您退款", **OFFER) is counts


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("您平时穿多少码？", True),
        ("您平时穿几码呢", True),
        ("方便告诉我您平时穿的码数吗", True),
        ("您平时穿四十码。", False),
    ],
)
def test_a_question_has_to_be_asked(typed, counts):
    assert is_met(typed, "（平时/平常）穿", "平时…码数", mood="question") is counts


def test_somebody_has_to_be_doing_it():
    assert not is_met("补发一件", "补发", **OFFER)
    assert is_met("我补发一件", "补发", **OFFER)
    assert is_met("补发一件", "补发")


CUSTOMER = "物流显示昨天签收了，可我根本没收到啊"


def test_the_customers_own_words_earn_nothing():
    it = finding(CUSTOMER, "签收…没收到", said=(CUSTOMER,))

    assert it.state is State.NEAR
    assert "照搬" in it.reason.message


def test_saying_it_back_takes_words_to_the_customer():
    again = "物流显示昨天签收了，可我根本没收到啊"

    assert not is_met(f"您好，{again}", "签收…没收到", said=(CUSTOMER,), **{"as": "restating"})
    assert is_met(f"您是说{again}，对吗", "签收…没收到", said=(CUSTOMER,), **{"as": "restating"})
    assert is_met("您的快递写着签收，您却没收到", "签收…没收到", said=(CUSTOMER,))


def test_a_customer_who_is_not_quoted_takes_nothing_away():
    assert is_met("我马上给您查", "给您查", said=("查", ""))


def test_mockery_takes_back_the_courtesy_beside_it():
    mocking = "真对不起，您可真会挑时候"

    assert not is_met(mocking, "对不起", **{"as": "courtesy"})
    assert "挖苦" in finding(mocking, "对不起", **{"as": "courtesy"}).reason.message
    assert is_met(mocking, "对不起")


WAITING = grader_of([{"id": "time", "need": "required", "lexicon": "time-promise"}])


@pytest.mark.parametrize(
    ("typed", "is_forbidden"),
    [
        ("不知道。", True),
        ("这个我也不知道啊，我帮您问一下。", True),  # nothing is said of what it is about
        ("真不知道几点能好。", True),  # and left at that
        ("不知道师傅几点到，您自己打电话问吧。", True),
        ("我不知道几点能好，也没法给您去查。", True),
        ("真不知道几点能好，我知道您急，我现在就打电话去问，十点前给您回话。", False),
        ("什么时候修好我现在真不知道，不过我已经上报主管了。", False),
        ("我帮您查过了，他几点到我不知道。", True),  # what is done must follow
        ("I don't know.", True),
        ("I don't know when it will be back.", True),
        ("I don't know when it will be back, but I'm ringing the depot for you now.", False),
    ],
)
def test_who_does_not_know_must_go_on_to_find_out(typed, is_forbidden):
    assert ("do-not-know" in WAITING.grade(typed).said) is is_forbidden


def test_a_question_that_asks_nobody_is_none():
    ask = {"mood": "question"}

    assert is_met("请问您平时穿多大？", "穿多大", **ask)
    assert not is_met("我哪知道你穿多大？", "穿多大", **ask)
