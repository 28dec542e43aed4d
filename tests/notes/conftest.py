"""The small course of tests/courses, and people who read it."""

from tests.courses.conftest import clock, desk, lin, reader_of

__all__ = ["clock", "desk", "lin", "reader_of"]
