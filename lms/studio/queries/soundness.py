"""What can be told of published lessons by their texts alone; found once for each edition."""

from collections.abc import Iterator, Mapping
from itertools import chain

from flask import current_app

from lms.courses.domain import CHECK_ANCHOR, RULE_ANCHOR, SIGN_ANCHOR, Blocks, Lesson, Passage
from lms.courses.queries import address_of
from lms.framework import queries as framework
from lms.library import queries as library
from lms.library.queries import Published
from lms.studio.domain.health import Broken, Soundness
from lms.studio.domain.linking import Site, links_in
from lms.studio.queries.desks import LESSON

KEY = "studio.soundness"
TOP = "content"  # the anchor of every page
GLOSSARY = "/glossary"
PLACES = {"course": "/courses/", "scenario": "/scenarios/", "drill": "/drills/"}


def soundness() -> Mapping[int, Soundness]:
    """Of every published lesson, by document."""
    return library.of_this_edition(KEY, _all)


def _all() -> Mapping[int, Soundness]:
    lessons, site = library.all_published(LESSON), _site()
    return {one.document_id: _of(one, site) for one in lessons}


def _of(lesson: Published[Lesson], site: Site) -> Soundness:
    content, here = lesson.content, address_of(lesson)
    broken = (one for one in _links(content) if not site.has(one.link, here))
    return Soundness(content.review_by, bool(content.sources), tuple(broken))


def _links(lesson: Lesson) -> Iterator[Broken]:
    """The links of all its files; a language that is derived has none of its own."""
    files: dict[str, int] = {}
    for passage in _passages(lesson):
        sheet = files.setdefault(passage.file, len(files))
        for line, link in links_in(passage.text):
            yield Broken(sheet, passage.line + line - 1, link)


def _passages(lesson: Lesson) -> Iterator[Passage]:
    """The passages of each file once, the source first."""
    seen: set[tuple[str, int]] = set()
    for language in lesson.lead:
        parts = (lesson.lead, *(section.blocks for section in lesson.sections))
        for passage in chain.from_iterable(_in(part, language) for part in parts):
            if (passage.file, passage.line) not in seen:
                seen.add((passage.file, passage.line))
                yield passage


def _in(blocks: Blocks, language: str) -> Iterator[Passage]:
    return (block for block in blocks.get(language, ()) if isinstance(block, Passage))


def _site() -> Site:
    anchors = {address_of(one): _anchors(one.content) for one in library.all_published(LESSON)}
    terms = framework.glossary().terms
    return Site(
        {**anchors, GLOSSARY: frozenset({TOP, *(term.id for term in terms)})},
        frozenset(
            f"{folder}{address}"
            for kind, folder in PLACES.items()
            for address in library.addresses(kind).values()
        ),
        _is_page,
    )


def _anchors(lesson: Lesson) -> frozenset[str]:
    sections = (section.id for section in lesson.sections)
    checks = (CHECK_ANCHOR + check.id for check in lesson.checks)
    return frozenset({TOP, RULE_ANCHOR, SIGN_ANCHOR, *sections, *checks})


def _is_page(address: str) -> bool:
    return current_app.url_map.bind("").test(address, "GET")
