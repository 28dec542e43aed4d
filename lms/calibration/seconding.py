"""Who signs beside mentors who are not calibrated, where the rule asks for it."""

from collections.abc import Sequence
from datetime import date

from lms.calibration import queries
from lms.people import access
from lms.people.models import Person


class CalibratedMentors:
    """The second signatures of gates: by mentors who are calibrated, if the rule says so."""

    def needed(self, mentor: Person, today: date) -> bool:
        """Whether the rule asks for it and this mentor is not calibrated."""
        if not queries.rule().second_signature:
            return False
        return not queries.calibrated([mentor.id], today)[mentor.id]

    def may_give(self, person: Person, today: date) -> bool:
        """Whether somebody is a mentor who is calibrated; also once the rule asks no more."""
        is_mentor = access.may(person, "calibration.rate")
        return is_mentor and queries.calibrated([person.id], today)[person.id]

    def to_ask(self, person: Person, today: date, *, but: int) -> Sequence[Person]:
        """Some calibrated mentors, those of the person's department first."""
        return queries.calibrated_mentors(person, today, but=but)
