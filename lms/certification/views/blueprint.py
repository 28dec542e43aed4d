"""What the pages of certificates share: their blueprint and how a certificate is found."""

from flask import Blueprint, current_app

from lms import clock
from lms.certification import queries
from lms.certification.domain import Status
from lms.certification.models import Certificate
from lms.people.access import current_person

bp = Blueprint("certification", __name__)


def visible(number: str, permission: str = "certificate.view") -> Certificate:
    """A certificate that the signed-in person's permission reaches. Raises NotFound."""
    return queries.certificate_for(current_person(), number, permission, clock.latest_day())


def status_of(certificate: Certificate) -> Status:
    """What a certificate is worth today."""
    return queries.status_of(certificate, clock.latest_day())


def verify_address(certificate: Certificate) -> str:
    """The address in the QR code, with the code that shows the masked name."""
    base: str = current_app.config["SETTINGS"].public_url
    return f"{base}/verify/{certificate.number}?code={certificate.code}"
