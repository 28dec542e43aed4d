"""The pages of plans."""

from lms.onboarding.views import cohorts, gates, holidays, moving, plans, signing
from lms.onboarding.views.blueprint import bp

__all__ = ["bp", "cohorts", "gates", "holidays", "moving", "plans", "signing"]
