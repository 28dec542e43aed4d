"""What a page shows of a draft before readers see it: findings, differences, whom it touches."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.i18n import _, language
from lms.library import queries as library
from lms.library import service as drafts
from lms.library.domain import ContentError
from lms.library.models import Draft
from lms.library.service import Sound
from lms.studio import queries
from lms.studio.domain import Hunk, Users, consequences, differences, told
from lms.studio.queries import Desk, Sheet
from lms.studio.views.blueprint import Finding, findings


@dataclass(frozen=True, slots=True)
class Look:
    """A draft beside what is published."""

    problems: Sequence[Finding]
    told: Sequence[str]  # what changes, in words; empty where only lines are compared
    changed: Sequence[tuple[Sheet, tuple[Hunk, ...]]]
    users: Sequence[Users]  # who is in the middle of it
    consequences: Sequence[str]  # what becomes of them


def looked_at(desk: Desk, needed: Sequence[Draft], others: Sequence[Desk] = ()) -> Look:
    """What is to be seen of a draft before it is published, as the sheets of the desk say it.

    `needed`: the draft and all that is published with it; `others`: of these, what is shown, too.
    """
    sound: Sound | None = None
    problems: list[Finding] = []
    try:
        sound = _examined(desk, needed)
    except ContentError as error:
        own = {sheet.path for sheet in desk.sheets}
        problems = findings(sorted(error.problems, key=lambda one: one.file not in own))
    changed = [
        (sheet, differences(sheet.published, sheet.text))
        for one in (desk, *others)
        for sheet in one.sheets
        if sheet.published != sheet.text
    ]
    return Look(
        problems=problems,
        told=_told(desk, sound),
        changed=changed,
        users=queries.users(desk.document) if desk.revision else (),
        consequences=_consequences(desk, sound),
    )


def _examined(desk: Desk, needed: Sequence[Draft]) -> Sound | None:
    if desk.draft is None:
        return None
    if len(needed) > 1:
        return drafts.examined_together(needed)[0]
    return drafts.examined(desk.draft, {sheet.path: sheet.text for sheet in desk.sheets})


def _told(desk: Desk, sound: Sound | None) -> Sequence[str]:
    if sound is None or desk.revision is None:
        return ()
    try:
        before = library.at_revision(desk.revision.id)
    except ContentError:  # a text of long ago that no longer fits the syntax
        return ()
    changes = told(before.kind, before.content, sound.content)
    return [change.words(_, language()) for change in changes]


def _consequences(desk: Desk, sound: Sound | None) -> Sequence[str]:
    if desk.revision is None:
        return ()
    said = consequences(
        desk.document.kind,
        material=sound is not None and sound.meta.material,
        must_sign=sound is not None and getattr(sound.content, "must_sign", False),
    )
    return [_(words) for words in said]
