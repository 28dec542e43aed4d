"""A letter as it travels: text and HTML in one language, under headers that nobody can add to."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from flask import current_app

from lms.config import Settings
from lms.i18n import _, language
from lms.messages.domain import Trouble, Undelivered
from lms.people.domain import WrongField, checked_email
from lms.people.post import Letter

LONGEST_SUBJECT = 120  # characters
TEMPLATE = "messages/mail.html"


def message_of(letter: Letter, to: str, public_id: str, now: datetime) -> EmailMessage:
    """A letter in the present language, ready to be delivered.

    A second try carries the same Message-ID, so that programs can tell it from another letter.
    Raises Undelivered for an address that is none.
    """
    settings: Settings = current_app.config["SETTINGS"]
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(letter.subject)
    message["From"] = Address(_("师徒学堂"), addr_spec=settings.mail_from)
    message["To"] = _address(to)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{public_id}@{settings.mail_from.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answers from the absent
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(_text(letter, settings), cte="base64")
    message.add_alternative(_html(letter, settings), subtype="html", cte="base64")
    message["Content-Language"] = language()  # of both parts; sooner, it would move into the first
    return message


def one_line(text: str) -> str:
    """Words for a header: one line, nothing that cannot be seen, not too long."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST_SUBJECT]


def _address(text: str) -> Address:
    try:
        checked = checked_email(text)
    except WrongField:
        checked = None
    if checked is None:
        raise Undelivered(Trouble.BAD_ADDRESS, is_final=True)
    return Address(addr_spec=checked)


def _text(letter: Letter, settings: Settings) -> str:
    address = settings.public_url + letter.link
    parts = [*letter.paragraphs, f"{letter.link_words}\n{address}", "-- \n" + _farewell()]
    return "\n\n".join(parts) + "\n"


def _html(letter: Letter, settings: Settings) -> str:
    """Rendered without what pages share: nobody is signed in here, and no page is asked for."""
    template = current_app.jinja_env.get_template(TEMPLATE)
    return template.render(
        letter=letter,
        address=settings.public_url + letter.link,
        home=settings.public_url,
        language=language(),
        farewell=_farewell(),
    )


def _farewell() -> str:
    return str(_("这封信由师徒学堂自动寄出，请不要回复。收不收消息邮件，可以在“我的账号”里改。"))
