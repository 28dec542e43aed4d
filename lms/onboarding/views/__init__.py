"""The pages of plans."""

from lms.onboarding.views import plans, signing
from lms.onboarding.views.blueprint import bp

__all__ = ["bp", "plans", "signing"]
