"""Logins, numbers and names: what is taken, what is refused, what counts as the same."""

import pytest

from lms.people.domain import (
    WrongField,
    checked_department,
    checked_email,
    checked_login,
    checked_name,
    checked_number,
    folded,
    looks,
)
from lms.people.domain.lookalikes import TABLE
from lms.people.names import pinyin_of


@pytest.mark.parametrize("typed", ["lin.xiao", "LIN.XIAO", " ｌｉｎ.xiao "])
def test_a_login_is_the_same_however_it_is_typed(typed):
    assert checked_login(typed) == "lin.xiao"


@pytest.mark.parametrize("typed", ["", ".lin", "lin xiao", "林晓", "аdmin", "a" * 41, "lin/x"])
def test_a_login_that_could_be_mistaken_is_refused(typed):
    with pytest.raises(WrongField) as refusal:
        checked_login(typed)
    assert refusal.value.field == "login"


def test_an_employee_number_keeps_its_zeros():
    assert checked_number(" 0012 ") == "0012"
    assert folded("0012") != folded("12")


def test_numbers_that_look_alike_are_the_same_number():
    assert folded("ａ-１２ ") == folded("A-12")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0012", "OO12"), ("0012", "оо12"), ("A-12", "А-12"), ("A-12", "Α–l2"), ("lin", "1in"),
        ("0012", "００１２"), ("0012", "٠٠١٢"), ("0012", "00 12"), ("modern", "rnodern"),
        ("𝐀1", "A1"), ("ᎪᎢ7", "AT7"), ("工号·1", "工号.1"), ("x1", "x|"), ("Z3", "ΖЗ"),
    ],
)  # fmt: skip
def test_what_looks_the_same_looks_the_same(one, other):
    assert looks(one) == looks(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0012", "12"),
        ("0012", "0021"),
        ("lin", "lim"),
        ("a-b", "a_b"),
        ("A12", "B12"),
        ("王1", "玉1"),
    ],
)
def test_what_reads_differently_stays_different(one, other):
    assert looks(one) != looks(other)


def test_every_double_is_one_strange_letter_and_one_plain():
    assert all(len(strange) == 1 for strange in TABLE)
    assert all(plain.isascii() and len(plain) == 1 for plain in TABLE.values())
    assert all(looks(strange) == looks(plain) for strange, plain in TABLE.items())


@pytest.mark.parametrize(
    "name", ["林晓", "阿依古丽·买买提", "㛃𬭎𬀩", "Anne-Marie O’Neil", "字" * 50]
)
def test_real_names_are_taken_as_they_are(name):
    assert checked_name(name) == name


@pytest.mark.parametrize("name", ["", "  ", "·", "林\u200b晓", "林\u202e晓", "字" * 51, "\ue000林"])
def test_names_that_nobody_can_read_are_refused(name):
    with pytest.raises(WrongField):
        checked_name(name)


def test_blanks_within_a_name_are_folded():
    assert checked_name("Mei   Lin") == "Mei Lin"
    assert checked_department(" 客服  一部 ") == "客服 一部"


def test_no_address_is_no_address():
    assert checked_email("  ") is None


@pytest.mark.parametrize("typed", ["lin", "lin@", "@example.com", "lin@example", "a b@example.com"])
def test_half_an_address_is_refused(typed):
    with pytest.raises(WrongField):
        checked_email(typed)


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("林晓", "lin xiao linxiao lx"),
        ("单雄信", "shan xiong xin shanxiongxin sxx"),
        ("尉迟恭", "yu chi gong yuchigong ycg"),
        ("阿依古丽·买买提", "a yi gu li mai mai ti ayigulimaimaiti ayglmmt"),
        ("Anna Li", "anna li annali al"),
    ],
)
def test_names_are_kept_as_they_sound(name, sound):
    assert pinyin_of(name) == sound


def test_the_longest_name_still_fits():
    assert len(pinyin_of("庄" * 50)) <= 400
