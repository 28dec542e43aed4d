"""The forms of asking to be observed: what, and when."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    HiddenField,
    SelectChoice,
    SelectField,
    StringField,
)

from lms import clock
from lms.forms import DayField, Form, at_most, one_of, required
from lms.framework.domain import Competency
from lms.i18n import language, lazy
from lms.mentoring.domain import LONGEST_WISH, Wish
from lms.mentoring.models import ObservationRequest
from lms.pages import whole_number

HALF_HOURS = [f"{hour:02}:{minute:02}" for hour in range(7, 23) for minute in (0, 30)]
USUALLY = "10:00"


def _hour() -> Any:
    return SelectField(
        lazy("几点"),
        choices=[SelectChoice(one, one) for one in HALF_HOURS],
        default=USUALLY,
        validate_choice=False,
        validators=[one_of(lambda: HALF_HOURS)],
    )


def _day() -> Any:
    return DayField(lazy("哪一天"), validators=[required(lazy("请选一天。"))])


def _instant(day: date | None, hour: str | None) -> datetime:
    at = time.fromisoformat(hour or USUALLY)
    return datetime.combine(day or date.min, at, clock.zone())


class RequestForm(Form):
    """What an apprentice is ready for."""

    competency = SelectField(lazy("请师父看哪一项"), choices=[], validate_choice=False)
    day = _day()
    hour = _hour()
    words = StringField(lazy("想请师父留意什么"), validators=[at_most(LONGEST_WISH)])

    def offer(self, competencies: Collection[Competency]) -> None:
        """Let the apprentice choose among these."""
        self.competency.choices = [
            SelectChoice(one.id, one.title.in_(language())) for one in competencies
        ]
        self.competency.validators = [one_of(lambda: {one.id for one in competencies})]

    def begin(self, competency: str, today: date) -> None:
        """Fill in what is likely."""
        self.competency.data, self.day.data = competency, today + timedelta(days=1)

    def wish(self) -> Wish:
        """What was filled in."""
        starts_at = _instant(self.day.data, self.hour.data)
        return Wish(self.competency.data or "", starts_at, self.words.data or "")


class SlotForm(Form):
    """Another time in the place of the one that stands."""

    number = HiddenField()
    day = _day()
    hour = _hour()

    def begin(self, request: ObservationRequest) -> None:
        """Fill in the time that stands."""
        local = clock.local(request.starts_at)
        self.number.data, self.day.data = str(request.number), local.date()
        hour = f"{local:%H:%M}"
        self.hour.data = hour if hour in HALF_HOURS else USUALLY

    @property
    def standing(self) -> int:
        """The number of the time in whose place this one comes; 0 for what is no number."""
        return whole_number(self.number.data or "") or 0

    def starts_at(self) -> datetime:
        """The time that was chosen."""
        return _instant(self.day.data, self.hour.data)
