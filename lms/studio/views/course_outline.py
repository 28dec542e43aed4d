"""A course as its lists: a form over the same text, saved as a version of the same draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from lms.courses.content.outline import LESSONS, PRACTICE, CourseOutline, outline
from lms.courses.domain import PracticeKind
from lms.errors import Invalid, Stale
from lms.i18n import _
from lms.library import service as drafts
from lms.pages import see_other, takes, whole_number
from lms.people.access import current_person, requires
from lms.studio import queries
from lms.studio.forms import CourseForm, arranged_course
from lms.studio.forms.course_outline import WAYS
from lms.studio.queries import COURSE, LESSON, Desk
from lms.studio.views.blueprint import Finding, both_texts, bp, desk_of
from lms.studio.views.outlining import keep_text, text_before
from lms.studio.views.writing import LARGEST

KINDS = {LESSONS: (LESSON,), PRACTICE: tuple(PracticeKind)}


@dataclass(frozen=True, slots=True)
class CourseFindings:
    """What is wrong, by the place to which it belongs."""

    head: Sequence[Finding]
    entries: Mapping[tuple[str, int], Sequence[Finding]]  # by list and place

    def at(self, name: str, place: int) -> Sequence[Finding]:
        """What is wrong with an item of a list."""
        return self.entries.get((name, place), ())

    @property
    def count(self) -> int:
        """How much is wrong in all."""
        return len(self.head) + sum(map(len, self.entries.values()))


@bp.get("/studio/courses/<name>/outline")
@requires("document.draft")
def show_course_outline(name: str) -> ResponseReturnValue:
    """The words and lists of a course, with what is wrong at each."""
    return _page(desk_of(COURSE, name), {})


@bp.post("/studio/courses/<name>/outline")
@requires("document.edit")
@takes(LARGEST)
def update_course_outline(name: str) -> ResponseReturnValue:
    """Keep what was typed about a course, and do what the button says."""
    desk, words, act = desk_of(COURSE, name), request.form, request.form.get("act", "")
    try:
        keep_text(desk, arranged_course(CourseForm(outline(text_before(desk)), words), act))
    except drafts.Conflict as conflict:
        return both_texts(desk, desk.sheets[0], conflict)
    except (Invalid, Stale) as refusal:
        return _page(desk, words, refusal), refusal.status
    flash(_("存好了。读的人还看不到，发布以后才看得到。"), "success")
    return see_other(".show_course_outline", name=name, _anchor=_anchor(act))


def _anchor(act: str) -> str | None:
    """Where to go on after a button: at the item that was moved, or at its list."""
    verb, _colon, rest = act.partition(":")
    listed, _colon, number = rest.partition(":")
    place, by = whole_number(number), WAYS.get(verb)
    if place is None or by is None:
        return listed or None
    return f"{listed}-{max(place + by, 0)}"


def _page(desk: Desk, words: Mapping[str, str], refusal: Invalid | Stale | None = None) -> str:
    try:
        seen = outline(desk.sheets[0].text)
    except Invalid as unreadable:
        seen, refusal = None, refusal or unreadable
    return render_template(
        "studio/course_outline.html",
        desk=desk,
        sheet=desk.sheets[0],
        form=CourseForm(seen, words) if seen else None,
        listable=queries.listable(current_person(), desk.document.name),
        found=_found(desk, seen),
        kinds=KINDS,
        refusal=refusal,
    )


def _found(desk: Desk, seen: CourseOutline | None) -> CourseFindings:
    problems = queries.own_problems(current_person(), desk.draft) if desk.draft else ()
    head: list[Finding] = []
    entries: dict[tuple[str, int], list[Finding]] = {}
    for problem in problems:
        place = seen.place_at(problem.line) if seen else None
        finding = Finding(problem.file, problem.line, problem.words(_))
        (entries.setdefault(place, []) if place else head).append(finding)
    return CourseFindings(head, entries)
