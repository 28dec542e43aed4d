"""How long a sign-in lasts, and how a browser is called."""

from datetime import datetime, timedelta
from enum import StrEnum

IDLE_LIMIT = timedelta(hours=12)  # without a request
ABSOLUTE_LIMIT = timedelta(days=7)  # from signing in
TOUCH_EVERY = timedelta(minutes=1)  # how exactly the last request is known
RENEWAL_GRACE = timedelta(seconds=60)  # requests under way when the token is renewed still pass
AHEAD = timedelta(minutes=5)  # later than now by more: dated while the machine's clock was ahead
SLIP_LIFE = timedelta(hours=72)
LINK_LIFE = timedelta(minutes=30)
LINK_EVERY = timedelta(minutes=10)  # one letter with a link at most; the one before works still
MOST_LINKS = 20  # a day, for one account

BROWSERS = (
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


class EndReason(StrEnum):
    """Why a session was ended."""

    SIGNED_OUT = "signed-out"
    ENDED = "ended"  # by its owner from another browser, or by HR or an administrator
    PASSWORD = "password"  # noqa: S105  # not one: the password was changed
    SUSPENDED = "suspended"
    ROLE = "role"  # a role was taken away
    RENEWED = "renewed"  # goes on under a new token
    EXPIRED = "expired"  # not used for too long, or begun too long ago


def is_live(
    *,
    created_at: datetime,
    last_seen_at: datetime,
    ended_at: datetime | None,
    end_reason: str | None,
    now: datetime,
) -> bool:
    """Whether a session still signs its owner in."""
    if ended_at is not None:
        return end_reason == EndReason.RENEWED and abs(now - ended_at) < RENEWAL_GRACE
    return now - last_seen_at < IDLE_LIMIT and now - created_at < ABSOLUTE_LIMIT


def touch_is_due(last_seen_at: datetime, now: datetime) -> bool:
    """Whether the time of the last request is to be written again."""
    return abs(now - last_seen_at) >= TOUCH_EVERY


def is_within(since: datetime, now: datetime, life: timedelta) -> bool:
    """Whether something that lasts so long lasts still; not if it begins in days to come."""
    return -AHEAD <= now - since < life


def browser_name(user_agent: str) -> str:
    """A browser in words that its owner knows, such as Chrome · Windows; empty when unknown."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return " · ".join(part for part in (browser, system) if part)
