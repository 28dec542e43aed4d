"""Reading agreements: that of a pair, and what it says."""

import sqlalchemy as sa

from lms.db import db
from lms.library import queries as library
from lms.library.queries import Published
from lms.mentoring.content import AGREEMENT
from lms.mentoring.domain import AgreementText
from lms.mentoring.models import Agreement
from lms.people.models import Pair


def agreement_of(pair: Pair) -> Agreement | None:
    """What a pair has agreed on, if its mentor has put it into words."""
    return db.session.scalar(sa.select(Agreement).where(Agreement.pair_id == pair.id))


def agreement_text() -> Published[AgreementText] | None:
    """What every agreement says now; None as long as it has not been loaded."""
    return library.published(AGREEMENT, AGREEMENT)


def text_of(agreement: Agreement) -> AgreementText:
    """What an agreement said when it was put into words."""
    content: AgreementText = library.at_revision(agreement.revision_id).content
    return content
