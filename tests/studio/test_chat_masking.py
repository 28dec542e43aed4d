"""What would point to somebody is covered before a chat log goes anywhere."""

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.studio.domain.chats import Kind, covered, masked

IDENTITY = "11010519491231002X"  # the example of GB 11643
CARD = "6222021234567890128"  # made up, sound by Luhn
FOUND = {
    "mobile": ("我的手机13800138000，打这个", "我的手机〔手机号〕，打这个"),
    "mobile with country": ("+86 138-0013-8000", "〔手机号〕"),
    "mobile in full width": ("电话１３８００１３８０００呢", "电话〔手机号〕呢"),
    "mobile in circles": ("①③⑧⓪⓪①③⑧⓪⓪⓪", "〔手机号〕"),
    "mobile with dots": ("138.0013.8000", "〔手机号〕"),
    "mobile in lines": ("138\n0013\n8000", "〔手机号〕"),
    "mobile in words": ("幺三八零零幺三八零零零", "〔号码〕"),
    "mobile half in words": ("1三8零零1三8零零零", "〔号码〕"),
    "landline": ("0571-88886666转8012", "〔座机号〕"),
    "landline in brackets": ("(010) 8888 6666", "〔座机号〕"),
    "service number": ("400-820-8820", "〔座机号〕"),
    "identity": (f"身份证{IDENTITY}。", "身份证〔身份证号〕。"),
    "identity with blanks": ("110105 19491231 002x", "〔身份证号〕"),
    "card": (f"卡号{CARD}", "卡号〔银行卡号〕"),
    "card with blanks": ("4111 1111 1111 1111", "〔银行卡号〕"),
    "order": ("订单号：20260301-AB12CD", "订单号：〔单号〕"),
    "parcel": ("SF1234567890123到哪了", "〔单号〕到哪了"),
    "parcel by its carrier": ("快递 773012345", "快递 〔单号〕"),
    "other number": ("流水88123456", "流水〔号码〕"),
    "mail": ("发到li.si@example.com.cn吧", "发到〔邮箱〕吧"),
    "mail in full width": ("ｌｉ＠ｅｘａｍｐｌｅ．ｃｏｍ", "〔邮箱〕"),
    "wechat": ("加微信号：li_si-2026", "加微信号：〔微信号〕"),
    "wechat in short": ("我vx是wxid88abc", "我vx是〔微信号〕"),
    "qq": ("QQ：12345678", "QQ：〔微信号〕"),
    "plate": ("车牌浙A·8B888", "车牌〔车牌号〕"),
    "plate of an electric car": ("粤BD12345", "〔车牌号〕"),
    "address": ("我住在上海市浦东新区世纪大道100号8栋502室", "我住在〔地址〕"),
    "address of a block": ("寄到翠苑小区3栋2单元501", "寄到〔地址〕"),
    "address of a room": ("5号楼1201室，谢谢", "〔地址〕，谢谢"),
    "address told": ("收货地址：湖州市织里镇老街旁边", "收货地址：〔地址〕"),
    "name in a form": ("收件人：张小明，谢谢", "收件人：〔姓名〕，谢谢"),
    "name of other peoples": ("姓名：阿卜杜拉·买买提", "姓名：〔姓名〕"),
    "name told": ("我叫欧阳明", "我叫〔姓名〕"),
    "family name": ("我姓王", "我姓〔姓名〕"),
    "madam": ("何女士您好", "〔姓名〕女士您好"),
    "sir by his whole name": ("张三丰先生", "〔姓名〕先生"),
    "manager": ("找你们李经理", "找你们〔姓名〕经理"),
    "English name": ("My name is John Smith.", "My name is 〔姓名〕."),
    "English mister": ("Dear Mr. Brown,", "Dear Mr. 〔姓名〕,"),
    "English street": ("12 Baker Street", "〔地址〕"),
}
KEPT = [
    "谢谢先生",
    "请安排师傅上门",
    "我知道3号到货",
    "退了38.5元，扣4件",
    "十点半到，等了一个半小时",
    "2026年3月1日下的单",
    "收件人是本人吗",
    "这位先生怎么称呼",
    "微信支付不了",
    "地址是哪里",
]


@pytest.mark.parametrize("name", FOUND)
def test_what_points_to_somebody_is_covered(name):
    text, expected = FOUND[name]

    assert masked(text).text == expected


@pytest.mark.parametrize("text", KEPT)
def test_other_words_stay(text):
    assert masked(text).text == text


def test_a_number_that_is_no_identity_is_covered_as_a_number():
    assert masked("110105194912310021").text == Kind.NUMBER.mark


def test_words_are_covered_in_every_width_and_the_longest_first():
    assert covered("ＡＢＣ店的小美，小美丽", "abc 小美 小美丽") == "〔已遮〕店的〔已遮〕，〔已遮〕"
    assert covered("a的b", "a b 的") == "a的b"
    assert covered("delivery for Li", "Li") == "delivery for 〔已遮〕"


def test_marks_around_numbers_do_not_hide_them():
    assert covered("\u202d138\u200b0013\u20608000\u202c") == "〔手机号〕"


@given(st.text("客户1３8００-. ：:@号栋路在张三先生单vx〔〕手机abc\n，", max_size=60))
def test_covering_twice_covers_nothing_more(text):
    once = masked(text)

    assert masked(once.text) == type(once)(once.text, 0)


@st.composite
def phones(draw):
    """A mobile number with breaks, in any width, in any company."""
    digits = "1" + draw(st.sampled_from("3456789")) + draw(st.from_regex(r"\A[0-9]{9}\Z"))
    breaks = draw(st.lists(st.sampled_from(["", "", " ", "-", "."]), min_size=10, max_size=10))
    phone = "".join(a + b for a, b in zip(digits, [*breaks, ""], strict=True))
    if draw(st.booleans()):
        phone = phone.translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)})
    around = st.text("客户的号0123456789x：，\n单 ", max_size=12)
    return digits, draw(around) + phone + draw(around)


@given(phones())
def test_no_digits_of_a_phone_survive(phone):
    digits, text = phone
    left = unicodedata.normalize("NFKC", masked(text).text)

    assert not re.search(r"\d{5}", left)
    assert digits not in re.sub(r"[\s.\-]", "", left)
    assert digits[3:] not in re.sub(r"\D", "", left)


@pytest.mark.parametrize(
    "text",
    [
        *("1" * 200_000, "1 " * 100_000, "a" * 200_000, "a.@" * 60_000, " " * 200_000),
        *("省市区县镇路街" * 9_000, "单号" + " " * 200_000, "路1号" * 40_000, "在住" * 30_000),
        *("张" * 60_000, "微信" * 30_000, "138" * 60_000, "〔" * 60_000, "地址：" * 20_000),
    ],
    ids=lambda text: text[:6],
)
def test_no_text_makes_it_slow(text):
    begun = time.perf_counter()
    masked(text)

    assert time.perf_counter() - begun < 15
