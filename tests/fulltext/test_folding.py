"""What counts as the same when somebody searches, and where it stood in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.fulltext import Query, excerpt, fold, held, marked
from lms.fulltext.folding import fold_with_places
from lms.fulltext.words import runs

WRITTEN = st.text(
    st.one_of(
        st.sampled_from("客户投诉處理軟體，。·Ａａé㛃𬭎𬀩ﬁ㎡ß ab1"),
        st.characters(codec="utf-8", exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＣＲＭ", "crm"),
        ("Café", "cafe"),
        ("客戶", "客户"),
        ("臺灣", "台湾"),
        ("１２", "12"),
        ("Straße", "STRASSE"),
        ("葛\U000e0100城", "葛城"),  # a variation selector
        ("林\u200b晓", "林晓"),
    ],
)
def test_what_is_written_differently_and_means_the_same_is_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("が", "か"), ("й", "и"), ("客户", "客服")])
def test_what_differs_stays_different(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize("rare", ["㛃", "𬭎", "𬀩", "\U000323af", "䶮"])
def test_rare_characters_can_be_looked_for(rare):
    assert runs(f"王{rare}") == [f"王{rare}"]


@given(WRITTEN)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(WRITTEN)
def test_every_folded_character_stood_somewhere(text):
    folded, places = fold_with_places(text)

    assert len(folded) == len(places)
    assert all(fold(text[place]) for place in places)
    assert places == sorted(places)


@given(WRITTEN, WRITTEN)
def test_nothing_of_a_text_is_lost_by_marking(text, typed):
    query = Query.read(typed)

    assert "".join(piece.text for piece in marked(text, query)) == text


@given(st.lists(WRITTEN, min_size=3), st.data())
def test_what_stands_in_a_text_is_marked_in_it(texts, data):
    text = " ".join(texts)
    found = runs(text)
    if not found:
        return
    run = data.draw(st.sampled_from(found))
    first = 0 if run.isascii() else data.draw(st.integers(0, len(run) - 1))
    last = data.draw(st.integers(first + 1, len(run)))
    query = Query.read(run[first:last])

    assert held(text, query) == len(query.terms) >= 1
    assert any(piece.is_term for piece in marked(text, query))


def marks(pieces):
    return "".join(f"[{p.text}]" if p.is_term else p.text for p in pieces)


def test_an_excerpt_begins_with_the_sentence_of_what_was_found():
    text = "先把话听完。" * 30 + "客户最怕的是没人管。" + "再说办法。" * 30

    assert marks(excerpt(text, Query.read("沒人管"))).startswith("…客户最怕的是[没人管]。再说")
    assert len("".join(p.text for p in excerpt(text, Query.read("没人管")))) <= 112


def test_an_english_excerpt_begins_with_a_whole_word():
    text = "word " * 40 + "a complaint is a gift " + "word " * 40
    shown = marks(excerpt(text, Query.read("Complain")))

    assert shown.startswith("…word word")
    assert "a [complaint] is" in shown


def test_a_text_without_the_terms_is_shown_from_its_beginning():
    assert marks(excerpt("先把话听完。", Query.read("投诉"))) == "先把话听完。"


def test_terms_that_overlap_are_marked_as_one():
    assert marks(marked("投诉处理流程", Query.read("投诉处理 处理流程"))) == "[投诉处理流程]"


@pytest.mark.parametrize("typed", ["", "  ", "%", "·，。", "“”", "\U0001f600"])
def test_nothing_is_asked_for_without_letters(typed):
    assert Query.read(typed).is_empty


def test_a_long_query_is_cut():
    assert len(Query.read("投诉 " * 500 + " ".join(map(str, range(50)))).terms) <= 10
