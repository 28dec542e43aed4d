"""What an apprentice says of a mentor: four grades, and a sentence if they want."""

from typing import Any

from wtforms import RadioField, SelectChoice, TextAreaField  # type: ignore[attr-defined]

from lms.forms import Form, at_most, one_of
from lms.i18n import LazyString, lazy
from lms.mentoring.domain.feedback import HIGHEST, LONGEST_SENTENCE, LOWEST, Feedback, Question

GRADES: dict[int, LazyString] = {
    1: lazy("1 · 从不"),
    2: lazy("2 · 很少"),
    3: lazy("3 · 有时"),
    4: lazy("4 · 经常"),
    5: lazy("5 · 总是"),
}
QUESTIONS: dict[Question, LazyString] = {
    Question.THERE: lazy("遇到难处时，找得到师父"),
    Question.CLEAR: lazy("师父讲得明白，我听得懂"),
    Question.USEFUL: lazy("师父给的反馈具体，用得上"),
    Question.RESPECT: lazy("师父尊重我，愿意听我说"),
}


def _grade(question: Question) -> Any:
    return RadioField(
        QUESTIONS[question],
        choices=[SelectChoice(str(grade), words) for grade, words in GRADES.items()],
        validate_choice=False,
        validators=[one_of(lambda: {str(n) for n in range(LOWEST, HIGHEST + 1)})],
    )


class FeedbackForm(Form):
    """Four grades and a sentence."""

    there = _grade(Question.THERE)
    clear = _grade(Question.CLEAR)
    useful = _grade(Question.USEFUL)
    respect = _grade(Question.RESPECT)
    words = TextAreaField(lazy("想对师父说的一句话"), validators=[at_most(LONGEST_SENTENCE)])

    def said(self) -> Feedback:
        """What was filled in."""
        grades = {question: int(self[question].data) for question in Question}
        return Feedback(grades, self.words.data or "")
