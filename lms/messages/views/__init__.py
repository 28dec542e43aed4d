"""The pages of messages, of letters and of robots in chat groups."""

from lms.messages.views import inbox, mail, robots
from lms.messages.views.blueprint import bp

__all__ = ["bp", "inbox", "mail", "robots"]
