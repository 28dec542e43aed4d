"""The form of a mark at a paragraph."""

from collections.abc import Iterable

from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    HiddenField,
    RadioField,
    SelectChoice,
    TextAreaField,
)

from lms.courses.domain import Paragraph
from lms.forms import Form, at_most
from lms.i18n import _, lazy
from lms.notes.domain import LONGEST_QUOTE, LONGEST_WORDS, compact, sentences


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


class ReplyForm(Form):
    """What a mentor answers."""

    words = TextAreaField(lazy("您的回答"), validators=[at_most(LONGEST_WORDS)])


def _offered(paragraph: Paragraph) -> Iterable[tuple[str, str]]:
    found = sentences(paragraph.text)
    yield "", _("整段")
    if len(found) > 1:
        yield from ((one, one) for one in found)
