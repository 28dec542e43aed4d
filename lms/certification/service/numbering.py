"""Numbers of certificates: one after the other, none twice, a gap only where it is explained."""

from datetime import datetime

from lms.certification import numbers
from lms.certification.domain import number
from lms.certification.models import NumberCounter, NumberGap
from lms.certification.service.telling import tell_hr
from lms.db import after_commit, db
from lms.errors import N_
from lms.people import audit


def next_sequence(prefix: str, year: int, *, count: int = 1, now: datetime) -> int:
    """The next number of a prefix and year, the first of `count`, in the running transaction.

    Numbers that were given out before the database was restored are skipped, and the gap is noted.
    """
    counter = db.session.get(NumberCounter, (prefix, year), with_for_update=True)
    if counter is None:
        counter = NumberCounter(prefix=prefix, year=year, last=0)
        db.session.add(counter)
    mark = numbers.mark_of(prefix, year)
    if mark > counter.last:
        _skip(counter, mark, now)
    counter.last += count
    if numbers.keep not in db.session.info.get("after_commit", ()):
        after_commit(numbers.keep)
    return counter.last - count + 1


def _skip(counter: NumberCounter, mark: int, now: datetime) -> None:
    prefix, year, first = counter.prefix, counter.year, counter.last + 1
    db.session.add(NumberGap(prefix=prefix, year=year, first=first, last=mark, noted_at=now))
    counter.last = mark
    gap = {"first": number(prefix, year, first), "last": number(prefix, year, mark)}
    audit.record("certificate.numbers-skipped", actor=None, subject=None, now=now, **gap)
    tell_hr(
        N_("数据从备份恢复过：证书编号 %(first)s 到 %(last)s 可能在恢复以前发过，不再使用。"),
        link="/certificates",
        key=f"skipped-{gap['first']}",
        now=now,
        **gap,
    )
