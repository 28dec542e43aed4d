"""Fixtures of the tests of mentors and apprentices."""

from tests.onboarding.conftest import kit

__all__ = ["kit"]
