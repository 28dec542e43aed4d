"""New documents: which kind, what it is called, from which text it starts."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import NotFound
from lms.forms import cleaned
from lms.i18n import _
from lms.library import service as drafts
from lms.pages import see_other
from lms.people.access import current_person, requires
from lms.studio import content, queries, service
from lms.studio.forms import NewForm
from lms.studio.views.blueprint import bp


@bp.get("/studio/new")
@requires("document.edit")
def show_kinds() -> ResponseReturnValue:
    """Which kinds of documents can be begun."""
    return render_template("studio/kinds.html", kinds=queries.kinds_to_write())


@bp.get("/studio/new/<kind>")
@requires("document.edit")
def new_document(kind: str) -> ResponseReturnValue:
    """Ask what a new document is called; the title is given a name by its sound."""
    form = _form(kind)
    if "course" in form:
        form.course.data = request.args.get("course")
    form.title.data = cleaned(request.args.get("title", ""))
    form.name.data = cleaned(request.args.get("name", "")) or content.proposed(form.title.data)
    form.origin.data = request.args.get("origin", "")
    return _shown(kind, form)


@bp.post("/studio/new/<kind>")
@requires("document.edit")
def create_document(kind: str) -> ResponseReturnValue:
    """Begin a new document."""
    form = _form(kind)
    if not form.validate_on_submit():
        return _shown(kind, form), 422
    try:
        draft = write(service.create, current_person(), form.wanted(kind), clock.now())
    except drafts.Taken as taken:
        form.refuse(taken, "name")
        return _shown(kind, form), 422
    if kind == queries.LESSON:
        flash(_("草稿有了，也列进了课程的草稿；发布这一课的时候，两份一起发布。"), "success")
    else:
        flash(_("草稿有了。照着范文改，改一处存一处；发布以前只有作者看得到。"), "success")
    return see_other(".show_draft", kind=kind, name=draft.document.name)


def _form(kind: str) -> NewForm:
    if kind not in queries.kinds_to_write():
        raise NotFound
    person, form = current_person(), NewForm()
    courses = None
    if kind == queries.LESSON:
        courses = [(item.document.name, item.title) for item in queries.own_courses(person)]
    form.offer(queries.origins(person, kind), courses)
    return form


def _shown(kind: str, form: NewForm) -> str:
    return render_template("studio/new.html", kind=kind, form=form)
