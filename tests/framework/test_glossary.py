"""The terms of the trade: their file, their order, their page."""

import pytest

from lms.config import ROOT
from lms.framework.content import GlossaryKind
from lms.framework.domain import Glossary, Term, without_tone
from lms.library import kinds
from lms.library.domain import Bundle, ContentError, Wording

SHIPPED = (ROOT / "courses/glossary.yaml").read_text(encoding="utf-8")
TERM = """\
  - id: {id}
    term: {{zh-Hans: {term}, en: {en}}}
    pinyin: {pinyin}
    meaning: {{zh-Hans: 一句话。, en: One sentence.}}
"""


def text(*terms: dict[str, str]) -> str:
    usual = {"id": "ticket", "term": "工单", "en": "Ticket", "pinyin": "gōng dān"}
    return "id: glossary\nterms:\n" + "".join(TERM.format(**{**usual, **term}) for term in terms)


def parsed(source: str) -> Glossary:
    return kinds.parse(GlossaryKind(), Bundle("glossary", {"g.yaml": source}))


def problems(source: str) -> list[str]:
    with pytest.raises(ContentError) as error:
        parsed(source)
    return [str(problem) for problem in error.value.problems]


def test_the_shipped_terms_are_complete():
    terms = parsed(SHIPPED).terms

    assert len(terms) >= 30
    for term in terms:
        assert term.term.zh_hant
        assert term.term.en
        assert term.meaning.in_("zh-Hant") != ""
        assert term.meaning.zh_hans.endswith("。")
        assert term.meaning.en.endswith(".")


@pytest.mark.parametrize("character", ["率", "一"])
def test_any_reading_of_a_character_will_do(character):
    readings = {"率": "lǜ shuài", "一": "yī yí yì"}[character].split()
    for reading in readings:
        assert parsed(text({"term": character, "pinyin": reading}))


def test_a_neutral_tone_will_do():
    assert parsed(text({"term": "知识", "pinyin": "zhī shi"}))


def test_pinyin_of_other_characters_is_told():
    assert problems(text({"pinyin": "gōng zuò"})) == [
        "g.yaml:5: “单”不读“zuò”，读 dān、chán、shàn；请核对拼音。"
    ]


def test_a_missing_syllable_is_told():
    assert problems(text({"pinyin": "gōng"})) == [
        "g.yaml:5: “工单”有 2 个汉字，拼音却有 1 个音节；每个字写一个音节。"
    ]


def test_a_term_written_twice_is_told():
    assert problems(text({}, {"id": "other"})) == ["g.yaml:8: 术语“工单”写了两次；请留下一个。"]


def test_a_term_without_english_is_told():
    source = text({}).replace(", en: Ticket", "")

    assert problems(source) == ["g.yaml:4: “term”还缺英文（en）；术语表三种语言都要有。"]


def test_a_glossary_without_terms_is_told():
    assert problems("id: glossary\nterms: []\n") == ["g.yaml:2: 术语表里还没有术语；至少写一个。"]


def test_a_long_meaning_is_told():
    source = text({}).replace("一句话。", "一" * 201)

    assert problems(source) == ["g.yaml:6: “meaning”太长，最多 200 个字符。"]


@pytest.mark.parametrize(
    ("sound", "typed"), [("lǜ", "lv"), ("shǒu", "shou"), ("Nǚ", "nv"), ("de", "de"), ("èr", "er")]
)
def test_sounds_are_typed_without_their_tones(sound, typed):
    assert without_tone(sound) == typed


def test_terms_stand_under_the_letters_of_the_language():
    terms = (
        Term("a", Wording("首问", "", "First"), "shǒu wèn", "", Wording("")),
        Term("b", Wording("SMART目标", "", "Target"), "mù biāo", "", Wording("")),
        Term("c", Wording("催单", "", "Chasing"), "cuī dān", "", Wording("")),
    )

    def letters(language: str) -> list[tuple[str, list[str]]]:
        groups = Glossary(terms).by_letter(language)
        return [(letter, [term.id for term in found]) for letter, found in groups]

    assert letters("zh-Hans") == [("C", ["c"]), ("S", ["a", "b"])]
    assert letters("en") == [("C", ["c"]), ("F", ["a"]), ("T", ["b"])]


def test_the_page_shows_every_term_at_its_own_place(shipped, company, browser_of):
    page = browser_of(company.person("lin", "trainee")).open("/glossary")

    assert {found["id"] for found in page.all(".term")} == {t.id for t in parsed(SHIPPED).terms}
    assert "一次性解决率" in page.text
    assert "yī cì xìng jiě jué lǜ" in page.text


def test_the_page_speaks_the_language_of_the_reader(shipped, company, browser_of):
    page = browser_of(company.person("lin", "trainee"), language="en").open("/glossary")

    assert page.heading == "Terms of the trade"
    assert "First-contact resolution" in page.text


def test_without_terms_the_page_says_what_will_be_there(company, browser_of):
    page = browser_of(company.person("lin", "trainee")).open("/glossary")

    assert "还没有发布" in page.text
