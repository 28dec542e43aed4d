"""How long to wait after failed tries at a door, and whose tries make whom wait.

Whoever is signed in never waits because of others: sessions go on, and what is asked again inside
is counted by the session. A browser in which somebody has signed in before is counted by itself, so
that strangers who try an account, or fail in the same office, do not keep its owner out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address, ip_network

NETWORK_BITS = 64  # of an IPv6 address that belong to one household or office


class Entrance(StrEnum):
    """A door at which somebody may try again and again."""

    SIGN_IN = "sign-in"
    CODE = "code"  # the second step of signing in
    PASSWORD = "password"  # noqa: S105  # the current one, asked again inside
    RESET = "reset"  # asking for a link to a new password
    LINK = "link"  # slips and links that nobody made
    VERIFICATION = "verify"


class Lane(StrEnum):
    """What tries are counted under."""

    OWN = "account and browser"  # of a browser known for the account, or a session
    FROM_NETWORK = "account and network"
    ACCOUNT = "account"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries are free within the window, then pauses double up to the longest."""

    free: int
    window: timedelta
    first_pause: timedelta
    longest_pause: timedelta


OWN = Limit(5, timedelta(hours=1), timedelta(seconds=30), timedelta(minutes=15))
BY_ACCOUNT = {
    Lane.OWN: OWN,
    Lane.FROM_NETWORK: OWN,
    # guessing from many networks; NIST SP 800-63B-4, 3.2.2, allows at most 100 tries in a row
    Lane.ACCOUNT: Limit(30, timedelta(hours=24), timedelta(minutes=1), timedelta(minutes=30)),
    # a whole office shares one network, so it has more free tries and short pauses
    Lane.NETWORK: Limit(60, timedelta(minutes=15), timedelta(seconds=5), timedelta(minutes=2)),
}
LIMITS: Mapping[Entrance, Mapping[Lane, Limit]] = {
    Entrance.SIGN_IN: BY_ACCOUNT,
    Entrance.CODE: BY_ACCOUNT,
    Entrance.PASSWORD: {Lane.OWN: OWN},
    # never by account: strangers could keep its owner from asking, and learn whether it exists
    Entrance.RESET: {
        Lane.NETWORK: Limit(20, timedelta(minutes=15), timedelta(seconds=30), timedelta(minutes=5)),
    },
    Entrance.LINK: {
        Lane.NETWORK: Limit(30, timedelta(minutes=10), timedelta(minutes=1), timedelta(minutes=10)),
    },
    Entrance.VERIFICATION: {
        Lane.OWN: Limit(30, timedelta(minutes=10), timedelta(minutes=1), timedelta(minutes=10)),
        Lane.NETWORK: Limit(30, timedelta(minutes=10), timedelta(minutes=1), timedelta(minutes=10)),
    },
}


@dataclass(frozen=True, slots=True)
class Knock:
    """A try at a door: by whom it is counted."""

    entrance: Entrance
    network: str
    account: str = ""  # the folded login that is tried, whether it exists or not
    own: str | None = None  # what stands for a known browser or a session; None: a stranger's

    @property
    def subjects(self) -> Mapping[Lane, str]:
        """The lanes in which the try counts, each with what it is counted under."""
        if self.own is not None and Lane.OWN in LIMITS[self.entrance]:
            return {Lane.OWN: f"{self.account} {self.own}"}
        strangers = {
            Lane.FROM_NETWORK: f"{self.account} {self.network}",
            Lane.ACCOUNT: self.account,
            Lane.NETWORK: self.network,
        }
        return {lane: strangers[lane] for lane in LIMITS[self.entrance] if lane in strangers}


def pause_left(failures: int, last: datetime | None, now: datetime, limit: Limit) -> timedelta:
    """How long to wait before the next try; zero when it may be made now.

    `failures` are those within the limit's window, `last` is the newest of them.
    """
    if last is None or failures < limit.free:
        return timedelta()
    doublings: int = 2 ** min(failures - limit.free, 16)
    pause = min(limit.first_pause * doublings, limit.longest_pause)
    return max(timedelta(), last + pause - now)


def network_of(address: str) -> str:
    """The network that an address is counted under: itself, or the /64 of an IPv6 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, NETWORK_BITS), strict=False))
    return str(parsed)
