"""What a draft changes, told in words: for scenarios, plans and lessons."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lms.courses.domain import Change as LessonChange
from lms.courses.domain import Lesson, changes
from lms.errors import N_
from lms.library.domain import LANGUAGES, SOURCE, Wording
from lms.onboarding.domain import Template
from lms.onboarding.domain.change import difference
from lms.studio.domain.scenes import scenario_told
from lms.studio.domain.told import Told

SECTIONS = {
    LessonChange.NEW: N_("新增一节“%(title)s”"),
    LessonChange.CHANGED: N_("“%(title)s”一节改了文字"),
    LessonChange.GONE: N_("去掉一节“%(title)s”"),
}
OPENING = N_("标题、提要或开头的话改了")
IN_LANGUAGE = {
    "zh-Hant": N_("繁体中文的文字改了"),
    "en": N_("英文的文字改了"),
}


def told(kind: str, before: Any, after: Any) -> tuple[Told, ...]:
    """What changes from one text of a kind of document to another, in its order.

    Nothing for kinds of which only the lines are compared.
    """
    teller = TELLERS.get(kind)
    return tuple(teller(before, after)) if teller else ()


def lesson_told(before: Lesson, after: Lesson) -> Iterator[Told]:
    """What changes in a lesson: its sections, its checks, when it is complete."""
    titles = {one.title.zh_hans: one.title for one in (*before.sections, *after.sections)}
    for changed in changes(before, after, SOURCE, SOURCE):
        if changed.change is LessonChange.CHANGED and not changed.section:
            yield Told(OPENING)
        else:
            title = titles.get(changed.title, Wording(changed.title))
            yield Told(SECTIONS[changed.change], {"title": title})
    for tag in LANGUAGES:
        if tag != SOURCE and any(changes(before, after, tag, SOURCE)):
            yield Told(IN_LANGUAGE[tag])
    yield from _checks_told(before, after)
    if before.rule != after.rule:
        yield Told(N_("改了读完的条件：至少读几分钟、答对几题"))
    if after.must_sign and not before.must_sign:
        yield Told(N_("读完要签字了"))
    if before.must_sign and not after.must_sign:
        yield Told(N_("读完不再要签字"))


def _checks_told(before: Lesson, after: Lesson) -> Iterator[Told]:
    was, now = ({one.id: one for one in lesson.checks} for lesson in (before, after))
    for name in now:
        if name not in was:
            yield Told(N_("新增一道小测“%(check)s”"), {"check": name})
        elif was[name] != now[name]:
            yield Told(N_("小测“%(check)s”改了"), {"check": name})
    for name in was:
        if name not in now:
            yield Told(N_("去掉一道小测“%(check)s”"), {"check": name})


def plan_told(before: Template, after: Template) -> Iterator[Told]:
    """What changes in a plan: tasks that come, go or move, and what gates ask for."""
    found = difference(before, after)
    for task in found.added:
        places: dict[str, Wording | str | int] = {"task": task.title, "day": task.due_day}
        yield Told(N_("新增任务“%(task)s”，第 %(day)s 个工作日"), places)
    for task in found.dropped:
        yield Told(N_("去掉任务“%(task)s”"), {"task": task.title})
    for moved in found.moved:
        places = {"task": moved.task.title, "before": moved.before, "after": moved.after}
        yield Told(N_("任务“%(task)s”从第 %(before)s 个工作日改到第 %(after)s 个工作日"), places)
    for gate in found.gates:
        yield Told(N_("“%(gate)s”改了日子或者要求"), {"gate": gate.title})


TELLERS: Mapping[str, Callable[[Any, Any], Iterator[Told]]] = {
    "lesson": lesson_told,
    "plan": plan_told,
    "scenario": scenario_told,
}
