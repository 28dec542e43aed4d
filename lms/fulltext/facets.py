"""Narrowing what was found to a course or a competency, and how much there would be of each."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Facets:
    """What something that was found belongs to, by ids."""

    courses: Collection[str] = ()
    competencies: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked for; "": all of them."""

    course: str = ""
    competency: str = ""

    @property
    def is_any(self) -> bool:
        """Whether not everything is wanted."""
        return bool(self.course or self.competency)

    @property
    def is_both(self) -> bool:
        """Whether a course and a competency are asked for."""
        return bool(self.course and self.competency)

    def fits(self, facets: Facets) -> bool:
        """Whether something belongs to what is asked for."""
        fits_course = not self.course or self.course in facets.courses
        return fits_course and (not self.competency or self.competency in facets.competencies)

    def without_course(self) -> "Narrowing":
        """The same with every course."""
        return replace(self, course="")

    def without_competency(self) -> "Narrowing":
        """The same with every competency."""
        return replace(self, competency="")


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there would be with another course or competency, the other filter as it is."""

    courses: Mapping[str, int] = field(default_factory=dict)
    competencies: Mapping[str, int] = field(default_factory=dict)
    any_course: int = 0
    any_competency: int = 0
    everything: int = 0
    is_more: bool = False  # than these numbers

    @classmethod
    def of(cls, found: Iterable[Facets], narrowing: Narrowing, *, is_more: bool) -> "Counts":
        """Count what was found before it was narrowed."""
        all_ = list(found)
        of_courses = [one for one in all_ if narrowing.without_course().fits(one)]
        of_competencies = [one for one in all_ if narrowing.without_competency().fits(one)]
        return cls(
            Counter(course for one in of_courses for course in one.courses),
            Counter(name for one in of_competencies for name in one.competencies),
            len(of_courses),
            len(of_competencies),
            len(all_),
            is_more,
        )

    def __add__(self, other: "Counts") -> "Counts":
        """Both together."""
        return Counts(
            Counter(self.courses) + Counter(other.courses),
            Counter(self.competencies) + Counter(other.competencies),
            self.any_course + other.any_course,
            self.any_competency + other.any_competency,
            self.everything + other.everything,
            self.is_more or other.is_more,
        )
