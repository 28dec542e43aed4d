"""The forms of calibration: choosing what is graded, and grading it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from wtforms import RadioField, SelectChoice, SelectField  # type: ignore[attr-defined]

from lms.calibration.domain import Grade, Grades
from lms.calibration.queries import Offered
from lms.forms import Form, one_of, required
from lms.i18n import LazyString, _, language, lazy
from lms.mentoring.domain import Checklist, Item, Month, Part

UNSEEN = "unseen"
GRADES: Mapping[str, LazyString] = {
    str(int(Grade.FULLY)): lazy("3 完全做到"),
    str(int(Grade.MOSTLY)): lazy("2 大体做到"),
    str(int(Grade.HARDLY)): lazy("1 做到一点"),
    str(int(Grade.NOT)): lazy("0 没做到"),
    UNSEEN: lazy("没看到"),
}
MODES: Mapping[str, LazyString] = {
    "practice": lazy("练习"),
    "rehearsal": lazy("彩排"),
    "assessment": lazy("考核"),
}


class RoundForm(Form):
    """Which talk is graded in a month, and with which checklist."""

    month = SelectField(lazy("哪个月"), choices=[], validate_choice=False)
    checklist = SelectField(lazy("用哪张观察表"), choices=[], validate_choice=False)
    play = RadioField(lazy("哪一份对话"), choices=[], validate_choice=False)

    def offer(
        self, months: Iterable[Month], checklists: Iterable[Checklist], plays: Iterable[Offered]
    ) -> None:
        """Let the reader choose among these; a month, a checklist and a talk are asked for."""
        tongue = language()
        self._among(self.month, {str(month): str(month) for month in months})
        self._among(self.checklist, {one.id: one.title.in_(tongue) for one in checklists})
        self._among(self.play, {one.play.public_id: _described(one) for one in plays})

    def _among(self, field: Any, offered: Mapping[str, str]) -> None:
        field.choices = [SelectChoice(value, words) for value, words in offered.items()]
        asked = required(lazy("请选一项。"))
        field.validators = [asked, one_of(lambda: offered)]

    @property
    def chosen_month(self) -> date:
        """The first day of the month."""
        month = Month.read(self.month.data or "")
        if month is None:
            raise ValueError(f"{self.month.data!r} is no month")
        return month.first


def _described(offered: Offered) -> str:
    title, mode = offered.title.in_(language()), MODES[offered.play.mode]
    return _("%(title)s · %(mode)s · %(score)s 分", title=title, mode=mode, score=offered.score)


class GradeForm(Form):
    """A talk to be graded; `grade_form` adds a field for every item."""

    def rows(self, parts: Iterable[Part]) -> Iterator[tuple[Part, list[tuple[Item, Any]]]]:
        """The items part by part, each with its field."""
        for part in parts:
            yield part, [(item, self[field_name(item)]) for item in part.items]

    def grades(self, checklist: Checklist) -> Grades:
        """What was given; what was not seen is left out."""
        given = {item.id: self[field_name(item)].data for item in checklist.items}
        return {item: int(grade) for item, grade in given.items() if grade != UNSEEN}


def grade_form(checklist: Checklist) -> type[GradeForm]:
    """The form of a checklist, graded."""
    fields = {field_name(item): _graded(item) for item in checklist.items}
    return type("GradeForm", (GradeForm,), fields)


def field_name(item: Item) -> str:
    """The name under which the grade of an item is sent."""
    return f"grade-{item.id}"


def _graded(item: Item) -> Any:
    return RadioField(
        item.words.in_(language()),
        choices=[SelectChoice(value, words) for value, words in GRADES.items()],
        default=UNSEEN,
        validate_choice=False,
        validators=[one_of(lambda: GRADES)],
    )
