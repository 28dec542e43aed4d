"""The second factor: setting it up, passing it, recovery codes, switching it off."""

import secrets
from datetime import datetime

import sqlalchemy as sa

from lms.db import db, lock
from lms.errors import N_, Forbidden, Invalid
from lms.people import access, audit, authenticator, post, vault
from lms.people.domain import (
    RECOVERY_CODES,
    RECOVERY_DIGITS,
    EndReason,
    PasswordDue,
    Role,
    WrongField,
    digits_of,
)
from lms.people.models import Person, RecoveryCode, SecondFactor, SignInSession
from lms.people.queries import codes_left, factor_of, secret_to_confirm
from lms.people.queries.second_factor import CODES, SECRET
from lms.people.service.sessions import end_all_sessions, go_on_alone, keep_password, sign_in
from lms.people.service.tries import Try, forgive

WRONG_CODE = N_("验证码不对，或者已经用过。请等手机上出现新的 6 位数字再试；恢复码是 16 位。")
ACCOUNT = "/account/second-factor"


def begin_second_factor(person: Person, *, now: datetime) -> None:
    """Make a secret for a person's app; nothing changes until a code confirms it."""
    factor = factor_of(person)
    if factor is None:
        factor = SecondFactor(person_id=person.id)
        db.session.add(factor)
    factor.next_secret = vault.encrypted(authenticator.new_secret(), SECRET, person.id)
    factor.next_since = now


def confirm_second_factor(
    person: Person, session: SignInSession, typed: str, *, now: datetime
) -> str | None:
    """Switch on the secret that a person's app has read, with new recovery codes.

    All other sessions end, this one goes on under the token returned. Raises Invalid when the
    secret was shown too long ago, WrongField when the code is not of this secret.
    """
    lock(person)
    factor, secret = factor_of(person), secret_to_confirm(person, now)
    if factor is None or secret is None:
        raise Invalid(N_("二维码已经过期，请重新开始，扫新的二维码。"))
    lock(factor)
    step = authenticator.step_of(secret, digits_of(typed), after=0, now=now)
    if step is None:
        raise WrongField(
            "code", N_("验证码不对。请确认手机时间是自动校准的，再填手机上现在的 6 位数字。")
        )
    audit.record("factor.moved" if factor.secret else "factor.on", **_own(person), now=now)
    factor.secret = vault.encrypted(secret, SECRET, person.id)
    factor.confirmed_at, factor.last_step = now, step
    factor.next_secret = factor.next_since = None
    _make_codes(person, factor, now)
    if person.password_due == PasswordDue.SHORT:
        person.password_due = None
    return go_on_alone(person, session, now=now)


def renew_codes(person: Person, session: SignInSession, *, now: datetime) -> str | None:
    """Make new recovery codes; those of before are worth nothing any more.

    All other sessions end, this one goes on under the token returned. Raises Invalid when the
    second factor is off.
    """
    factor = _switched_on(person)
    _make_codes(person, factor, now)
    audit.record("factor.codes", **_own(person), now=now)
    return go_on_alone(person, session, now=now)


def put_codes_away(person: Person) -> None:
    """Show the new recovery codes no more: their owner has kept them."""
    factor = factor_of(person)
    if factor is not None:
        lock(factor)
        factor.fresh_codes = factor.fresh_since = None


def switch_off_second_factor(
    person: Person, session: SignInSession, *, is_short: bool, now: datetime
) -> str | None:
    """Sign in with the password alone from now on; one that is short for that must be changed.

    All other sessions end, this one goes on under the token returned. Raises Forbidden for those
    whose roles must have a second factor.
    """
    lock(person)
    if person.needs_second_factor:
        raise Forbidden(N_("您的角色必须用两步验证，不能关掉。换手机请重新扫码。"))
    _take_away(person)
    if is_short and not person.is_demo:
        person.password_due = PasswordDue.SHORT
    audit.record("factor.off", **_own(person), now=now)
    return go_on_alone(person, session, now=now)


def reset_second_factor(actor: Person | None, person: Person, *, now: datetime) -> None:
    """Take away the second factor of somebody who cannot pass it any more; all sessions end.

    Only an administrator may, or the command line (no actor). Raises Forbidden for anybody else
    and for one's own, Invalid when it is off.
    """
    if actor is not None:
        access.must_not_be_self(actor, person.id)
        if Role.ADMIN not in actor.roles:
            raise Forbidden(N_("两步验证只能由管理员重置。"))
    _switched_on(person)
    _take_away(person)
    end_all_sessions(person, EndReason.ENDED, now=now)
    event = audit.record("factor.reset", actor=actor, subject=person, now=now)
    post.office().tell(
        person,
        sentence=N_("您的两步验证已由管理员重置。如果不是您要求的，请马上联系管理员。"),
        link=ACCOUNT,
        key=f"factor-reset-{event.id}",
        now=now,
    )


def pass_second_factor(person: Person, typed: str, *, now: datetime) -> None:
    """Take a code of the app, newer than the last one taken, or a recovery code, once.

    Raises WrongField, and Invalid when the second factor was switched off meanwhile.
    """
    factor, digits = _switched_on(person), digits_of(typed)
    if len(digits) == RECOVERY_DIGITS:
        _use_up(person, digits, now)
        return
    secret = vault.decrypted(factor.secret or "", SECRET, person.id)
    step = (
        authenticator.step_of(secret, digits, after=factor.last_step, now=now) if secret else None
    )
    if step is None:
        raise WrongField("code", WRONG_CODE)
    factor.last_step = step


def sign_in_with_code(
    person: Person,
    typed: str,
    *,
    checked_hash: str | None,
    browser: str,
    right: Try,
    replaced: SignInSession | None,
    known_as: str,
    now: datetime,
) -> str:
    """Start a session by the second step: see `sign_in`, after `pass_second_factor`."""
    lock(person)
    pass_second_factor(person, typed, now=now)
    return sign_in(
        person,
        checked_hash=checked_hash,
        browser=browser,
        right=right,
        replaced=replaced,
        known_as=known_as,
        now=now,
    )


def go_half_way(person: Person, *, checked_hash: str, new_hash: str | None, right: Try) -> Person:
    """Note that the password was right; the code is asked for next.

    Raises Invalid when the account changed in between.
    """
    keep_password(person, checked_hash=checked_hash, new_hash=new_hash)
    forgive(right)
    return person


def _use_up(person: Person, digits: str, now: datetime) -> None:
    """Take a recovery code; two at the same moment cannot both succeed."""
    used = db.session.execute(
        sa.update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person.id,
            RecoveryCode.code_hash == vault.keyed_hash(digits, CODES, person.id),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
    )
    if used.rowcount != 1:  # type: ignore[attr-defined]
        raise WrongField("code", WRONG_CODE)
    left = codes_left(person)
    event = audit.record("factor.recovered", **_own(person), now=now, left=left)
    post.office().tell(
        person,
        sentence=N_("有人用恢复码登录了您的账号，还剩 %(left)s 个。不是您本人的话，请马上改密码。"),
        link=ACCOUNT,
        key=f"factor-recovered-{event.id}",
        now=now,
        left=left,
    )


def _switched_on(person: Person) -> SecondFactor:
    factor = factor_of(person)
    if factor is not None:
        lock(factor)
    if factor is None or factor.secret is None:
        raise Invalid(N_("两步验证没有开，或者刚刚被关掉了。"))
    return factor


def _make_codes(person: Person, factor: SecondFactor, now: datetime) -> None:
    _forget_codes(person)
    codes = [
        f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}}"
        for _ in range(RECOVERY_CODES)
    ]
    db.session.add_all(
        RecoveryCode(person_id=person.id, code_hash=vault.keyed_hash(code, CODES, person.id))
        for code in codes
    )
    factor.fresh_codes = vault.encrypted(" ".join(codes), CODES, person.id)
    factor.fresh_since = now


def _take_away(person: Person) -> None:
    _forget_codes(person)
    db.session.execute(sa.delete(SecondFactor).where(SecondFactor.person_id == person.id))


def _forget_codes(person: Person) -> None:
    db.session.execute(sa.delete(RecoveryCode).where(RecoveryCode.person_id == person.id))


def _own(person: Person) -> dict[str, Person]:
    """Somebody who did something to the own account, for the audit trail."""
    return {"actor": person, "subject": person}
