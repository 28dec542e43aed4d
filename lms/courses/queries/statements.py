"""The statements about reading, made once and from tables: making one costs more than asking it.

`person_id`, `document_id`, `people` and `documents` are their parameters.
"""

import sqlalchemy as sa

from lms.courses.models import (
    CheckAnswer,
    CheckPractice,
    CourseCompletion,
    EntryTest,
    EntryTestLesson,
    ExemptionWithdrawal,
    HintAsked,
    LessonCompletion,
    LessonExemption,
    LessonSignature,
    SectionRead,
)
from lms.library.models import Document, Revision

_read, _answer = SectionRead.__table__.c, CheckAnswer.__table__.c
_completion, _course = LessonCompletion.__table__.c, CourseCompletion.__table__.c
_signature = LessonSignature.__table__.c
_exemption, _withdrawal = LessonExemption.__table__.c, ExemptionWithdrawal.__table__.c
_test, _tested = EntryTest.__table__.c, EntryTestLesson.__table__.c
_document, _revision = Document.__table__.c, Revision.__table__.c
_hint, _practice = HintAsked.__table__.c, CheckPractice.__table__.c
_first = CheckAnswer.__table__.alias()
_later, _published = Revision.__table__.alias(), Revision.__table__.alias()

PERSON = sa.bindparam("person_id", type_=sa.Integer)
DOCUMENT = sa.bindparam("document_id", type_=sa.Integer)
PEOPLE = sa.bindparam("people", type_=sa.Integer, expanding=True)
DOCUMENTS = sa.bindparam("documents", type_=sa.Integer, expanding=True)

# No later revision, up to the published one, is material.
_STILL_COUNTS = ~(
    sa.select(_later.c.id)
    .where(
        _document.id == _later.c.document_id,
        _published.c.id == _document.published_revision_id,
        _later.c.document_id == _revision.document_id,
        _later.c.material,
        _later.c.published_at.is_not(None),
        _later.c.number > _revision.number,
        _later.c.number <= _published.c.number,
    )
    .correlate(Revision.__table__)
    .exists()
)

READS = (
    sa.select(_read.document_id, _read.section, sa.func.sum(_read.seconds), sa.func.max(_read.at))
    .where(_read.person_id == PERSON, _revision.id == _read.revision_id, _STILL_COUNTS)
    .group_by(_read.document_id, _read.section)
)
_BY_TEST = (
    _revision.id == _exemption.revision_id,
    _tested.id == _exemption.test_lesson_id,
    _test.id == _tested.test_id,
)
_IS_TAKEN_BACK = sa.select(_withdrawal.id).where(_withdrawal.exemption_id == _exemption.id).exists()
# The sections that were read in a lesson, and without a section: when it was completed, on which
# revision (`is_signed`: whatever has changed since), and for an exemption that was not taken back,
# by which test. One statement, for it is asked on every page of a lesson.
HISTORY_IN = sa.union_all(
    sa.select(
        _read.section,
        sa.func.sum(_read.seconds),
        sa.func.max(_read.at).label("at"),
        sa.null().label("test"),
    )
    .where(
        _read.person_id == PERSON,
        _read.document_id == DOCUMENT,
        _revision.id == _read.revision_id,
        _STILL_COUNTS,
    )
    .group_by(_read.section),
    sa.select(sa.null(), _completion.revision_id, _completion.completed_at, sa.null()).where(
        _completion.person_id == PERSON,
        _completion.document_id == DOCUMENT,
        _revision.id == _completion.revision_id,
        sa.or_(_STILL_COUNTS, sa.bindparam("is_signed", type_=sa.Boolean)),
    ),
    sa.select(sa.null(), _exemption.revision_id, _exemption.at, _test.public_id).where(
        _exemption.person_id == PERSON,
        _exemption.document_id == DOCUMENT,
        *_BY_TEST,
        _STILL_COUNTS,
        ~_IS_TAKEN_BACK,
    ),
)
ANSWERS = (
    sa.select(
        _answer.document_id,
        _answer.question,
        sa.func.max(sa.case((_answer.is_right, 1), else_=0)),
        sa.func.sum(_answer.seconds),
        sa.func.max(_answer.at),
    )
    .where(_answer.person_id == PERSON, _revision.id == _answer.revision_id, _STILL_COUNTS)
    .group_by(_answer.document_id, _answer.question)
)
# The answers in a lesson, and without an answer: how many hints to a check were asked for. One
# statement, as above.
ANSWERS_IN = sa.union_all(
    sa.select(
        _answer.question,
        _answer.answer,
        _answer.is_right,
        _answer.seconds,
        _answer.id.label("place"),
    ).where(
        _answer.person_id == PERSON,
        _answer.document_id == DOCUMENT,
        _revision.id == _answer.revision_id,
        _STILL_COUNTS,
    ),
    sa.select(_hint.question, sa.null(), sa.null(), sa.func.max(_hint.number), sa.literal(0))
    .where(
        _hint.person_id == PERSON,
        _hint.document_id == DOCUMENT,
        _revision.id == _hint.revision_id,
        _STILL_COUNTS,
    )
    .group_by(_hint.question),
).order_by(sa.text("place"))
FIRST_ANSWERS = sa.select(
    _answer.document_id, _answer.question, _answer.is_right, _answer.at
).where(
    _answer.id.in_(
        sa.select(sa.func.min(_first.c.id))
        .where(_first.c.person_id == PERSON)
        .group_by(_first.c.document_id, _first.c.question)
    )
)
PRACTISED = (
    sa.select(_practice.document_id, _practice.question, _practice.day, _practice.is_right)
    .where(_practice.person_id == PERSON)
    .order_by(_practice.id)
)
# The lessons that were completed, those that are signed (`documents`) whatever has changed since,
# and those exempted by a test: by which, and whether that was taken back.
COMPLETIONS = sa.union_all(
    sa.select(
        _completion.person_id,
        _completion.document_id,
        _document.name,
        _completion.completed_at.label("at"),
        _completion.revision_id,
        sa.literal("").label("test"),
        sa.false().label("is_taken_back"),
    ).where(
        _completion.person_id.in_(PEOPLE),
        _revision.id == _completion.revision_id,
        _document.id == _completion.document_id,
        sa.or_(_STILL_COUNTS, _completion.document_id.in_(DOCUMENTS)),
    ),
    sa.select(
        _exemption.person_id,
        _exemption.document_id,
        _document.name,
        _exemption.at,
        _exemption.revision_id,
        _test.public_id,
        _IS_TAKEN_BACK,
    ).where(
        _exemption.person_id.in_(PEOPLE),
        _document.id == _exemption.document_id,
        *_BY_TEST,
        _STILL_COUNTS,
    ),
).order_by("test", "at")  # what was read comes first
MATERIAL = (
    sa.select(_document.name)
    .distinct()
    .where(
        _published.c.id == _document.published_revision_id,
        _revision.document_id == _document.id,
        _document.kind == "lesson",
        _revision.material,
        _revision.published_at.is_not(None),
        _revision.number <= _published.c.number,
    )
)
COURSE_COMPLETIONS = (
    sa.select(_course.person_id, _course.document_id, _course.completed_at, _course.revision_id)
    .where(_course.person_id.in_(PEOPLE))
    .order_by(_course.id)
)
SIGNATURES = (
    sa.select(
        _signature.person_id,
        _signature.document_id,
        _signature.at,
        _signature.revision_id,
        _revision.number,
        _signature.language,
    )
    .where(
        _signature.person_id.in_(PEOPLE),
        _signature.document_id.in_(DOCUMENTS),
        _revision.id == _signature.revision_id,
    )
    .order_by(_signature.id)
)
STATES = (
    sa.select(_revision.document_id, _revision.id, _revision.material, _revision.published_at)
    .where(
        _revision.document_id.in_(DOCUMENTS),
        _document.id == _revision.document_id,
        _published.c.id == _document.published_revision_id,
        _revision.published_at.is_not(None),
        _revision.number <= _published.c.number,
    )
    .order_by(_revision.document_id, _revision.number)
)
