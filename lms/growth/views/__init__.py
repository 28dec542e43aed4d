"""The pages of growth."""

from lms.growth.views import careers, competencies, file, learning
from lms.growth.views.blueprint import bp

__all__ = ["bp", "careers", "competencies", "file", "learning"]
