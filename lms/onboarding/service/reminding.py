"""Reminding people: one digest a day for everybody whom something concerns, in their language.

A digest says how many things and names one's own; it names nobody, since it travels by e-mail.
"""

from collections.abc import Mapping
from datetime import date, datetime

from lms import i18n
from lms.db import db
from lms.errors import N_
from lms.i18n import _, ngettext
from lms.library.domain import Wording
from lms.messages import service as messages
from lms.onboarding.domain.reminding import MOST_TITLES, Digest, Reader, Step
from lms.onboarding.models import ReminderDay
from lms.people.models import Person

WORDS = N_("今天的提醒：%(words)s")
PAGES = {
    Reader.TRAINEE: "/plan",
    Reader.MENTOR: "/mentoring",
    Reader.LEAD: "/plans?show=late",
    Reader.HR: "/plans?show=late",
}
OWN = (Reader.TRAINEE, Reader.LEAD, Reader.HR)  # whose things are named; a mentor's are counted


def remind(digests: Mapping[int, Digest], day: date, *, now: datetime) -> None:
    """Send people their digests of a day, once each however often it is asked for."""
    for person_id in sorted(digests):
        digest = digests[person_id]
        messages.tell(
            db.session.get_one(Person, person_id),
            sentence=WORDS,
            link=_page(digest),
            key=f"digest-{day}",
            now=now,
            words=_in_all_languages(digest),
        )


def note_reminded(day: date, *, now: datetime) -> None:
    """Note that everybody was reminded on a day."""
    if db.session.get(ReminderDay, day) is None:
        db.session.add(ReminderDay(day=day, at=now))


def _page(digest: Digest) -> str:
    concerned = {reader for reader, _reminder in digest.reminders}
    return next(PAGES[reader] for reader in Reader if reader in concerned)


def _in_all_languages(digest: Digest) -> dict[str, str]:
    """The digest as it reads in each language; the present one is spoken again afterwards."""
    before, found = i18n.language(), {}
    for tag in i18n.LANGUAGES:
        i18n.speak(tag)
        found[tag] = _("；").join(_parts(digest))
    i18n.speak(before)
    return found


def _parts(digest: Digest) -> list[str]:
    due, soon = (_own_titles(digest, step) for step in (Step.DUE, Step.SOON))
    own = []
    if due:
        own.append(
            ngettext(
                "今天到期 %(num)s 件（%(titles)s）",
                "今天到期 %(num)s 件（%(titles)s）",
                len(due),
                titles=_listed(due),
            )
        )
    if soon:
        own.append(
            ngettext(
                "两个工作日后到期 %(num)s 件（%(titles)s）",
                "两个工作日后到期 %(num)s 件（%(titles)s）",
                len(soon),
                titles=_listed(soon),
            )
        )
    return own + _for_others(digest)


def _own_titles(digest: Digest, step: Step) -> tuple[Wording, ...]:
    return tuple(title for reader in OWN for title in digest.titles(reader, step))


def _for_others(digest: Digest) -> list[str]:
    """What is said to mentors and leads: how many things, not whose."""
    due, soon, late = (
        digest.count(Reader.MENTOR, step) for step in (Step.DUE, Step.SOON, Step.LATE)
    )
    very_late, unled = (digest.count(as_, Step.VERY_LATE) for as_ in (Reader.LEAD, Reader.HR))
    counted = (
        (due, ngettext("带徒弟的事今天到期 %(num)s 件", "带徒弟的事今天到期 %(num)s 件", due)),
        (
            soon,
            ngettext(
                "带徒弟的事两个工作日后到期 %(num)s 件",
                "带徒弟的事两个工作日后到期 %(num)s 件",
                soon,
            ),
        ),
        (
            late,
            ngettext(
                "徒弟的计划里有 %(num)s 件过期一个工作日了",
                "徒弟的计划里有 %(num)s 件过期一个工作日了",
                late,
            ),
        ),
        (
            very_late,
            ngettext(
                "您部门的计划里有 %(num)s 件过期三个工作日了",
                "您部门的计划里有 %(num)s 件过期三个工作日了",
                very_late,
            ),
        ),
        (
            unled,
            ngettext(
                "没有负责人的部门里有 %(num)s 件过期三个工作日了",
                "没有负责人的部门里有 %(num)s 件过期三个工作日了",
                unled,
            ),
        ),
    )
    return [words for number, words in counted if number]


def _listed(titles: tuple[Wording, ...]) -> str:
    named = _("、").join(title.in_(i18n.language()) for title in titles[:MOST_TITLES])
    return _("%(titles)s等", titles=named) if len(titles) > MOST_TITLES else named
