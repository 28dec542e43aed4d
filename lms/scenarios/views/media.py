"""Pictures and sound of a play: by the turn and the line with which they came, never by name.

What lies ahead, was not said, or belongs to a turn that was taken back is not found.
"""

from datetime import datetime

from flask import Response

from lms import clock
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.media import type_of
from lms.pages import file_response
from lms.people import access_log
from lms.people.access import current_person, requires
from lms.people.models import Person
from lms.scenarios import queries
from lms.scenarios.content import FOLDER
from lms.scenarios.domain import Line, PlayState, Scenario, state_of
from lms.scenarios.domain.transcript import lines_in_turn
from lms.scenarios.models import Play
from lms.scenarios.views import debriefs, drills
from lms.scenarios.views.blueprint import bp


@bp.get("/plays/<public_id>/turns/<int:turn>/lines/<int:place>/<sort>")
@requires("play.result")
def show_medium(public_id: str, turn: int, place: int, sort: str) -> Response:
    """The picture or sound that came with a line of a turn; both are counted from 1."""
    play, line = _line(public_id, turn, place)
    shown = {"image": line.image, "audio": line.audio}.get(sort)
    return _file(play, shown.file if shown else "")


def _line(public_id: str, turn: int, place: int) -> tuple[Play, Line]:
    """A line that was said in a play which one may read. Raises NotFound for every other."""
    person, now = current_person(), clock.now()
    play = queries.readable_play(person, public_id, clock.today())
    if drills.not_here(play, now):
        raise NotFound
    lines = _lines(play, person, turn, now)
    if not 1 <= place <= len(lines):
        raise NotFound
    if play.person_id != person.id:
        access_log.keep_look(person, play.person, "play.read", now=now)
    return play, lines[place - 1]


def _lines(play: Play, reader: Person, turn: int, now: datetime) -> tuple[Line, ...]:
    scenario: Scenario = queries.scenario_of(play).content
    is_open = state_of(play.ended_at, play.deadline, now) is PlayState.OPEN
    if not is_open and not debriefs.tells_talk(play, scenario, reader, now):
        return ()
    talk = queries.talk(play, scenario)
    coming = len(talk.turns) + 1 if is_open else None
    return lines_in_turn(scenario, talk.scenes, turn, coming=coming)


def _file(play: Play, name: str) -> Response:
    content = library.medium(play.revision_id, f"{FOLDER}/{name}") if name else None
    if content is None:
        raise NotFound
    return file_response(content, type_of(name))
