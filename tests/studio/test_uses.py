"""Where documents are used."""

import pytest

from lms.library.domain import Wording
from lms.studio.domain import Said, Use, keeping, where_used

LESSON, COURSE, SCENARIO = ("lesson", "desk/first"), ("course", "desk"), ("scenario", "lost")


def said(identity, names=(), texts=(), tasks=None):
    return Said(*identity, Wording(identity[1]), names, texts, tasks or {})


def test_a_document_is_used_by_all_that_name_it_each_once():
    used = where_used([said(COURSE, [LESSON, SCENARIO, SCENARIO]), said(LESSON, [COURSE])])

    assert used[LESSON] == used[SCENARIO] == (Use(*COURSE, Wording("desk")),)
    assert used[COURSE] == (Use(*LESSON, Wording("desk/first")),)


def test_a_plan_says_which_tasks_ask_for_it():
    task = Wording("练一遍")
    used = where_used([said(("plan", "p"), [SCENARIO], tasks={SCENARIO: (task,)})])

    assert used[SCENARIO][0].tasks == (task,)


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("看[这里](/scenarios/lost)。", SCENARIO),
        ("[上一课](/courses/desk/first#top)", LESSON),
        ("[课程](/courses/desk)", COURSE),
        ("[演练](/drills/two-at-once)", ("drill", "two-at-once")),
        ("[别处](https://a.cn/scenarios/lost)", None),
        ("/scenarios/lost", None),
    ],
)
def test_links_in_a_text_are_uses(text, identity):
    used = where_used([said(("lesson", "desk/other"), texts=[text, text])])

    assert list(used) == ([identity] if identity else [])
    assert all(use.is_link for uses in used.values() for use in uses)


def test_no_document_uses_itself():
    assert where_used([said(LESSON, [LESSON], ["[top](/courses/desk/first)"])]) == {}


def test_members_do_not_keep_each_other():
    uses = where_used(
        [said(COURSE, [LESSON]), said(LESSON, [COURSE]), said(("plan", "p"), [LESSON])]
    )

    assert [use.identity for use in keeping([COURSE, LESSON], uses)] == [("plan", "p")]
    assert keeping([COURSE], uses)[0].identity == LESSON
