"""The kinds of letters that this package writes: one that carries a message, and one to try."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import Flask

from lms.db import db
from lms.errors import N_
from lms.i18n import _
from lms.messages.domain import MESSAGE
from lms.messages.models import Message
from lms.messages.queries import sentence_of
from lms.people import post
from lms.people.models import Person
from lms.people.post import KindOfLetter, Letter

TRIAL = "trial"
ONE_HOUR = timedelta(hours=1)


def carrying_a_message(person: Person, key: str, _now: datetime) -> Letter:
    """A message, as far as it may travel: nobody is named."""
    message = db.session.scalars(
        sa.select(Message).where(Message.person_id == person.id, Message.public_id == key)
    ).one()
    return Letter(
        subject=_("师徒学堂：您有一条新消息"),
        paragraphs=(sentence_of(message),),
        link="/messages",
        link_words=_("登录后看详情："),
    )


def trial(_person: Person, _key: str, _now: datetime) -> Letter:
    """A letter that shows whether letters arrive."""
    return Letter(
        subject=_("师徒学堂：试寄成功"),
        paragraphs=(_("您收到了这封信，说明师徒学堂能寄邮件了。"),),
        link="/mail",
        link_words=_("回到邮件页："),
    )


def init_app(app: Flask) -> None:
    """Register both."""
    post.letter(app, MESSAGE, KindOfLetter(carrying_a_message, N_("消息")))
    post.letter(app, TRIAL, KindOfLetter(trial, N_("试寄"), life=ONE_HOUR))
