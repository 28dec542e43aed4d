"""The addresses of pairs for tests/test_access.py."""

from datetime import UTC, datetime

import sqlalchemy as sa

from lms.db import db, new_public_id, write
from lms.library.models import Document
from lms.mentoring.models import (
    ChecklistRecord,
    Duet,
    ObservationRequest,
    SessionRecord,
    SessionTodo,
    WorkReport,
)
from lms.onboarding.models import Plan
from lms.people.models import Pair
from tests.access_cases import add, tried_elsewhere
from tests.company import BEGINNING, FIRST_DAY
from tests.onboarding.access import gate
from tests.onboarding.kit import load_content


def pair(world, owner):
    """A pair in which the owner is the apprentice; made when there is none."""
    if "plans" not in world.kept:
        world.kept["plans"] = load_content(world.app)
    with world.app.app_context():
        found = db.session.scalar(sa.select(Pair.public_id).where(Pair.apprentice_id == owner.id))
    if found is not None:
        return {"public_id": found}
    world.company.pair(world.company.person(f"g-{owner.login}", "mentor"), owner)
    return pair(world, owner)


add("mentoring.show_pair", pair)
add("mentoring.show_records", pair)
add("mentoring.create_observation", pair)
add("mentoring.show_agreement", pair)
add("mentoring.create_agreement", pair, not_to_oneself=True)


def session(world, owner):
    """A session of the owner with the mentor of now."""

    def make():
        found = db.session.scalars(sa.select(Pair).where(Pair.apprentice_id == owner.id)).one()
        talks = sa.select(Document.published_revision_id).where(Document.kind == "talks")
        record = SessionRecord(
            pair_id=found.id,
            person_id=owner.id,
            mentor_id=found.mentor_id,
            revision_id=db.session.scalars(talks).one(),
            talk="weekly",
            held_on=FIRST_DAY,
            minutes=15,
            shared="先听完再答。",
            at=BEGINNING,
            key=new_public_id(),
        )
        db.session.add(record)
        db.session.flush()
        return record

    pair(world, owner)
    with world.app.app_context():
        return {"public_id": write(lambda: make().public_id)}


def todo(world, owner):
    """Something that the owner is to do."""

    def make():
        of = sa.select(SessionRecord).where(SessionRecord.public_id == made["public_id"])
        record = db.session.scalars(of).one()
        row = SessionTodo(
            session_id=record.id,
            pair_id=record.pair_id,
            owner_id=owner.id,
            words="录两张工单",
            due_on=FIRST_DAY,
        )
        db.session.add(row)
        db.session.flush()
        return row.public_id

    made = session(world, owner)
    with world.app.app_context():
        return {"public_id": write(make)}


add("mentoring.new_session", pair, not_to_oneself=True)
add("mentoring.create_session", pair, not_to_oneself=True)
add("mentoring.show_session", session)
add("mentoring.update_note", session)
add("mentoring.create_closing", todo)
tried_elsewhere("mentoring.show_agreement_file", "mentoring/test_agreements.py")
tried_elsewhere("mentoring.create_acceptance", "mentoring/test_agreements.py")
tried_elsewhere("mentoring.create_answer", "mentoring/test_sessions.py")


def checklist(world, owner):
    """A checklist and the pair for which it is filled in."""
    return {**pair(world, owner), "name": "call-handling"}


def checklist_record(world, owner):
    """A checklist that the mentor of now has filled in."""

    def make():
        found = db.session.scalars(sa.select(Pair).where(Pair.apprentice_id == owner.id)).one()
        lists = sa.select(Document.published_revision_id).where(Document.name == "call-handling")
        record = ChecklistRecord(
            pair_id=found.id,
            person_id=owner.id,
            mentor_id=found.mentor_id,
            revision_id=db.session.scalars(lists).one(),
            setting="real",
            verdict="met",
            evidence="先复述，再查单。",
            at=BEGINNING,
            key=new_public_id(),
        )
        db.session.add(record)
        db.session.flush()
        return record.public_id

    pair(world, owner)
    with world.app.app_context():
        return {"public_id": write(make)}


add("mentoring.new_checklist_record", checklist, not_to_oneself=True)
add("mentoring.create_checklist_record", checklist, not_to_oneself=True)
add("mentoring.show_checklist_record", checklist_record)


def request(world, owner):
    """A wish of the owner to be observed by the mentor of now."""

    def make():
        found = db.session.scalars(sa.select(Pair).where(Pair.apprentice_id == owner.id)).one()
        row = ObservationRequest(
            pair_id=found.id,
            person_id=owner.id,
            competency="voice",
            words="",
            starts_at=BEGINNING,
            at=BEGINNING,
            ended="observed",
            ended_at=BEGINNING,
            key=new_public_id(),
        )
        db.session.add(row)
        db.session.flush()
        return row.public_id

    pair(world, owner)
    with world.app.app_context():
        return {"public_id": write(make)}


add("mentoring.show_request", request)
add("mentoring.create_slot", request)
add("mentoring.create_request_withdrawal", request)
tried_elsewhere("mentoring.create_slot_acceptance", "mentoring/test_requests.py")


def duet(world, owner):
    """A role-play of the owner with the mentor of now."""

    def make():
        found = db.session.scalars(sa.select(Pair).where(Pair.apprentice_id == owner.id)).one()
        cards = sa.select(Document.published_revision_id).where(Document.kind == "card").limit(1)
        row = Duet(
            pair_id=found.id,
            person_id=owner.id,
            mentor_id=found.mentor_id,
            revision_id=db.session.scalars(cards).one(),
            started_at=BEGINNING,
            ended_at=BEGINNING,
            key=new_public_id(),
        )
        db.session.add(row)
        db.session.flush()
        return row.public_id

    pair(world, owner)
    with world.app.app_context():
        return {"public_id": write(make)}


CUSTOMER = {"card": "late-birthday-gift", "key": "duet"}
add("mentoring.create_duet", pair, not_to_oneself=True, form=CUSTOMER)
add("mentoring.show_duet", duet)
add("mentoring.create_line", duet)
tried_elsewhere("mentoring.create_end", "mentoring/test_duets.py")


def report(world, owner):
    """A work report that the owner has sent."""

    def make():
        plan = db.session.scalars(sa.select(Plan).where(Plan.person_id == owner.id)).one()
        row = WorkReport(
            plan_id=plan.id,
            person_id=owner.id,
            task=new_public_id(),
            month=1,
            first_on=FIRST_DAY,
            last_on=FIRST_DAY,
            figures={},
            saved_at=BEGINNING,
            sent_at=BEGINNING,
            **dict.fromkeys(("done", "learnt", "lacking", "ahead"), "先听完再答。"),
        )
        db.session.add(row)
        db.session.flush()
        return row.public_id

    pair(world, owner)
    gate(world, owner)
    with world.app.app_context():
        return {"public_id": write(make)}


add("mentoring.show_report", report)
add("mentoring.show_report_file", report)
add("mentoring.create_reply", report, not_to_oneself=True)
tried_elsewhere("mentoring.edit_report", "mentoring/test_reports.py")
tried_elsewhere("mentoring.update_report", "mentoring/test_reports.py")
tried_elsewhere("mentoring.create_seat", "mentoring/test_third_seat.py")
for _route in ("show_seat", "create_taking", "update_marks"):
    tried_elsewhere(f"mentoring.{_route}", "mentoring/test_third_seat.py")


def ended(world, owner):
    """A pair that has just ended, in which the owner was the apprentice."""
    values = pair(world, owner)

    def end():
        found = db.session.scalars(sa.select(Pair).where(Pair.apprentice_id == owner.id)).one()
        found.ends_on = found.ends_on or datetime.now(UTC).date()

    with world.app.app_context():
        write(end)
    return values


GRADES = {"there": "5", "clear": "4", "useful": "4", "respect": "5", "words": ""}
add("mentoring.new_feedback", ended)
add("mentoring.create_feedback", ended, form=GRADES)
