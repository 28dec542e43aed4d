"""What proves a task: a small protocol, and the registry of those who speak for their facts.

A higher feature registers its own in its `init_app`; a kind of proof that nobody registered is an
error when it is asked for.
"""

from lms.onboarding.proofs.registry import (
    Facts,
    Proof,
    addresses,
    evidence,
    of,
    register,
    shown,
)

__all__ = ["Facts", "Proof", "addresses", "evidence", "of", "register", "shown"]
