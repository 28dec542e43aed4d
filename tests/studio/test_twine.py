"""Stories of Twine as scenarios: forms of links and macros; a hostile story is refused or told."""

import json
import time

import pytest

from lms import yamlfile
from lms.studio.content import twine
from lms.studio.content.twine import stories
from lms.studio.content.twine.building import CONDITION_LEFT, MACRO_LEFT
from lms.studio.content.twine.expressions import Untold, condition
from lms.studio.content.twine.links import way_in, way_of
from lms.studio.content.twine.scanning import COMMENT_LEFT, IMAGE_LEFT, TAG_LEFT
from lms.studio.content.twine.spelling import OURS, Spelling, spelled

PATIENCE = 20  # seconds for the worst story, on a busy machine
PAGE = """<!DOCTYPE html><html><head><script>window.player = "<tw-x>"</script></head><body>
<tw-storydata name="丢件 &amp; 找件" startnode="2" format="{format}" ifid="A" hidden>
<style role="stylesheet" id="twine-user-stylesheet" type="text/twine-css">p {{color: red}}</style>
<script role="script" id="twine-user-script" type="text/twine-javascript">alert(1)</script>
<tw-passagedata pid="1" name="好的" tags="" position="1,1" size="1,1">件到了。</tw-passagedata>
<tw-passagedata pid="2" name="开头" tags="red" position="1,2">在&lt;b&gt;哪&lt;/b&gt;？
[[在路上-&gt;好的]]
[[不知道|好的]]</tw-passagedata>
</tw-storydata></body></html>"""


def story(*passages, format_="SugarCube", start="A"):
    """A Twee text of (name, text)."""
    head = f":: StoryData\n{json.dumps({'format': format_, 'start': start})}\n"
    return head + "\n".join(f"\n:: {name}\n{text}\n" for name, text in passages)


def made(text):
    """The data of the scenario that a story becomes."""
    return yamlfile.read(twine.imported(text).text()).data


def first(text, **asked):
    """The first step of a story whose first passage has this text; B and C are endings."""
    return made(story(("A", text), ("B", "b"), ("C", "c"), **asked))["steps"][0]


def told(text, **asked):
    """What is told of such a story: message and detail."""
    found = twine.imported(story(("A", text), ("B", "b"), ("C", "c"), **asked)).notes
    return [(note.message, note.detail) for note in found]


@pytest.mark.parametrize(
    ("inside", "text", "target", "setter"),
    [
        ("a", "a", "a", ""),
        ("text->a", "text", "a", ""),
        ("one->two->a", "one->two", "a", ""),
        ("a<-text", "text", "a", ""),
        ("a<-b<-c", "b<-c", "a", ""),
        ("text|a", "text", "a", ""),
        (" text | a ", "text", "a", ""),
        ("text|a][$x to 3", "text", "a", "$x to 3"),
        ("a][$x += 1", "a", "a", "$x += 1"),
        ("->a", "a", "a", ""),
        ("客服->退货", "客服", "退货", ""),
    ],
)
def test_every_form_of_link_is_read(inside, text, target, setter):
    way = way_in(inside)

    assert (way.text, way.target, way.setter) == (text, target, setter)


@pytest.mark.parametrize("inside", ["", "  ", "text->", "text|", "<-text"])
def test_a_link_without_a_target_is_none(inside):
    assert way_in(inside) is None


@pytest.mark.parametrize(
    ("arguments", "text", "target"),
    [
        ('"go" "B"', "go", "B"),
        ("'go', 'B'", "go", "B"),
        ('"B"', "B", "B"),
        ("[[go|B]]", "go", "B"),
    ],
)
def test_macros_that_are_links_are_read(arguments, text, target):
    way = way_of(arguments)

    assert (way.text, way.target) == (text, target)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("$trust > 2", "trust > 2"),
        ("$trust gte 3 and not $told", "trust >= 3 and not told"),
        ("$trust is 3 or $told", "trust = 3 or told"),
        ("$told is true", "told"),
        ("$told is false", "not told"),
        ("$told is not true", "not told"),
        ("$told isnot false", "told"),
        ("$a neq 3", "a != 3"),
        ("$a is not 3", "a != 3"),
        ("3 < $a", "a > 3"),
        ("$a === 3 && !$b || ($c lte 4)", "a = 3 and not b or c <= 4"),
        ("($a or $b) and $c", "(a or b) and c"),
        ("not ($a and $b)", "not (a and b)"),
        ("not ($a > 3)", None),
        ("$已道歉 and $次数 >= 2", "已道歉 and 次数 >= 2"),
        ("$a > 2.5", None),
        ("$a > -1", None),
        ('$name is "何女士"', None),
        ("$a > $b", None),
        ("visited('A') > 2", None),
        ("random(1, 6) > 3", None),
        ("$a.length > 3", None),
        ("not $a is 3", None),
        ("$a and", None),
        ("", None),
        ("(" * 40 + "$a" + ")" * 40, None),
        ("$a and " * 200 + "$a", None),
        ("__import__('os').system('true')", None),
    ],
)
def test_conditions_say_the_same_or_are_refused(asked, words):
    if words is None:
        with pytest.raises(Untold):
            condition(asked)
        return

    assert spelled(condition(asked), Spelling(str, OURS)) == words


def test_a_story_of_harlowe_becomes_steps_options_and_endings():
    data = made(
        story(
            ("Begin", "(set: $mood to 40, $told to false)\n几点？\n[[马上->A]]"),
            (
                "A",
                """(set: $mood to it + 10)到底几点？
(if: $mood > 45)[您真客气。](else:)[您别说了。]
(if: $told)[* [[十一点->B]]]
* [[C<-不知道]]""",
            ),
            ("B", "好。"),
            ("C", "算了。"),
            format_="Harlowe",
            start="Begin",
        )
    )
    begin, step, end, _ = data["steps"]

    assert data["variables"] == {"mood": "40"}
    assert data["flags"] == ["told"]
    assert data["start"] == "begin"
    assert begin["choices"][0]["effects"] == {"mood": "+10"}
    assert [line.get("when") for line in step["lines"]] == [None, "mood > 45", "mood <= 45"]
    assert [(one["text"], one["next"], one.get("when")) for one in step["choices"]] == [
        ("十一点", "b", "told"),
        ("不知道", "c", None),
    ]
    assert end == {"id": "b", "kind": "ending", "band": "", "title": "B", "text": "好。"}


def test_a_story_of_sugarcube_becomes_the_same():
    step = first(
        "Hello <<if $trust gte 5>>friend<<elseif $rude>>you<<else>>there<</if>>\n"
        "[[Sorry|B][$trust += 10; $said to true]]\n"
        '<<link "Leave" "C">><</link>>'
    )

    assert [(one["text"], one.get("when")) for one in step["lines"]] == [
        ("Hello", None),
        ("friend", "trust >= 5"),
        ("you", "trust < 5 and rude"),
        ("there", "trust < 5 and not rude"),
    ]
    assert step["choices"][0]["effects"] == {"trust": "+10", "set": ["said"]}
    assert [one["next"] for one in step["choices"]] == ["b", "c"]


def test_numbers_of_other_names_are_counted_and_what_cannot_be_reckoned_is_told():
    text = "[[a->B][$late += 1]]\n[[b->B][$late to 0]]\n[[c->B][$late to 7]]\n[[d->B][$n to 'x']]"
    data = made(story(("A", text), ("B", "b")))

    assert data["counters"] == ["late"]
    effects = [one.get("effects") for one in data["steps"][0]["choices"]]
    assert effects == [{"count": {"late": "+1"}}, {"count": {"late": "-99"}}, None, None]
    assert [detail for _, detail in told(text)] == ["$late to 7", "$n to 'x'"]


def test_a_passage_that_only_leads_on_says_where_ways_lead():
    ways = "<<if $trust gt 60>><<goto 'B'>><<else>><<goto 'C'>><</if>>"
    data = made(story(("A", "a\n[[x->W][$trust += 5]]"), ("W", ways), ("B", "b"), ("C", "c")))

    assert data["steps"][0]["choices"][0]["next"] == [
        {"to": "b", "when": "trust > 60"},
        {"to": "c"},
    ]
    assert [one["id"] for one in data["steps"]] == ["a", "b", "c"]


def test_a_single_link_behind_a_condition_needs_no_hook():
    step = first("q\n(if: $told)[[x->B]]\n(unless: $told)[[y->C]]", format_="Harlowe")

    assert [one.get("when") for one in step["choices"]] == ["told", "not told"]


def test_a_link_within_a_sentence_leaves_its_words_there():
    step = first("请看[[清单->B]]再说。\n1. [[好->C]]\n——")

    assert [one["text"] for one in step["lines"]] == ["请看清单再说。", "——"]


def test_what_is_not_carried_over_is_told_with_passage_and_line():
    text = (
        "''你好''\n<<audio x play>>\n[img[a.png]]\n/* mind */\n<b>x</b>\n"
        "<script>alert(1)</script>\n"
        '<<if $name is "x">>y<</if>>\n[[->]]\n$trust\n[[z->B]]'
    )
    notes = twine.imported(story(("A", text), ("B", "b"))).notes

    assert [(one.message, one.line) for one in notes if one.passage == "A"][1:] == [
        (MACRO_LEFT, 2),
        (IMAGE_LEFT, 3),
        (COMMENT_LEFT, 4),
        (TAG_LEFT, 5),
        (stories.SCRIPT, 6),
        (CONDITION_LEFT, 7),
        *[(one.message, one.line) for one in notes if one.line in (8, 9)],
    ]
    assert {one.line for one in notes} == {*range(1, 10)}
    words = json.dumps(made(story(("A", text), ("B", "b"))), ensure_ascii=False)
    assert "alert" not in words
    assert all(kept in words for kept in ("你好", '"x"', '"y"', "$trust"))


def test_tags_scripts_styles_and_passages_of_the_format_are_told():
    text = story(("A [red big]", "a\n[[x->B]]"), ("B", "b"), ("js [script]", "x()")) + (
        "\n:: css [stylesheet]\np {}\n\n:: StoryMenu\n[[x]]\n\n:: B\ntwice\n"
    )
    notes = twine.imported("lost words\n" + text).notes

    assert {(one.passage, one.message) for one in notes} == {
        ("", stories.BEFORE),
        ("A", stories.TAGS),
        ("js", stories.SCRIPT),
        ("css", stories.STYLE),
        ("StoryMenu", "这是格式用的段落，没有搬：%(detail)s"),
        ("B", stories.TWICE),
    }


def test_macros_of_another_format_stay_words_and_that_is_told():
    step = first("(set: $x to 3) <<if $x>>\n[[x->B]]", format_="Chapbook")

    assert step["lines"] == [{"text": "(set: $x to 3) <<if $x>>"}]
    assert told("a\n[[x->B]]", format_="Chapbook")[0][1] == "Chapbook"


def test_brackets_of_the_trade_stay_words():
    assert first("(注意: 先核实) [单号]\n[[x->B]]", format_="Harlowe")["lines"] == [
        {"text": "(注意: 先核实) [单号]"}
    ]


def test_a_page_of_twine_is_read_and_its_scripts_are_told():
    found = twine.imported(twine.decoded(PAGE.format(format="Harlowe").encode()))
    data = yamlfile.read(found.text()).data

    assert found.title == "丢件 & 找件"
    assert data["start"] == "kai-tou"
    assert [one["text"] for one in data["steps"][1]["choices"]] == ["在路上", "不知道"]
    assert data["steps"][1]["lines"] == [{"text": "在哪？"}]
    assert {stories.SCRIPT, stories.STYLE} <= {one.message for one in found.notes}
    assert "alert" not in found.text()


def test_names_are_read_with_their_escapes():
    head = ':: a\\[b\\]\\{c\\} [t] {"position":"1,1"}'
    text = f':: StoryData\n{{"start": "a[b]{{c}}"}}\n\n{head}\nx [[y->b]]\n'
    found = twine.imported(text)

    assert found.notes[0].passage == "a[b]{c}"
    assert yamlfile.read(found.text()).data["start"] == found.built.steps[0]["id"]


def test_ids_are_made_by_the_sound_and_never_twice():
    data = made(story(("开头", "[[a->退货]]\n[[b->退 货]]\n[[c->？]]"), ("退货", ""), start="开头"))

    assert data["start"] == "kai-tou"
    ways = [one["next"] for one in data["steps"][0]["choices"]]
    assert ways == ["tui-huo", "tui-huo-2", "step"]


def test_what_the_story_does_not_say_is_empty_for_the_checks():
    data = made(story(("A", "a\n[[x->B]]\n[[y->B]]"), ("B", "b")))

    assert data["summary"] == ""
    assert set(data["case"].values()) == {""}
    assert [one["feedback"] for one in data["steps"][0]["choices"]] == ["", ""]
    assert data["steps"][1]["band"] == ""


def test_a_start_that_is_not_there_is_told():
    assert made(story(("A", "a [[B]]"), ("B", "b"), start="Z"))["start"] == "a"
    assert told("a [[B]]", start="Z")[0] == (stories.NO_START, "Z")


def test_remarks_stand_above_and_cannot_leave_their_line():
    found = twine.imported(story(("A", "a [[B]]"), ("B", "b")))
    text = found.text(["one\nsteps: []\u2028x: y", "two"])

    assert text.startswith("# one steps: [] x: y\n# two\nid: scenario\n")
    assert yamlfile.read(text).data == made(story(("A", "a [[B]]"), ("B", "b")))


def filled(unit, most=stories.LONGEST_PASSAGE):
    return (unit * (most // len(unit) + 1))[:most]


REFUSED = {
    "nothing": ("", stories.EMPTY),
    "no story": ("<html><body>x</body></html>", stories.EMPTY),
    "a page cut off": (PAGE.format(format="x").split("件到了")[0], stories.CUT_OFF),
    "several stories": (PAGE.format(format="x") * 2, stories.SEVERAL),
    "a tag that does not end": ('<tw-storydata name="' + "x" * 100_000, stories.EMPTY),
    "a long passage": (story(("A", "x" * 20_001)), stories.TOO_LONG),
    "a long name": (story(("x" * 201, "a")), stories.LONG_NAME),
    "many passages": (story(*((f"p{n}", "a") for n in range(501))), stories.TOO_MANY),
    "many links": (
        story(*((f"p{n}", filled("[[a]]", 18_000)) for n in range(10))),
        stories.MANY_LINKS,
    ),
    "many words": (
        story(*((f"p{n}", filled("x ", 19_999)) for n in range(14))),
        stories.TOO_LARGE,
    ),
    "a large story": ("x" * (512 * 1024 + 1), stories.TOO_LARGE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_story_is_refused(name):
    text, message = REFUSED[name]
    with pytest.raises(twine.Refused) as refused:
        twine.imported(text)

    assert refused.value.message == message
    assert str(refused.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("中".encode("gb18030"), stories.NO_TEXT),
        (b":: A\n\0", stories.NO_TEXT),
        (b"x" * (3 * 1024 * 1024 + 1), stories.TOO_LARGE),
        (b":: A\n" + b"x" * (600 * 1024), stories.TOO_LARGE),
    ],
)
def test_a_hostile_file_is_refused(content, message):
    with pytest.raises(twine.Refused) as refused:
        twine.decoded(content)

    assert refused.value.message == message


LAUGHS = """<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<tw-storydata name="x" startnode="1"><tw-passagedata pid="1" name="A">&b;&b; [[A]]</tw-passagedata>
</tw-storydata>"""


def test_entities_of_ones_own_stay_what_they_are():
    assert made(LAUGHS)["steps"][0]["lines"] == [{"text": "&b;&b; A"}]


def test_story_data_nested_without_end_is_told():
    text = ":: StoryData\n" + "[" * 100_000 + "\n\n:: A\na [[B]]\n\n:: B\nb\n"

    assert twine.imported(text).notes[0].message == stories.ODD_DATA


UNITS = [
    *(
        "[[",
        "]]",
        "[",
        "](",
        "<<",
        ">>",
        "<<if $a>>",
        "<<if $a>>x<<else>>",
        "<<elseif $a>>",
        "(if:",
    ),
    *(
        "(if: $a)[",
        "(if:$a)[x](else:)[",
        "(a:",
        "/*",
        "/%",
        "<!--",
        "<script>",
        "<a ",
        "</",
        "[img[",
    ),
    *(
        "''",
        "//",
        "**",
        "$a",
        "\0",
        "[[a->",
        "<<set $a to 1>>",
        "(set: $a to 1)",
        "\n",
        "<<link [[a|",
    ),
    *("(else:)[", "<<set $a += 1, ", "<<goto 'A'>>", "(link-goto: 'a', 'A')", "-> <- | ]["),
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("format_", ["SugarCube", "Harlowe", "Snowman"])
def test_no_story_takes_long(unit, format_):
    text = story(*((f"p{n}", filled(unit)) for n in range(3)), format_=format_)
    before = time.perf_counter()
    try:
        found = twine.imported(text)
        yamlfile.read(found.text())
    except twine.Refused:
        found = None

    assert time.perf_counter() - before < PATIENCE
    assert found is None or found.built.steps or not found.built.start


def test_many_ways_to_a_passage_that_changes_much_take_no_long():
    much = "".join(f"<<set $v{n} += 1>>" for n in range(300)) + "[[A]]"
    ways = [(f"p{n}", "[[M]]" * 100) for n in range(24)]
    before = time.perf_counter()
    with pytest.raises(twine.Refused):
        twine.imported(story(("M", much), *ways)).text()

    assert time.perf_counter() - before < PATIENCE
