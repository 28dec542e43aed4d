"""The authored texts of the vocabulary: competencies, careers and glossary in `courses/`."""

from lms.framework.content.careers import CAREERS, CareersKind
from lms.framework.content.competencies import KIND, CompetenciesKind
from lms.framework.content.glossary import GLOSSARY, GlossaryKind

__all__ = ["CAREERS", "GLOSSARY", "KIND", "CareersKind", "CompetenciesKind", "GlossaryKind"]
