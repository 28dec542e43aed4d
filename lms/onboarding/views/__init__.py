"""The pages of plans."""

from lms.onboarding.views import cohorts, holidays, moving, plans, signing
from lms.onboarding.views.blueprint import bp

__all__ = ["bp", "cohorts", "holidays", "moving", "plans", "signing"]
