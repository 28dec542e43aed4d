"""Courses and lessons are no one person's: who may read and who takes part is tried elsewhere."""

from tests.access_cases import tried_elsewhere

for endpoint in (
    "show_course",
    "create_completion",
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
tried_elsewhere("courses.show_practised", "courses/test_practice.py")
