"""How letters leave: to a mail server over TLS or, without one, as files in the folder of data."""

import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from flask import current_app

from lms.config import MailServer, Settings
from lms.messages.domain import Trouble, Undelivered

PATIENCE = 20  # seconds for each answer of the mail server
FOLDER = "mail"  # of LMS_INSTANCE
KEPT_FILES = timedelta(days=30)
PERMANENT = 500  # SMTP answers from here on do not change by trying again (RFC 5321, section 4.2.1)


def deliver(message: EmailMessage, public_id: str) -> None:
    """Hand a letter over.

    Raises Undelivered.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if settings.mail_server is None:
        _put_into(mailbox(), message, public_id)
    else:
        with _troubles(), _connected(settings.mail_server) as connection:
            connection.send_message(message)


def mailbox() -> Path:
    """The folder in which letters are kept when there is no mail server."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.instance / FOLDER


def forget_old_files(*, now: datetime) -> None:
    """Delete letters of the folder that are older than anybody needs them."""
    for file in mailbox().glob("*.eml"):
        if file.stat().st_mtime < (now - KEPT_FILES).timestamp():
            file.unlink(missing_ok=True)


def _put_into(folder: Path, message: EmailMessage, public_id: str) -> None:
    """Keep a letter as a file that only its owner reads; a second try replaces the first."""
    fresh = folder / f".{public_id}-{os.getpid()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(message.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(folder / f"{public_id}.eml")
    except OSError as error:
        raise Undelivered(Trouble.FOLDER, error.strerror or "") from None


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    tls = ssl.create_default_context()
    if server.tls == "implicit":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=PATIENCE, context=tls
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    with connection:
        if server.tls == "starttls":
            connection.starttls(context=tls)
        if server.user:
            _sign_in(connection, server.user, server.password or "")
        yield connection


def _sign_in(connection: smtplib.SMTP, user: str, password: str) -> None:
    try:
        connection.login(user, password)
    except smtplib.SMTPNotSupportedError as error:  # the server asks for no login, or not here
        raise Undelivered(Trouble.LOGIN, str(error)) from None


@contextmanager
def _troubles() -> Iterator[None]:
    """Say in one word what went wrong; nothing of the letter or its reader goes into logs."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        code, answer = next(iter(error.recipients.values()))
        is_final = code >= PERMANENT
        trouble = Trouble.REFUSED if is_final else Trouble.BUSY
        raise Undelivered(trouble, _said(code, answer), is_final=is_final) from None
    except smtplib.SMTPSenderRefused as error:
        raise Undelivered(Trouble.SENDER, _said(error.smtp_code, error.smtp_error)) from None
    except smtplib.SMTPAuthenticationError as error:
        raise Undelivered(Trouble.LOGIN, _said(error.smtp_code, error.smtp_error)) from None
    except smtplib.SMTPResponseException as error:
        raise Undelivered(Trouble.BUSY, _said(error.smtp_code, error.smtp_error)) from None
    except (smtplib.SMTPNotSupportedError, ssl.SSLError) as error:
        raise Undelivered(Trouble.TLS, str(error)) from None
    except (smtplib.SMTPException, OSError) as error:
        raise Undelivered(Trouble.UNREACHABLE, str(error)) from None


def _said(code: int, answer: bytes | str) -> str:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {words}"
