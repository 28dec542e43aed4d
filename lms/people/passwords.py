"""Keeping and checking passwords (argon2id; parameters after the OWASP password storage guide)."""

import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from lms.people.domain import LONGEST_TYPED
from lms.turns import stepping_aside

BLOCKLISTS = sorted((Path(__file__).parent / "blocklist").glob("*.txt"))
MEMORY = 19 * 1024  # KiB
HASHER = PasswordHasher(time_cost=2, memory_cost=MEMORY, parallelism=1)
# of a random password that nobody knows: checking it takes as long as checking a real one
NOBODYS = (
    "$argon2id$v=19$m=19456,t=2,p=1$kPTjcL1tq68ryYMt4yFgUA"
    "$PJ3iQKbUiPq7JY+c/vlnJZB2TZqoycO70q0L+bv5IDA"
)


def hashed(password: str) -> str:
    """What is kept of a password; takes about 60 ms, so never call it inside a transaction."""
    with stepping_aside():
        return HASHER.hash(_normalised(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether the password is the one kept; takes the same time when there is none."""
    typed = password if len(password) <= LONGEST_TYPED else ""  # what fits no account, at no cost
    try:
        with stepping_aside():
            fits = HASHER.verify(kept or NOBODYS, _normalised(typed))
    except (VerificationError, InvalidHashError):
        return False
    return fits and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether a password was kept with other parameters than today's."""
    return HASHER.check_needs_rehash(kept)


def is_common(text: str) -> bool:
    """Whether a password, in small letters, is among those that are used most."""
    return text in _common()


@cache
def _common() -> frozenset[str]:
    """Read when somebody first chooses a password; see lms/people/blocklist/README.md."""
    return frozenset(
        word for file in BLOCKLISTS for word in file.read_text(encoding="utf-8").split("\n") if word
    )


def _normalised(password: str) -> str:
    return unicodedata.normalize("NFKC", password)
