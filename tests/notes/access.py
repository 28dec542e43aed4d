"""The addresses of a reader's marks for tests/test_access.py."""

from datetime import UTC, date, datetime

from lms.db import db, new_public_id, write
from lms.library.queries import published
from lms.notes.models import LessonQuestion, LessonReaction, Note
from tests.access_cases import add, tried_elsewhere
from tests.scenarios.access import open_play


def kept(world, owner, table, **facts):
    """A mark of its owner, in whatever text there is."""
    open_play(world, owner)

    def make():
        text = published("scenario", "cold-kettle")
        mark = table(
            person_id=owner.id,
            document_id=text.document_id,
            revision_id=text.revision_id,
            language="zh-Hans",
            paragraph=new_public_id(),
            quote="一句话",
            words="问一句",
            at=datetime.now(UTC),
            key=new_public_id(),
            **facts,
        )
        db.session.add(mark)
        db.session.flush()
        return mark.public_id

    with world.app.app_context():
        return {"public_id": write(make)}


def noted(world, owner):
    return kept(world, owner, Note)


def asked(world, owner):
    if "asked" not in world.kept:
        world.kept["asked"] = world.company.person("asked-by-all", "mentor").id
    return kept(world, owner, LessonQuestion, mentor_id=world.kept["asked"])


def reacted(world, owner):
    return kept(world, owner, LessonReaction, kind="wrong", due_on=date(2026, 3, 9))


add("notes.delete_note", noted)
add("notes.delete_reaction", reacted)
add("notes.create_answer", asked, form={"words": "先问哪一步。", "key": "f" * 32})
tried_elsewhere("notes.create_question", "notes/test_questions.py")
tried_elsewhere("notes.new_note", "notes/test_pages.py")
tried_elsewhere("notes.create_note", "notes/test_pages.py")
tried_elsewhere("notes.create_reaction", "notes/test_reactions.py")
tried_elsewhere("notes.create_settlement", "notes/test_reactions.py")
