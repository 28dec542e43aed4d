"""Certificates as they stand in somebody's growth file."""

from collections.abc import Iterator

from lms import clock
from lms.certification import export, queries
from lms.growth.papers import Paper, Papers
from lms.i18n import _, language
from lms.people.models import Person


class CertificatePapers(Papers):
    """All certificates, also those that are expired or revoked; they say so."""

    def papers(self, person: Person) -> Iterator[Paper]:
        """The certificates of a person, the oldest first."""
        latest = clock.latest_day()
        for certificate in queries.certificates_of(person):
            yield Paper(
                title=certificate.snapshot["title"][language()],
                number=certificate.number,
                issued_on=certificate.issued_on,
                expires_on=certificate.expires_on,
                status=_(export.STATUS_WORDS[queries.status_of(certificate, latest)]),
                address=f"/certificates/{certificate.number}",
            )
