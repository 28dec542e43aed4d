"""HTTP of the style guide. It shows made-up examples, reads no record and keeps nothing."""

from flask import Blueprint, current_app, flash, render_template
from flask.typing import ResponseReturnValue

from lms.errors import NotFound
from lms.forms import new_key
from lms.i18n import _
from lms.pages import see_other
from lms.people.access import public
from lms.styleguide import forms, samples

bp = Blueprint("styleguide", __name__)


@bp.before_request
def _only_in_demo() -> None:
    if not current_app.config["SETTINGS"].demo:
        raise NotFound


@bp.get("/styleguide")
@public
def show_styleguide() -> ResponseReturnValue:
    """Every component in all its states."""
    filled = {"empty": forms.empty(), "filled": forms.filled(), "wrong": forms.wrong()}
    return render_template(
        "styleguide/styleguide.html",
        samples=filled,
        exercises=samples.exercises(),
        new_key=new_key,
    )


@bp.get("/styleguide/notes/new")
@public
def new_note() -> ResponseReturnValue:
    """The page that the sample dialog shows."""
    return render_template("styleguide/note.html", form=forms.NoteForm())


@bp.post("/styleguide/notes")
@public
def create_note() -> ResponseReturnValue:
    """Take a note, say so, and forget it."""
    form = forms.NoteForm()
    if not form.validate_on_submit():
        return render_template("styleguide/note.html", form=form), 422
    flash(_("收到：%(words)s", words=form.words.data), "success")
    return see_other(".show_styleguide", _anchor="dialogs")
