"""Forms of marks at a paragraph, and of what is answered."""

from collections.abc import Iterable

from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    HiddenField,
    RadioField,
    SelectChoice,
    TextAreaField,
)
from wtforms.validators import ValidationError

from lms.courses.domain import Paragraph
from lms.forms import Form, at_most
from lms.i18n import _, lazy
from lms.notes.domain import (
    LONGEST_QUOTE,
    LONGEST_WORDS,
    Reaction,
    Settlement,
    Verdict,
    compact,
    sentences,
)


class MarkForm(Form):
    """Which words of a paragraph, and what its reader says about them.

    The words come from a selection (`chosen`), else one of the sentences is picked (`quote`).
    """

    at = HiddenField()
    chosen = HiddenField(validators=[at_most(LONGEST_QUOTE)])
    quote = RadioField(lazy("划哪一句"), choices=[], validate_choice=False)
    words = TextAreaField(
        lazy("写点什么"),
        description=lazy("只划线就不用写。笔记只有您自己看得到。"),
        validators=[at_most(LONGEST_WORDS)],
    )

    def offer(self, paragraph: Paragraph) -> None:
        """Let the reader pick one of the sentences, unless words of it were selected."""
        if self.chosen.data and compact(self.chosen.data) in compact(paragraph.text):
            return
        self.chosen.data = ""
        offered = _offered(paragraph)
        self.quote.choices = [SelectChoice(value, words) for value, words in offered]
        self.quote.data = self.quote.data or ""

    @property
    def quoted(self) -> str:
        """The words that were selected or picked; empty for the whole paragraph."""
        return self.chosen.data or self.quote.data or ""


class ReactionForm(Form):
    """What is wrong with a paragraph, in one press; a sentence may be added."""

    at = HiddenField()
    chosen = HiddenField(validators=[at_most(LONGEST_QUOTE)])
    kind = HiddenField()
    words = TextAreaField(
        lazy("您的一句话"),
        description=lazy(
            "哪里不懂、哪里不对、现在是怎么规定的。写课的人看得到这句话，看不到您的名字。"
        ),
        validators=[at_most(LONGEST_WORDS)],
    )

    def validate_kind(self, field: HiddenField) -> None:
        """One of the three buttons was pressed."""
        if field.data not in set(Reaction):
            raise ValidationError(_("请点一个：没看懂、过时了，还是有错。"))

    @property
    def quoted(self) -> str:
        """The words that were selected; empty for the whole paragraph."""
        return self.chosen.data or ""


class SettlingForm(Form):
    """What becomes of what readers say of a paragraph."""

    at = HiddenField()
    kind = HiddenField()
    newest = HiddenField()
    verdict = HiddenField()
    words = TextAreaField(lazy("给读者的一句话"), validators=[at_most(LONGEST_WORDS)])

    def validate_kind(self, field: HiddenField) -> None:
        """A made-up word is refused."""
        if field.data not in set(Reaction):
            raise ValidationError(_("这一页的标识不完整，请再提交一次。"))

    def validate_verdict(self, field: HiddenField) -> None:
        """One of the two buttons was pressed."""
        if field.data not in set(Verdict):
            raise ValidationError(_("请点一个：改好了，还是不改。"))

    def settlement(self) -> Settlement:
        """What was decided. Raises Invalid without a sentence for the readers."""
        return Settlement(Verdict(self.verdict.data or ""), self.words.data or "")


class ReplyForm(Form):
    """What a mentor answers."""

    words = TextAreaField(lazy("您的回答"), validators=[at_most(LONGEST_WORDS)])


def _offered(paragraph: Paragraph) -> Iterable[tuple[str, str]]:
    found = sentences(paragraph.text)
    yield "", _("整段")
    if len(found) > 1:
        yield from ((one, one) for one in found)
