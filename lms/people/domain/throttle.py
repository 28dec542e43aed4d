"""How long to wait after failed tries at a door; whoever is signed in already never waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

SIGN_IN = "sign-in"  # the door at which signing in is tried
NETWORK_BITS = 64  # of an IPv6 address that belong to one household or office


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries are free within the window, then pauses double up to the longest."""

    free: int
    window: timedelta
    first_pause: timedelta
    longest_pause: timedelta


LIMITS = {
    "login and network": Limit(5, timedelta(hours=1), timedelta(seconds=30), timedelta(minutes=15)),
    # guessing from many networks; NIST SP 800-63B allows at most 100 tries in a row
    "login": Limit(30, timedelta(hours=24), timedelta(minutes=1), timedelta(minutes=30)),
    # a whole office shares one network, so it has more free tries and short pauses
    "network": Limit(60, timedelta(minutes=15), timedelta(seconds=5), timedelta(minutes=2)),
}


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
