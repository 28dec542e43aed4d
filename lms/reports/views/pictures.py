"""A mentor's own picture: apprentices certified in time, and the hours."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.i18n import lazy
from lms.mentoring import queries as mentoring
from lms.mentoring.domain import HOUR
from lms.mentoring.domain.feedback import FEWEST, Question
from lms.people import access_log
from lms.people.access import current_person, requires
from lms.reports import queries
from lms.reports.queries.mentors import PAIRS
from lms.reports.views.blueprint import bp

QUESTIONS = {  # as short as the heading of a figure
    Question.THERE: lazy("找得到"),
    Question.CLEAR: lazy("讲得明白"),
    Question.USEFUL: lazy("反馈有用"),
    Question.RESPECT: lazy("尊重徒弟"),
}


@bp.get("/reports/mentors/<public_id>/work")
@requires(PAIRS)
def show_work(public_id: str) -> ResponseReturnValue:
    """What a mentor's work came to; for the mentor and for HR."""
    asker, today = current_person(), clock.today()
    mentor = queries.mentor_for(asker, public_id, today)
    found = queries.picture(mentor, today)
    page = render_template(
        "reports/work.html",
        found=found,
        today=today,
        hour=HOUR,
        said=mentoring.told_of(mentor.id),
        questions=QUESTIONS,
        fewest=FEWEST,
    )
    access_log.keep_look(asker, mentor, PAIRS, now=clock.now())
    return page
