"""The pages of messages and of letters."""

from lms.messages.views import inbox, mail
from lms.messages.views.blueprint import bp

__all__ = ["bp", "inbox", "mail"]
