"""The form of a weekly review."""

from wtforms import TextAreaField

from lms.forms import DayField, Form, at_most, required
from lms.i18n import LazyString, lazy
from lms.workday.domain import LONGEST_FIELD, Brought


def _sentence(label: LazyString, help_: LazyString) -> TextAreaField:
    least = required(lazy("请写一句。"))
    return TextAreaField(label, description=help_, validators=[least, at_most(LONGEST_FIELD)])


class ReviewForm(Form):
    """Three sentences for the weekly talk."""

    monday = DayField(lazy("哪一周"), validators=[required()])
    stuck = _sentence(lazy("一件事：这周最卡的"), lazy("卡在哪一步，后面有几位客户在等。"))
    change = _sentence(lazy("只改一处：下周改哪里"), lazy("三处一起改，好了不知道是哪处的功劳。"))
    request = _sentence(
        lazy("一个请求：要师父做什么"), lazy("打个招呼、给个权限、听一通录音，都算。")
    )

    def brought(self) -> Brought:
        """What was filled in."""
        return Brought(self.stuck.data or "", self.change.data or "", self.request.data or "")
