"""The growth file of one person: its page, the file that works without a network, the PDF."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from flask import Response, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from lms import clock
from lms.db import write
from lms.growth import export, queries
from lms.growth.queries import GrowthFile
from lms.growth.views.blueprint import bp, looked_at, seen
from lms.i18n import language
from lms.pages import STATIC_FOLDER
from lms.people import access, access_log
from lms.people.access import current_person, requires
from lms.people.models import Person

STYLE = STATIC_FOLDER / "css" / "download.css"


@bp.get("/growth/file")
@requires("growth.view")
def show_own_file() -> ResponseReturnValue:
    """One's own growth file; who has none goes to those whom they look after."""
    return _elsewhere() or _page(current_person())


@bp.get("/growth/file.html")
@requires("growth.view")
def show_own_bundle() -> ResponseReturnValue:
    """One's own growth file to take away."""
    return _elsewhere() or _handed_over(current_person(), "html", "text/html", _bundle)


@bp.get("/growth/file.pdf")
@requires("growth.view")
def show_own_print() -> ResponseReturnValue:
    """One's own growth file to print."""
    return _elsewhere() or _handed_over(current_person(), "pdf", "application/pdf", export.pdf)


@bp.get("/people/<public_id>/growth/file")
@requires("growth.view")
def show_file(public_id: str) -> ResponseReturnValue:
    """The growth file of somebody, as far as the asker may see it."""
    person = seen(public_id)
    return looked_at(person, _page(person))


@bp.get("/people/<public_id>/growth/file.html")
@requires("growth.view")
def show_bundle(public_id: str) -> Response:
    """The same to take away."""
    return _handed_over(seen(public_id), "html", "text/html", _bundle)


@bp.get("/people/<public_id>/growth/file.pdf")
@requires("growth.view")
def show_print(public_id: str) -> Response:
    """The same to print."""
    return _handed_over(seen(public_id), "pdf", "application/pdf", export.pdf)


def _elsewhere() -> BaseResponse | None:
    """Where those go who have no growth file: to those whom they look after."""
    held = access.letters(current_person(), "growth.view")
    return None if "O" in held else redirect("/mentoring" if "M" in held else "/plans")


def _file(person: Person) -> GrowthFile:
    return queries.growth_file(current_person(), person, clock.today())


def _shown(file: GrowthFile) -> dict[str, Any]:
    return {
        "heading": export.heading(file),
        "facts": export.facts(file),
        "sections": export.sections(file),
        "file": file,
    }


def _page(person: Person) -> str:
    return render_template("growth/file.html", **_shown(_file(person)))


def _bundle(file: GrowthFile) -> bytes:
    style = f"data:text/css;base64,{b64encode(STYLE.read_bytes()).decode()}"
    return render_template("growth/bundle.html", style=style, **_shown(file)).encode()


def _handed_over(
    person: Person, ending: str, kind: str, made: Callable[[GrowthFile], bytes]
) -> Response:
    """A file about somebody; another's leaves only once the look at them is logged."""
    asker, name = current_person(), f"growth-file-{person.public_id}.{language()}.{ending}"
    body = made(_file(person))
    if asker.id != person.id:
        write(access_log.look, asker, person, "growth.view", now=clock.now())
    kept = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, mimetype=kind, headers=kept)
