"""Reading single certificates: one's own, one that the asker may see, what happened to it."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from lms.certification.domain import NUMBER, Status, read_number, status
from lms.certification.models import Certificate, CertificateAct, NumberGap
from lms.db import db, read
from lms.errors import NotFound
from lms.people import access
from lms.people.models import Person

OWN = (  # made once: it stands on every home
    sa.select(Certificate)
    .where(Certificate.person_id == sa.bindparam("person_id"))
    .order_by(Certificate.id)
)


def certificates_of(person: Person) -> Sequence[Certificate]:
    """A person's certificates, the oldest first."""
    return [certificate for (certificate,) in read(OWN, person_id=person.id)]


def certificate_for(asker: Person, number: str, permission: str, today: date) -> Certificate:
    """A certificate that a permission of the asker reaches. Raises NotFound otherwise."""
    wanted = (
        sa.select(Certificate)
        .join(Certificate.person)
        .options(contains_eager(Certificate.person))
        .where(
            Certificate.number == number,
            access.visible_people(asker, permission, today),
        )
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def certificate_numbered(
    asker: Person, text: str, permission: str, today: date
) -> Certificate | None:
    """The certificate whose number somebody typed, if a permission of theirs reaches it."""
    number = read_number(text)
    if number is None:
        return None
    try:
        return certificate_for(asker, number, permission, today)
    except NotFound:
        return None


def by_number(number: str) -> Certificate | None:
    """A certificate by its number, for verification only."""
    return db.session.scalar(sa.select(Certificate).where(Certificate.number == number))


def is_in_a_gap(number: str) -> bool:
    """Whether a number may have been given out before the database was restored."""
    found = NUMBER.fullmatch(number)
    if found is None:
        return False
    prefix, year, sequence = found[1], int(found[2]), int(found[3])
    gaps = sa.select(NumberGap.id).where(
        NumberGap.prefix == prefix,
        NumberGap.year == year,
        NumberGap.first <= sequence,
        NumberGap.last >= sequence,
    )
    return db.session.scalar(gaps.limit(1)) is not None


def acts_of(certificate: Certificate) -> Sequence[CertificateAct]:
    """What happened to a certificate since it was issued, in order."""
    acts = sa.select(CertificateAct).where(CertificateAct.certificate_id == certificate.id)
    return db.session.scalars(acts.order_by(CertificateAct.number)).all()


def status_of(certificate: Certificate, today: date) -> Status:
    """What a certificate is worth today."""
    return status(certificate.expires_on, certificate.last_act, today)
