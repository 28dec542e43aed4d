"""What grades a typed reply in a play: the published lexicon, and what the customer has said."""

from lms.questions import queries as questions
from lms.questions.domain.replies import Criteria, Lexicon, ReplyVerdict, grade
from lms.scenarios.domain import Grading, ReplyStep, Scenario, Situation, lines_at

NO_LEXICON = Lexicon()  # as long as none has been loaded


def grading(scenario: Scenario, situation: Situation, language: str) -> Grading:
    """Grades what is typed in a situation of a play in a language; most acts type nothing."""

    def graded(criteria: Criteria, text: str) -> ReplyVerdict:
        lines = lines_at(scenario, situation)
        said = [line.text.in_(language) for line in lines if line.is_of_customer]
        return grade(text, criteria, _lexicon(), said)

    return graded


def graded_alone(step: ReplyStep, text: str, language: str) -> ReplyVerdict:
    """What a reply is at a step, whatever went before: every line that may be said there was."""
    said = [line.text.in_(language) for line in step.lines if line.is_of_customer]
    return grade(text, step.criteria, _lexicon(), said)


def _lexicon() -> Lexicon:
    published = questions.lexicon()
    return published.content if published else NO_LEXICON
