"""The pages of the Studio."""

from lms.studio.views import outline, previews, publishing, scores, versions, writing
from lms.studio.views.blueprint import bp

__all__ = ["bp", "outline", "previews", "publishing", "scores", "versions", "writing"]
