"""The form of a line in a two-seat role-play."""

from wtforms import TextAreaField

from lms.forms import Form, at_most, required
from lms.i18n import lazy
from lms.mentoring.domain import LONGEST_LINE


class LineForm(Form):
    """What one of the two says."""

    words = TextAreaField(
        lazy("说一句"), validators=[required(lazy("请写一句再发。")), at_most(LONGEST_LINE)]
    )
