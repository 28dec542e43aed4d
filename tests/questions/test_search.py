"""Finding words with and without a slip, against a slow and obvious search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.questions.domain.replies.letters import letters
from lms.questions.domain.replies.search import Hit, Searcher
from lms.questions.domain.replies.slips import Kind

ALPHABET = "给您补发退款，。"
WORDS = st.lists(
    st.text("给您补发退款", min_size=1, max_size=6), min_size=1, max_size=8, unique=True
)


def slips(word: str, typed: str) -> list[Kind | None]:
    hits = Searcher([word]).find(letters(typed)).get(0, [])
    return [hit.slip.kind if hit.slip else None for hit in hits]


@given(WORDS, st.text(ALPHABET, max_size=40))
def test_every_word_is_found_wherever_it_stands(words, typed):
    read = letters(typed)
    found = Searcher(words).find(read)

    for number, word in enumerate(words):
        expected = {
            Hit(start, start + len(word))
            for start in range(len(read) - len(word) + 1)
            if read.text.startswith(word, start)
            and not any(read.breaks[start + 1 : start + len(word)])
        }
        assert {hit for hit in found.get(number, []) if hit.slip is None} == expected


@given(WORDS, st.text(ALPHABET, max_size=40))
def test_a_slip_is_found_in_one_clause_and_near_its_word(words, typed):
    read = letters(typed)

    for number, hits in Searcher(words).find(read).items():
        for hit in hits:
            assert not any(read.breaks[hit.start + 1 : hit.end])
            assert abs(hit.end - hit.start - len(words[number])) <= 1


@pytest.mark.parametrize(
    ("word", "typed", "kind"),
    [
        ("抱歉", "很报歉", Kind.ALIKE),
        ("答复", "给您答服", Kind.ALIKE),
        ("心情", "您的心晴", Kind.ALIKE),
        ("内联系您", "内联糸您", Kind.ALIKE),  # looks alike
        ("上门制止", "上门治紙止", None),
        ("马上给您补发", "马上给您们补发", Kind.EXTRA),
        ("马上给您补发", "马上给补发", Kind.MISSING),
        ("马上给您补发", "马上您给补发", Kind.SWAPPED),
        ("马上给您补发", "马上给您朴发", Kind.OTHER),
    ],
)
def test_slips_of_the_hand_are_seen(word, typed, kind):
    assert slips(word, typed) == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("您好", "您号码是多少"),  # 号码 is a word
        ("核对", "我和对方联系"),  # 和 stands by itself
        ("马上给您退款", "马上给您扣款"),  # 扣款 is a word
        ("马上给您补发", "马上不给您补发"),  # turns the sense round
        ("能给您补发吗", "不给您补发吗"),
        ("两天之内答复", "三天之内答复"),
        ("不能给您补发", "能给您补发"),
        ("抱歉", "道歉"),
        ("再见", "在建"),
    ],
)
def test_other_words_are_no_slips(word, typed):
    assert slips(word, typed) == []


def test_polite_and_plain_you_are_found_for_one_another():
    assert slips("给您查", "我给你查") == [None]
    assert slips("好吗", "好嘛") == [None]
