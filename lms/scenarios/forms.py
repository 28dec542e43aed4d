"""The forms of role-play: beginning a play, taking a turn."""

from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired

from lms.forms import Form, NumberField, one_of
from lms.i18n import lazy
from lms.scenarios.domain import Choose, Mode

OFFERED = (Mode.PRACTICE, Mode.ASSESSMENT)


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


class TurnForm(KeyedForm):
    """One turn: the number of the turn that is answered, and the shown position of the answer."""

    turn = NumberField(validators=[InputRequired(lazy("这一轮的编号不见了，请刷新页面再答。"))])
    choice = NumberField(validators=[InputRequired(lazy("请选一句话回给客户。"))])

    def chosen_turn(self) -> int:
        """The number of the turn that is answered."""
        return int(self.turn.data or 0)

    def act(self) -> Choose:
        """What was done."""
        return Choose(int(self.choice.data or 0))
