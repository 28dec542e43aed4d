"""A typed reply as letters: what is taken out, and where each letter stood."""

import pytest

from lms.questions.domain.replies.letters import Span, folded, letters, spans


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("您好，２４小时内！", "您好24小时内"),
        ("您的包裹顯示已簽收", "您的包裹显示已签收"),
        ("ＯＫ，Thank You", "okthankyou"),
        ("回覆妳後再連絡", "回复你后再连络"),
        ("什么、着急、之后", "什么着急之后"),
        ("　您\u200b好\ufe0f😊", "您好"),
        ("！？……", ""),
        ("", ""),
    ],
)
def test_width_case_script_and_punctuation_are_taken_out(typed, text):
    assert letters(typed).text == text
    assert folded(typed) == text


def test_every_letter_remembers_where_it_stood():
    typed = "“您好”，２４ 小时。"
    read = letters(typed)

    assert [typed[place] for place in read.places] == list("您好２４小时")
    assert read.span(0, 2) == Span(1, 3)
    assert spans(read, [(4, 6), (0, 1), (1, 2)]) == (Span(1, 3), Span(8, 10))


def test_a_letter_that_unfolds_into_several_stands_where_it_was_typed():
    read = letters("㈱好")

    assert read.text == "株好"
    assert letters("①ﬁ").text == "1fi"
    assert letters("①ﬁ").places == (0, 1, 1)


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ("您好，我查一下。谢谢！", ["您好", "我查一下", "谢谢"]),
        ("您好 我是小夏 您说", ["您好", "我是小夏", "您说"]),
        ("您好😊谢谢", ["您好", "谢谢"]),
        ("24 小时 内", ["24小时", "内"]),
        ("18:00 前打 139 1234 5678", ["1800前打13912345678"]),
        ("“没收到”包裹", ["没收到包裹"]),
        ("", []),
    ],
)
def test_marks_spaces_and_pictures_end_clauses(typed, clauses):
    read = letters(typed)

    assert [read.text[it.start : it.end] for it in read.clauses] == clauses


def test_sentences_end_at_full_stops_question_marks_and_new_lines():
    read = letters("您好，谢谢。再见\n好吗？好")

    assert [it.sentence for it in read.clauses] == [0, 0, 1, 2, 3]
    assert [it.asks for it in read.clauses] == [False, False, False, True, False]


def test_particles_do_not_count_as_letters_in_between():
    read = letters("给您呀呢补发")

    assert read.between(2, 4) == 0
    assert read.between(0, len(read)) == 4


def test_letters_between_quotation_marks_are_known():
    read = letters("您说“不知道”是不对的")

    assert "".join(read.text[place] for place in sorted(read.quoted)) == "不知道"
