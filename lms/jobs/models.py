"""The table of jobs."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import Base, Json, Key
from lms.jobs.domain import JobStatus


class Job(Base):
    """Something to be done outside a request; asked for once per kind and key."""

    __tablename__ = "job"
    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(sa.String(60))
    key: Mapped[str] = mapped_column(sa.String(120))
    payload: Mapped[Json]
    status: Mapped[str] = mapped_column(sa.String(7), default=JobStatus.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    heartbeat_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(sa.String(300))

    __table_args__ = (
        sa.UniqueConstraint("kind", "key"),
        sa.CheckConstraint("status IN ('waiting', 'running', 'done', 'failed')", name="status"),
        sa.CheckConstraint("tries >= 0", name="tries"),
        sa.Index("ix_job_status_due_at", "status", "due_at"),
        sa.Index("ix_job_kind_id", "kind", "id"),
    )
