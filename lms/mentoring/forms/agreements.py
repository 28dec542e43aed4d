"""The form of an agreement."""

from datetime import date

from wtforms import TextAreaField

from lms.forms import DayField, Form, at_most, required
from lms.i18n import lazy
from lms.mentoring.domain import LONGEST_GOALS, Terms


class AgreementForm(Form):
    """Goals and period of a pair."""

    goals = TextAreaField(
        lazy("带教目标"),
        description=lazy("一行一个。先按通常的填好了，改成合适这一位的。"),
        validators=[required(lazy("请至少写一个目标。")), at_most(LONGEST_GOALS)],
    )
    until = DayField(lazy("到哪天为止"), validators=[required(lazy("请填写到哪天为止。"))])

    def terms(self) -> Terms:
        """What was filled in."""
        return Terms(self.goals.data or "", self.until.data or date.min)
