"""Beginning a play, or going on with the open one."""

import secrets
from datetime import datetime, timedelta

from lms.db import db, lock
from lms.errors import N_, Stale
from lms.i18n import LazyString, moment
from lms.library.queries import Published
from lms.people.models import Person
from lms.scenarios import queries
from lms.scenarios.domain import EndedBy, Mode, Pace, Scenario
from lms.scenarios.models import Play
from lms.scenarios.service.counting import count
from lms.scenarios.service.ending import end_if_run_out

SEEDS = 2**31


def start_play(
    person: Person,
    document: Published[Scenario],
    mode: Mode,
    *,
    language: str,
    key: str,
    afresh: bool,
    now: datetime,
) -> Play:
    """Begin a play that counts, or go on with the open one; the same key begins only one.

    An open assessment goes on whatever is asked for. An open practice is laid aside for an
    assessment, and when `afresh` is asked for. Raises Stale when no assessment may begin now.
    """
    begun = queries.by_key(person.id, key)
    if begun is not None:
        return begun
    before = queries.open_counted(person.id, document.document_id)
    if before is not None and goes_on(before, mode, afresh=afresh, now=now):
        return before
    if mode is Mode.ASSESSMENT:
        _check_assessment(person, document, now)
    return begin(person, document, mode, language=language, key=key, is_preview=False, now=now)


def start_preview(
    person: Person,
    document: Published[Scenario],
    mode: Mode,
    *,
    language: str,
    key: str,
    now: datetime,
) -> Play:
    """Begin a play that counts nowhere; the same key begins only one."""
    begun = queries.by_key(person.id, key)
    return begun or begin(
        person, document, mode, language=language, key=key, is_preview=True, now=now
    )


def goes_on(play: Play, mode: Mode, *, afresh: bool, now: datetime) -> bool:
    """Whether the open play is the one to go on with; if not, it has ended afterwards."""
    lock(play)
    if play.ended_at is not None or end_if_run_out(play.id, now=now):
        return False
    is_counted = play.mode == Mode.ASSESSMENT
    if is_counted or (mode is not Mode.ASSESSMENT and not afresh):
        return True
    play.ended_at, play.ended_by = max(now, play.started_at), EndedBy.LEFT
    db.session.flush()  # before the next one is open: only one may be
    count(play, queries.scenario_of(play).content)
    return False


def _check_assessment(person: Person, document: Published[Scenario], now: datetime) -> None:
    rules = document.content.assessment
    stands = queries.stands_held(person.id, document.document_id, rules, now)
    if not stands.attempts_left:
        raise Stale(
            N_("%(attempts)s 次考核机会都用完了。可以继续练习；要再考，请找培训师。"),
            attempts=rules.attempts + stands.extra,
        )
    if stands.free_at:
        raise Stale(
            N_("上次考核没有通过，歇一歇、练一练，%(until)s 以后可以再考。"),
            until=LazyString(moment, stands.free_at),
        )


def begin(
    person: Person,
    document: Published[Scenario],
    mode: Mode,
    *,
    language: str,
    key: str,
    is_preview: bool,
    now: datetime,
    seed: int | None = None,
) -> Play:
    """Put down a play that has begun; `seed` orders its choices as another play did."""
    pace, length = _pace(person, document, mode), document.content.assessment.minutes
    lasts = pace.longer(timedelta(minutes=length)) if mode is Mode.ASSESSMENT else None
    play = Play(
        person_id=person.id,
        document_id=document.document_id,
        revision_id=document.revision_id,
        mode=mode,
        language=language,
        seed=secrets.randbelow(SEEDS) if seed is None else seed,
        is_preview=is_preview,
        key=key,
        started_at=now,
        deadline=now + lasts if lasts else None,
        extra_time=pace.extra,
        is_unhurried=pace.is_unhurried,
        was_unhurried=pace.is_unhurried,
    )
    db.session.add(play)
    db.session.flush()  # a second open play is refused here
    return play


def _pace(person: Person, document: Published[Scenario], mode: Mode) -> Pace:
    """How the clocks of a new play run: in assessments as granted, else as the last time."""
    if mode is Mode.ASSESSMENT:
        return Pace(extra=queries.granted_time(person.id, document.document_id))
    return Pace(is_unhurried=queries.was_last_unhurried(person.id))
