"""What can be done with messages, letters and robots in groups; one function each."""

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
from lms.messages.service.robots import add_robot, change_robot, remove_robot
from lms.messages.service.saying import (
    ToSay,
    announce,
    forget_old_announcements,
    note_said,
    note_unsaid,
    prepare_announcement,
    say_again,
    try_robot,
)
from lms.messages.service.telling import read, read_all, tell

__all__ = [
    "Prepared",
    "ToSay",
    "add_robot",
    "announce",
    "change_robot",
    "forget_old_announcements",
    "forget_old_mail",
    "note_said",
    "note_sent",
    "note_trouble",
    "note_unsaid",
    "prepare",
    "prepare_announcement",
    "quietly",
    "read",
    "read_all",
    "remove_robot",
    "say_again",
    "tell",
    "try_again",
    "try_robot",
    "write_to",
]
