"""The page of what can be done at a paragraph, and what all posts from it have in common."""

from collections.abc import Callable

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms import clock
from lms.courses import queries as courses
from lms.courses.domain import Paragraph
from lms.courses.queries import Reading
from lms.db import write
from lms.errors import Invalid
from lms.i18n import language
from lms.notes import queries, service
from lms.notes.domain import MARK_ANCHOR
from lms.notes.forms import MarkForm, ReactionForm
from lms.notes.models import AtParagraph
from lms.notes.queries import Marks
from lms.notes.service import Marking
from lms.pages import see_other
from lms.people.access import current_person, may


def kept(
    course: str,
    lesson: str,
    act: Callable[..., AtParagraph],
    form: MarkForm | ReactionForm,
    **facts: object,
) -> ResponseReturnValue:
    """Let `act` keep what the form says, and go to where it stands in the lesson."""
    person = current_person()
    reading = courses.reading(person, course, lesson)
    if form.validate_on_submit():
        marking = Marking(
            lesson=reading.lesson,
            language=language(),
            paragraph=form.at.data or "",
            quote=form.quoted,
            words=form.words.data or "",
            key=str(form.key.data),
        )
        try:
            made = write(act, person, marking, now=clock.now(), **facts)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            place = MARK_ANCHOR + made.public_id
            return see_other("courses.show_lesson", course=course, lesson=lesson, _anchor=place)
    paragraph, tag = service.paragraph_now(reading.lesson, form.at.data or "", language())
    return page(reading, paragraph, tag, form), 422


def page(reading: Reading, paragraph: Paragraph, tag: str, sent: MarkForm | ReactionForm) -> str:
    """What can be done at a paragraph of a lesson; one of the two forms is as it was sent."""
    where = {"at": paragraph.id, "chosen": sent.chosen.data}
    form = sent if isinstance(sent, MarkForm) else MarkForm(formdata=None, **where)
    form.offer(paragraph)
    where["chosen"] = form.chosen.data
    reaction = sent if isinstance(sent, ReactionForm) else ReactionForm(formdata=None, **where)
    reaction.chosen.data = form.chosen.data
    person = current_person()
    asks = may(person, "observation.ask")
    return render_template(
        "notes/new.html",
        reading=reading,
        paragraph=paragraph,
        tag=tag,
        form=form,
        reaction=reaction.told_apart("reaction"),
        asks=asks,
        pair=queries.pair_of_apprentice(person, clock.today()) if asks else None,
    )


def marks_of(reading: Reading) -> Marks | None:
    """What whoever is signed in has marked in a lesson."""
    return queries.marks_in(current_user.person, reading.lesson)
