"""The product with `synchronous=NORMAL`: what a power cut takes from it shows that the proof sees.

A control for proofs; nobody else serves this.
"""

from app import app
from lms.db import SQLITE_SETTINGS

SQLITE_SETTINGS["synchronous"] = 1  # NORMAL: read when a connection is made

__all__ = ["app"]
