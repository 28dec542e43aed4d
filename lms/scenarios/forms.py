"""The forms of role-play: beginning a play, taking a turn."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from flask import request
from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from lms.forms import KEY_LENGTH, LONGEST_KEY, Form, NumberField, at_most, offered, one_of, required
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
from lms.scenarios.models import LONGEST_WORDS

SETTLEMENTS = ("agree", "decline")
OFFERED = (Mode.PRACTICE, Mode.REHEARSAL, Mode.ASSESSMENT)
EXTRA_TIMES = (25, 50, 100, 200)  # per cent
ALL_SCENARIOS = "all"
LONGEST_REASON = 200  # characters
FORM_FIELDS = (
    *("name", "contact", "problem", "description", "handling", "result"),
    *("to", "within", "summary"),
)  # of the customer record, and of a hand-over


class KeyedForm(Form):
    """A form whose key makes its post count once."""

    def chosen_key(self) -> str:
        """The key that was sent."""
        return str(self.key.data)


class DrillForm(KeyedForm):
    """Begin a drill, or go on with the open one."""

    afresh = HiddenField()

    def is_afresh(self) -> bool:
        """Whether what is open is to be laid aside."""
        return bool(self.afresh.data)


class StartForm(DrillForm):
    """Begin a play, or go on with the open one."""

    mode = StringField(validators=[one_of(lambda: [str(mode) for mode in OFFERED])])

    def chosen_mode(self) -> Mode:
        """The mode asked for."""
        return Mode(self.mode.data or "")


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


class AllowanceForm(KeyedForm):
    """What somebody is allowed beyond the rules of an assessment, in which scenario, and why."""

    login = StringField(
        lazy("登录名"),
        [required()],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    scenario = SelectField(lazy("情景"), choices=[], validate_choice=False)
    reason = TextAreaField(lazy("理由"), [required(), at_most(LONGEST_REASON)])
    titles: Sequence[tuple[int, str]] = ()

    def offer(self, titles: Sequence[tuple[int, str]]) -> None:
        """Offer these scenarios."""
        self.titles = titles
        self.scenario.choices = [(str(id_), title) for id_, title in titles]

    def validate_scenario(self, field: Field) -> None:
        """Take only what was offered."""
        if field.data not in offered(self.scenario):
            raise ValidationError(_("请从列表中选一个情景。"))


class ExtraAttemptForm(AllowanceForm):
    """One more assessment for somebody."""

    def document_id(self) -> int:
        """The scenario."""
        return int(self.scenario.data)


class ExtraTimeForm(AllowanceForm):
    """More time for somebody, in one scenario or in all."""

    percent = SelectField(
        lazy("多给多少"),
        choices=[],
        validate_choice=False,
        validators=[one_of(lambda: [str(it) for it in EXTRA_TIMES])],
    )

    def offer_all(self, titles: Sequence[tuple[int, str]], *, everything: bool) -> None:
        """Offer these scenarios, and all together if `everything`."""
        self.offer(titles)
        first = [(ALL_SCENARIOS, _("所有情景"))] if everything else []
        self.scenario.choices = [*first, *(self.scenario.choices or ())]
        self.percent.choices = [(str(percent), f"{percent}%") for percent in EXTRA_TIMES]

    def document_id(self) -> int | None:
        """The scenario; None for all."""
        return None if self.scenario.data == ALL_SCENARIOS else int(self.scenario.data)

    def chosen_percent(self) -> int:
        """How much more."""
        return int(self.percent.data or 0)


class RecordForm(Form):
    """The fields of the customer record, and of a hand-over."""

    name = StringField()
    contact = StringField()
    problem = StringField()
    description = TextAreaField()
    handling = TextAreaField()
    result = TextAreaField()
    to = StringField()
    within = StringField()
    summary = TextAreaField()

    def filled_in(self) -> dict[str, str]:
        """What was written, by field."""
        return {name: self[name].data or "" for name in FORM_FIELDS}


class TurnForm(KeyedForm):
    """One turn: its number, and one of the things that can be done in it."""

    turn = NumberField(validators=[InputRequired(lazy("这一轮的编号不见了，请刷新页面再答。"))])
    choice = NumberField()  # shown position of the answer
    reply = TextAreaField()
    card = StringField()
    wait = StringField()
    rewind = NumberField()
    form = StringField()  # says that the record is meant

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._given = given

    @cached_property
    def record(self) -> RecordForm:
        """What was filled in; few turns ask for it."""
        return RecordForm(**self._given)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check the record, too, where one is meant."""
        is_fine = super().validate(extra_validators)
        return (not self.form.data or self.record.validate()) and is_fine

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
        return bool(self.reply.data) or any(self.record.filled_in().values())

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
            return Fill(self.record.filled_in())
        if "reply" in request.form:
            return Reply(self.reply.data or "")
        return None if self.choice.data is None else Choose(int(self.choice.data))


class SettlementForm(KeyedForm):
    """Agree that a mark falls, or not, and why."""

    words = TextAreaField(
        lazy("理由"), validators=[required(lazy("请写一句理由。")), at_most(LONGEST_WORDS)]
    )
    verdict = StringField(validators=[one_of(lambda: SETTLEMENTS)])

    def agrees(self) -> bool:
        """Whether it was agreed to."""
        return self.verdict.data == "agree"
