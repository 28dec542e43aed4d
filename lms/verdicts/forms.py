"""The form of what is said about a verdict."""

from wtforms import TextAreaField

from lms.forms import Form, at_most, required
from lms.i18n import lazy
from lms.verdicts.domain import LONGEST_WORDS


class MessageForm(Form):
    """One message."""

    words = TextAreaField(
        lazy("您的话"),
        description=lazy("就事说事，短一点。写出去不能改，说错了再补一句。"),
        validators=[required(lazy("请写一句。")), at_most(LONGEST_WORDS)],
    )
