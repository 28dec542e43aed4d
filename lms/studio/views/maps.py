"""A scenario as a map: the third view of its text, with where people went in the published one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.errors import Invalid
from lms.library import queries as library
from lms.people.access import current_person, may, requires
from lms.scenarios.content import KIND
from lms.scenarios.content.outline import Outline, Row, Way, outline
from lms.scenarios.domain import Mode
from lms.statistics import export
from lms.statistics import queries as statistics
from lms.statistics.domain import Took, shares_of, study
from lms.studio.queries import Desk
from lms.studio.views.blueprint import Finding, bp, desk_of
from lms.studio.views.faults import Found, found_in


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way as the map shows it, from the step under which it stands."""

    way: Way
    to: str  # the id of a step, which may be missing
    share: str  # of those who reached the step; "" where it is not told
    is_one_of_some: bool  # the same answer can lead elsewhere too


@dataclass(frozen=True, slots=True)
class Stop:
    """A step as the map shows it."""

    row: Row
    findings: Sequence[Finding]
    arrows: Sequence[Arrow]


@dataclass(frozen=True, slots=True)
class Told:
    """How people went through what is published."""

    number: int  # of the revision, counted from 1
    people: str  # how many, as it is told
    shares: Mapping[Took, str]


@bp.get("/studio/maps/<name>")
@requires("document.draft")
def show_map(name: str) -> ResponseReturnValue:
    """The steps of a scenario and the ways between them."""
    desk = desk_of(KIND, name)
    try:
        seen, refusal = outline(desk.sheets[0].text), None
    except Invalid as reason:
        seen, refusal = None, reason
    found, told = found_in(desk, seen), _told(desk)
    return render_template(
        "studio/map.html",
        desk=desk,
        sheet=desk.sheets[0],
        outline=seen,
        stops=list(_stops(seen, found, told)) if seen else [],
        missing=_missing(seen) if seen else [],
        places=_places(seen) if seen else {},
        found=found,
        told=told,
        refusal=refusal,
    )


def _told(desk: Desk) -> Told | None:
    """What may be told of the plays of the published text; None while there are too few."""
    live = library.published(KIND, desk.document.name)
    if live is None or not may(current_person(), "document.stats"):
        return None
    counted = study(live.content, statistics.counts(live.revision_id, Mode.PRACTICE))
    shares = {took: export.percent(share) for took, share in shares_of(counted).items()}
    return Told(live.number, export.people(counted.people), shares) if shares else None


def _stops(seen: Outline, found: Found, told: Told | None) -> Iterator[Stop]:
    shares = told.shares if told else {}
    for row in seen.rows:
        arrows = [
            Arrow(way, to, shares.get((row.id, way.id, to), ""), len(way.targets) > 1)
            for way in row.ways
            for to in way.targets
        ]
        yield Stop(row, found.at(row), arrows)


def _missing(seen: Outline) -> list[str]:
    """Where ways lead though there is no such step."""
    targets = (to for row in seen.rows for way in row.ways for to in way.targets)
    return [to for to in dict.fromkeys(targets) if to not in seen.ids]


def _places(seen: Outline) -> Mapping[str, int]:
    """Where each step stands in the text, by its id; of a doubled one the first."""
    return {row.id: row.place for row in reversed(seen.rows)}
