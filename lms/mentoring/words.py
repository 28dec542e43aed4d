"""Putting a reason into the words of the reader's language."""

from lms.i18n import _, language
from lms.library.domain import Wording
from lms.mentoring.domain import Reason


def said(reason: Reason) -> str:
    """What is the case, with titles in the reader's language."""
    parameters = {
        name: value.in_(language()) if isinstance(value, Wording) else value
        for name, value in reason.parameters.items()
    }
    return str(_(reason.words, **parameters))
