"""The addresses of a reader's marks for tests/test_access.py."""

from datetime import UTC, datetime

from lms.db import db, new_public_id, write
from lms.library.queries import published
from lms.notes.models import Note
from tests.access_cases import add, tried_elsewhere
from tests.scenarios.access import open_play


def noted(world, owner):
    """A note of its owner, in whatever text there is."""
    open_play(world, owner)

    def make():
        text = published("scenario", "cold-kettle")
        note = Note(
            person_id=owner.id,
            document_id=text.document_id,
            revision_id=text.revision_id,
            language="zh-Hans",
            paragraph="0" * 12,
            quote="一句话",
            words="",
            at=datetime.now(UTC),
            key=new_public_id(),
        )
        db.session.add(note)
        db.session.flush()
        return note.public_id

    with world.app.app_context():
        return {"public_id": write(make)}


add("notes.delete_note", noted)
tried_elsewhere("notes.new_note", "notes/test_pages.py")
tried_elsewhere("notes.create_note", "notes/test_pages.py")
