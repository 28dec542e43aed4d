"""The tables of messages, of letters that carry them by e-mail, and of robots in chat groups."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.db import Base, Json, Key, PublicId
from lms.forms import LONGEST_KEY as LONGEST_FORM_KEY
from lms.messages.domain import LONGEST_KEY, LONGEST_LINK, LONGEST_NAME, LONGEST_TOPIC
from lms.people.models import Department, Person, personal

TOLD = personal("tell people what concerns them", "contract", "1 year")


class Message(Base):
    """One thing told to one person, once per key; the sentence is translated when it is read."""

    __tablename__ = "message"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=TOLD)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    sentence: Mapped[str] = mapped_column(sa.String(300))  # message id of the catalogue
    parameters: Mapped[Json] = mapped_column(info=TOLD)
    link: Mapped[str] = mapped_column(sa.String(LONGEST_LINK))
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None] = mapped_column(info=TOLD)

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.Index("ix_message_person_id_read_at", "person_id", "read_at"),
    )


POSTED = personal("bring people what concerns them by e-mail", "contract", "90 days")


class Mail(Base):
    """One letter to one person, once per key; written and addressed when it is sent.

    Neither words nor address are kept. It waits while neither `sent_at` nor `dropped_at` is set;
    its job says when it is tried again, or that it was given up.
    """

    __tablename__ = "mail"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), info=POSTED)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    kind: Mapped[str] = mapped_column(sa.String(40))
    message_id: Mapped[int | None] = mapped_column(sa.ForeignKey("message.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None] = mapped_column(info=POSTED)
    dropped_at: Mapped[datetime | None] = mapped_column(info=POSTED)
    trouble: Mapped[str | None] = mapped_column(sa.String(20))  # of the latest try, as a code
    answer: Mapped[str | None] = mapped_column(sa.String(200))  # what the mail server said to it

    person: Mapped[Person] = relationship()
    message: Mapped[Message | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("person_id", "key"),
        sa.Index(
            "ix_mail_unsent",
            "id",
            sqlite_where=sa.text("sent_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL"),
        ),
    )


LONGEST_SEALED = 300  # characters of an encrypted token


class Robot(Base):
    """A robot in a chat group of a department; taken out of the list, it forgets its secrets."""

    __tablename__ = "robot"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    creation_key: Mapped[str] = mapped_column(sa.String(LONGEST_FORM_KEY), unique=True)
    department_id: Mapped[int] = mapped_column(sa.ForeignKey("department.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(8))
    name: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    language: Mapped[str] = mapped_column(sa.String(7))
    token: Mapped[str | None] = mapped_column(sa.String(LONGEST_SEALED))  # encrypted, as is secret
    secret: Mapped[str | None] = mapped_column(sa.String(LONGEST_SEALED))
    tail: Mapped[str] = mapped_column(sa.String(4))  # of the token, to tell robots apart
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    department: Mapped[Department] = relationship()
    topics: Mapped[list["RobotTopic"]] = relationship(
        cascade="all, delete-orphan", order_by="RobotTopic.topic"
    )

    __table_args__ = (
        sa.CheckConstraint("kind IN ('wecom', 'dingtalk', 'feishu')", name="kind"),
        sa.CheckConstraint("language IN ('zh-Hans', 'zh-Hant', 'en')", name="language"),
        sa.CheckConstraint(
            "removed_at IS NULL OR (token IS NULL AND secret IS NULL)", name="forgets"
        ),
    )


class RobotTopic(Base):
    """A robot is told what concerns a topic."""

    __tablename__ = "robot_topic"
    robot_id: Mapped[int] = mapped_column(sa.ForeignKey("robot.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(sa.String(LONGEST_TOPIC), primary_key=True)

    __table_args__ = (sa.Index("ix_robot_topic_topic", "topic"),)


class Announcement(Base):
    """One thing to be said in one group, once per key: a sentence of ours with numbers and days.

    It waits while neither `sent_at` nor `dropped_at` is set, as letters do.
    """

    __tablename__ = "announcement"
    id: Mapped[Key]
    public_id: Mapped[PublicId]
    robot_id: Mapped[int] = mapped_column(sa.ForeignKey("robot.id"))
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    topic: Mapped[str] = mapped_column(sa.String(LONGEST_TOPIC))
    sentence: Mapped[str] = mapped_column(sa.String(300))  # message id of the catalogue
    parameters: Mapped[Json]
    link: Mapped[str] = mapped_column(sa.String(LONGEST_LINK))
    created_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    trouble: Mapped[str | None] = mapped_column(sa.String(20))  # of the latest try, as a code
    answer: Mapped[str | None] = mapped_column(sa.String(200))  # what the maker's server said to it

    robot: Mapped[Robot] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("robot_id", "key"),
        sa.CheckConstraint("sent_at IS NULL OR dropped_at IS NULL", name="fate"),
        sa.Index("ix_announcement_robot_id_id", "robot_id", "id"),
        sa.Index(
            "ix_announcement_unsaid",
            "id",
            sqlite_where=sa.text("sent_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL"),
        ),
    )
