"""The pages of the Studio."""

from lms.studio.views import publishing, versions, writing
from lms.studio.views.blueprint import bp

__all__ = ["bp", "publishing", "versions", "writing"]
