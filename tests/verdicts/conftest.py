"""Fixtures of the tests of what is said back to verdicts."""

from tests.mentoring.conftest import kit, two

__all__ = ["kit", "two"]
