"""A new password by a link that is mailed to the owner of an account.

Who asks learns nothing: the answer is the same, and as quick, whether the account exists or not,
for the account is only looked up afterwards, by a job.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa

from lms import jobs
from lms.db import db, lock
from lms.errors import N_, Invalid, NotFound
from lms.i18n import _
from lms.people import access, audit, post, vault
from lms.people.domain import LINK_EVERY, LINK_LIFE, MOST_LINKS, EndReason, Status
from lms.people.models import EnrolmentSlip, Person, ResetLink
from lms.people.post import KindOfLetter, Letter
from lms.people.queries import called, token_hash
from lms.people.service.sessions import (
    end_all_sessions,
    forget_browsers,
    new_token,
    set_password,
)

SEND_LINKS = "people.send-reset-links"  # the kind of jobs
RESET = "reset"  # the kind of letters
TYPED = "typed at reset"  # purpose of lms/people/vault.py
NOBODYS = 0  # owner of what is encrypted before anybody is known
MOST_NAMESAKES = 5  # accounts that share an address
ONE_DAY = timedelta(days=1)
GONE = N_("这个链接用过了，或者过了 30 分钟。请再要一个新的。")


def ask_for_link(typed: str, *, now: datetime) -> None:
    """Ask for links to the accounts that a login or an address may mean."""
    kept = vault.encrypted(typed, TYPED, NOBODYS)
    jobs.enqueue(SEND_LINKS, key=new_token(), now=now, typed=kept)


def send_links(kept: str, *, now: datetime) -> None:
    """Mail links to the accounts that were meant, if there are any that can get one."""
    typed = vault.decrypted(kept, TYPED, NOBODYS)
    if not typed:
        return
    meant = sa.select(Person).where(
        called(typed), Person.status == Status.ACTIVE, Person.email.is_not(None)
    )
    for person in db.session.scalars(meant.order_by(Person.id).limit(MOST_NAMESAKES)):
        _mail_link(person, now)


def send_link(actor: Person, person: Person, *, now: datetime) -> None:
    """Mail a link to somebody else, to the address of their account.

    Raises Forbidden for oneself, Invalid for an account without an address.
    """
    access.must_not_be_self(actor, person.id)
    if not person.email:
        raise Invalid(N_("这个账号没有邮箱，请改开登录凭条。"))
    _mail_link(person, now)
    audit.record("reset.sent", actor=actor, subject=person, now=now)


def _mail_link(person: Person, now: datetime) -> None:
    """Mail a link, unless one was mailed just now: whoever asks again and again floods nobody."""
    made = sa.select(sa.func.count(ResetLink.id)).where(
        ResetLink.person_id == person.id, ResetLink.created_at > now - ONE_DAY
    )
    if (db.session.scalar(made) or 0) < MOST_LINKS:
        turn = int(now.timestamp() // LINK_EVERY.total_seconds())
        post.office().write_to(person, RESET, key=f"{RESET}-{turn}", now=now)


def _letter(person: Person, _key: str, now: datetime) -> Letter:
    """Make the link when its letter is sent; only its hash is kept."""
    token = new_token()
    db.session.add(
        ResetLink(
            person_id=person.id,
            token_hash=token_hash(token),
            created_at=now,
            expires_at=now + LINK_LIFE,
        )
    )
    return Letter(
        subject=_("师徒学堂：重设密码"),
        paragraphs=(
            _("有人在师徒学堂为您的账号要求重设密码。"),
            _("是您本人的话，请在 30 分钟内打开下面的链接设新密码；链接只能用一次。"),
            _("不是您要的？不用理会，密码不会变。"),
        ),
        link=f"/reset/{token}",
        link_words=_("设新密码："),
    )


LETTER = KindOfLetter(_letter, N_("重设密码"), life=timedelta(hours=1))


def reset_password(link: ResetLink, *, new_hash: str, now: datetime) -> Person:
    """Set the password by a link; all sessions end, all other links and slips stop working.

    Raises NotFound when the link was used or has expired meanwhile.
    """
    lock(link)
    person = link.person
    lock(person)
    if link.used_at is not None or link.expires_at <= now or not person.is_active:
        raise NotFound(GONE)
    set_password(person, new_hash)
    end_ways_in(person, now)
    end_all_sessions(person, EndReason.PASSWORD, now=now)
    forget_browsers(person)
    event = audit.record("password.reset", actor=person, subject=person, now=now)
    post.office().tell(
        person,
        sentence=N_("您的密码用邮件里的链接重设了。不是您本人的话，请马上找人事或管理员。"),
        link="/account",
        key=f"reset-{event.id}",
        now=now,
    )
    return person


def end_ways_in(person: Person, now: datetime) -> None:
    """Let all open slips and links of a person work no more."""
    for way in (EnrolmentSlip, ResetLink):
        db.session.execute(
            sa.update(way)
            .where(way.person_id == person.id, way.used_at.is_(None))
            .values(used_at=now)
        )
