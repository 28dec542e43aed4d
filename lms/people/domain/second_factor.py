"""The second factor: who must have one, what its codes look like, what comes before all else."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest

from lms.people.domain.roles import Role

SECONDS_PER_STEP = 30  # RFC 6238, section 4.1
DRIFT = 1  # steps by which the clocks of a phone and ours may differ (RFC 6238, section 5.2)
CODE_DIGITS = 6
RECOVERY_DIGITS = 16  # 53 bits, in digits only: one field and one keyboard for both kinds
RECOVERY_CODES = 10
FEW_LEFT = 3  # recovery codes: time to make new ones
GROUP = 4  # characters
CONFIRM_WITHIN = timedelta(minutes=15)  # from showing a secret to the first code made of it
SHOWN_FOR = timedelta(minutes=15)  # new recovery codes
HALF_WAY = timedelta(minutes=10)  # from the password to the code
MUST_HAVE_ONE = frozenset({Role.TRAINER, Role.HR, Role.ADMIN})


class PasswordDue(StrEnum):
    """Why a password must be changed before anything else."""

    TEMPORARY = "temporary"  # somebody else has chosen it
    SHORT = "short"  # too short without a second factor


class Duty(StrEnum):
    """What somebody must do before anything else."""

    PASSWORD = "password"  # noqa: S105  # not one: a new one is to be chosen
    SECOND_FACTOR = "second factor"


def needs_second_factor(roles: Iterable[Role], *, is_demo: bool) -> bool:
    """Whether these roles must sign in with two steps: those who see or decide about many."""
    return not is_demo and bool(MUST_HAVE_ONE & set(roles))


def duty_of(
    roles: Iterable[Role], *, is_demo: bool, has_second_factor: bool, password_due: str | None
) -> Duty | None:
    """What somebody who is signed in must do before anything else; None: nothing.

    A second factor comes before a longer password, for with one the password may be long enough.
    """
    if password_due == PasswordDue.TEMPORARY:
        return Duty.PASSWORD
    if needs_second_factor(roles, is_demo=is_demo) and not has_second_factor:
        return Duty.SECOND_FACTOR
    if password_due == PasswordDue.SHORT and not has_second_factor:
        return Duty.PASSWORD
    return None


def digits_of(typed: str) -> str:
    """A code as it is compared: half-width digits without blanks and hyphens."""
    plain = unicodedata.normalize("NFKC", typed[: 4 * RECOVERY_DIGITS])
    return "".join(c for c in plain if not c.isspace() and c not in "-–")


def step_at(now: datetime) -> int:
    """The number of the time step of an instant (RFC 6238: T)."""
    return int(now.timestamp()) // SECONDS_PER_STEP


def fitting_step(digits: str, codes: Mapping[int, str], *, after: int) -> int | None:
    """The step whose code was typed, if it is newer than the last one accepted.

    `codes` are those of the steps that count now. All are compared, so that time tells nothing.
    """
    typed = digits.encode()
    fitting = [step for step, code in codes.items() if compare_digest(code.encode(), typed)]
    return next((step for step in fitting if step > after), None)


def in_groups(text: str) -> str:
    """A long code as people can read and type it: 1234 5678 9012 3456."""
    return " ".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))
