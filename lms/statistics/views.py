"""Pages for authors: how people fared in a scenario, told without names, and as files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.i18n import _, language
from lms.pages import csv_response, whole_number, xlsx_response
from lms.people import access, access_log
from lms.people.access import current_person, requires
from lms.scenarios.domain import Mode
from lms.statistics import export, queries
from lms.statistics.domain import (
    HIGH,
    WIDE,
    Finding,
    Layout,
    Seen,
    Study,
    Way,
    layout_of,
    rounded,
    streams_of,
    study,
    thickness,
    ways_of,
)
from lms.statistics.export import Row, Words
from lms.statistics.queries import Chosen

bp = Blueprint("statistics", __name__)

SEEN = "document.stats"
STATES: Mapping[Finding, str] = {  # of badges, by which they get shape and colour
    Finding.EXPERTS_ERR: "failed",
    Finding.KEY_FAILS: "failed",
    Finding.MOST_ERR: "failed",
    Finding.SOUND: "good",
    Finding.TOO_FEW: "waiting",
}
NOTABLE = "attention"


@dataclass(frozen=True, slots=True)
class MapStep:
    """A step as the map shows it."""

    seen: Seen
    x: float
    y: float
    name: str
    people: str
    left: str  # how many ended here; "" if nobody
    words: str  # what stands out
    state: str


@dataclass(frozen=True, slots=True)
class Stream:
    """People on their way from one step to another, both as they are called."""

    step: str
    target: str
    people: str
    rounded: int


@dataclass(frozen=True, slots=True)
class MapWay:
    """A way as the map shows it; `share` of those who reached the step, "" if it is not told."""

    path: str
    label: tuple[float, float]
    width: float
    share: str
    is_taken: bool


@bp.get("/statistics/<address>")
@requires(SEEN)
def show_statistics(address: str) -> ResponseReturnValue:
    """How people fared in a scenario, and what its author should change first."""
    chosen, found = _asked(address)
    words = Words(found, sees_key=chosen.sees_key)
    return render_template(
        "statistics/scenario.html",
        chosen=chosen,
        title=chosen.document.content.title.in_(language()),
        study=found,
        words=words,
        headings=export.headings(),
        to_mend=found.to_mend(answers=chosen.sees_key),
        rows=list(words.rows()),
        versions=queries.versions(chosen.document.document_id, chosen.mode),
        modes=list(Mode),
        map=_map(chosen, found, words),
        streams=list(_streams(chosen, found, words)),
        state_of=_state_of,
        told=export.people,
    )


@bp.get("/statistics/<address>.csv")
@requires(SEEN)
def show_statistics_file(address: str) -> ResponseReturnValue:
    """The same table, for Excel."""
    chosen, found = _asked(address)
    return csv_response(_name(chosen, "csv"), export.as_csv(_leaving(chosen, found, "csv")))


@bp.get("/statistics/<address>.xlsx")
@requires(SEEN)
def show_statistics_workbook(address: str) -> ResponseReturnValue:
    """The same as a workbook."""
    chosen, found = _asked(address)
    file = export.as_workbook(_("作答统计"), _leaving(chosen, found, "xlsx"))
    return xlsx_response(_name(chosen, "xlsx"), file)


def _asked(address: str) -> tuple[Chosen, Study]:
    number = whole_number(request.args.get("revision", ""))
    mode = request.args.get("mode", "")
    chosen = queries.chosen(
        current_person(), address, number, Mode(mode) if mode in set(Mode) else Mode.PRACTICE
    )
    counted = queries.counts(chosen.document.revision_id, chosen.mode)
    return chosen, study(chosen.document.content, counted)


def _name(chosen: Chosen, ending: str) -> str:
    document = chosen.document
    return f"statistics-{document.address}-{document.number}-{chosen.mode}.{ending}"


def _leaving(chosen: Chosen, found: Study, file: str) -> Iterator[Row]:
    """All rows, once it is kept that they leave as a file."""
    asker, document = current_person(), chosen.document
    facts = f"scenario={document.name}&revision={document.number}&mode={chosen.mode}&file={file}"
    rows = list(Words(found, sees_key=chosen.sees_key).rows())
    write(
        access_log.export,
        asker,
        SEEN,
        scope=access.scope_of(asker, SEEN),
        chosen=facts,
        count=len(rows),
        purpose="",
        now=clock.now(),
    )
    return iter(rows)


def _state_of(finding: Finding) -> str:
    return STATES.get(finding, NOTABLE)


def _map(chosen: Chosen, found: Study, words: Words) -> dict[str, object]:
    scenario = chosen.document.content
    layout = layout_of(scenario)
    finding = {
        seen.step.id: seen.gravest if chosen.sees_key else seen.finding for seen in found.steps
    }
    steps = [
        _map_step(seen, layout, words, finding[seen.step.id])
        for seen in found.steps
        if seen.step.id in layout.places
    ]
    ways = [_map_way(way, layout) for way in ways_of(scenario, found)]
    return {"steps": steps, "ways": ways, "layout": layout, "wide": WIDE, "high": HIGH}


def _streams(chosen: Chosen, found: Study, words: Words) -> Iterator[Stream]:
    for way in streams_of(chosen.document.content, found):
        step, target = (words.step(found.by_id[name]) for name in (way.step, way.target))
        yield Stream(step, target, export.people(way.people), rounded(way.people) or 0)


def _map_step(seen: Seen, layout: Layout, words: Words, finding: Finding) -> MapStep:
    place = layout.places[seen.step.id]
    return MapStep(
        seen,
        place.x,
        place.y,
        words.step(seen),
        export.people(seen.reached),
        export.people(seen.left) if seen.left else "",
        str(export.SHORT[finding]),
        _state_of(finding),
    )


def _map_way(way: Way, layout: Layout) -> MapWay:
    line = layout.lines[way.step, way.target]
    share = export.percent(way.share) if way.share else ""
    return MapWay(line.path, line.label, thickness(way.weight), share, way.people > 0)
