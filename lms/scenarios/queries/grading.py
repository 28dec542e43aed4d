"""What grades a typed reply in a play: the published lexicon, and what the customer has said."""

from lms.questions import queries as questions
from lms.questions.domain.replies import Criteria, Lexicon, ReplyVerdict, grade
from lms.scenarios.domain import Grading, Scenario, Situation, lines_at

NO_LEXICON = Lexicon()  # as long as none has been loaded


def grading(scenario: Scenario, situation: Situation, language: str) -> Grading:
    """Grades what is typed in a situation of a play in a language; most acts type nothing."""

    def graded(criteria: Criteria, text: str) -> ReplyVerdict:
        published = questions.lexicon()
        lexicon = published.content if published else NO_LEXICON
        lines = lines_at(scenario, situation)
        said = [line.text.in_(language) for line in lines if line.is_of_customer]
        return grade(text, criteria, lexicon, said)

    return graded
