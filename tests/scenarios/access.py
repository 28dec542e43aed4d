"""The addresses of role-plays for tests/test_access.py."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from lms.db import db, new_public_id, write
from lms.library import queries as library
from lms.people.models import Person
from lms.scenarios import service
from lms.scenarios.domain import Choose, Mode, opening, shown_choices
from tests.access_cases import add, tried_elsewhere
from tests.scenarios import drills
from tests.scenarios.conftest import set_up


def open_play(world, owner):
    """A play that its owner has begun; a preview, as anybody may own one."""
    if "stage" not in world.kept:
        with TemporaryDirectory() as folder:
            world.kept["stage"] = set_up(world.app, Path(folder))

    def make():
        play = service.start_preview(
            db.session.get_one(Person, owner.id),
            library.published("scenario", "cold-kettle"),
            Mode.PRACTICE,
            language="zh-Hans",
            key=new_public_id(),
            now=datetime.now(UTC),
        )
        return play.public_id

    with world.app.app_context():
        return {"public_id": write(make)}


add("scenarios.show_play", open_play)
add("scenarios.create_turn", open_play)
add("scenarios.update_pace", open_play)
tried_elsewhere("scenarios.show_scenario", "scenarios/test_pages.py")
tried_elsewhere("scenarios.create_play", "scenarios/test_pages.py")
tried_elsewhere("scenarios.delete_extra_time", "scenarios/test_extra_time.py")
tried_elsewhere("scenarios.delete_extra_attempt", "scenarios/test_extra_attempts.py")


def ended_play(world, owner):
    """A play of its owner that is over, with one turn."""
    open_play(world, owner)

    def make():
        document = library.published("scenario", "cold-kettle")
        person, now = db.session.get_one(Person, owner.id), datetime.now(UTC)
        play = service.start_play(
            person,
            document,
            Mode.PRACTICE,
            language="zh-Hans",
            key=new_public_id(),
            afresh=True,
            now=now,
        )
        shown = shown_choices(document.content, opening(document.content), play.seed)
        worst = Choose([move.id for move in shown].index("your-fault") + 1)
        service.take_turn(play, document.content, worst, number=1, key="1", now=now)
        return play.public_id

    with world.app.app_context():
        return {"public_id": write(make)}


add("scenarios.create_retry", ended_play, form={"turn": "1", "key": "f" * 32})
tried_elsewhere("scenarios.delete_comment", "scenarios/test_debrief.py")
add("scenarios.create_comment", ended_play, form={"turn": "1", "text": "好"})


def taken_drill(world, owner):
    """A drill that its owner has begun; a preview, as anybody may own one."""
    if "drill" not in world.kept:
        with TemporaryDirectory() as folder:
            world.kept["drill"] = drills.set_up(world.app, Path(folder))

    def make():
        run = service.start_drill(
            db.session.get_one(Person, owner.id),
            library.published("drill", "both"),
            language="zh-Hans",
            key=new_public_id(),
            afresh=False,
            is_preview=True,
            now=datetime.now(UTC),
        )
        return run.public_id

    with world.app.app_context():
        return {"public_id": write(make)}


add("scenarios.show_run", taken_drill)
tried_elsewhere("scenarios.show_drill", "scenarios/test_drills.py")
tried_elsewhere("scenarios.create_run", "scenarios/test_drills.py")
tried_elsewhere("scenarios.show_medium", "scenarios/test_media.py")
