"""Stories of Twine that become scenarios: looked at first, then begun as a draft."""

from collections.abc import Sequence

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.i18n import _
from lms.library import kinds
from lms.library import service as drafts
from lms.library.domain import Bundle, ContentError
from lms.pages import see_other, takes
from lms.people.access import current_person, requires
from lms.scenarios.content import KIND
from lms.studio import service
from lms.studio.content import twine
from lms.studio.forms import StoryForm
from lms.studio.views.blueprint import bp

LARGEST_POST = twine.LARGEST_FILE * 3 // 2  # bytes: a file, and what stands around it
MOST_TOLD = 300  # notes that are told one by one


@bp.get("/studio/stories/new")
@requires("document.import")
def new_story() -> ResponseReturnValue:
    """Ask for a story."""
    return _asked(StoryForm())


@bp.post("/studio/stories")
@requires("document.import")
@takes(LARGEST_POST)
def create_story() -> ResponseReturnValue:
    """Show what would become of a story; sent again from there, begin the draft."""
    form, is_decided = StoryForm(), "begin" in request.form
    try:
        form.take(request.files.get("file"))
        story = twine.imported(form.text.data or "")
        text = story.text(_remarks(story.notes))
    except twine.Refused as refused:
        form.refuse(refused, "text")
        return _asked(form), 422
    if not is_decided:
        form.propose(story.title)
    is_sound = form.validate_on_submit()
    if form.text.errors:
        return _asked(form), 422
    if not is_decided:
        return _shown(form, story, text)
    if not is_sound:
        return _shown(form, story, text), 422
    try:
        files = {twine.FILE: text}
        draft = write(service.create_from, current_person(), form.wanted(), files, {}, clock.now())
    except drafts.Taken as taken:
        form.refuse(taken, "name")
        return _shown(form, story, text), 422
    flash(_("故事收成了草稿。空着的地方检查会一行一行指出来，没有照搬的写在最前面。"), "success")
    return see_other(".show_draft", kind=KIND, name=draft.document.name)


def _remarks(notes: Sequence[twine.Note]) -> list[str]:
    """What is not in the scenario as it was in the story, in words."""
    if not notes:
        return []
    said = [_("从 Twine 故事收进来。下面这些没有照搬：")]
    for note in notes[:MOST_TOLD]:
        words = _(note.message, detail=note.detail)
        if note.passage:
            place = _("“%(passage)s”第 %(line)s 行：", passage=note.passage, line=note.line)
            words = f"{place}{words}"
        said.append(words)
    if len(notes) > MOST_TOLD:
        said.append(_("还有 %(count)s 处，和上面的差不多。", count=len(notes) - MOST_TOLD))
    return said


def _shown(form: StoryForm, story: twine.Imported, text: str) -> str:
    return render_template(
        "studio/story.html",
        form=form,
        story=story,
        text=text,
        told=story.notes[:MOST_TOLD],
        untold=max(0, len(story.notes) - MOST_TOLD),
        gaps=_count_gaps(text),
    )


def _count_gaps(text: str) -> int:
    """How many places of the scenario its author has to fill or mend."""
    try:
        kinds.checked(kinds.of(KIND), Bundle("scenario", {twine.FILE: text}))
    except ContentError as error:
        return len(error.problems)
    return 0


def _asked(form: StoryForm) -> str:
    most = twine.LARGEST_FILE >> 20
    return render_template("studio/story_form.html", form=form, most=most)
