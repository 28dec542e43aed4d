"""Documents as zip files, out and in."""

import base64
import binascii

from flask import Response, flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import NotFound
from lms.i18n import _
from lms.library import queries as library
from lms.library.archives import packed
from lms.pages import see_other, takes
from lms.people.access import current_person, requires
from lms.studio import queries, service
from lms.studio.content import LARGEST_PACKAGE, Refused, unpacked
from lms.studio.content.packages import NO_ZIP, TOO_LARGE
from lms.studio.views.blueprint import bp

LARGEST_POST = LARGEST_PACKAGE * 3 // 2  # bytes: a package in letters, and what stands around it


@bp.get("/studio/packages/<kind>/<path:name>")
@requires("document.draft")
def show_package(kind: str, name: str) -> ResponseReturnValue:
    """What is published of a document, as a zip of its files."""
    person = current_person()
    files = queries.package_of(person, library.authored(person, kind, name))
    if not files:  # nothing is published yet
        raise NotFound
    file = f"{kind}-{name.replace('/', '-')}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(packed(files), mimetype="application/zip", headers=headers)


@bp.get("/studio/imports/new")
@requires("document.import")
def new_import() -> ResponseReturnValue:
    """Ask for a package."""
    return _asked("")


@bp.post("/studio/imports")
@requires("document.import")
@takes(LARGEST_POST)
def create_import() -> ResponseReturnValue:
    """Show what a package would do; sent again from there, do it."""
    try:
        content = _content()
        documents = queries.incoming(current_person(), unpacked(content))
    except Refused as refused:
        return _asked(_(refused.message, **refused.parameters)), 422
    if "package" not in request.form:
        package = base64.urlsafe_b64encode(content).decode()
        return render_template("studio/import.html", documents=documents, package=package)
    count = write(service.take_in, current_person(), documents, clock.now())
    flash(_("%(count)s 份收进了草稿；读的人还看不到，一份一份看过再发布。", count=count), "success")
    return see_other(".show_desk", draft="on")


def _content() -> bytes:
    """The package that was sent: as a file, or from the page that showed what it would do."""
    sent = request.form.get("package")
    if sent is None:
        file = request.files.get("file")
        content = file.read(LARGEST_PACKAGE + 1) if file else b""
        if file:
            file.close()
    else:
        try:
            content = base64.urlsafe_b64decode(sent)
        except (binascii.Error, ValueError):
            raise Refused(NO_ZIP) from None
    if len(content) > LARGEST_PACKAGE:
        raise Refused(TOO_LARGE, file="zip", most=LARGEST_PACKAGE // 1024)
    return content


def _asked(problem: str) -> str:
    return render_template("studio/import_form.html", problem=problem, most=LARGEST_PACKAGE >> 20)
