"""Every table that says something about people is copied for the crowd, or says why it is not."""

from collections.abc import Iterator

from lms.db import metadata
from lms.operations.demo.crowd.rows import TABLES
from lms.people.models import Person

OF_NOBODY = {"department", "document", "revision"}  # what refers to them is nobody's for that
GROWS_OTHERWISE = "grows with what officers, trainers and authors do, not with trainees"
KEPT_SHORT = "kept for days or weeks, then deleted"
SIGNING_IN = "made when somebody signs in, which nobody of the crowd has done"
NOBODY_DID = "nobody of the demo company has done it"
NOT_COPIED = {
    "access_look": "who looked at whose record: the mentors of copies have looked at nobody's",
    "calendar_address": NOBODY_DID,
    "calibration_grade": "a round asks the mentors of its day; both were opened before the crowd",
    "calibration_round": "of the whole company: one a month",
    "calibration_seat": "a round asks the mentors of its day; both were opened before the crowd",
    "certificate_act": "nobody of a branch loses a certificate",
    "check_practice": NOBODY_DID,
    "cohort": GROWS_OTHERWISE,
    "cohort_plan": "the crowd begins one by one",
    "department": "made for each copy by the service",
    "dispute_appeal": NOBODY_DID,
    "document_author": GROWS_OTHERWISE,
    "draft": GROWS_OTHERWISE,
    "draft_file": GROWS_OTHERWISE,
    "draft_remark": GROWS_OTHERWISE,
    "draft_review": GROWS_OTHERWISE,
    "draft_text": GROWS_OTHERWISE,
    "draft_version": GROWS_OTHERWISE,
    "enrolment_slip": KEPT_SHORT,
    "extra_attempt": NOBODY_DID,
    "extra_time": NOBODY_DID,
    "feedback_spent": NOBODY_DID,
    "hint_asked": NOBODY_DID,
    "kept_reply": GROWS_OTHERWISE,
    "kept_reply_person": NOBODY_DID,
    "known_browser": SIGNING_IN,
    "lesson_note": NOBODY_DID,
    "lesson_question": NOBODY_DID,
    "mail": KEPT_SHORT,
    "mentor_feedback": NOBODY_DID,
    "plan_adjustment": NOBODY_DID,
    "plan_change": GROWS_OTHERWISE,
    "plan_move": NOBODY_DID,
    "plan_move_part": NOBODY_DID,
    "plan_update": NOBODY_DID,
    "play_retry": NOBODY_DID,
    "recovery_code": SIGNING_IN,
    "regrading": NOBODY_DID,
    "reply_amendment": GROWS_OTHERWISE,
    "reply_ruling": GROWS_OTHERWISE,
    "reset_link": KEPT_SHORT,
    "revision": GROWS_OTHERWISE,
    "second_factor": SIGNING_IN,
    "session_report": NOBODY_DID,
    "session_review": NOBODY_DID,
    "session_topic": NOBODY_DID,
    "sign_in_session": SIGNING_IN,
    "task_approval": NOBODY_DID,
    "translation_approval": GROWS_OTHERWISE,
    "upload": GROWS_OTHERWISE,
}


def of_people() -> set[str]:
    """The tables with a person in them, or with a row of such a table."""
    found = {Person.__tablename__}
    while more := set(_referring_to(found - OF_NOBODY)) - found:
        found |= more
    return found


def _referring_to(tables: set[str]) -> Iterator[str]:
    for table in metadata.tables.values():
        if any(key.column.table.name in tables for key in table.foreign_keys):
            yield table.name


def test_every_table_of_people_is_copied_for_the_crowd_or_says_why_not():
    missing = of_people() - set(TABLES) - set(NOT_COPIED)

    assert not missing, "name them in COPIED of demo/crowd/rows.py, or here with the reason"


def test_no_reason_is_given_for_what_is_copied_or_gone():
    assert set(NOT_COPIED) <= of_people()
    assert not set(NOT_COPIED) & set(TABLES)
