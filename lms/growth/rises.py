"""For work reports: the competencies that rose within some days."""

from collections.abc import Iterator
from datetime import date, timedelta

from lms.framework import queries as framework
from lms.growth import queries
from lms.growth.domain import Standing
from lms.mentoring import queries as mentoring
from lms.mentoring.domain.reports import Fact, Sort
from lms.mentoring.figures import Counted
from lms.people.models import Person

ONE_DAY = timedelta(days=1)


class Rises(Counted):
    """A competency's number is higher on the last day than before the first, or is there at all."""

    sort = Sort.RISE

    def facts(self, person: Person, first: date, last: date) -> Iterator[Fact]:
        """The competencies that rose, both numbers reckoned from the facts of those days."""
        before, after = first - ONE_DAY, last
        known = queries.facts_about(person, last)
        was = queries.standings_by([one for one in known if one.on <= before], before)
        now = queries.standings_by([one for one in known if one.on <= after], after)
        for old, new in zip(was, now, strict=True):
            if _rose(old, new):
                yield Fact(
                    title=mentoring.in_languages(framework.title(new.competency)),
                    address="",
                    value=new.value,
                    before=old.value,
                )


def _rose(old: Standing, new: Standing) -> bool:
    return new.value is not None and (old.value is None or new.value > old.value)
