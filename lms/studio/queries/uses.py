"""Where published documents are used, and what goes into the archive with one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from lms.courses.domain import Course, Lesson, Passage
from lms.errors import N_, Stale
from lms.library import kinds
from lms.library import queries as library
from lms.library.catalogue import Published
from lms.library.domain import SOURCE, Wording
from lms.library.models import Document
from lms.onboarding.domain import DrillProof, LessonProof, ScenarioProof, Template, Wanted
from lms.people.models import Person
from lms.studio.domain import Said, Use, keeping, where_used
from lms.studio.domain.uses import Identity
from lms.studio.queries.desks import COURSE, LESSON

KEY = "studio.uses"
STILL_AWAY = N_("它用到的“%(name)s”还在归档里，或者已经没有了；先把那一份拿出来。")


def uses_of(kind: str, name: str) -> tuple[Use, ...]:
    """The published documents that use one."""
    return _uses().get((kind, name), ())


def archived_with(person: Person, document: Document) -> list[Document]:
    """What goes into the archive with a document: a course takes its lessons along.

    Raises NotFound for a lesson that is not the person's.
    """
    live = library.published(document.kind, document.name)
    if document.kind != COURSE or live is None:
        return [document]
    course: Course = live.content
    lessons = [library.authored(person, LESSON, one.id) for one in course.lessons]
    return [document, *lessons]


def returned_with(person: Person, document: Document) -> list[Document]:
    """What comes out of the archive with a document: a course brings its lessons along.

    Raises Stale while something that it names is in the archive, or is published no more.
    """
    content = library.at_revision(document.published_revision_id or 0).content
    lessons = [one.id for one in content.lessons] if document.kind == COURSE else []
    members = [document, *(one for one in library.archived(person) if _is_one_of(one, lessons))]
    own = {(one.kind, one.name) for one in members}
    for named in kinds.of(document.kind).references(content):
        identity = (named.kind, named.name)
        if identity not in own and library.published(*identity) is None:
            raise Stale(STILL_AWAY, name=named.name)
    return members


def _is_one_of(document: Document, lessons: list[str]) -> bool:
    return document.kind == LESSON and document.name in lessons


def kept_by(documents: list[Document]) -> tuple[Use, ...]:
    """What must let go of these documents before they can be archived."""
    return keeping([(one.kind, one.name) for one in documents], _uses())


def _uses() -> Mapping[Identity, tuple[Use, ...]]:
    return library.of_this_edition(KEY, lambda: where_used(_said()))


def _said() -> Iterator[Said]:
    for kind in kinds.registered().values():
        for one in library.all_published(kind.name):
            yield Said(
                kind=one.kind,
                name=one.name,
                title=kind.meta(one.content).title,
                names=[(named.kind, named.name) for named in kind.references(one.content)],
                texts=list(_texts(one)),
                tasks=_tasks(one),
            )


def _texts(document: Published[object]) -> Iterator[str]:
    if isinstance(document.content, Lesson):
        lesson = document.content
        blocks = [*lesson.lead_in(SOURCE)]
        blocks += [block for section in lesson.sections for block in section.in_(SOURCE)]
        yield from (block.text for block in blocks if isinstance(block, Passage))


def _tasks(document: Published[object]) -> Mapping[Identity, tuple[Wording, ...]]:
    found: dict[Identity, tuple[Wording, ...]] = defaultdict(tuple)
    if isinstance(document.content, Template):
        for task in document.content.tasks():
            identity = _asked(task.proof)
            if identity:
                found[identity] += (task.title,)
    return dict(found)


def _asked(proof: Wanted) -> Identity | None:
    match proof:
        case LessonProof(lesson):
            return LESSON, lesson
        case ScenarioProof(scenario):
            return "scenario", scenario
        case DrillProof(drill):
            return "drill", drill
    return None
