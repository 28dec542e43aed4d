"""Plans as authored text: courses/plans/*.yaml."""

from lms.onboarding.content.kind import PlanKind

__all__ = ["PlanKind"]
