"""Pictures in a text that is being written: sent, put in, shown in its preview."""

from flask import Response, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, NotFound
from lms.i18n import _
from lms.library import queries as library
from lms.library import service as drafts
from lms.library.media import PHOTOS, ending, type_of
from lms.library.pictures import LARGEST_SENT, Redrawn, redrawn
from lms.library.writing import Photo, Photos
from lms.pages import file_response, is_fragment, keep_privately, see_other, takes
from lms.people.access import current_person, requires
from lms.studio import content, queries, service
from lms.studio.forms import PictureForm
from lms.studio.queries import Desk, Sheet
from lms.studio.views.blueprint import both_texts, bp, desk_of, sheet_of
from lms.studio.views.writing import LARGEST, editor, written_in

LARGEST_POST = LARGEST_SENT + LARGEST  # bytes: a picture, and the text that comes with it


@bp.get("/studio/pictures/<kind>/<path:name>/<file>")
@requires("document.draft")
def show_picture(kind: str, name: str, file: str) -> Response:
    """A picture as the text that is being written can show it."""
    desk = desk_of(kind, name)
    path = f"{queries.media_folder(desk.document)}/{file}"
    is_photo = ending(file) in PHOTOS
    found = library.medium_beside(desk.document.id, desk.draft, path) if is_photo else None
    if found is None:
        raise NotFound
    keep_privately()
    return file_response(found, type_of(file))


@bp.post("/studio/pictures/<kind>/<path:name>")
@requires("media.upload")
@takes(LARGEST_POST)
def create_picture(kind: str, name: str) -> ResponseReturnValue:
    """Put a picture beside the document; with a script it is put in where one writes.

    Without, what was written is kept with the picture at its end.
    """
    desk, form = desk_of(kind, name), PictureForm()
    if not queries.media_folder(desk.document):
        raise NotFound
    sheet = sheet_of(desk)
    try:
        if not form.validate_on_submit():
            raise Invalid(next(iter(form.errors.values()))[0])
        picture = redrawn(_sent())
        return _put_in(desk, form, picture) if is_fragment() else _added(desk, sheet, form, picture)
    except drafts.Conflict as conflict:
        return both_texts(desk, sheet, conflict)
    except Invalid as refusal:
        return _refused(desk, sheet, form, refusal)


def photos_of(desk: Desk) -> Photos:
    """Where the pictures of a text that is being written are seen."""
    kind, name = desk.document.kind, desk.document.name
    sizes = library.sizes_beside(desk.document.id, desk.draft)

    def photo(path: str) -> Photo:
        file = path.rpartition("/")[2]
        address = url_for("studio.show_picture", kind=kind, name=name, file=file)
        return Photo(address, *sizes.get(path, (0, 0)))

    return photo


def _sent() -> bytes:
    file = request.files.get("picture")
    if file is None:
        return b""
    content: bytes = file.read(LARGEST_SENT + 1)
    file.close()
    return content


def _put_in(desk: Desk, form: PictureForm, picture: Redrawn) -> ResponseReturnValue:
    alt = str(form.alt.data)
    upload = write(service.add_picture, current_person(), desk.document, picture, alt, clock.now())
    line = content.line_for(alt, upload.file)
    return render_template("studio/picture_result.html", line=line)


def _added(desk: Desk, sheet: Sheet, form: PictureForm, picture: Redrawn) -> ResponseReturnValue:
    written, added = written_in(sheet), (picture, str(form.alt.data))
    write(service.keep_with_picture, current_person(), desk.document, written, added, clock.now())
    flash(_("图加在正文最后了；剪下那一行，放到该放的地方。"), "success")
    return see_other(
        ".show_draft", kind=desk.document.kind, name=desk.document.name, file=sheet.place
    )


def _refused(desk: Desk, sheet: Sheet, form: PictureForm, refusal: Invalid) -> ResponseReturnValue:
    problem = _(refusal.message, **refusal.parameters)
    if is_fragment():
        return render_template("studio/picture_result.html", problem=problem), refusal.status
    kind, name = desk.document.kind, desk.document.name
    try:
        write(service.keep, current_person(), desk.document, written_in(sheet), clock.now())
    except drafts.Conflict as conflict:
        return both_texts(desk, sheet, conflict)
    desk = desk_of(kind, name)
    shown = editor(desk, desk.sheets[sheet.place], adding=form, problem=problem)
    return shown, refusal.status
