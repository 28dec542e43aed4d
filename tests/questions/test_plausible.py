"""A text or a heap of words."""

import pytest

from lms.questions.domain.replies.letters import letters
from lms.questions.domain.replies.plausible import (
    ABOUT,
    LIST,
    REPEATED,
    STAMMERED,
    Length,
    heap,
    remark_on_length,
)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("您好，抱歉，没收到，核实，补发，今天，谢谢。", LIST),
        ("您好 抱歉 核实 补发 今天 谢谢", LIST),
        ("抱歉/核实/补发/今天/谢谢", LIST),
        ("您好，未付款，有疑问帮您，保留24小时，祝您愉快", LIST),
        ("您好对不起理解签收没收到网点核实补发退款24小时内谢谢", LIST),
        ("您好谢谢您好谢谢您好谢谢您好谢谢我给您补发", REPEATED),
        ("您好的的的抱歉了了了我给您补发呢呢呢谢谢", STAMMERED),
        ("我应该先说您好，再说抱歉，然后说给您补发，最后说谢谢您。", ABOUT),
        ("关键词是您好、抱歉和补发。", ABOUT),
    ],
)
def test_a_heap_of_words_is_none(typed, reason):
    assert heap(letters(typed)) == reason


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "您好",
        "您好，谢谢。",
        "您好，谷雨家电，请问有什么可以帮您？",
        "您好，谷雨家电，小夏为您服务，抱歉，我马上查，谢谢。",
        "非常抱歉，登录报错的问题已上报技术部门。",
        "您好您拍的烤箱还没付款付款有问题我可以帮您今天四点前付款当天发货",
        "先跟您说声对不起，再说一遍您的单号好吗？",
        "哈哈哈，您放心，我这就给您办，嗯嗯嗯。",
        "您的心情我理解。" + "我给您查一下，再给您回电话。" * 2,
        "您的单号是13800138000000，我马上给您查。",
        "您关注品牌公众号激活一下就能查到序列号",
        "保安队两个人十分钟内带爬楼椅到16楼",
        "宽脚建议大半码，不合脚支持七天退换哦",
    ],
)
def test_what_people_write_is_a_text(typed):
    assert heap(letters(typed)) is None


def test_a_reply_may_be_too_short_or_too_long():
    length = Length(4, 6)

    assert remark_on_length(letters("您好！"), length)[1] == {"least": 4, "found": 2}
    assert remark_on_length(letters("您好我马上查"), length) is None
    assert remark_on_length(letters("您好我马上去查"), length)[1] == {"most": 6, "found": 7}


def test_a_note_for_colleagues_may_be_a_list():
    note = letters("客户周女士，电饭煲，7 月 3 日签收，未收到，要求补发，已联系网点。")

    assert heap(note) == LIST
    assert heap(note, is_note=True) is None
    assert heap(letters("补发补发补发补发补发补发补发补发补发补发"), is_note=True) == REPEATED
