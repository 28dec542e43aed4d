"""Own documents, and one of them being written: every pause is saved and checked."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.forms import cleaned
from lms.i18n import _
from lms.library import service as drafts
from lms.library import writing
from lms.pages import (
    PAGE_SIZE,
    Page,
    Total,
    is_fragment,
    page_number,
    see_other,
    takes,
    whole_number,
)
from lms.people.access import current_person, requires
from lms.studio import queries, service
from lms.studio.forms import PictureForm
from lms.studio.queries import Chosen, Desk, Sheet
from lms.studio.service import Written
from lms.studio.views.blueprint import both_texts, bp, desk_of, findings, sheet_of

LARGEST = 1024 * 1024  # bytes of a text as a browser sends it


@bp.get("/studio")
@requires("document.edit")
def show_desk() -> ResponseReturnValue:
    """Own documents, those with a draft first."""
    asked = request.args
    chosen = Chosen(asked.get("kind", ""), cleaned(asked.get("q", "")), "draft" in asked)
    every = queries.items(current_person())
    found = [item for item in every if chosen.fits(item)]
    first = (page_number() - 1) * PAGE_SIZE
    return render_template(
        "studio/desk.html",
        page=Page(found[first : first + PAGE_SIZE], page_number(), Total(len(found))),
        chosen=chosen,
        kinds=sorted({item.document.kind for item in every}),
        drafts=sum(item.draft is not None for item in every),
        waiting=queries.waiting_for(current_person()),
        replies=queries.count_kept(current_person()),
    )


@bp.get("/studio/drafts/<kind>/<path:name>")
@requires("document.draft")
def show_draft(kind: str, name: str) -> ResponseReturnValue:
    """One document as it is being written."""
    desk = desk_of(kind, name)
    return editor(desk, sheet_of(desk))


@bp.post("/studio/drafts/<kind>/<path:name>")
@requires("document.edit")
@takes(LARGEST)
def update_draft(kind: str, name: str) -> ResponseReturnValue:
    """Keep what was written, as a version of its own; readers see nothing of it."""
    desk = desk_of(kind, name)
    sheet = sheet_of(desk)
    try:
        write(service.keep, current_person(), desk.document, written_in(sheet), clock.now())
    except drafts.Conflict as conflict:
        return both_texts(desk, sheet, conflict)
    if is_fragment():
        desk = desk_of(kind, name)
        return render_template("studio/saved.html", **_state(desk, desk.sheets[sheet.place]))
    flash(_("存好了。读的人还看不到，发布以后才看得到。"), "success")
    return see_other(".show_draft", kind=kind, name=name, file=sheet.place)


def written_in(sheet: Sheet) -> Written:
    """What was typed in a file, with the line ends of files; what it says if nothing was sent."""
    text = request.form.get("text", sheet.text)
    return Written(
        path=sheet.path,
        words=text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""),
        number=whole_number(request.form.get("number", "")) or 0,
        base=whole_number(request.form.get("base", "")) or 0,
    )


def editor(
    desk: Desk, sheet: Sheet, *, adding: PictureForm | None = None, problem: str = ""
) -> str:
    """The page to write on; `adding`: what was said of a picture, `problem`: why it was refused."""
    uses = queries.uses_of(desk.document.kind, desk.document.name)
    threads = queries.threads(desk.draft, [sheet]) if desk.draft else {}
    if queries.media_folder(desk.document):
        adding = adding or PictureForm(formdata=None)
    return render_template(
        "studio/draft.html",
        uses=uses,
        threads=threads,
        adding=adding,
        picture_problem=problem,
        **_state(desk, sheet),
    )


def _state(desk: Desk, sheet: Sheet) -> dict[str, object]:
    problems = queries.own_problems(current_person(), desk.draft) if desk.draft else ()
    return {
        "desk": desk,
        "sheet": sheet,
        "problems": findings(problems),
        "now": clock.now(),
        "writing": writing.of(desk.document.kind),
    }
