"""The pages of the Studio."""

from lms.studio.views import outline, publishing, scores, versions, writing
from lms.studio.views.blueprint import bp

__all__ = ["bp", "outline", "publishing", "scores", "versions", "writing"]
