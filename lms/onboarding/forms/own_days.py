"""Forms of somebody's own working days: a shift rota, a leave."""

from datetime import date

from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    BooleanField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from lms.forms import DayField, Form, NumberField, one_of, required
from lms.i18n import lazy
from lms.people.domain import Leave, LeaveKind, Pattern, Rota

WEEKDAYS = {
    "0": lazy("周一"),
    "1": lazy("周二"),
    "2": lazy("周三"),
    "3": lazy("周四"),
    "4": lazy("周五"),
    "5": lazy("周六"),
    "6": lazy("周日"),
}
PATTERNS = {
    Pattern.WEEKDAYS: lazy("每周固定休息几天"),
    Pattern.CYCLE: lazy("上几天、休几天，轮着来"),
    Pattern.COMPANY: lazy("照公司日历上班"),
}
KINDS = {
    LeaveKind.ANNUAL: lazy("年假"),
    LeaveKind.SICK: lazy("病假"),
    LeaveKind.PERSONAL: lazy("事假"),
    LeaveKind.MATERNITY: lazy("产假"),
    LeaveKind.OTHER: lazy("其他"),
}


class RotaForm(Form):
    """Which days somebody works, from a day on."""

    starts_on = DayField(
        lazy("从哪天起"),
        description=lazy("轮班从这一天的第一个班算起。"),
        validators=[required(lazy("请填写第一天。"))],
    )
    pattern = RadioField(
        lazy("怎么排班"),
        choices=[SelectChoice(pattern, words) for pattern, words in PATTERNS.items()],
        validate_choice=False,
        validators=[one_of(lambda: set(Pattern))],
    )
    rest = SelectMultipleField(
        lazy("每周休息哪几天"),
        description=lazy("只在选“每周固定休息几天”时勾。"),
        choices=[SelectChoice(day, words) for day, words in WEEKDAYS.items()],
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    work_days = NumberField(
        lazy("上几天"), description=lazy("只在轮班时填：做四休二，就填 4 和 2。")
    )
    rest_days = NumberField(lazy("休几天"))
    keeps_holidays = BooleanField(
        lazy("法定节假日照样休息"),
        description=lazy("不勾：节假日也按班表上班。调休补班的日子，总是按班表。"),
    )

    def rota(self) -> Rota:
        """What was filled in, as far as the pattern asks for it; the form must have been valid."""
        pattern = Pattern(self.pattern.data or "")
        is_weekdays, is_cycle = pattern is Pattern.WEEKDAYS, pattern is Pattern.CYCLE
        rest = (self.rest.data or []) if is_weekdays else []
        return Rota(
            starts_on=self.starts_on.data or date.min,
            pattern=pattern,
            rest=frozenset(int(day) for day in rest if day in WEEKDAYS),
            work_days=(self.work_days.data or 0) if is_cycle else 0,
            rest_days=(self.rest_days.data or 0) if is_cycle else 0,
            keeps_holidays=bool(self.keeps_holidays.data) and pattern is not Pattern.COMPANY,
        )


class LeaveForm(Form):
    """On which days somebody is away."""

    first = DayField(lazy("第一天"), validators=[required(lazy("请填写第一天。"))])
    last = DayField(
        lazy("最后一天"),
        description=lazy("这一天也在休假。"),
        validators=[required(lazy("请填写最后一天。"))],
    )
    kind = RadioField(
        lazy("种类"),
        description=lazy("只记种类，不记病情和原因。"),
        choices=[SelectChoice(kind, words) for kind, words in KINDS.items()],
        validate_choice=False,
        validators=[one_of(lambda: set(LeaveKind))],
    )

    def leave(self) -> Leave:
        """What was filled in; the form must have been valid."""
        return Leave(
            first=self.first.data or date.min,
            last=self.last.data or date.min,
            kind=LeaveKind(self.kind.data or ""),
        )
