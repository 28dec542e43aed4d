"""Posts and paths: read from one file, told where they do not fit together, shown to everybody."""

from itertools import pairwise

import pytest

from lms.config import ROOT
from lms.framework.content import CareersKind
from lms.framework.domain import COMPETENCIES
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


def test_a_step_may_offer_a_choice():
    assert parse(SMALL).paths[0].steps == (("clerk",), ("expert", "lead"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
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


def test_the_pages_show_paths_levels_and_what_is_seen_at_each(shipped, company, browser_of):
    browser = browser_of(company.person("lin", "trainee"))
    careers, levels = browser.open("/growth/careers"), browser.open("/growth/levels")

    assert careers.find("#call-centre-supervisor h3").get_text() == "主管"
    assert len(careers.all("#call-centre-supervisor .required li")) == len(COMPETENCIES)
    assert len(levels.all(".rung")) == 4 * len(COMPETENCIES)
    assert min(len(rung.select("ul li")) for rung in levels.all(".rung")) >= 3


def test_without_texts_the_pages_say_so(app, company, browser_of):
    browser = browser_of(company.person("wang", "trainer"))

    assert "还没有写岗位与发展路径" in browser.open("/growth/careers").text
    assert "四级还没有写" in browser.open("/growth/levels").text
