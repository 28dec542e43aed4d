"""Courses and lessons are no one person's: who may read and who takes part is tried elsewhere."""

from datetime import UTC, datetime

from lms.courses.models import EntryTest
from lms.db import db, new_public_id, write
from lms.library.queries import published
from tests.access_cases import add, tried_elsewhere
from tests.onboarding.kit import load_content


def entry_test(world, owner):
    """An entry test that its owner has begun, with nothing to ask, and handed in."""
    if "plans" not in world.kept:
        world.kept["plans"] = load_content(world.app)

    def make():
        course, now = published("course", "role-awareness"), datetime.now(UTC)
        test = EntryTest(
            person_id=owner.id,
            document_id=course.document_id,
            revision_id=course.revision_id,
            seed="0",
            started_at=now,
            handed_in_at=now,
            key=new_public_id(),
        )
        db.session.add(test)
        db.session.flush()
        return test.public_id

    with world.app.app_context():
        return {"public_id": write(make)}


add("courses.show_entry_test", entry_test)
add("courses.create_submission", entry_test)
tried_elsewhere("courses.create_entry_answer", "courses/test_entry.py")
tried_elsewhere("courses.new_withdrawal", "courses/test_entry.py")  # the mentor alone
tried_elsewhere("courses.create_withdrawal", "courses/test_entry.py")

for endpoint in (
    "show_course",
    "create_completion",
    "create_entry_test",
    "show_lesson",
    "create_reading",
    "create_answer",
    "create_hint",
    "create_signature",
    "show_download",
    "show_signers",
    "show_signers_file",
):
    tried_elsewhere(f"courses.{endpoint}", "courses/test_access.py")
tried_elsewhere("courses.show_picture", "studio/test_picturing.py")
tried_elsewhere("courses.show_practised", "courses/test_practice.py")
tried_elsewhere("courses.show_scorm", "courses/test_scorm.py")
