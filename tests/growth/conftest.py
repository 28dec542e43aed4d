"""Fixtures of the tests of growth."""

from tests.certification.conftest import office, proved
from tests.onboarding.conftest import kit

__all__ = ["kit", "office", "proved"]
