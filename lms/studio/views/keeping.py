"""Documents that need an author, and those that readers are to see no more."""

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import NotFound
from lms.i18n import _
from lms.library import queries as library
from lms.library.models import Document
from lms.pages import PAGE_SIZE, Page, Total, page_number, see_other
from lms.people.access import current_person, requires
from lms.studio import queries, service
from lms.studio.views.blueprint import bp


@bp.get("/studio/adoptions")
@requires("document.adopt")
def show_adoptions() -> ResponseReturnValue:
    """Published documents without an author."""
    found = library.unclaimed()
    first = (page_number() - 1) * PAGE_SIZE
    rows = queries.items_of(found[first : first + PAGE_SIZE])
    page = Page(rows, page_number(), Total(len(found)))
    return render_template("studio/adoptions.html", page=page)


@bp.post("/studio/adoptions/<kind>/<path:name>")
@requires("document.adopt")
def create_adoption(kind: str, name: str) -> ResponseReturnValue:
    """Become the author of one of them."""
    write(service.adopt, current_person(), library.read_by_all(kind, name), clock.now())
    flash(_("现在您是作者：改它、发布它，读者的反馈也到您这里。"), "success")
    return see_other(".show_draft", kind=kind, name=name)


@bp.get("/studio/archived")
@requires("document.archive")
def show_archived() -> ResponseReturnValue:
    """Own documents in the archive."""
    return render_template("studio/archived.html", away=queries.away(current_person()))


@bp.get("/studio/archivings/<kind>/<path:name>")
@requires("document.archive")
def new_archiving(kind: str, name: str) -> ResponseReturnValue:
    """What readers would notice, and what stands in the way."""
    document = _authored(kind, name)
    documents = queries.archived_with(current_person(), document)
    return render_template(
        "studio/archiving.html",
        document=document,
        title=queries.title_of(document),
        lessons=len(documents) - 1,
        uses=queries.kept_by(documents),
        assigned=library.count_assigned([one.id for one in documents]),
    )


@bp.post("/studio/archivings/<kind>/<path:name>")
@requires("document.archive")
def create_archiving(kind: str, name: str) -> ResponseReturnValue:
    """Take a document out of readers' sight."""
    document = _authored(kind, name)
    write(service.archive, current_person(), document, clock.now())
    flash(_("归档了，读的人看不到了。随时可以拿出来。"), "success")
    return see_other(".show_archived")


@bp.post("/studio/returns/<kind>/<path:name>")
@requires("document.archive")
def create_return(kind: str, name: str) -> ResponseReturnValue:
    """Let readers see it again."""
    document = library.archived_one(current_person(), kind, name)
    write(service.take_out, current_person(), document, clock.now())
    flash(_("拿出来了，读的人又看得到归档以前的那一版。"), "success")
    return see_other(".show_draft", kind=kind, name=name)


def _authored(kind: str, name: str) -> Document:
    """A published document of which there are more like it. Raises NotFound for every other."""
    document = library.authored(current_person(), kind, name)
    if kind not in queries.kinds_to_write() or document.published_revision_id is None:
        raise NotFound
    return document
