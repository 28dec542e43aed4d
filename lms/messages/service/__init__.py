"""What can be done with messages and letters; one function each."""

from lms.messages.service.mail import (
    Prepared,
    forget_old_mail,
    note_sent,
    note_trouble,
    prepare,
    quietly,
    try_again,
    write_to,
)
from lms.messages.service.telling import read, read_all, tell

__all__ = [
    "Prepared",
    "forget_old_mail",
    "note_sent",
    "note_trouble",
    "prepare",
    "quietly",
    "read",
    "read_all",
    "tell",
    "try_again",
    "write_to",
]
