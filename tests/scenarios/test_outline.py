"""The outline of a scenario: every edit changes what is meant, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.config import ROOT
from lms.errors import Invalid
from lms.library.domain import Bundle, ContentError
from lms.library.kinds import checked
from lms.scenarios.content import ScenarioKind
from lms.scenarios.content.outline import (
    New,
    add_item,
    add_step,
    at,
    layout,
    lead_to_start,
    move_item,
    move_step,
    outline,
    put,
    remove_item,
    remove_step,
    rename_step,
    typed,
    unseen,
)

HERE = Path(__file__).parent
SHIPPED = sorted((ROOT / "quizzes/scenarios").glob("*.yaml"))
KETTLE = (HERE / "cold-kettle.yaml").read_text(encoding="utf-8")
EVERY_KIND = (HERE / "every-kind.yaml").read_text(encoding="utf-8")
SEVEN = tuple(
    (name, name) for name in ("mindset", "skills", "knowledge", "voice", "etiquette", "expression")
)
NOTED = "".join(  # a comment of its own above every line of a step
    f"{' ' * (len(line) - len(line.lstrip()))}# 注 {number}\n\n{line}"
    if line.startswith("  - id:")
    else line
    for number, line in enumerate(KETTLE.splitlines(keepends=True))
)
COMMENTS = [line.strip() for line in NOTED.splitlines() if line.strip().startswith("#")]


def form(seen, row):
    return layout(seen.step(row), seen.around(SEVEN))


def as_sent(seen, row):
    """What a browser sends of a form that nobody has touched."""
    boxes = [box for group in form(seen, row) for box in (*group.boxes, *group.rare)]
    return {box.name: box.shown(seen.step(row)).replace("\n", "\r\n") for box in boxes}


def after(text, name, **words):
    """The text after a step's form was sent with some fields changed."""
    seen = outline(text)
    row = seen.row(name)
    changed = {field.replace("__", ".").replace("_", "-"): said for field, said in words.items()}
    step = typed(seen.step(row), form(seen, row), {**as_sent(seen, row), **changed})
    return seen.saying(put(seen.data, ("steps", row.place), step))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_form_that_nobody_touched_leaves_every_shipped_text_as_it_is(file):
    text = file.read_text(encoding="utf-8")
    seen = outline(text)
    for row in seen.rows:
        step = typed(seen.step(row), form(seen, row), as_sent(seen, row))

        assert seen.saying(put(seen.data, ("steps", row.place), step)) == text


def test_every_field_of_a_form_has_a_name_of_its_own():
    seen = outline(EVERY_KIND)
    for row in seen.rows:
        names = [b.name for group in form(seen, row) for b in (*group.boxes, *group.rare)]

        assert len(names) == len(set(names))


def test_a_changed_word_changes_one_line():
    changed = after(KETTLE, "greet", choices__1__text__zh_Hans="您的订单号是多少？")

    assert [
        (old, new)
        for old, new in zip(KETTLE.splitlines(), changed.splitlines(), strict=True)
        if old != new
    ] == [
        (
            "        text: {zh-Hans: 请报订单号。, en: Your order number.}",
            '        text: {zh-Hans: "您的订单号是多少？", en: Your order number.}',
        )
    ]


def test_points_and_effects_come_and_go():
    changed = after(KETTLE, "greet", choices__1__points__skills="", choices__1__effects__trust="-5")
    step = outline(changed).step(outline(changed).row("greet"))

    assert at(step, ("choices", 1, "points")) is None
    assert at(step, ("choices", 1, "effects")) == {"mood": "-10", "trust": "-5"}


def test_short_forms_stay_short():
    text = KETTLE.replace("{zh-Hans: 水壶不热, en: The cold kettle}", "水壶不热")
    changed = after(text, "greet", choices__0__next__0__to="promise", hint__0__zh_Hans="先道歉。")

    assert "        next: promise\n" in changed
    assert 'hint: {zh-Hans: "先道歉。", en: Take up his worry first.}' in changed


def test_a_second_hint_makes_a_list():
    changed = after(KETTLE, "greet", hint__1__zh_Hans="再看毛病。", hint__1__en="Then the fault.")
    step = outline(changed).step(outline(changed).row("greet"))

    assert at(step, ("hint", 1)) == {"zh-Hans": "再看毛病。", "en": "Then the fault."}
    assert at(step, ("hint", 0, "en")) == "Take up his worry first."


def test_what_no_field_shows_is_named():
    seen = outline(EVERY_KIND)
    row = seen.row("greet")

    assert set(unseen(seen.step(row), form(seen, row))) == {"waits", "quick"}


def test_a_renamed_step_is_still_where_ways_lead():
    seen = outline(KETTLE)
    changed = outline(seen.saying(rename_step(seen.data, seen.row("find").place, "look-for-it")))

    assert "find" not in changed.ids
    assert {"look-for-it"} <= {one for way in changed.row("greet").ways for one in way.targets}
    start = outline(seen.saying(rename_step(seen.data, seen.row("greet").place, "hello")))
    assert start.start == "hello"


@pytest.mark.parametrize(
    ("name", "why"), [("Nein", "不能用"), ("", "不能用"), ("find", "已经有了")]
)
def test_an_id_that_cannot_be_used_says_why(name, why):
    seen = outline(KETTLE)
    with pytest.raises(Invalid) as refusal:
        rename_step(seen.data, 0, name)

    assert why in str(refusal.value)


def test_a_new_step_leads_on_and_is_found_wanting_by_the_checks():
    seen = outline(KETTLE)
    data, name = add_step(seen.data, New.CHOICE, "", 0)
    made = outline(seen.saying(data))

    assert made.rows[1].id == name
    assert made.rows[1].ways[0].targets == ("find",)
    assert faults(made.text)


@pytest.mark.parametrize(
    ("text", "why"), [("a: [", "读不成"), ("steps: x\n", "steps"), ("steps: [a]\n", "steps")]
)
def test_a_text_that_is_no_outline_says_why(text, why):
    with pytest.raises(Invalid) as refusal:
        outline(text)

    assert why in str(refusal.value)


def check(text):
    checked(ScenarioKind(), Bundle("cold-kettle", {"cold-kettle.yaml": text}))


ACTS = st.tuples(
    st.sampled_from(["word", "way", "add step", "rename", "move step", "start", "add", "move"]),
    st.integers(0, 30),
    st.integers(0, 30),
    st.sampled_from(["新的话", "a: b # c", "“引号”", 'it\'s "so"', "两\n行"]),
)


def acted(text, act):
    """The text after one edit; numbers choose the step and the place."""
    verb, first, second, words = act
    seen = outline(text)
    row = seen.rows[first % len(seen.rows)]
    other = seen.rows[second % len(seen.rows)]
    step = seen.step(row)
    lists = [path for path in (("lines",), ("choices",)) if at(step, (*path, 0)) is not None]
    path = lists[second % len(lists)] if lists else ("lines",)
    match verb:
        case "word":
            boxes = [b for group in form(seen, row) for b in group.boxes if b.language]
            step = boxes[second % len(boxes)].taken(step, words)
            data = put(seen.data, ("steps", row.place), step)
        case "way":
            ways = [b for g in form(seen, row) for b in g.boxes if b.shape == "way"]
            step = ways[second % len(ways)].taken(step, other.id) if ways else step
            data = put(seen.data, ("steps", row.place), step)
        case "add step":
            data, _ = add_step(seen.data, list(New)[second % 3], "", row.place)
        case "rename":
            data = rename_step(seen.data, row.place, f"named-{len(seen.text)}-{second}")
        case "move step":
            data = move_step(seen.data, row.place, 1 if second % 2 else -1)
        case "start":
            data = lead_to_start(seen.data, row.id)
        case "add":
            step = add_item(step, path, has_english=True)
            data = put(seen.data, ("steps", row.place), step)
        case _:
            step = move_item(step, path, second % 3, 1)
            data = put(seen.data, ("steps", row.place), step)
    return seen.saying(data)


@settings(max_examples=40, deadline=None)
@given(st.lists(ACTS, max_size=6))
def test_edits_keep_every_comment_and_are_sound_or_say_why(acts):
    text = NOTED
    for act in acts:
        text = acted(text, act)

    lines = [line.strip() for line in text.splitlines()]
    assert sorted(line for line in lines if line.startswith("# 注")) == sorted(COMMENTS)
    assert all(faults(text))


def faults(text):
    """What keeps a text from being published, in words."""
    try:
        check(text)
    except ContentError as error:
        return [problem.words() for problem in error.problems]
    return []


def test_what_is_removed_is_gone_and_the_rest_stays():
    seen = outline(NOTED)
    step = remove_item(seen.step(seen.row("greet")), ("choices",), 1)
    without = outline(seen.saying(put(seen.data, ("steps", 0), step)))

    assert len(without.row("greet").ways) == len(seen.row("greet").ways) - 1
    assert "number-first" not in without.text
    gone = outline(without.saying(remove_step(without.data, without.row("find").place)))
    assert "find" not in gone.ids
    assert "find" in {one for way in gone.row("greet").ways for one in way.targets}
