"""What an author makes of replies that were not understood: accepted, forbidden, a way of its own.

What is accepted or forbidden counts from now on at the revision that is published and all later
ones; the plays that were begun on these are graded anew by a job.
"""

from collections.abc import Mapping
from datetime import datetime

from lms import jobs
from lms.db import db
from lms.errors import N_, Forbidden, Invalid, Stale
from lms.library import queries as library
from lms.library.models import Document
from lms.people.models import Person
from lms.questions import queries as questions
from lms.questions import service as questions_service
from lms.questions.domain.amending import Amendment, changes_of
from lms.questions.domain.kept import Decision
from lms.questions.domain.replies import Criteria
from lms.questions.domain.ruling import Changes
from lms.questions.models import KeptReply, ReplyAmendment
from lms.scenarios import queries
from lms.scenarios.domain import ReplyStep, Scenario, Scene
from lms.scenarios.models import Play, Regrading
from lms.scenarios.queries import Talk
from lms.scenarios.service.regrading import regrade

REGRADE = "scenarios.regrade"  # the kind of job
NOT_YOURS = N_("只有这个情景的作者可以改它的批改。")
GONE = N_("这一步现在不让打字了，改不了批改。")
FORGOTTEN = N_("这句原话已经删除，没有可以采用的字。")
FORBIDDEN_ID = "kept-%d"


def as_synonym(kept: KeptReply, element: str) -> Amendment:
    """That a kept reply says an element. Raises Stale when its words are gone."""
    if kept.text is None:
        raise Stale(FORGOTTEN)
    return Amendment(kept.step, Decision.SYNONYM, element, kept.text)


def as_forbidden(kept: KeptReply, words: str, title: str) -> Amendment:
    """That some words of a kept reply must not be said; `title` says what is wrong with them.

    Raises Invalid for words that the reply does not hold.
    """
    if not words or not title or words not in (kept.text or ""):
        raise Invalid(N_("请从这句回复里摘出不该说的几个字，并写明它是什么问题。"))
    return Amendment(kept.step, Decision.FORBIDDEN, FORBIDDEN_ID % kept.id, words, title)


def accept_synonym(
    actor: Person, kept: KeptReply, element: str, *, now: datetime
) -> ReplyAmendment:
    """Let a kept reply count as saying an element.

    Raises Forbidden for who is no author, Stale when it was decided before or the words are gone,
    Invalid for an element that cannot be met so.
    """
    return amend(actor, kept, as_synonym(kept, element), now=now)


def forbid(
    actor: Person, kept: KeptReply, words: str, title: str, *, now: datetime
) -> ReplyAmendment:
    """Forbid some words of a kept reply; `title` says what is wrong with them.

    Raises as `accept_synonym`, and Invalid for words that the reply does not hold, or too many.
    """
    return amend(actor, kept, as_forbidden(kept, words, title), now=now)


def want_branch(actor: Person, kept: KeptReply, *, now: datetime) -> None:
    """Note that a kept reply should lead somewhere of its own in the next revision.

    Nothing is graded anew. Raises Forbidden for who is no author, Stale when it was decided before.
    """
    _must_be_author(actor, kept.document)
    questions_service.decide(actor, kept, Decision.BRANCH, element=None, now=now)


def dismiss(actor: Person, kept: KeptReply, *, now: datetime) -> None:
    """Note that the grader was right. Raises as `want_branch`."""
    _must_be_author(actor, kept.document)
    questions_service.decide(actor, kept, Decision.NOTHING, element=None, now=now)


def amend(actor: Person, kept: KeptReply, wanted: Amendment, *, now: datetime) -> ReplyAmendment:
    """Let an amendment made of a kept reply count from now on.

    Raises Forbidden for who is no author, Stale when it was decided before or nothing is typed at
    the step any more, Invalid for what does not fit the step.
    """
    _must_be_author(actor, kept.document)
    revision_id = published_revision(kept.document)
    criteria = criteria_of(library.at_revision(revision_id).content, wanted.step)
    row = questions_service.amend(actor, kept, wanted, criteria, revision_id, now=now)
    jobs.enqueue(REGRADE, key=str(row.id), now=now, amendment=row.id)
    return row


def _must_be_author(actor: Person, document: Document) -> None:
    if document.id not in {own.id for own in library.documents_of(actor)}:
        raise Forbidden(NOT_YOURS)


def published_revision(document: Document) -> int:
    """The revision that readers see. Raises Stale when there is none."""
    if document.published_revision_id is None:
        raise Stale(GONE)
    return document.published_revision_id


def criteria_of(scenario: Scenario, step: str) -> Criteria:
    """What is graded at a step. Raises Stale where nothing is typed any more."""
    found = scenario.by_id.get(step)
    if not isinstance(found, ReplyStep):
        raise Stale(GONE)
    return found.criteria


def regrade_play(play_id: int, amendment_id: int, *, now: datetime) -> Regrading | None:
    """Grade one finished play by words accepted or forbidden since; once for each amendment."""
    play = db.session.get_one(Play, play_id)
    row = db.session.get_one(ReplyAmendment, amendment_id)
    scenario = queries.scenario_of(play).content
    talk = queries.talk(play, scenario)
    changes = changes_in(play, scenario, talk, questions.amendment_of(row))
    if not any(changes.values()):
        return None
    cause, by = f"amendment/{row.id}", db.session.get(Person, row.kept.decided_by_id)
    return regrade(play, changes, cause=cause, by=by, now=now)


def changes_in(
    play: Play, scenario: Scenario, talk: Talk, amendment: Amendment
) -> Mapping[int, Changes]:
    """What an amendment changes in the turns of a play; `scenario` is graded with it."""
    return {
        scene.number: _changed(play, scenario, scene, talk.typed[scene.number] or "", amendment)
        for scene in talk.scenes
        if scene.verdict.step == amendment.step and scene.verdict.reply
    }


def _changed(
    play: Play, scenario: Scenario, scene: Scene, typed: str, amendment: Amendment
) -> Changes:
    """What the amendment changes in a turn; words that were erased are not graded."""
    before = scene.verdict.reply
    if before is None or not typed:
        return {}
    criteria = criteria_of(scenario, scene.verdict.step)
    after = queries.grading(scenario, scene.before, play.language)(criteria, typed)
    return changes_of(amendment, criteria, before, after)
