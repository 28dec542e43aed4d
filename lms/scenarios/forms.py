"""The forms of role-play: beginning a play, taking a turn."""

from flask import request
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from lms.forms import KEY_LENGTH, LONGEST_KEY, Form, NumberField, at_most, one_of, required
from lms.i18n import _, lazy
from lms.scenarios.domain import (
    Act,
    Choose,
    Fill,
    LetWait,
    Mode,
    Open,
    Reply,
    Rewind,
)
from lms.scenarios.domain.debrief import LONGEST_COMMENT

OFFERED = (Mode.PRACTICE, Mode.REHEARSAL, Mode.ASSESSMENT)
FORM_FIELDS = (
    *("name", "contact", "problem", "description", "handling", "result"),
    *("to", "within", "summary"),
)  # of the customer record, and of a hand-over


class KeyedForm(Form):
    """A form whose key makes its post count once."""

    def chosen_key(self) -> str:
        """The key that was sent."""
        return str(self.key.data)


class StartForm(KeyedForm):
    """Begin a play, or go on with the open one."""

    mode = StringField(validators=[one_of(lambda: [str(mode) for mode in OFFERED])])
    afresh = HiddenField()

    def chosen_mode(self) -> Mode:
        """The mode asked for."""
        return Mode(self.mode.data or "")

    def is_afresh(self) -> bool:
        """Whether an open practice is to be laid aside."""
        return bool(self.afresh.data)


class PinnedForm(KeyedForm):
    """Something about one turn of a play that is over."""

    turn = NumberField(validators=[InputRequired(lazy("这一轮的编号不见了，请刷新页面再来。"))])

    def chosen_turn(self) -> int:
        """The number of the turn."""
        return int(self.turn.data or 0)


class RetryForm(PinnedForm):
    """Practise on from a turn."""


class CommentForm(PinnedForm):
    """Say something about a turn."""

    text = TextAreaField(
        lazy("您的意见"),
        validators=[required(lazy("请写下您的意见。")), at_most(LONGEST_COMMENT)],
    )

    def comment(self) -> str:
        """What was written."""
        return self.text.data or ""


class TurnForm(KeyedForm):
    """One turn: its number, and one of the things that can be done in it."""

    turn = NumberField(validators=[InputRequired(lazy("这一轮的编号不见了，请刷新页面再答。"))])
    choice = NumberField()  # shown position of the answer
    reply = TextAreaField()
    card = StringField()
    wait = StringField()
    rewind = NumberField()
    form = StringField()  # says that the fields below are meant
    name = StringField()
    contact = StringField()
    problem = StringField()
    description = TextAreaField()
    handling = TextAreaField()
    result = TextAreaField()
    to = StringField()
    within = StringField()
    summary = TextAreaField()

    def validate_choice(self, _field: Field) -> None:
        """Refuse a post that does nothing."""
        if self._act() is None:
            raise ValidationError(_("请选一句话回给客户。"))

    def chosen_key(self) -> str:
        """The key that was sent; that of the answer is not used up by looking something up."""
        key = super().chosen_key()
        return f"{key[:KEY_LENGTH]}.{self.card.data}"[:LONGEST_KEY] if self.card.data else key

    def chosen_turn(self) -> int:
        """The number of the turn that is answered."""
        return int(self.turn.data or 0)

    def is_aside(self) -> bool:
        """Whether the customer was not answered: something was looked up, or she was let wait."""
        return bool(self.card.data or self.wait.data)

    def has_draft(self) -> bool:
        """Whether something was written beside what was done."""
        return any(self[name].data for name in ("reply", *FORM_FIELDS))

    def act(self) -> Act | Rewind:
        """What was done. Raises ValueError before the form is valid."""
        act = self._act()
        if act is None:
            raise ValueError("nothing was done")
        return act

    def _act(self) -> Act | Rewind | None:
        if self.card.data:
            return Open(self.card.data)
        if self.wait.data:
            return LetWait(0)  # the server knows for how long
        if self.rewind.data:
            return Rewind(int(self.rewind.data))
        if self.form.data:
            return Fill({name: self[name].data or "" for name in FORM_FIELDS})
        if "reply" in request.form:
            return Reply(self.reply.data or "")
        return None if self.choice.data is None else Choose(int(self.choice.data))
