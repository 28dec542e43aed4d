"""What mentors observed, and what they answered to reports, as verdicts to answer to."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from lms.db import db
from lms.errors import N_
from lms.framework import queries as framework
from lms.i18n import _, language
from lms.library.domain import Wording
from lms.mentoring import queries
from lms.mentoring.domain import Verdict
from lms.mentoring.models import ObservationRecord, WorkReport
from lms.people.models import Person
from lms.verdicts import registry

OBSERVATION, REPORT = "observation", "report"
FINDINGS = {Verdict.MET: N_("达到"), Verdict.NOT_YET: N_("还没达到")}


class Observations(registry.VerdictKind):
    """A mentor found a competency met or not yet; with a checklist, several at once."""

    kind = OBSERVATION

    def verdict(self, public_id: str) -> registry.Verdict | None:
        """The observation with this id."""
        wanted = (
            sa.select(ObservationRecord)
            .where(ObservationRecord.public_id == public_id)
            .options(joinedload(ObservationRecord.checklist_record))
        )
        found = db.session.scalar(wanted)
        if found is None:
            return None
        return _observed(found, db.session.get_one(Person, found.person_id))

    def verdicts(self, person: Person, most: int) -> Iterator[registry.Verdict]:
        """The newest times that a person was observed."""
        for one in queries.observed(person.id)[:most]:
            yield _observed(one.record, person, one.title)


class Replies(registry.VerdictKind):
    """A mentor answered a work report."""

    kind = REPORT

    def verdict(self, public_id: str) -> registry.Verdict | None:
        """The answer to the report with this id."""
        found = db.session.scalar(
            sa.select(WorkReport)
            .where(WorkReport.public_id == public_id)
            .options(queries.WITH_REPLY)
        )
        return _replied(found) if found else None

    def verdicts(self, person: Person, most: int) -> Iterator[registry.Verdict]:
        """The newest answers to reports of a person."""
        for one in list(queries.reports_of(person.id))[-most:]:
            told = _replied(one)
            if told is not None:
                yield told


def _observed(
    one: ObservationRecord, person: Person, title: Wording | None = None
) -> registry.Verdict:
    sheet = one.checklist_record
    called = title or (queries.title_of(sheet) if sheet else framework.title(one.competency))
    return registry.Verdict(
        kind=OBSERVATION,
        public_id=one.public_id,
        person=person,
        by=one.mentor,
        at=one.at,
        title=called.in_(language()),
        finding=_(FINDINGS[Verdict(sheet.verdict if sheet else one.verdict)]),
        words=one.evidence,
        address=f"/mentoring/observations/{sheet.public_id}" if sheet else "",
    )


def _replied(report: WorkReport) -> registry.Verdict | None:
    reply = report.reply
    if reply is None:
        return None
    return registry.Verdict(
        kind=REPORT,
        public_id=report.public_id,
        person=report.person,
        by=reply.by,
        at=reply.at,
        title=_("第 %(month)s 个月述职报告", month=report.month),
        finding=_("师父回复了"),
        words=reply.words,
        address=f"/work-reports/{report.public_id}",
    )
