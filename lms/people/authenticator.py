"""The shared secret of an authenticator app and the codes made of it (TOTP, RFC 6238)."""

from datetime import datetime

import pyotp

from lms.people.domain import DRIFT, fitting_step, step_at

ISSUER = "Shitu"


def new_secret() -> str:
    """A secret to share with an app: 160 bits in base 32 (RFC 4226, section 4)."""
    return pyotp.random_base32()


def address(secret: str, login: str) -> str:
    """The secret as an address that authenticator apps read, from a QR code or a link."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def step_of(secret: str, digits: str, *, after: int, now: datetime) -> int | None:
    """The time step whose code was typed; None when it fits none of now, or was used before."""
    totp, present = pyotp.TOTP(secret), step_at(now)
    steps = range(present - DRIFT, present + DRIFT + 1)
    return fitting_step(digits, {step: totp.generate_otp(step) for step in steps}, after=after)
