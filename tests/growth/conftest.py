"""Fixtures of the tests of growth."""

from tests.onboarding.conftest import kit

__all__ = ["kit"]
