"""Checklists: a critical item fails the whole, a fact stands behind what is said."""

import pytest

from lms.library.domain import Bundle, ContentError, Wording
from lms.mentoring.content import ChecklistKind
from lms.mentoring.domain import (
    Checklist,
    Item,
    Mark,
    Marked,
    Part,
    Setting,
    Sheet,
    Verdict,
    fitting,
)

FACT = "客户说完他才开口，复述了单号。"
GREETS = Item(id="greets", words=Wording("三秒内问候"), competency="etiquette")
THANKS = Item(id="thanks", words=Wording("道谢"), competency="etiquette")
CHECKS = Item(id="checks", words=Wording("不猜"), competency="knowledge", is_critical=True)
CALL = Checklist(
    id="call",
    title=Wording("接听电话"),
    summary=Wording("听一通"),
    minutes=15,
    posts=(),
    parts=(Part(Wording("接起"), (GREETS, THANKS)), Part(Wording("给办法"), (CHECKS,))),
)
YES, NO = Marked(Mark.YES), Marked(Mark.NO, "没有说再见就挂了。")


def sheet(verdict=Verdict.MET, evidence=FACT, **marks):
    return Sheet(
        checklist=CALL, setting=Setting.REAL, verdict=verdict, evidence=evidence, marks=marks
    )


def gaps(found):
    return [gap.field for gap in found.gaps()]


def finding(found, competency="etiquette"):
    return next(one for one in found.findings() if one.competency == competency)


def test_what_was_seen_with_a_fact_for_the_verdict_is_enough():
    assert gaps(sheet(greets=YES, thanks=NO)) == []


def test_a_critical_item_not_done_fails_the_whole():
    assert gaps(sheet(greets=YES, checks=NO)) == ["verdict"]
    assert gaps(sheet(Verdict.NOT_YET, greets=YES, checks=NO)) == []


def test_every_no_needs_a_fact_and_all_are_told_at_once():
    bare = Marked(Mark.NO)

    assert gaps(sheet(greets=bare, thanks=bare)) == ["words-greets", "words-thanks"]


def test_met_needs_a_fact():
    assert gaps(sheet(evidence="", greets=YES)) == ["evidence"]


def test_not_yet_needs_no_more_than_the_facts_of_what_was_not_done():
    found = sheet(Verdict.NOT_YET, evidence="", greets=YES, thanks=NO)

    assert gaps(found) == []
    assert found.said == NO.words


def test_not_yet_without_a_no_needs_a_fact_of_its_own():
    assert gaps(sheet(Verdict.NOT_YET, evidence="", greets=YES)) == ["evidence"]


def test_nothing_seen_says_nothing():
    assert gaps(sheet(greets=Marked())) == ["verdict"]


def test_words_have_an_end():
    assert gaps(sheet(greets=Marked(Mark.NO, "好" * 201))) == ["words-greets"]
    assert gaps(sheet(evidence="好" * 501, greets=YES)) == ["evidence"]


def test_a_competency_has_the_share_of_what_was_seen():
    found = finding(sheet(greets=YES, thanks=NO))

    assert (found.done, found.seen, found.share) == (1, 2, 50)


def test_a_competency_of_which_nothing_was_seen_has_no_finding():
    assert [one.competency for one in sheet(greets=YES).findings()] == ["etiquette"]


def test_a_competency_is_met_when_more_was_done_than_not():
    assert finding(sheet(greets=YES, thanks=YES)).verdict is Verdict.MET
    assert finding(sheet(greets=YES, thanks=NO)).verdict is Verdict.NOT_YET


def test_no_competency_is_met_where_the_whole_is_not():
    found = sheet(Verdict.NOT_YET, greets=YES, thanks=YES, checks=NO)

    assert finding(found).verdict is Verdict.NOT_YET
    assert finding(found).share == 100


def test_a_critical_item_not_done_leaves_its_competency_nothing():
    assert finding(sheet(Verdict.NOT_YET, checks=NO), "knowledge").share == 0


def test_a_checklist_can_be_cut_to_one_competency():
    assert [part.items for part in CALL.only("knowledge")] == [(CHECKS,)]
    assert CALL.only("voice") == CALL.parts


def test_checklists_that_show_a_competency_come_first():
    other = Checklist(
        id="o", title=Wording("o"), summary=Wording("o"), minutes=5, posts=(), parts=CALL.parts[:1]
    )

    assert fitting([other, CALL], "knowledge") == [CALL, other]
    assert fitting([other, CALL], "") == [other, CALL]


WRITTEN = """\
id: call
title: 接听电话
summary: 听一通
minutes: 15
parts:
  - title: 接起
    items:
      - id: greets
        competency: etiquette
        critical: true
        text: 三秒内问候
"""
MORE = "".join(f"      - {{id: i{n}, competency: voice, text: 好}}\n" for n in range(30))


def parsed(text):
    return ChecklistKind().parse(Bundle("call", {"courses/checklists/call.yaml": text}))


def test_a_checklist_is_read_with_its_critical_items():
    found = parsed(WRITTEN)

    assert [item.is_critical for item in found.items] == [True]
    assert [one.part for one in ChecklistKind().references(found)] == ["etiquette"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (WRITTEN.replace("id: call", "id: other"), "id 要和文件名一样：call"),
        (WRITTEN + WRITTEN[WRITTEN.index("      - id") :], "“greets”这一条写了两次"),
        (WRITTEN + "  - {title: 收尾, items: []}\n", "至少要写一条"),
        (WRITTEN + MORE, "一张最多 30 条，现在有 31 条"),
    ],
)
def test_what_is_wrong_with_a_checklist_is_told(text, message):
    with pytest.raises(ContentError) as told:
        parsed(text)

    assert message in str(told.value.problems[0])
