"""Valid certificates as facts about the competencies for which their programmes stand."""

from collections.abc import Iterator
from datetime import date

from lms import clock
from lms.certification import queries
from lms.certification.domain import Status
from lms.certification.models import Certificate
from lms.errors import N_
from lms.growth.domain import Fact, Rule, Source
from lms.growth.evidence import Evidence
from lms.i18n import language
from lms.library import queries as library
from lms.people.models import Person

WORDS = N_("证书“%(title)s”")


class CertificateEvidence(Evidence):
    """A certificate counts from its issue as long as it is valid."""

    sources = (Source.CERTIFICATE,)

    def facts(self, person: Person, rule: Rule, today: date) -> Iterator[Fact]:  # noqa: ARG002
        """The certificates of a person that are valid; one that has expired stays so."""
        latest = clock.latest_day()
        for certificate in queries.certificates_of(person):
            if queries.status_of(certificate, latest) is Status.VALID:
                for competency in _competencies(certificate):
                    yield _fact(certificate, competency, rule.terms[Source.CERTIFICATE].share)


def _fact(certificate: Certificate, competency: str, share: int) -> Fact:
    return Fact(
        competency=competency,
        source=Source.CERTIFICATE,
        item=certificate.number,
        share=share,
        at=certificate.issued_at,
        on=clock.day_of(certificate.issued_at),
        words=WORDS,
        parameters={"title": certificate.snapshot["title"][language()]},
        own_address=f"/certificates/{certificate.number}",
        address=f"/certificates/{certificate.number}",
        told_with="certificate.view",
        opened_with="certificate.view",
    )


def _competencies(certificate: Certificate) -> tuple[str, ...]:
    programmes = library.at_revision(certificate.revision_id).content
    return next((one.competencies for one in programmes if one.id == certificate.programme), ())
