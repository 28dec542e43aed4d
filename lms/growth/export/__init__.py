"""The growth file outside: its sections in words, and the PDF; no HTTP here."""

from lms.growth.export.parts import Row, Section
from lms.growth.export.printed import pdf, printed
from lms.growth.export.words import facts, heading, sections

__all__ = ["Row", "Section", "facts", "heading", "pdf", "printed", "sections"]
