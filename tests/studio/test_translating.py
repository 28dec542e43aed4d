"""A text beside its translation: pieces, what is missing, what the source has left, and back."""

import pytest

from lms import yamlfile
from lms.config import ROOT
from lms.errors import Invalid
from lms.studio.content import pairs, target_path, translated
from lms.studio.domain.translating import Pair, Standing, State, in_doubt, pieces
from tests.courses.texts import LESSON, LESSON_EN

ZH, EN = "courses/desk/01-first.md", "courses/desk/01-first.en.md"
CARD = """\
id: old  # stays
title: {zh-Hans: 催件, en: Chasing a parcel}
lines:
  - id: one
    text:
      zh-Hans: 您好
      en: "Hello"
  - id: two
    title: 再见  # not yet
phrases: [您好]
"""


def state(**texts):
    """A state of a document: place → (source, target)."""
    return {
        place: Pair(place=place, line=1, source=source, target=target)
        for place, (source, target) in texts.items()
    }


def states_of(*states, approved=None):
    return {one.pair.place: one.state for one in pieces(states, approved or {})}


def test_what_nobody_translated_or_merely_repeated_is_missing():
    found = states_of(state(a=("一", ""), b=("二", "二"), c=("OK", "OK"), d=("三", "three")))

    assert found == {"a": "missing", "b": "missing", "c": "done", "d": "done"}


def test_a_translation_is_outdated_once_its_source_says_something_else():
    before, now = state(a=("一", "one"), b=("二", "two")), state(a=("一个", "one"), b=("二", "two"))

    assert states_of(now, before) == {"a": State.OUTDATED, "b": State.DONE}
    assert pieces([now, before], {})[0].was == "一"


def test_a_translation_that_was_changed_with_its_source_is_not_outdated():
    assert states_of(state(a=("二", "two")), state(a=("一", "one"))) == {"a": State.DONE}


def test_it_is_told_from_the_source_beside_which_a_translation_stood_first():
    history = [state(a=(words, "one")) for words in ("三", "二", "一")]

    assert pieces([*history, state(a=("零", "nought"))], {})[0].was == "一"


def test_who_looked_at_it_again_may_say_that_it_holds_until_it_changes_again():
    before, now = state(a=("一", "one")), state(a=("一个", "one"))
    said = {"a": now["a"].digest}

    assert states_of(now, before, approved=said) == {"a": State.DONE}
    assert states_of(state(a=("两个", "one")), now, approved=said) == {"a": State.OUTDATED}


def test_a_draft_is_in_doubt_where_both_texts_were_changed():
    live = state(a=("一", "one"))

    assert in_doubt([state(a=("二", "two")), live])
    assert not in_doubt([state(a=("二", "one")), live])
    assert not in_doubt([live])


def test_pieces_are_counted():
    found = Standing.of(pieces([state(a=("二", "one"), b=("三", ""))], {}))

    assert found == Standing(pieces=2, missing=1, outdated=0)


def test_the_wordings_of_a_yaml_text_keep_their_places_when_others_move():
    found = pairs({"quizzes/a.yaml": CARD}, "en")

    assert {place: (one.source, one.target, one.line) for place, one in found.items()} == {
        "title": ("催件", "Chasing a parcel", 2),
        "lines/one/text": ("您好", "Hello", 5),
        "lines/two/title": ("再见", "", 9),
    }


def test_a_translated_piece_changes_its_place_alone():
    edits = {"lines/two/title": "Good-bye", "lines/one/text": "Good morning"}
    words = translated(CARD, CARD, "quizzes/a.yaml", "en", edits)

    assert words == CARD.replace('"Hello"', '"Good morning"').replace(
        "title: 再见  # not yet", 'title: {zh-Hans: "再见", en: Good-bye}  # not yet'
    )


def test_a_piece_without_words_is_a_piece_without_translation():
    words = translated(CARD, CARD, "quizzes/a.yaml", "en", {"title": ""})

    assert yamlfile.read(words).data["title"] == {"zh-Hans": "催件"}


def test_traditional_words_stand_between_the_others():
    words = translated(CARD, CARD, "quizzes/a.yaml", "zh-Hant", {"title": "催件"})

    assert yamlfile.read(words).data["title"]["zh-Hant"] == "催件"
    assert "# stays" in words


def test_a_lesson_is_its_header_what_leads_in_and_its_sections():
    found = pairs({ZH: LESSON, EN: LESSON_EN}, "en")

    assert list(found) == [
        "header/title",
        "header/summary",
        "header/sources/0",
        "_lead",
        "one",
        "two",
        "three",
    ]
    assert found["header/title"].target == "The first lesson"
    assert found["_lead"].source == "引子。"
    assert found["three"].source == "## 三 {#three}\n\n正文三。"
    assert found["one"].target.startswith("## One {#one}")
    assert LESSON.split("\n")[found["two"].line - 1] == "## 二 {#two}"


def test_an_edit_of_a_lesson_changes_its_piece_alone():
    words = translated(LESSON, LESSON_EN, ZH, "en", {"_lead": "Well then."})
    header = translated(LESSON, LESSON_EN, ZH, "en", {"header/title": "Lesson one"})

    assert words == LESSON_EN.replace("Before we begin.", "Well then.")
    assert header == LESSON_EN.replace("title: The first lesson", "title: Lesson one")
    assert translated(LESSON, LESSON_EN, ZH, "en", {}) == LESSON_EN


def test_a_section_that_is_new_goes_where_the_source_has_it():
    start, _, rest = LESSON_EN.partition("## Two {#two}")
    gap = start + "## Three" + rest.partition("## Three")[2]
    words = translated(LESSON, gap, ZH, "en", {"two": "## Two {#two}\n\nText two."})
    found = pairs({ZH: LESSON, EN: words}, "en")

    assert pairs({ZH: LESSON, EN: gap}, "en")["two"].target == ""
    assert found["two"].target == "## Two {#two}\n\nText two."
    assert found["three"].target == pairs({ZH: LESSON, EN: LESSON_EN}, "en")["three"].target


def test_a_translation_that_is_new_begins_as_the_source():
    words = translated(LESSON, "", ZH, "en", {"header/title": "Lesson one"})
    found = pairs({ZH: LESSON, EN: words}, "en")

    assert words == LESSON.replace("title: 第一课", "title: Lesson one")
    assert [one.state for one in pieces([found], {})].count(State.MISSING) == len(found) - 1


@pytest.mark.parametrize("text", ["no header", "---\nid: a\n"])
def test_a_lesson_that_cannot_be_taken_apart_is_refused(text):
    with pytest.raises(Invalid):
        pairs({ZH: text}, "en")
    with pytest.raises(Invalid):
        pairs({"quizzes/a.yaml": "a: [b"}, "en")


def test_a_translation_has_a_file_of_its_own_or_stands_in_the_same():
    assert target_path(ZH, "en") == EN
    assert target_path("quizzes/a.yaml", "en") == "quizzes/a.yaml"


def test_nothing_that_is_shipped_is_called_missing():
    for file in sorted([*ROOT.glob("courses/**/*.yaml"), *ROOT.glob("quizzes/**/*.yaml")]):
        found = pairs({file.name: file.read_text("utf-8")}, "en")
        missing = [place for place, one in found.items() if not one.target]

        assert not missing, f"{file.name}: {missing}"
