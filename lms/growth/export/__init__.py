"""The growth file outside: its sections in words, and the PDF; no HTTP here."""

from lms.growth.export.printed import pdf, printed
from lms.growth.export.words import Row, Section, facts, heading, sections

__all__ = ["Row", "Section", "facts", "heading", "pdf", "printed", "sections"]
