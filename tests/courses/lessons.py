"""Lessons for tests, made in a few words."""

from lms.courses.domain import CheckPlace, Lesson, Passage, Rule, Section
from lms.library.domain import Wording
from lms.questions.domain import Option, Single


def question(id_: str) -> Single:
    options = (
        Option("good", Wording("好"), True, Wording("对的")),
        Option("bad", Wording("坏"), False, Wording("不对")),
    )
    return Single(id=id_, stem=Wording("？"), competency="skills", options=options)


def section(id_: str, *checks: str, length: int = 100) -> Section:
    blocks = (Passage(id_, "正文"), *(CheckPlace(check) for check in checks))
    return Section(id_, Wording(id_), {"zh-Hans": blocks}, length)


def lesson(
    *sections: Section, active_minutes: int = 0, checks: int | None = None, **facts
) -> Lesson:
    questions = tuple(question(check) for one in sections for check in one.checks)
    need = len(questions) if checks is None else checks
    defaults = {
        "id": "desk/first",
        "title": Wording("第一课"),
        "summary": Wording("先读这一课。"),
        "minutes": 10,
        "competencies": ("skills",),
        "sources": (),
        "lead": {"zh-Hans": ()},
    }
    return Lesson(
        **{**defaults, **facts},
        rule=Rule(active_minutes, need),
        sections=sections,
        checks=questions,
    )
