"""Pages of the national calendar: the published years, entering a notice, taking a year back."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.db import write
from lms.errors import Invalid, NotFound, Stale
from lms.forms import Form, cleaned
from lms.i18n import _
from lms.onboarding import queries, service
from lms.onboarding.domain.notice import Notice, check_year, read_notice
from lms.onboarding.forms import LONGEST_NOTICE, NoticeForm
from lms.onboarding.queries import NoticePreview
from lms.onboarding.views.blueprint import bp
from lms.pages import see_other
from lms.people.access import current_person, requires

ENTER = "enter"  # the button that does it; without it the page only shows what would happen
ENCODINGS = ("utf-8-sig", "gb18030")  # of CSV files: as programs write them, as Excel does


@bp.get("/holidays")
@requires("system.manage")
def show_holidays() -> ResponseReturnValue:
    """The published years, and where the next one is entered."""
    return _show(NoticeForm(formdata=None))


@bp.post("/holidays/years")
@requires("system.manage")
def create_year() -> ResponseReturnValue:
    """Show what a notice would change, or enter it."""
    form = NoticeForm()
    form.text.data = _uploaded() or form.text.data
    notice = _notice(form) if form.validate() else None
    if notice is None:
        return _show(form), 422
    if ENTER not in request.form:
        return _show(form, queries.preview_notice(current_person(), notice, clock.today()))
    if write(service.enter_notice, current_person(), notice, now=clock.now()):
        flash(_("%(year)s 年的放假安排录好了，计划正在重排。", year=notice.year), "success")
    else:
        flash(_("%(year)s 年本来就是这样，什么都没有改。", year=notice.year), "info")
    return see_other(".show_holidays")


@bp.post("/holidays/years/<int(max=9999):year>/undoing")
@requires("system.manage")
def delete_year(year: int) -> ResponseReturnValue:
    """Take a year back that lies ahead."""
    if not Form().validate_on_submit():
        raise NotFound
    try:
        write(service.drop_year, current_person(), year, now=clock.now())
    except Stale as refusal:
        refusal.way_on = url_for(".show_holidays")
        raise
    flash(_("%(year)s 年撤回了，那一年的日子又是暂定。", year=year), "success")
    return see_other(".show_holidays")


def _uploaded() -> str:
    """The text of the file that was chosen; empty without one."""
    file = request.files.get("file")
    content = file.read() if file else b""
    for encoding in ENCODINGS:
        try:
            return cleaned(content.decode(encoding)[: LONGEST_NOTICE + 1])
        except UnicodeDecodeError:
            continue
    return ""


def _notice(form: NoticeForm) -> Notice | None:
    """What was entered; None when something is wrong with it, which is said at the field."""
    reading = read_notice(form.text.data or "")
    problems = list(reading.problems)
    if reading.notice is not None:
        try:
            check_year(reading.notice, queries.calendar(), clock.today())
        except Invalid as refusal:
            problems.append(refusal)
    for problem in problems:
        form.refuse(problem, "text")
    return None if problems else reading.notice


def _show(form: NoticeForm, preview: NoticePreview | None = None) -> str:
    return render_template(
        "onboarding/holidays.html",
        form=form,
        preview=preview,
        years=queries.years(),
        calendar=queries.calendar(),
        this_year=clock.today().year,
        undoing=Form(),
    )
