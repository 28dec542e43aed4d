"""The agreement of a pair: the mentor puts it into words and accepts it, the apprentice accepts."""

from datetime import datetime

from lms import clock
from lms.db import db, lock
from lms.errors import N_, Forbidden, NotFound, Stale
from lms.mentoring import queries
from lms.mentoring.domain import Terms
from lms.mentoring.models import Agreement
from lms.messages import service as messages
from lms.people import access, audit
from lms.people.models import Pair, Person

ASKED = N_("%(by)s写好了师徒协议，请看一看，同意就接受。")
TOLD = N_("%(by)s接受了师徒协议。")
IN_FORCE = N_("两个人都已接受，协议不再改动。")
CHANGED = N_("师父刚改过协议，请重新看一遍再接受。")


def write_agreement(actor: Person, pair: Pair, terms: Terms, *, now: datetime) -> Agreement:
    """Put the agreement into words and accept it; the apprentice is asked to accept.

    The same words again change nothing. Raises Forbidden for anybody but the mentor of this
    moment, WrongField for words or a period that cannot be, Stale once the apprentice has accepted.
    """
    access.must_not_be_self(actor, pair.apprentice_id)
    if not queries.is_mentor(actor, pair, clock.day_of(now)):
        raise Forbidden(N_("只有现在的师父可以写协议。"))
    lock(pair)  # two clicks make one agreement
    text = queries.agreement_text()
    if text is None:
        raise NotFound
    terms.check(pair.starts_on)
    found = queries.agreement_of(pair)
    if found is not None and (found.goals, found.until) == (terms.goals, terms.until):
        return found
    if found is not None and found.is_in_force:
        raise Stale(IN_FORCE)
    made = found or Agreement(pair_id=pair.id, version=0)
    made.revision_id, made.goals, made.until = text.revision_id, terms.goals, terms.until
    made.version, made.mentor_at = made.version + 1, now
    db.session.add(made)
    _tell(actor, pair.apprentice, pair, ASKED, f"{made.version}", now)
    audit.record("agreement.written", actor=actor, subject=pair.apprentice, now=now)
    return made


def accept_agreement(actor: Person, pair: Pair, version: int, *, now: datetime) -> None:
    """Let the apprentice accept the agreement as it was shown.

    Once accepted, the same again changes nothing. Raises Forbidden for anybody else, NotFound
    without an agreement, Stale when it was changed meanwhile.
    """
    if actor.id != pair.apprentice_id:
        raise Forbidden(N_("协议要由徒弟本人接受。"))
    lock(pair)
    found = queries.agreement_of(pair)
    if found is None:
        raise NotFound
    if found.is_in_force:
        return
    if found.version != version:
        raise Stale(CHANGED, way_on=f"/mentoring/{pair.public_id}/agreement")
    found.apprentice_at = now
    _tell(actor, pair.mentor, pair, TOLD, "accepted", now)
    audit.record("agreement.accepted", actor=actor, subject=actor, now=now)


def _tell(actor: Person, whom: Person, pair: Pair, words: str, step: str, now: datetime) -> None:
    messages.tell(
        whom,
        sentence=words,
        link=f"/mentoring/{pair.public_id}/agreement",
        key=f"agreement-{pair.public_id}-{step}",
        now=now,
        by=actor,
    )
