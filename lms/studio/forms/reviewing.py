"""Forms of reviews: whom to ask, what is decided; of remarks on lines."""

from collections.abc import Sequence

from wtforms import HiddenField, IntegerField, SelectField, TextAreaField

from lms.forms import Form, at_most, offered, one_of
from lms.i18n import lazy
from lms.people.models import Person
from lms.studio.domain.anchoring import LONGEST_REMARK
from lms.studio.domain.reviewing import LONGEST_WORDS, Decision, Verdict


class ReviewForm(Form):
    """Whom an author asks to read a draft."""

    reviewer = SelectField(lazy("请谁审"), choices=[], validate_choice=False)
    note = TextAreaField(
        lazy("请重点看什么"), render_kw={"rows": 2}, validators=[at_most(LONGEST_WORDS)]
    )

    def offer(self, people: Sequence[Person]) -> None:
        """Let the author choose among these."""
        self.reviewer.choices = [(one.public_id, one.name) for one in people]
        self.reviewer.validators = [one_of(lambda: offered(self.reviewer))]


class DecisionForm(Form):
    """What a reviewer says; the button says which verdict it is."""

    verdict = HiddenField()
    words = TextAreaField(
        lazy("给作者的话"),
        description=lazy("退回要写清楚改哪里；通过可以不写。"),
        validators=[at_most(LONGEST_WORDS)],
    )

    def decision(self) -> Decision:
        """What was decided; another word than the buttons' sends it back.

        Raises Invalid when it is sent back without words.
        """
        is_approved = self.verdict.data == Verdict.APPROVED
        verdict = Verdict.APPROVED if is_approved else Verdict.RETURNED
        return Decision(verdict, self.words.data or "")


class RemarkForm(Form):
    """A remark on a line of a file."""

    file = HiddenField()
    version = HiddenField()  # in which the line is counted; "": the newest
    line = IntegerField(lazy("第几行"), render_kw={"min": 1, "inputmode": "numeric"})
    words = TextAreaField(lazy("意见"), validators=[at_most(LONGEST_REMARK)])


class AnswerForm(Form):
    """An answer to a remark."""

    words = TextAreaField(lazy("回复"), validators=[at_most(LONGEST_REMARK)])
