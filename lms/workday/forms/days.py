"""Forms of a day: a line for the list, a focus session, the shares."""

from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    HiddenField,
    SelectChoice,
    SelectField,
    StringField,
)

from lms.forms import Form, NumberField, at_most, one_of, required
from lms.i18n import lazy
from lms.workday.domain import (
    LONGEST_CUT,
    LONGEST_GOAL,
    LONGEST_WORDS,
    Jotted,
    Quadrant,
    Share,
    Shares,
    Sort,
)

PLACES = {
    Quadrant.NOW: lazy("立即处理：又急又要紧"),
    Quadrant.SCHEDULED: lazy("计划时间：要紧，不急"),
    Quadrant.DELEGATED: lazy("授权协作：急，但该别人动手"),
    Quadrant.FILED: lazy("归档备查：不急，也不要紧"),
    Sort.COMPLAINT: lazy("投诉，30 分钟内回应"),
    Sort.FAULT: lazy("系统故障，2 小时内报技术团队"),
    Sort.ENQUIRIES: lazy("常规咨询，高峰过后集中处理"),
}


class MatterForm(Form):
    """A line for the list: what it is, and where it goes."""

    words = StringField(
        lazy("要办的事"),
        validators=[required(lazy("请写一句：要办的是什么事。")), at_most(LONGEST_WORDS)],
    )
    place = SelectField(
        lazy("放哪里"),
        choices=[SelectChoice(place.value, words) for place, words in PLACES.items()],
        default=Quadrant.NOW.value,
        validate_choice=False,
        validators=[one_of(lambda: {place.value for place in PLACES})],
    )

    def jotted(self) -> Jotted:
        """What was filled in."""
        return Jotted(self.words.data or "", self.place.data)


class FocusForm(Form):
    """What the next 25 minutes are for."""

    goal = StringField(
        lazy("做哪一件，做到哪里算完"),
        validators=[
            required(lazy("请写一句：这 25 分钟做哪一件事，做到哪里算完。")),
            at_most(LONGEST_GOAL),
        ],
    )


class CutForm(Form):
    """What came between."""

    cut_by = StringField(lazy("谁切的，写一个词"), validators=[at_most(LONGEST_CUT)])


class SharesForm(Form):
    """How the day is to be shared out, in percent."""

    response = NumberField(lazy("即时响应"))
    solving = NumberField(lazy("解决问题"))
    upkeep = NumberField(lazy("系统维护"))
    slack = NumberField(lazy("机动"))

    def shares(self) -> Shares:
        """What was filled in; an empty field is 0. Raises Invalid unless it is 100 together."""
        fields = (self.response, self.solving, self.upkeep, self.slack)
        return Shares(*(field.data or 0 for field in fields))


class HalfHourForm(Form):
    """What half an hour went to, in one press."""

    share = HiddenField(validators=[one_of(lambda: set(Share))])
