"""Revoking and reinstating: an act is proposed by one person and in force once confirmed."""

from datetime import datetime

import sqlalchemy as sa

from lms.certification import queries
from lms.certification.domain import Act
from lms.certification.models import Certificate, CertificateAct
from lms.db import db, lock
from lms.errors import N_, Forbidden, Stale
from lms.messages import service as messages
from lms.people import access, audit
from lms.people.models import Person

PROPOSALS = {Act.REVOKED: "certificate.revocation", Act.REINSTATED: "certificate.reinstatement"}


def propose(
    certificate: Certificate,
    act: Act,
    *,
    by: Person,
    reason: str,
    words: str,
    key: str,
    four_eyes: bool,
    now: datetime,
) -> CertificateAct:
    """Revoke or reinstate a certificate; with four eyes it waits for a second person.

    The same key again gives the same act. Raises Forbidden for one's own certificate, Stale when it
    is so already, another act waits, or the key belongs to something else.
    """
    access.must_not_be_self(by, certificate.person_id)
    lock(certificate)  # whoever waits here finds what the first click has made
    made = db.session.scalar(sa.select(CertificateAct).where(CertificateAct.key == key))
    if made is not None:
        _check_is_the_same(made, certificate, act, by)
        return made
    _check_changes_something(certificate, act)
    proposed = CertificateAct(
        certificate=certificate,
        number=len(queries.acts_of(certificate)) + 1,
        act=act,
        reason=reason,
        words=words,
        key=key,
        proposed_by=by,
        proposed_at=now,
    )
    db.session.add(proposed)
    if four_eyes:
        _record(f"{PROPOSALS[act]}-proposed", proposed, by, now)
    else:
        _enforce(proposed, by=by, now=now)
    return proposed


def _check_is_the_same(
    made: CertificateAct, certificate: Certificate, act: Act, by: Person
) -> None:
    sent = (made.certificate_id, made.act, made.proposed_by_id)
    if sent != (certificate.id, act, by.id):
        raise Stale(N_("这一页已经用过了，请刷新后再办。"))


def _check_changes_something(certificate: Certificate, act: Act) -> None:
    acts = queries.acts_of(certificate)
    if any(earlier.confirmed_at is None for earlier in acts):
        raise Stale(N_("这张证书已有一项申请在等第二个人确认。"))
    is_revoked = certificate.last_act == Act.REVOKED
    if is_revoked == (act is Act.REVOKED):
        raise Stale(N_("这张证书已经是这个状态了，没有改动。"))


def confirm(act: CertificateAct, *, by: Person, now: datetime) -> CertificateAct:
    """Put a proposed act into force as the second person.

    Raises Forbidden for the proposer and the holder, Stale when it was confirmed already.
    """
    lock(act)
    if act.confirmed_at:
        raise Stale(N_("这项申请已经有人确认过了。"))
    access.must_not_be_self(by, act.certificate.person_id)
    if act.proposed_by_id == by.id:
        raise Forbidden(N_("提出的人不能自己确认，请另一位人事同事来办。"))
    _enforce(act, by=by, now=now)
    return act


def _enforce(act: CertificateAct, *, by: Person, now: datetime) -> None:
    act.confirmed_by, act.confirmed_at = by, now
    act.certificate.last_act = act.act
    _record(f"certificate.{act.act}", act, by, now)
    told = {
        Act.REVOKED: N_("您的证书 %(number)s 已被撤销。原因写在证书页上，有异议请联系人事。"),
        Act.REINSTATED: N_("您的证书 %(number)s 已恢复有效。"),
    }
    messages.tell(
        act.certificate.person,
        sentence=told[Act(act.act)],
        link=f"/certificates/{act.certificate.number}",
        key=f"{act.certificate.number}-{act.number}",
        now=now,
        number=act.certificate.number,
    )


def _record(kind: str, act: CertificateAct, by: Person, now: datetime) -> None:
    certificate = act.certificate
    audit.record(
        kind,
        actor=by,
        subject=certificate.person,
        now=now,
        number=certificate.number,
        reason=act.reason,
    )
