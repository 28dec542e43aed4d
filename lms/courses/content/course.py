"""`course.yaml` → a course."""

from collections.abc import Iterator
from functools import partial
from typing import Annotated

from pydantic import Field

from lms.courses.domain import Course, LessonRef, PracticeKind, PracticeRef
from lms.errors import N_
from lms.library.content import Flag, Identifier, LocalisedText, Model, Place, Reading, Whole, read
from lms.library.domain import Bundle, Problem

WRONG_ID = N_("id 要和文件夹一致，写成“%(expected)s”，现在是“%(found)s”。")
FOREIGN = N_("“%(lesson)s”不是本课程的课；请写成“%(course)s/…”。")
TWICE = N_("“%(lesson)s”列了两次；请留下一个。")
NONE_REQUIRED = N_("至少要有一课是必读的；请去掉一处 required: false。")
NOT_ONE = N_("这一项写一样：scenario 或者 drill。")
TWICE_PRACTISED = N_("“%(name)s”列了两次；演练单上请留下一个。")


class LessonRefText(Model):
    """A lesson in the list of a course."""

    id: Place
    required: Flag = True


class PracticeRefText(Model):
    """A role-play in the practice list of a course: one or the other."""

    scenario: Identifier | None = None
    drill: Identifier | None = None

    @property
    def named(self) -> tuple[PracticeRef, ...]:
        """What it names; one thing, if it is right."""
        names = ((PracticeKind.SCENARIO, self.scenario), (PracticeKind.DRILL, self.drill))
        return tuple(PracticeRef(kind, name) for kind, name in names if name is not None)


class CourseText(Model):
    """A course file."""

    id: Identifier
    order: Annotated[Whole, Field(ge=1)]
    title: LocalisedText
    summary: LocalisedText
    open: Flag
    lessons: Annotated[tuple[LessonRefText, ...], Field(min_length=1)]
    practice: tuple[PracticeRefText, ...] = ()


def parse(bundle: Bundle) -> Course:
    """The course of its file. Raises ContentError with every problem."""
    own = partial(_problems, address=bundle.address)
    value = read(CourseText, bundle.text, bundle.file).checked(own, _practice_problems)
    return Course(
        id=value.id,
        order=value.order,
        title=value.title,
        summary=value.summary,
        open=value.open,
        lessons=tuple(LessonRef(lesson.id, lesson.required) for lesson in value.lessons),
        practice=tuple(named for entry in value.practice for named in entry.named),
    )


def _problems(reading: Reading[CourseText], address: str) -> list[Problem]:
    value, problems = reading.value, []
    if value.id != address:
        problems.append(reading.problem(("id",), WRONG_ID, expected=address, found=value.id))
    ids = [lesson.id for lesson in value.lessons]
    for place, id_ in enumerate(ids):
        path = ("lessons", place, "id")
        if id_ in ids[:place]:
            problems.append(reading.problem(path, TWICE, lesson=id_))
        if id_.partition("/")[0] != value.id:
            problems.append(reading.problem(path, FOREIGN, lesson=id_, course=value.id))
    if not any(lesson.required for lesson in value.lessons):
        problems.append(reading.problem(("lessons",), NONE_REQUIRED))
    return problems


def _practice_problems(reading: Reading[CourseText]) -> Iterator[Problem]:
    seen: set[PracticeRef] = set()
    for place, entry in enumerate(reading.value.practice):
        path = ("practice", place)
        if len(entry.named) != 1:
            yield reading.problem(path, NOT_ONE)
            continue
        (named,) = entry.named
        if named in seen:
            yield reading.problem((*path, named.kind), TWICE_PRACTISED, name=named.id)
        seen.add(named)
