"""What may be quoted, and where a mark stands once the text has changed."""

from datetime import UTC, datetime

import pytest

from lms.courses.domain import Paragraph, identified
from lms.errors import Invalid
from lms.notes.domain import LONGEST_QUOTE, Mark, placed, quoted, reads_now, sentences

TEXT = "先应一声，再听客户说完。别急着解释！她要的是“有人管”。"


def paragraphs(*texts: str) -> dict[str, Paragraph]:
    ids = list(identified(texts))
    return {id_: Paragraph(id_, "one", text, 1) for id_, text in zip(ids, texts, strict=True)}


def mark(text: str, quote: str, language: str = "zh-Hans") -> Mark:
    return Mark(
        public_id="m",
        paragraph=next(identified([text])),
        language=language,
        quote=quote,
        words="",
        at=datetime(2026, 3, 2, tzinfo=UTC),
    )


def test_without_a_selection_the_paragraph_is_quoted_as_far_as_a_quote_goes():
    assert quoted(TEXT, " ") == TEXT
    assert quoted("字" * 900, "") == "字" * LONGEST_QUOTE


def test_a_selection_may_break_its_lines_as_browsers_do():
    assert quoted("客户 在吗？ 客服 在的。", "在吗？\n\n客服\t在的。") == "在吗？ 客服 在的。"


@pytest.mark.parametrize("quote", ["她要的是退款", "字" * 501])
def test_words_of_another_text_are_not_quoted(quote):
    with pytest.raises(Invalid):
        quoted(TEXT, quote)


def test_a_paragraph_is_offered_sentence_by_sentence():
    assert sentences(TEXT) == (
        "先应一声，再听客户说完。",
        "别急着解释！",
        "她要的是“有人管”。",
    )
    assert sentences("Wait 3.5 minutes. Then ring.") == ("Wait 3.5 minutes.", "Then ring.")


def test_a_mark_stays_at_its_paragraph_wherever_that_moves():
    kept = mark(TEXT, "别急着解释！")
    found = placed([kept], paragraphs("新的开头。", TEXT), "zh-Hans")

    assert found.there == {kept.paragraph: [kept]}


def test_a_mark_follows_its_words_into_a_changed_paragraph():
    kept = mark(TEXT, "别急着解释！")
    now = paragraphs("先听。", "先应一声。别急着 解释！")
    found = placed([kept], now, "zh-Hans")

    assert found.there == {list(now)[1]: [kept]}


def test_a_mark_whose_words_are_gone_is_kept_as_changed():
    kept = mark(TEXT, "别急着解释！")
    found = placed([kept], paragraphs("先应一声，再听客户说完。"), "zh-Hans")

    assert (found.there, found.changed) == ({}, [kept])


def test_a_mark_made_in_another_language_is_not_called_changed():
    kept = mark(TEXT, "别急着解释！")
    found = placed([kept], paragraphs("Answer first."), "en")

    assert (found.changed, found.elsewhere) == ([], [kept])


def test_a_paragraph_that_stands_twice_has_two_ids():
    first, second = identified(["同一句。", "同一句。"])

    assert second == f"{first}-2"


def now_of(before: list[str], after: list[str]) -> str | None:
    """What the second paragraph of a lesson reads like after a change."""
    then = paragraphs(*before)
    found = reads_now(list(then)[1], then, paragraphs(*after))
    return found and found.text


def test_what_has_not_changed_reads_as_it_did_wherever_it_stands():
    assert now_of(["先听。", TEXT], [TEXT, "先听。"]) == TEXT


def test_a_rewritten_paragraph_is_found_by_its_words_though_others_came_before_it():
    rewritten = TEXT.replace("别急着解释", "不要解释")

    assert now_of(["先听。", TEXT], ["先听。", "新的一段，讲别的事。", rewritten]) == rewritten


def test_a_paragraph_written_anew_is_found_by_its_place():
    assert (
        now_of(["先听。", TEXT, "后记。"], ["先听。", "退款三天内到账", "后记。"])
        == "退款三天内到账"
    )


def test_a_neighbour_is_not_taken_for_what_was_deleted():
    assert now_of(["先听。", "先听一", "先听二"], ["先听。", "先听二"]) is None
