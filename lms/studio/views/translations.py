"""A document beside its translation, piece by piece; a list of how all of them stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, NotFound, Stale
from lms.i18n import _
from lms.library import service as drafts
from lms.pages import PAGE_SIZE, Page, Total, page_number, see_other, takes, whole_number
from lms.people.access import current_person, requires
from lms.studio import content, queries, service
from lms.studio.domain import Hunk, differences
from lms.studio.domain.translating import Piece, Standing, State
from lms.studio.queries import Translation
from lms.studio.service import Translated, Written
from lms.studio.views.blueprint import both_texts, bp, desk_of
from lms.studio.views.writing import LARGEST
from lms.traditional import to_traditional

TARGETS = ("en", "zh-Hant")
PIECES_ON_A_PAGE = 20
FIELD = "piece."


@dataclass(frozen=True, slots=True)
class Row:
    """A piece as the page shows it."""

    piece: Piece
    derived: str  # by OpenCC, where nothing was written by hand
    changes: Sequence[Hunk]  # of the source, since the translation was written


@bp.get("/studio/translations")
@requires("document.edit")
def show_translations() -> ResponseReturnValue:
    """Own published documents, those that want most work first."""
    found = queries.counted(current_person())
    first = (page_number() - 1) * PAGE_SIZE
    shown = found[first : first + PAGE_SIZE]
    items = {item.document.id: item for item in queries.items_of([one.document for one in shown])}
    rows = [(items[one.document.id], one.standing) for one in shown]
    return render_template(
        "studio/translations.html", page=Page(rows, page_number(), Total(len(found)))
    )


@bp.get("/studio/translations/<kind>/<path:name>")
@requires("document.draft")
def edit_translation(kind: str, name: str) -> ResponseReturnValue:
    """One of them, piece by piece."""
    desk = desk_of(kind, name)
    try:
        return _page(queries.translation(desk, _language()))
    except Invalid as refusal:
        return render_template("studio/untranslatable.html", desk=desk, refusal=refusal)


@bp.post("/studio/translations/<kind>/<path:name>")
@requires("document.edit")
@takes(LARGEST)
def update_translation(kind: str, name: str) -> ResponseReturnValue:
    """Keep pieces in the draft; readers see nothing of it."""
    desk = desk_of(kind, name)
    found = queries.translation(desk, _language())
    if found.is_derived:
        raise NotFound
    try:
        write(service.translate, current_person(), desk.document, _sent(found), clock.now())
    except drafts.Conflict as conflict:
        return both_texts(desk, found.target, conflict)
    except (Invalid, Stale) as refusal:
        return _page(found, refusal), refusal.status
    flash(_("存好了。读的人还看不到，发布以后才看得到。"), "success")
    shown = {key: request.args[key] for key in ("show", "page") if key in request.args}
    return see_other(".edit_translation", kind=kind, name=name, to=found.language, **shown)


def _language() -> str:
    asked = request.args.get("to", TARGETS[0])
    return asked if asked in TARGETS else TARGETS[0]


def _sent(found: Translation) -> Translated:
    known = {piece.pair.place: piece.pair for piece in found.pieces}
    number, base = (whole_number(request.form.get(name, "")) or 0 for name in ("number", "base"))
    edits = {
        place: words
        for place in known
        if (words := _typed(place)) is not None and words != known[place].target
    }
    holding = [known[place] for place in request.form.getlist("holds") if place in known]
    if not edits:
        return Translated(found.language, None, holding)
    before = queries.text_from(found.desk, found.target, number, base)
    path, language = found.source.path, found.language
    words = content.translated(found.source.text, before, path, language, edits)
    written = Written(found.target.path, words, number, base)
    return Translated(language, written, [pair for pair in holding if pair.place not in edits])


def _typed(place: str) -> str | None:
    typed = request.form.get(f"{FIELD}{place}")
    if typed is None:
        return None
    return typed.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n").rstrip()


def _page(found: Translation, refusal: Invalid | Stale | None = None) -> str:
    every = request.args.get("show") == "all" or found.language == "zh-Hant"
    wanted = [one for one in found.pieces if every or one.state is not State.DONE]
    number = page_number()
    first = (number - 1) * PIECES_ON_A_PAGE
    rows = [_row(one, found.language) for one in wanted[first : first + PIECES_ON_A_PAGE]]
    return render_template(
        "studio/translation.html",
        found=found,
        desk=found.desk,
        standing=Standing.of(found.pieces),
        every=every,
        page=Page(rows, number, Total(len(wanted)), PIECES_ON_A_PAGE),
        refusal=refusal,
        typed=request.form,
    )


def _row(piece: Piece, language: str) -> Row:
    pair = piece.pair
    derived = to_traditional(pair.source) if language == "zh-Hant" and not pair.target else ""
    is_changed = piece.state is State.OUTDATED
    return Row(piece, derived, differences(piece.was, pair.source) if is_changed else ())
