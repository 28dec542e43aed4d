"""Reading the knowledge base: one's own, what waits for a review, what a department shares."""

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from lms.db import db
from lms.errors import NotFound
from lms.pages import Page, Total, counted
from lms.people.access import visible_people
from lms.people.models import Person
from lms.workday.domain.shelves import Judged
from lms.workday.models import ShelfEntry, ShelfShare

REVIEW = "shelf.review"
MOST_ENTRIES = 300  # of one person that are shown at once
IS_WAITING = sa.and_(ShelfShare.withdrawn_at.is_(None), ShelfShare.verdict.is_(None))
IS_READABLE = sa.and_(
    ShelfShare.withdrawn_at.is_(None), ShelfShare.verdict == sa.literal_column("'accepted'")
)


def entries_of(person: Person, words: str) -> Sequence[ShelfEntry]:
    """One's own entries that say these words, by shelf; all of them without words."""
    wanted = (
        sa.select(ShelfEntry)
        .where(ShelfEntry.person_id == person.id, *_says(ShelfEntry, words))
        .order_by(ShelfEntry.shelf, ShelfEntry.id.desc())
        .limit(MOST_ENTRIES)
    )
    return db.session.scalars(wanted).all()


def _says(table: type[ShelfEntry | ShelfShare], words: str) -> list[sa.ColumnElement[bool]]:
    texts = (table.question, table.answer, table.source)
    return [
        sa.or_(*(text.icontains(word, autoescape=True) for text in texts)) for word in words.split()
    ]


def own_entry(person: Person, public_id: str) -> ShelfEntry:
    """An entry of one's own. Raises NotFound for every other."""
    wanted = sa.select(ShelfEntry).where(
        ShelfEntry.person_id == person.id, ShelfEntry.public_id == public_id
    )
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def entry_by_key(person: Person, key: str) -> ShelfEntry | None:
    """The entry that a post with this key has made."""
    wanted = sa.select(ShelfEntry).where(ShelfEntry.person_id == person.id, ShelfEntry.key == key)
    return db.session.scalar(wanted)


def latest_shares(person: Person) -> Mapping[int, ShelfShare]:
    """How the newest sharing of each of one's entries stands, by the number of the entry."""
    wanted = (
        sa.select(ShelfShare)
        .where(ShelfShare.person_id == person.id, ShelfShare.entry_id.is_not(None))
        .order_by(ShelfShare.id)
    )
    return {one.entry_id or 0: one for one in db.session.scalars(wanted).unique()}


def own_share(person: Person, public_id: str) -> ShelfShare:
    """Something that one has shared. Raises NotFound for every other."""
    wanted = sa.select(ShelfShare).where(
        ShelfShare.person_id == person.id, ShelfShare.public_id == public_id
    )
    found = db.session.scalars(wanted).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def live_share(entry: ShelfEntry) -> ShelfShare | None:
    """The sharing of an entry that waits or is read."""
    wanted = sa.select(ShelfShare).where(
        ShelfShare.entry_id == entry.id,
        ShelfShare.withdrawn_at.is_(None),
        sa.or_(ShelfShare.verdict.is_(None), ShelfShare.verdict == Judged.ACCEPTED.value),
    )
    return db.session.scalars(wanted).unique().one_or_none()


def _to_review(asker: Person, today: date) -> sa.Select[ShelfShare]:
    return (
        sa.select(ShelfShare)
        .join(ShelfShare.person)
        .options(contains_eager(ShelfShare.person), joinedload(ShelfShare.department))
        .where(visible_people(asker, REVIEW, today), ShelfShare.person_id != asker.id)
    )


def waiting_shares(asker: Person, today: date, most: int = 50) -> Sequence[ShelfShare]:
    """What waits for the asker's review, the oldest first."""
    wanted = _to_review(asker, today).where(IS_WAITING).order_by(ShelfShare.id).limit(most)
    return db.session.scalars(wanted).unique().all()


def share_to_review(asker: Person, public_id: str, today: date) -> ShelfShare:
    """Something that the asker may review. Raises NotFound for every other."""
    wanted = (
        sa.select(ShelfShare)
        .join(ShelfShare.person)
        .where(visible_people(asker, REVIEW, today), ShelfShare.public_id == public_id)
    )
    found = db.session.scalars(wanted).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def _in_department(person: Person, words: str) -> list[sa.ColumnElement[bool]]:
    return [
        ShelfShare.department_id == person.department_id,
        IS_READABLE,
        *_says(ShelfShare, words),
    ]


def count_team(person: Person, words: str, number: int) -> Total:
    """How many entries one's department shares, for the page of this number."""
    return counted(sa.select(ShelfShare.id).where(*_in_department(person, words)), number)


def team_page(person: Person, words: str, number: int, total: Total) -> Page[ShelfShare]:
    """One page of what one's department shares, the newest first."""
    page: Page[ShelfShare] = Page((), number, total)
    wanted = (
        sa.select(ShelfShare)
        .options(joinedload(ShelfShare.person, innerjoin=True).lazyload(Person.grants))
        .where(*_in_department(person, words))
        .order_by(ShelfShare.id.desc())
        .offset((number - 1) * page.size)
        .limit(page.size)
    )
    return Page(db.session.scalars(wanted).unique().all(), number, total)
