"""Certificates that rest on an assessment whose mark fell afterwards: somebody should look at them.

They are never revoked by themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from lms.certification.domain import Act, ScenarioRequirement, fallen
from lms.certification.models import Certificate
from lms.certification.queries.progress import scenario_title
from lms.certification.queries.register import REGISTER
from lms.db import db
from lms.library import queries as library
from lms.library.domain import Wording
from lms.people import access
from lms.people.models import Person
from lms.scenarios import queries as scenarios


@dataclass(frozen=True, slots=True)
class Fallen:
    """An assessment below what the certificate asks that rests on it."""

    certificate: Certificate
    title: Wording  # of the scenario
    needed: int  # percent
    score: int | None  # percent today; None: not passed any more


def fallen_certificates(asker: Person, today: date) -> Sequence[Fallen]:
    """Valid certificates below which an assessment fell after their issue, the newest first.

    Of those whom the asker may see, never the asker's own. As many queries for many as for few;
    only one where no mark has fallen.
    """
    whose = sa.and_(access.visible_people(asker, REGISTER, today), Person.id != asker.id)
    fell = scenarios.fallen_assessments(whose)
    if not fell:
        return ()
    people = {person for person, _scenario in fell}
    scores = scenarios.assessment_scores(people)
    wanted = (
        sa.select(Certificate)
        .join(Certificate.person)
        .options(contains_eager(Certificate.person).lazyload(Person.grants))
        .where(
            Certificate.person_id.in_(people),
            Certificate.expires_on >= today,
            Certificate.last_act.is_distinct_from(Act.REVOKED),
        )
        .order_by(Certificate.id.desc())
    )
    found = db.session.scalars(wanted).all()
    return [one for it in found for one in _below(it, fell, scores[it.person_id])]


def _below(
    certificate: Certificate, fell: Mapping[tuple[int, str], datetime], scores: Mapping[str, int]
) -> Iterator[Fallen]:
    published = library.at_revision(certificate.revision_id).content
    programme = next(it for it in published if it.id == certificate.programme)
    for gap in fallen(programme, certificate.snapshot["evidence"]["scores"], scores):
        if isinstance(gap.requirement, ScenarioRequirement):
            name, needed = gap.requirement.scenario, gap.requirement.at_least
            at = fell.get((certificate.person_id, name))
            if at is not None and at > certificate.issued_at:
                yield Fallen(certificate, scenario_title(name), needed, gap.score)
