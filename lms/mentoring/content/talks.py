"""`courses/talks.yaml` → the sorts of sessions, each with its guiding questions."""

from collections.abc import Collection, Iterator
from typing import Literal

from lms.errors import N_
from lms.library.content import Flag, Identifier, LocalisedText, Model, Reading, Whole, read
from lms.library.domain import Bundle, Meta, Problem, Wording
from lms.library.kinds import FileKind
from lms.mentoring.domain import FEWEST_MINUTES, MOST_MINUTES, Talk, Talks

KIND = "talks"
TITLE = Wording("师徒面谈", "師徒面談", "Talks of mentor and apprentice")
NO_TALKS = N_("这里至少要写一种面谈。")
NO_QUESTIONS = N_("每种面谈至少写一个引导问题。")
TWICE = N_("面谈“%(name)s”写了两次；请留下一个。")
WRONG_MINUTES = N_("分钟要在 %(least)s 到 %(most)s 之间。")


class _Talk(Model):
    id: Identifier
    title: LocalisedText
    summary: LocalisedText
    minutes: Whole
    signs: Flag = False
    questions: tuple[LocalisedText, ...]


class _File(Model):
    id: Literal["talks"]
    talks: tuple[_Talk, ...]


class TalksKind(FileKind[Talks]):
    """The kind `talks`: one document."""

    name = KIND
    pattern = "courses/talks.yaml"

    def parse(self, bundle: Bundle) -> Talks:
        """The sorts of sessions. Raises ContentError with every problem."""
        file = read(_File, bundle.text, bundle.file).checked(_problems)
        return Talks(tuple(Talk(**dict(row)) for row in file.talks))

    def meta(self, parsed: Talks) -> Meta:  # noqa: ARG002 - there is only one
        """Its name and title, always the same."""
        return Meta(KIND, KIND, TITLE)

    def parts(self, parsed: Talks) -> Collection[str]:
        """The ids of the sorts of sessions."""
        return [talk.id for talk in parsed.talks]


def _problems(reading: Reading[_File]) -> Iterator[Problem]:
    rows = reading.value.talks
    if not rows:
        yield reading.problem(("talks",), NO_TALKS)
    for place, row in enumerate(rows):
        if row.id in [one.id for one in rows[:place]]:
            yield reading.problem(("talks", place, "id"), TWICE, name=row.id)
        if not FEWEST_MINUTES <= row.minutes <= MOST_MINUTES:
            limits = {"least": FEWEST_MINUTES, "most": MOST_MINUTES}
            yield reading.problem(("talks", place, "minutes"), WRONG_MINUTES, **limits)
        if not row.questions:
            yield reading.problem(("talks", place, "questions"), NO_QUESTIONS)
