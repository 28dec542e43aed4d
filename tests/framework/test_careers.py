"""Posts and paths: read from one file, told where they do not fit together, shown to everybody."""

from itertools import pairwise

import pytest

from lms.config import ROOT
from lms.framework.content import CareersKind
from lms.framework.domain import COMPETENCIES, Way
from lms.library import kinds
from lms.library.domain import Bundle, ContentError

SHIPPED = (ROOT / "courses/careers.yaml").read_text(encoding="utf-8")
EVERY = ", ".join(f"{one}: 2" for one in COMPETENCIES)
SMALL = f"""id: careers
trades:
  - {{id: express, title: 快递}}
paths:
  - {{id: up, trade: express, title: 往上, steps: [[clerk], [expert, lead]]}}
posts:
  - {{id: clerk, title: 下单员, summary: 接单, required: {{{EVERY}}}}}
  - {{id: expert, title: 专家, summary: 难的归他, required: {{{EVERY}}}}}
  - {{id: lead, title: 组长, summary: 带队, required: {{{EVERY}}}}}
"""


def parse(text):
    return kinds.parse(CareersKind(), Bundle("careers", {"c.yaml": text}))


def problems(text):
    with pytest.raises(ContentError) as error:
        parse(text)
    return [str(problem).partition(": ")[2] for problem in error.value.problems]


def test_the_shipped_paths_lead_through_every_trade():
    careers = parse(SHIPPED)

    assert [trade.id for trade in careers.trades if not careers.paths_of(trade)] == []
    assert {post.id for trade in careers.trades for post in careers.posts_of(trade)} == set(
        careers.titles
    )
    assert {post.occupation for post in careers.posts if post.grade} == {"4-04-05-03"}
    assert all(set(post.required) == set(COMPETENCIES) for post in careers.posts)


def test_nobody_goes_down_on_a_path():
    careers = parse(SHIPPED)
    asked = {post.id: sum(post.required.values()) for post in careers.posts}
    steps = [(path, step) for path in careers.paths for step in path.steps]
    falls = [
        (path.id, before, after)
        for (path, before), (same, after) in pairwise(steps)
        if path is same and min(asked[one] for one in after) < min(asked[one] for one in before)
    ]

    assert falls == []


def test_the_three_paths_of_a_representative_are_drawn_each_in_its_own_way():
    careers = parse(SHIPPED)
    ways = {path.id: path.way for path in careers.paths}

    assert ways["management"] is Way.PYRAMID
    assert ways["professional"] is Way.BRIDGE
    assert ways["transfer"] is Way.TRANSFER
    assert parse(SMALL).paths[0].way is Way.BRIDGE


def test_a_grade_of_the_standard_asks_what_all_its_posts_ask():
    careers = parse(SHIPPED)
    (occupation,) = careers.occupations
    grades = careers.grades_of(occupation)
    sums = [sum(grade.required.values()) for grade in grades]

    assert [grade.grade for grade in grades] == ["五", "四", "三"]
    assert sums == sorted(set(sums))
    assert grades[0].required == careers.post("junior-representative").required
    for grade in grades:
        assert all(
            post.required[one] >= grade.required[one]
            for post in grade.posts
            for one in COMPETENCIES
        )


def test_a_step_may_offer_a_choice():
    assert parse(SMALL).paths[0].steps == (("clerk",), ("expert", "lead"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "posts:\n",
            """occupations: [{code: 4-04-05-03, title: 客服}]
posts:
  - id: odd
    title: 怪
    summary: 怪
    required: {}
    national_standard: {code: 4-04-05-04, level: 四}
""",
            "没有“4-04-05-04”这个职业；先写在 occupations 里。",
        ),
        ("[[clerk]", "[[clark]", "没有“clark”这个岗位；先写在 posts 里。"),
        ("trade: express", "trade: post", "没有“post”这个行业；先写在 trades 里。"),
        ("id: expert,", "id: lead,", "“lead”写了两次；请留下一个。"),
        (", [expert, lead]", ", [expert]", "岗位“lead”不在任何一条路上；请放进一条路，或者删掉。"),
        (
            "mindset: 2, ",
            "",
            "岗位“clerk”要写七项素养，一项不多、一项不少；对不上的是 mindset。",
        ),
    ],
)
def test_what_does_not_fit_together_is_told(old, new, told):
    assert told in problems(SMALL.replace(old, new, 1))


def test_a_way_that_is_not_known_is_told():
    told = problems(SMALL.replace("trade: express,", "trade: express, way: lift,", 1))

    assert len(told) == 1
    assert "pyramid" in told[0]


def test_the_levels_are_shown_by_what_is_seen_at_each(shipped, company, browser_of):
    levels = browser_of(company.person("lin", "trainee")).open("/growth/levels")

    assert len(levels.all(".rung")) == 4 * len(COMPETENCIES)
    assert min(len(rung.select("ul li")) for rung in levels.all(".rung")) >= 3


def test_without_texts_the_levels_say_so(app, company, browser_of):
    browser = browser_of(company.person("wang", "trainer"))

    assert "四级还没有写" in browser.open("/growth/levels").text
