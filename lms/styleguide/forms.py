"""The fields that the style guide shows: each kind, empty, filled and wrong. Nothing is kept."""

from datetime import date

from werkzeug.datastructures import MultiDict
from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    BooleanField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from lms.forms import DayField, Form, NumberField, at_most
from lms.i18n import _, lazy

LONGEST_NOTE = 60  # characters
SILENT = {"csrf": False}  # samples are sent nowhere
DEPARTMENTS = [SelectChoice("one", lazy("客服一部")), SelectChoice("two", lazy("客服二部"))]
VERDICTS = [SelectChoice("met", lazy("达到")), SelectChoice("not-yet", lazy("还没达到"))]
CHANNELS = [
    SelectChoice("phone", lazy("电话")),
    SelectChoice("chat", lazy("在线")),
    SelectChoice("visit", lazy("上门")),
]


class SampleForm(Form):
    """One field of every kind."""

    name = StringField(
        lazy("姓名"), [DataRequired(lazy("请填写姓名。"))], description=lazy("和工卡上的一样。")
    )
    day = DayField(lazy("入职日期"), [InputRequired(lazy("请填写入职日期。"))])
    hours = NumberField(lazy("学时"))
    password = PasswordField(lazy("密码"))
    department = SelectField(lazy("部门"), choices=DEPARTMENTS)
    verdict = RadioField(
        lazy("结论"),
        [InputRequired(lazy("请选一个结论。"))],
        choices=VERDICTS,
        validate_choice=False,
    )
    channels = SelectMultipleField(
        lazy("渠道"),
        choices=CHANNELS,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    words = TextAreaField(
        lazy("看到或听到的事实"),
        [DataRequired(lazy("请写一句看到或听到的事实。")), at_most(LONGEST_NOTE)],
    )
    agreed = BooleanField(lazy("我和徒弟当面说过了"))


class NoteForm(Form):
    """What the sample dialog asks for."""

    words = StringField(
        lazy("便条"), [DataRequired(lazy("请写一句话再提交。")), at_most(LONGEST_NOTE)]
    )


def empty() -> SampleForm:
    """The fields as a new form shows them."""
    return SampleForm(formdata=None, prefix="empty-", meta=SILENT)


def filled() -> SampleForm:
    """The fields with something in them."""
    return SampleForm(
        formdata=None,
        prefix="filled-",
        meta=SILENT,
        name=_("林晓"),
        day=date(2026, 3, 2),
        hours=12,
        department="two",
        verdict="met",
        channels=["phone", "chat"],
        words=_("客户问了两遍，她先道歉再查单，语速不快。"),
        agreed=True,
    )


def wrong() -> SampleForm:
    """The fields as they come back when they cannot be taken."""
    sent = {"name": "", "day": "2026-02-30", "hours": "十二", "department": "one", "words": ""}
    form = SampleForm(
        formdata=MultiDict({f"wrong-{name}": value for name, value in sent.items()}),
        prefix="wrong-",
        meta=SILENT,
    )
    form.validate()
    return form
