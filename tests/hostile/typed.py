"""What people type, and what their programs say of themselves, replaced by attacks in every row.

Written past the forms and their limits of length: what is shown must be harmless whatever is kept.
"""

import json
from collections.abc import Callable, Mapping

import sqlalchemy as sa
from flask import Flask

from lms.db import db, metadata, write
from lms.messages.domain import DAY

TYPED = {
    "access_look": ["detail"],
    "agreement": ["goals"],
    "announcement": ["answer"],
    "certificate": ["snapshot"],
    "certificate_act": ["words"],
    "day_matter": ["words"],
    "checklist_mark": ["words"],
    "checklist_record": ["evidence"],
    "department": ["name"],
    "dispute": ["reason", "words"],
    "dispute_appeal": ["reason", "words"],
    "draft_remark": ["quote", "words"],
    "draft_review": ["note", "words"],
    "exemption_withdrawal": ["words"],
    "duet_line": ["words"],
    "duet_mark": ["words"],
    "extra_attempt": ["reason"],
    "extra_time": ["reason"],
    "focus_session": ["cut_by", "goal"],
    "gate_statement": ["ahead", "done", "lacking", "learnt"],
    "job": ["error", "key"],
    "kept_reply": ["text"],
    "lesson_note": ["quote", "words"],
    "lesson_question": ["answer", "quote", "words"],
    "lesson_reaction": ["answer", "quote", "words"],
    "mail": ["answer"],
    "mark": ["reason"],
    "mentor_feedback": ["words"],
    "message": ["parameters"],
    "observation": ["evidence"],
    "observation_request": ["words"],
    "pair_end": ["handover"],
    "person": ["email", "employee_number", "login", "name"],
    "plan_adjustment": ["reason"],
    "play_comment": ["text"],
    "regrading": ["words"],
    "reply_amendment": ["title", "words"],
    "robot": ["name"],
    "session_answer": ["words"],
    "session_note": ["words"],
    "session_record": ["shared"],
    "session_todo": ["words"],
    "shelf_entry": ["answer", "question", "source"],
    "shelf_share": ["answer", "question", "source", "words"],
    "sign_in_session": ["browser"],
    "sign_off": ["words"],
    "turn": ["text"],
    "upload": ["alt"],
    "verdict_message": ["words"],
    "week_review": ["change", "request", "stuck"],
    "work_report": ["ahead", "done", "lacking", "learnt"],
    "work_report_reply": ["to_talk", "words"],
    "workday": ["occasion"],
}
MADE_BY_US = {  # texts of which no part is typed: ids, kinds, hashes, states, languages
    "access_look": ["scope", "what"],
    "announcement": [  # numbers and days alone are its parameters
        *("key", "link", "parameters", "sentence", "topic", "trouble"),
    ],
    "assignment": ["reason"],  # a sentence of ours
    "audit_event": ["hash", "kind", "parameters", "previous_hash"],  # closed against all changes
    "calendar_address": ["digest"],
    "calibration_grade": ["item"],
    "calibration_round": ["key"],
    "calibration_seat": ["key"],
    "certificate": ["code", "last_act", "number", "prefix", "programme", "unprintable"],
    "certificate_act": ["act", "key", "reason"],
    "certificate_counter": ["prefix"],
    "certificate_gap": ["prefix"],
    "check_answer": ["answer", "key", "question"],
    "check_practice": ["answer", "key", "question"],
    "checklist_mark": ["item"],
    "checklist_record": ["key", "setting", "verdict"],
    "cohort": ["key"],
    "day_matter": ["closing", "key", "quadrant", "sort"],
    "department": ["creation_key"],
    "dispute": ["capacity", "decision", "key"],
    "dispute_appeal": ["decision", "key"],
    "document": ["address", "kind", "name"],
    "drill_mark": ["engine", "reason", "windows"],
    "drill_run": ["ended_by", "key"],
    "draft_file": ["path"],  # like those of revisions
    "draft_remark": ["key"],
    "draft_review": ["digest", "key", "verdict", "versions"],
    "draft_text": ["base", "path", "text"],  # by tests/hostile/poison.py
    "duet": ["key"],
    "duet_line": ["key"],
    "duet_mark": ["item"],
    "edition": ["name"],
    "entry_answer": ["answer", "key", "question"],
    "entry_test": ["key", "seed"],
    "entry_test_lesson": ["outcome", "questions"],
    "enrolment_slip": ["token_hash"],
    "extra_attempt": ["key"],
    "extra_time": ["key"],
    "failed_try": ["door", "subject_hash"],
    "first_play": ["left_at", "mode"],
    "focus_session": ["key", "outcome"],
    "gate_statement": ["gate"],
    "half_hour": ["key", "share"],
    "hint_asked": ["key", "question"],
    "job": ["kind", "payload", "status"],
    "kept_reply": ["cause", "decision", "digest", "element", "step"],
    "known_browser": ["browser_hash"],
    "learning_item": ["item", "points", "source"],
    "learning_plan": ["post"],
    "leave": ["key", "kind"],
    "lesson_completion": [],
    "lesson_note": ["key", "language", "paragraph"],
    "lesson_question": ["key", "language", "paragraph"],
    "lesson_reaction": ["key", "kind", "language", "paragraph", "verdict"],
    "lesson_signature": ["digest", "key", "language"],
    "mail": ["key", "kind", "trouble"],
    "mark": ["engine", "points"],
    "message": ["key", "link", "sentence"],
    "observation": ["competency", "key", "setting", "verdict"],
    "observation_request": ["competency", "ended", "key"],
    "pair_end": ["how"],
    "person": [
        *("creation_key", "employee_number_folded", "employee_number_looks", "language"),
        *("login_looks", "name_pinyin", "password_due", "password_hash", "status", "words"),
    ],
    "plan_change": ["key", "reach"],
    "plan_gate": ["gate"],
    "plan_move": ["key"],
    "plan_task": ["task"],
    "play": ["ended_by", "key", "language", "mode"],
    "play_comment": ["key"],
    "recovery_code": ["code_hash"],
    "regrading": ["cause", "changes", "move", "state", "verdicts"],
    "rendering": ["html", "language", "part", "renderer"],
    "reply_amendment": ["decision", "element", "step"],
    "reply_ruling": ["capacity", "element", "grader", "reply", "rule"],
    "reset_link": ["token_hash"],
    "revision": ["digest", "origin", "texts"],  # by tests/hostile/poison.py
    "revision_file": ["path"],  # of letters, digits, hyphens, by lms/library/media
    "robot": ["creation_key", "kind", "language", "secret", "tail", "token"],
    "robot_topic": ["topic"],
    "role_grant": ["role"],
    "rota": ["key", "pattern", "rest"],
    "search_entry": ["part", "texts", "titles", "version", "within", "words"],
    "second_factor": ["fresh_codes", "next_secret", "secret"],
    "section_read": ["key", "section"],
    "session_record": ["key", "talk", "task"],
    "session_todo": ["closed"],
    "shelf_entry": ["key", "shelf"],
    "shelf_share": ["shelf", "verdict"],
    "sign_in_session": ["end_reason", "token_hash"],
    "sign_off": ["capacity", "key", "subject", "subject_id", "verdict"],
    "step_taken": ["answer", "mode", "step", "target"],
    "stored_file": ["digest"],
    "task_approval": ["role", "task"],
    "turn": ["input", "key", "kind", "verdict"],
    "upload": ["path"],  # like those of revisions
    "verdict_message": ["key", "kind", "verdict"],
    "translation_approval": ["digest", "language", "place"],
    "weak_spots": ["gravest"],
    "work_report": ["figures", "task"],  # titles of authored texts among them
}
NOT_INTO_BLANKS = {"draft_remark.quote", "focus_session.cut_by"}  # nothing may stand there
TEXTS = (sa.String, sa.JSON)
Said = Callable[[str], str]


def undecided() -> list[str]:
    """Columns of text of which nobody has said whether people type into them."""
    known = {f"{t}.{c}" for kept in (TYPED, MADE_BY_US) for t in kept for c in kept[t]}
    found = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, TEXTS) and column.name != "public_id"
    }
    return sorted(found - known)


def fill(app: Flask, said: Said) -> list[str]:
    """Put `said(table.column)` wherever something stands; the columns in which nothing was."""
    with app.app_context():
        return [
            f"{name}.{column}"
            for name, columns in TYPED.items()
            for column in columns
            if not write(_fill, metadata.tables[name], column, said(f"{name}.{column}"))
        ]


def _fill(table: sa.Table, name: str, said: str) -> int:
    column, own = table.c[name], next(iter(table.primary_key))
    stands = column != "" if str(column) in NOT_INTO_BLANKS else column.is_not(None)
    rows = db.session.execute(sa.select(own, column).where(stands)).all()
    for number, value in rows:
        changed = sa.update(table).where(own == number).values({name: _kept(value, said, number)})
        db.session.execute(changed)
    return len(rows)


def _kept(value: object, said: str, number: int) -> object:
    if not isinstance(value, str):
        return _replaced(value, said)
    if value.startswith("{"):  # a form that was filled in
        return json.dumps(_replaced(json.loads(value), said))
    return f"{said}{number}"  # unique where it must be


def _replaced(value: object, said: str) -> object:
    if isinstance(value, str):
        return value + said
    if isinstance(value, list):
        return [_replaced(one, said) for one in value]
    if isinstance(value, Mapping) and DAY not in value:
        return {key: _replaced(one, said) for key, one in value.items()}
    return value
