"""Wording, problems, bundles: what authored documents are made of."""

import pytest

from lms.library.domain import Bundle, ContentError, Problem, Wording, digest_of


def test_wording_speaks_each_language_and_falls_back_to_simplified_chinese():
    assert Wording("心态", "心態", "Mind").in_("zh-Hant") == "心態"
    assert Wording("心态", "心態", "Mind").in_("en") == "Mind"
    assert Wording("心态").in_("en") == "心态"
    assert Wording("心态").in_("zh-Hant") == "心态"
    assert str(Wording("心态", en="Mind")) == "心态"


def test_a_problem_reads_as_file_line_and_words():
    problem = Problem("a.yaml", 3, "没有“%(step)s”这一步。", {"step": "x"})

    assert str(problem) == "a.yaml:3: 没有“x”这一步。"


def test_a_problem_speaks_the_words_of_a_catalogue():
    problem = Problem("a.yaml", 3, "没有“%(step)s”。", {"step": "x"})

    assert problem.words({"没有“%(step)s”。": "No %(step)s."}.__getitem__) == "No x."


def test_problems_come_in_the_order_of_files_and_lines():
    error = ContentError([Problem("b", 1, "x"), Problem("a", 9, "x"), Problem("a", 2, "x")])

    assert [(one.file, one.line) for one in error.problems] == [("a", 2), ("a", 9), ("b", 1)]


def test_the_first_file_of_a_bundle_is_its_source():
    bundle = Bundle("first", {"01-first.md": "正文", "01-first.en.md": "text"})

    assert (bundle.file, bundle.text) == ("01-first.md", "正文")


@pytest.mark.parametrize(
    "other",
    [
        {"a": "x", "b": "z"},
        {"a": "xb", "": "y"},
        {"a": "x"},
        {"b": "x", "a": "y"},
        {"a": "x\r", "b": "y"},
    ],
)
def test_different_texts_have_different_digests(other: dict[str, str]):
    assert digest_of(other) != digest_of({"a": "x", "b": "y"})


def test_the_order_of_files_does_not_change_the_digest():
    assert digest_of({"a": "x", "b": "y"}) == digest_of({"b": "y", "a": "x"})


def test_a_name_is_found_where_it_first_stands_as_a_whole_word():
    bundle = Bundle("a", {"a.yaml": "id: a\nnext: lost-parcel-2\nthen: {to: lost-parcel}\n"})

    assert bundle.line_of("lost-parcel") == ("a.yaml", 3)
    assert bundle.line_of("parcel") == ("a.yaml", 1)
    assert bundle.line_of("", "parcel", "lost-parcel") == ("a.yaml", 3)
