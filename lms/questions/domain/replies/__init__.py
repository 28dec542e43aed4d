"""The grader of typed replies: deterministic, without a model, explainable to an auditor.

`grade(reply, criteria, lexicon, said)` is all that a caller needs, and a pure function of its
arguments. What it answers is stored and never worked out again.
"""

from lms.questions.domain.replies.grader import Advice, Book, Grader
from lms.questions.domain.replies.grading import grade, prepared
from lms.questions.domain.replies.letters import Span
from lms.questions.domain.replies.lexicon import (
    Criteria,
    Element,
    Entry,
    Form,
    Lexicon,
    Nature,
    Need,
    Saying,
    Tone,
    Vague,
)
from lms.questions.domain.replies.likeness import Example
from lms.questions.domain.replies.phrases import Phrase, parse_phrase
from lms.questions.domain.replies.plausible import Length
from lms.questions.domain.replies.verdict import (
    GRADER,
    Band,
    Breach,
    Finding,
    Reason,
    ReplyVerdict,
    State,
)

__all__ = [
    "GRADER",
    "Advice",
    "Band",
    "Book",
    "Breach",
    "Criteria",
    "Element",
    "Entry",
    "Example",
    "Finding",
    "Form",
    "Grader",
    "Length",
    "Lexicon",
    "Nature",
    "Need",
    "Phrase",
    "Reason",
    "ReplyVerdict",
    "Saying",
    "Span",
    "State",
    "Tone",
    "Vague",
    "grade",
    "parse_phrase",
    "prepared",
]
