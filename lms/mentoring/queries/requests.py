"""Reading requests to be observed: the open ones of pairs, and one of them."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.errors import NotFound
from lms.mentoring.models import ObservationRequest
from lms.people.access import visible_people
from lms.people.models import Pair, Person

PERMISSION = "session.record"  # held by the two of a pair, and by nobody else
OPEN = (
    sa.select(ObservationRequest)
    .where(
        ObservationRequest.pair_id.in_(sa.bindparam("pairs", expanding=True)),
        ObservationRequest.ended.is_(None),
    )
    .order_by(ObservationRequest.starts_at, ObservationRequest.id)
)


def open_requests(pair_ids: Collection[int]) -> dict[int, list[ObservationRequest]]:
    """What apprentices are ready for and the mentor has not seen yet: pair id → the next first."""
    found: dict[int, list[ObservationRequest]] = {}
    if pair_ids:
        for one in db.session.scalars(OPEN, {"pairs": list(pair_ids)}):
            found.setdefault(one.pair_id, []).append(one)
    return found


def request_of(asker: Person, public_id: str, today: date) -> ObservationRequest:
    """A request of a pair in which the asker is one of the two. Raises NotFound."""
    found = db.session.scalar(
        sa.select(ObservationRequest)
        .join(ObservationRequest.pair)
        .join(Person, Person.id == ObservationRequest.person_id)
        .where(
            ObservationRequest.public_id == public_id,
            visible_people(asker, PERMISSION, today),
            sa.or_(ObservationRequest.person_id == asker.id, Pair.mentor_id == asker.id),
        )
        .options(joinedload(ObservationRequest.pair, innerjoin=True))
    )
    if found is None:
        raise NotFound
    return found


def request_by_key(person: Person, key: str) -> ObservationRequest | None:
    """The request that a post with this key has made."""
    wanted = sa.select(ObservationRequest).where(
        ObservationRequest.person_id == person.id, ObservationRequest.key == key
    )
    return db.session.scalar(wanted)
