"""The forms of contesting a grading and of deciding about it."""

from collections.abc import Iterable, Mapping

from flask import request
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired

from lms.disputes.domain import FEWEST_REASON, LONGEST_REASON, LONGEST_WORDS, Ruling
from lms.forms import Form, NumberField, at_most, required
from lms.i18n import lazy

HELD = "held"  # name of the ticked boxes


class DisputeForm(Form):
    """Contest the grading of a turn; a reason may be given, none is needed."""

    turn = NumberField(validators=[InputRequired(lazy("这一轮的编号不见了，请刷新页面再试。"))])
    words = TextAreaField(lazy("为什么"), validators=[at_most(LONGEST_WORDS)])


class AppealForm(Form):
    """Take a dispute further: what the first decision did not see."""

    words = TextAreaField(
        lazy("为什么"),
        validators=[required(lazy("请写一句：第一次复核没看到什么。")), at_most(LONGEST_WORDS)],
    )


class RulingForm(Form):
    """What holds of each part, and why."""

    seen = HiddenField()  # says that the boxes were shown
    reason = TextAreaField(
        lazy("理由"),
        description=lazy(
            "写一句：看到哪几个字、为什么这样判。至少 %(least)s 个字。", least=FEWEST_REASON
        ),
        validators=[required(lazy("请写一句理由。")), at_most(LONGEST_REASON)],
    )

    def ruling(self, parts: Iterable[str]) -> Ruling:
        """What was decided: a part holds if it is ticked. Raises Invalid for a short reason."""
        return Ruling(self.held(dict.fromkeys(parts, False)), self.reason.data or "")

    def held(self, graded: Mapping[str, bool]) -> dict[str, bool]:
        """Which boxes are ticked: as they were sent, before that as it was graded."""
        if not self.is_submitted():
            return dict(graded)
        ticked = set(request.form.getlist(HELD))
        return {part: part in ticked for part in graded}
