"""Asking to be observed: a time is proposed, accepted, answered with another, or taken back."""

from collections.abc import Collection
from datetime import datetime

from lms.db import db, lock
from lms.errors import N_, Forbidden, Stale
from lms.mentoring import queries
from lms.mentoring.domain import Ended, RequestState, Wish, check_slot
from lms.mentoring.models import ObservationRequest
from lms.messages import service as messages
from lms.people import audit
from lms.people.domain import WrongField
from lms.people.models import Pair, Person

ASKED = N_("%(by)s说准备好了，请您约时间观察。")
PROPOSED = N_("%(by)s换了一个观察的时间，请看行不行。")
ACCEPTED = N_("%(by)s接受了观察的时间。")
NOT_OWN = N_("只有徒弟自己可以说准备好了。")
OPEN = N_("这一项已经请师父看了，看过以后再约下一次。")
CHANGED = N_("时间已经改过了，请看现在的时间。")
OVER = N_("这次约已经结束了。")
OWN_PROPOSAL = N_("自己提的时间，由对方来接受。")


def ask_observation(
    actor: Person, pair: Pair, wish: Wish, *, key: str, now: datetime
) -> ObservationRequest:
    """Let an apprentice say that they are ready, and when the mentor might look.

    The same key again gives the same request. Raises Forbidden for anybody but the apprentice,
    WrongField for a time that cannot be and for a competency that waits to be seen already.
    """
    if actor.id != pair.apprentice_id:
        raise Forbidden(NOT_OWN)
    lock(pair)
    made = queries.request_by_key(actor, key)
    if made is not None:
        return made
    wish.check(now)
    waiting = queries.open_requests([pair.id]).get(pair.id, ())
    if any(one.competency == wish.competency for one in waiting):
        raise WrongField("competency", OPEN)
    request = ObservationRequest(
        pair_id=pair.id,
        person_id=actor.id,
        competency=wish.competency,
        words=wish.words,
        starts_at=wish.starts_at,
        at=now,
        key=key,
    )
    db.session.add(request)
    db.session.flush()  # the audit event and the message name it
    _tell(actor, request, pair.mentor, ASKED, "asked", now)
    return request


def accept_slot(actor: Person, request: ObservationRequest, number: int, *, now: datetime) -> None:
    """Accept the time that the other one has proposed; again changes nothing.

    Raises Stale for another time than the one that stands, Forbidden for one's own proposal.
    """
    lock(request)
    _must_stand(request, number)
    if request.is_mentors == _is_mentor(actor, request):
        raise Forbidden(OWN_PROPOSAL)
    if request.state is RequestState.AGREED:
        return
    request.agreed_at = now
    _tell(actor, request, _other(actor, request), ACCEPTED, "accepted", now)


def propose_slot(
    actor: Person, request: ObservationRequest, number: int, starts_at: datetime, *, now: datetime
) -> None:
    """Propose another time in the place of the one with this number; the other one is asked.

    The same again changes nothing. Raises WrongField for a time that cannot be, Stale for another
    time than the one that stands.
    """
    lock(request)
    is_mentors = _is_mentor(actor, request)
    if (request.number, request.is_mentors, request.starts_at) == (
        number + 1,
        is_mentors,
        starts_at,
    ):
        return
    _must_stand(request, number)
    check_slot(starts_at, now)
    request.number, request.is_mentors = number + 1, is_mentors
    request.starts_at, request.agreed_at = starts_at, None
    _tell(actor, request, _other(actor, request), PROPOSED, "proposed", now)


def withdraw_request(actor: Person, request: ObservationRequest, *, now: datetime) -> None:
    """Let the apprentice take the request back; again changes nothing. Raises Forbidden."""
    if actor.id != request.person_id:
        raise Forbidden(NOT_OWN)
    lock(request)
    if request.ended is None:
        request.ended, request.ended_at = Ended.WITHDRAWN, now


def settle_requests(pair: Pair, competencies: Collection[str], *, now: datetime) -> None:
    """Requests for what has now been observed are over."""
    for request in queries.open_requests([pair.id]).get(pair.id, ()):
        if request.competency in competencies:
            lock(request)
            request.ended, request.ended_at = Ended.OBSERVED, now


def _must_stand(request: ObservationRequest, number: int) -> None:
    if request.ended is not None:
        raise Stale(OVER)
    if request.number != number:
        raise Stale(CHANGED)


def _is_mentor(actor: Person, request: ObservationRequest) -> bool:
    return actor.id == request.pair.mentor_id


def _other(actor: Person, request: ObservationRequest) -> Person:
    return request.person if _is_mentor(actor, request) else request.pair.mentor


def _tell(
    actor: Person,
    request: ObservationRequest,
    told: Person,
    sentence: str,
    act: str,
    now: datetime,
) -> None:
    audit.record(
        f"observation.{act}",
        actor=actor,
        subject=request.person,
        now=now,
        request=request.public_id,
        competency=request.competency,
    )
    messages.tell(
        told,
        sentence=sentence,
        link=f"/mentoring/requests/{request.public_id}",
        key=f"observation-{act}-{request.public_id}-{request.number}",
        now=now,
        by=actor,
    )
