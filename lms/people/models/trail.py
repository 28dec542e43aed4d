"""Tables of what happened: the audit trail, kept from change by the database; the access log."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Json, Key
from lms.people.models.accounts import Person
from lms.people.models.register import TRAIL
from lms.people.models.sessions import HASH_LENGTH


class AuditEvent(Base):
    """One thing that somebody did; chained by hash, never changed, never deleted."""

    __tablename__ = "audit_event"
    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(sa.String(60), index=True)
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    subject_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    parameters: Mapped[Json]
    previous_hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH), unique=True)
    hash: Mapped[str] = mapped_column(sa.String(HASH_LENGTH), unique=True)


class AccessLook(Base):
    """A look at another person's record, or an export of many: who, whom, what, when."""

    __tablename__ = "access_look"
    id: Mapped[Key]
    at: Mapped[datetime]
    asker_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True, info=TRAIL)
    person_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), index=True, info=TRAIL
    )
    what: Mapped[str] = mapped_column(sa.String(60))  # the permission used
    scope: Mapped[str | None] = mapped_column(sa.String(40), index=True)  # of a list or an export
    detail: Mapped[Json]  # of a list or an export: filter, count, purpose

    asker: Mapped[Person] = relationship(foreign_keys=[asker_id])


# Whoever can write to the table can still not rewrite it; migrations carry the same statements.
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END"
SQLITE_REFUSALS = (
    f"CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event {_REFUSE}",
    f"CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event {_REFUSE}",
    f"""CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event
    WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id OR hash = NEW.hash
                 OR previous_hash = NEW.previous_hash) {_REFUSE}""",  # noqa: S608  # nosec B608  # ours alone
)
POSTGRESQL_REFUSALS = (
    """CREATE OR REPLACE FUNCTION refuse_change_of_audit_event() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'audit_event is append-only'; END $$""",
    """CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit_event()""",
    """CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_event()""",
)
for dialect, statements in (("sqlite", SQLITE_REFUSALS), ("postgresql", POSTGRESQL_REFUSALS)):
    for statement in statements:
        refusal = sa.DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
        event.listen(AuditEvent.__table__, "after_create", refusal)
