"""What mentors signed of tasks and gates, as verdicts to which trainees can answer."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.errors import N_
from lms.i18n import _, language
from lms.onboarding import queries
from lms.onboarding.domain import Capacity, Subject, Verdict
from lms.onboarding.models import Plan, SignOff
from lms.people.models import Person
from lms.verdicts import registry

KIND = "sign-off"
FINDINGS = {
    (Subject.TASK, Verdict.PASS): N_("签了字"),
    (Subject.GATE, Verdict.PASS): N_("通过"),
    (Subject.GATE, Verdict.EXTEND): N_("延长 %(days)s 个工作日"),
    (Subject.GATE, Verdict.FAIL): N_("未通过"),
}
BY_MENTORS = (
    sa.select(SignOff)
    .join(SignOff.plan)
    .where(SignOff.capacity == Capacity.MENTOR, SignOff.verdict != Verdict.WITHDRAWN)
    .options(
        joinedload(SignOff.plan, innerjoin=True).joinedload(Plan.person, innerjoin=True),
        joinedload(SignOff.by, innerjoin=True).lazyload(Person.grants),
    )
)


class SignOffs(registry.VerdictKind):
    """A mentor put a name to a task, or decided on a gate."""

    kind = KIND

    def verdict(self, public_id: str) -> registry.Verdict | None:
        """The entry with this id."""
        found = db.session.scalar(BY_MENTORS.where(SignOff.public_id == public_id))
        return _told(found) if found else None

    def verdicts(self, person: Person, most: int) -> Iterator[registry.Verdict]:
        """The newest entries in all plans of a person."""
        newest = BY_MENTORS.where(Plan.person_id == person.id).order_by(
            SignOff.at.desc(), SignOff.id.desc()
        )
        for one in db.session.scalars(newest.limit(most)).unique():
            yield _told(one)


def _told(row: SignOff) -> registry.Verdict:
    subject, verdict = Subject(row.subject), Verdict(row.verdict)
    plan = row.plan
    is_gate = subject is Subject.GATE
    return registry.Verdict(
        kind=KIND,
        public_id=row.public_id,
        person=plan.person,
        by=row.by,
        at=row.at,
        title=_title(row, subject),
        finding=_(FINDINGS[subject, verdict], days=row.extension_days),
        words=row.words,
        address=f"/plans/{plan.public_id}/gates/{row.subject_id}" if is_gate else "",
    )


def _title(row: SignOff, subject: Subject) -> str:
    template = queries.template_of(row.plan)
    of = template.gate if subject is Subject.GATE else template.task
    found = of(row.subject_id)
    return found.title.in_(language()) if found else row.subject_id
