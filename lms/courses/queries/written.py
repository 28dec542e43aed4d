"""A course as its author may take it away: with all of its lessons."""

from lms.courses.domain import Course, Lesson
from lms.errors import NotFound
from lms.library import queries as library
from lms.library.queries import Published
from lms.people.models import Person


def written(person: Person, name: str) -> tuple[Published[Course], list[Published[Lesson]]]:
    """A published course and its lessons, in their order, if all of them are the person's own.

    Raises NotFound for every other.
    """
    course: Published[Course] | None = library.published("course", name)
    if course is None:
        raise NotFound
    listed = (library.published("lesson", ref.id) for ref in course.content.lessons)
    lessons = [one for one in listed if one is not None]
    own = {document.id for document in library.documents_of(person)}
    if not lessons or any(one.document_id not in own for one in (course, *lessons)):
        raise NotFound
    return course, lessons
