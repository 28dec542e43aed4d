"""Which links lead nowhere, what is the matter with a lesson, what is done first."""

from datetime import date, timedelta

import pytest

from lms.studio.domain.health import Concern, Need, Soundness, Urgency, in_order, of_lesson
from lms.studio.domain.linking import Site, links_in

TODAY = date(2026, 3, 2)
SITE = Site(
    {"/courses/desk/first": frozenset({"one", "check-q"}), "/glossary": frozenset({"fcr"})},
    frozenset({"/courses/desk", "/scenarios/lost"}),
    lambda address: address == "/plan",
)
HERE = "/courses/desk/first"


def need(concern, count=1, since=TODAY, name="desk/first"):
    return Need(
        concern=concern, kind="lesson", name=name, address="/studio", count=count, since=since
    )


def matter(review_by=None, published_on=TODAY, *, is_sourced=True):
    found = of_lesson(Soundness(review_by, is_sourced, ()), published_on, TODAY)
    return [concern for concern, _since in found]


@pytest.mark.parametrize(
    "link",
    [
        "/courses/desk",
        "/courses/desk/",
        "/courses/desk/first",
        "/courses/desk/first#one",
        "/courses/desk/first#p-0123456789ab",
        "#check-q",
        "/scenarios/lost#top",
        "/glossary#fcr",
        "/plan?day=3",
    ],
)
def test_a_link_to_what_is_there_is_sound(link):
    assert SITE.has(link, HERE)


@pytest.mark.parametrize(
    "link",
    [
        "/courses/nowhere",
        "/courses/desk/third",
        "/courses/desk/first#three",
        "#three",
        "/scenarios/found",
        "/drills/found",
        "/glossary#aht",
        "/plans",
    ],
)
def test_a_link_to_what_is_not_there_is_broken(link):
    assert not SITE.has(link, HERE)


def test_links_are_found_with_their_lines_and_only_those_within_the_product():
    text = '[a](/plan) [b](https://a.cn/x)\n![图](a.svg)\n[c](#one "题") [d](//a.cn)'

    assert list(links_in(text)) == [(1, "/plan"), (3, "#one")]


def test_a_lesson_is_looked_at_again_after_its_day():
    assert matter(review_by=TODAY) == []
    assert matter(review_by=TODAY - timedelta(days=1)) == [Concern.REVIEW_BY]


def test_a_lesson_without_a_day_is_looked_at_again_after_a_year():
    assert matter(published_on=TODAY - timedelta(days=365)) == []
    assert matter(published_on=TODAY - timedelta(days=366)) == [Concern.UNCHANGED]
    assert matter(TODAY, published_on=TODAY - timedelta(days=900)) == []


def test_a_lesson_without_sources_says_so():
    assert matter(is_sourced=False) == [Concern.UNSOURCED]


def test_whoever_waits_comes_first_then_what_has_waited_longest():
    old, young = need(Concern.DISPUTES, since=TODAY - timedelta(days=3)), need(Concern.DISPUTES)
    many, draft = need(Concern.DISPUTES, 3), need(Concern.DRAFT, since=date(2020, 1, 1))

    assert in_order([draft, young, many, old]) == [old, many, young, draft]


def test_readers_come_before_figures_and_figures_before_tidiness():
    found = [concern.urgency for concern in Concern]

    assert found == sorted(found, key=list(Urgency).index)


def test_days_are_counted_from_the_day_on():
    assert need(Concern.DRAFT, since=TODAY - timedelta(days=15)).days(TODAY) == 15
    assert need(Concern.LATE_REACTIONS, since=TODAY + timedelta(days=1)).days(TODAY) == 0
