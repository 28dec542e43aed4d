"""Entries as an iCalendar file (RFC 5545, with properties of RFC 7986) in one language.

Written by hand, because it takes little: three rules of lines, whole days, and hours in UTC.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from unicodedata import category
from zoneinfo import ZoneInfo

from lms.calendar.domain import Entry
from lms.i18n import _, language

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Shitu//Shitu//ZH"
EVERY = "PT6H"  # how often programs should ask again
LONGEST_LINE = 75  # octets, without the line break (RFC 5545, section 3.1)
MOMENT = "%Y%m%dT%H%M%SZ"  # in UTC (RFC 5545, section 3.3.5)
ONE_DAY = timedelta(days=1)


def ics(entries: Sequence[Entry], *, public_url: str, zone: ZoneInfo, now: datetime) -> bytes:
    """A calendar in the present language; the same bytes all day long unless an entry changes."""
    name = escaped(_("师徒学堂：我的计划"))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}"]
    lines += [f"NAME:{name}", f"X-WR-CALNAME:{name}"]
    lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{EVERY}", f"X-PUBLISHED-TTL:{EVERY}"]
    midnight = _midnight(now, zone)
    for entry in entries:
        lines += _event(entry, public_url, midnight.astimezone(UTC))
    if not entries:  # a calendar holds at least one component (RFC 5545, section 3.4)
        lines += _zone(midnight, zone.key)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """A text as a value (RFC 5545, section 3.3.11); control characters are left out."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    parts = text.splitlines()
    return "\\n".join("".join(c for c in part if category(c) != "Cc") for part in parts)


def folded(line: str) -> bytes:
    """A line with its end, in pieces of at most 75 octets; no character is cut in two."""
    pieces = [b""]
    for character in line:
        octets = character.encode()
        if len(pieces[-1]) + len(octets) > LONGEST_LINE:
            pieces.append(b" ")
        pieces[-1] += octets
    return b"".join(piece + b"\r\n" for piece in pieces)


def _event(entry: Entry, public_url: str, stamp: datetime) -> list[str]:
    link = public_url + entry.address
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{stamp:{MOMENT}}",
        *_when(entry),
        f"SUMMARY:{escaped(_summary(entry))}",
        f"DESCRIPTION:{escaped(chr(10).join([*_about(entry), link]))}",
        f"URL:{link}",
        f"STATUS:{'TENTATIVE' if entry.is_provisional else 'CONFIRMED'}",
        f"TRANSP:{'OPAQUE' if entry.starts_at else 'TRANSPARENT'}",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


def _when(entry: Entry) -> list[str]:
    if entry.starts_at is None:
        first, after = entry.day, entry.day + ONE_DAY
        return [f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    begins = entry.starts_at.astimezone(UTC)
    ends = begins + timedelta(minutes=entry.minutes)
    return [f"DTSTART:{begins:{MOMENT}}", f"DTEND:{ends:{MOMENT}}"]


def _summary(entry: Entry) -> str:
    title = entry.title.in_(language())
    return _("已完成 · %(title)s", title=title) if entry.is_done else title


def _about(entry: Entry) -> Iterator[str]:
    yield entry.about.in_(language())
    if entry.minutes:
        yield _("大约 %(minutes)s 分钟", minutes=entry.minutes)
    if entry.is_provisional:
        yield _("那一年的放假通知还没有公布，日子可能会变。")


def _zone(midnight: datetime, name: str) -> list[str]:
    return [
        "BEGIN:VTIMEZONE",
        f"TZID:{name}",
        "BEGIN:STANDARD",
        f"DTSTART:{midnight:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{midnight:%z}",
        f"TZOFFSETTO:{midnight:%z}",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def _midnight(now: datetime, zone: ZoneInfo) -> datetime:
    """When the day began: what is shown is how things stand on this day."""
    day = now.astimezone(zone).date()
    return datetime(day.year, day.month, day.day, tzinfo=zone)
