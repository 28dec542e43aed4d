"""How what happens to reviews of drafts reads in the audit trail."""

from lms.errors import N_
from lms.library import queries as library
from lms.people import audit


def register() -> None:
    """Tell the audit trail how these events read."""
    for kind, words in (
        ("review.asked", N_("%(actor)s把《%(document)s》的草稿送审")),
        ("review.withdrawn", N_("%(actor)s收回了《%(document)s》草稿的送审")),
        ("review.approved", N_("%(actor)s审《%(document)s》的草稿：通过")),
        ("review.returned", N_("%(actor)s审《%(document)s》的草稿：退回")),
    ):
        audit.sentence(kind, words, document=library.titles)
