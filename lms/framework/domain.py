"""The seven competencies by which everything is taught, marked, observed and certified."""

from dataclasses import dataclass

from lms.library.domain import Wording

COMPETENCIES = (
    "mindset",
    "service-awareness",
    "etiquette",
    "voice",
    "knowledge",
    "skills",
    "adaptability",
)  # in the order of every table and of the radar; results hang on these ids for ever


@dataclass(frozen=True, slots=True)
class Competency:
    """One of the seven, in words."""

    id: str
    title: Wording
    summary: Wording  # one sentence: what it means on the job


@dataclass(frozen=True, slots=True)
class Competencies:
    """All of them, in order."""

    competencies: tuple[Competency, ...]

    def title(self, competency_id: str) -> Wording:
        """What people read for an id. Raises KeyError for an unknown one."""
        return {one.id: one.title for one in self.competencies}[competency_id]
