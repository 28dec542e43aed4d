"""The authored texts of the vocabulary: `courses/competencies.yaml`, `courses/glossary.yaml`."""

from lms.framework.content.competencies import KIND, CompetenciesKind
from lms.framework.content.glossary import GLOSSARY, GlossaryKind

__all__ = ["GLOSSARY", "KIND", "CompetenciesKind", "GlossaryKind"]
