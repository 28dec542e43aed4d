"""Forms of the knowledge base: an entry, a reviewer's verdict."""

from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    HiddenField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)

from lms.forms import DayField, Form, at_most, one_of, required
from lms.i18n import lazy
from lms.workday.domain.shelves import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    LONGEST_REMARK,
    LONGEST_SOURCE,
    Entry,
    Judged,
    Shelf,
    Verdict,
)

SHELVES = {
    Shelf.PRODUCT: lazy("产品知识：功能、用法、常见问题"),
    Shelf.POLICY: lazy("公司政策：退换货、服务承诺、优惠活动"),
    Shelf.SYSTEM: lazy("系统操作：CRM 录入规范、工单流转、权限"),
}


class EntryForm(Form):
    """An answer in four parts, and its shelf."""

    shelf = RadioField(
        lazy("放哪一层"),
        choices=[SelectChoice(shelf.value, words) for shelf, words in SHELVES.items()],
        default=Shelf.PRODUCT.value,
        validate_choice=False,
        validators=[one_of(lambda: set(Shelf))],
    )
    question = StringField(
        lazy("客户怎么问"), validators=[required(lazy("请写一句。")), at_most(LONGEST_QUESTION)]
    )
    answer = TextAreaField(
        lazy("说得出口的一句答案"),
        validators=[required(lazy("请写一句。")), at_most(LONGEST_ANSWER)],
    )
    source = StringField(
        lazy("哪里来的"),
        description=lazy("说明书第几页，或者哪天的早会、谁说的。"),
        validators=[required(lazy("请写一句。")), at_most(LONGEST_SOURCE)],
    )
    holds_until = DayField(
        lazy("到哪天作数"),
        description=lazy("优惠写截止日，政策写核对日。"),
        validators=[required(lazy("请填到哪天作数：优惠写截止日，政策写核对日。"))],
    )

    def entry(self) -> Entry:
        """What was filled in. Raises WrongField."""
        return Entry(
            shelf=Shelf(self.shelf.data),
            question=self.question.data or "",
            answer=self.answer.data or "",
            source=self.source.data or "",
            holds_until=self.holds_until.data,
        )


class VerdictForm(Form):
    """Whether an entry is right."""

    judged = HiddenField(validators=[one_of(lambda: set(Judged))])
    words = TextAreaField(lazy("写一句"), validators=[at_most(LONGEST_REMARK)])

    def verdict(self) -> Verdict:
        """What was decided. Raises WrongField."""
        return Verdict(Judged(self.judged.data or ""), self.words.data or "")
