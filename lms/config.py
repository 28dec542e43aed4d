"""Settings: read once from the environment and the instance folder, checked, then frozen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from lms.errors import ConfigurationError
from lms.safekeeping import Backups

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32  # characters; 128 bits in hexadecimal
HIGHEST_PORT = 65535
MOST_PROXIES = 5
ANY_HOST = "*"
HOST_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", re.ASCII)
TLS = {"smtps": "implicit", "smtp": "starttls"}
USUAL_PORTS = {"implicit": 465, "starttls": 587}  # RFC 8314, RFC 6409
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
NO_REPLY = "shitu@localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where letters are handed over, and how."""

    host: str
    port: int
    tls: str  # implicit, starttls; none only on this machine
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that may differ between two installations."""

    instance: Path  # folder of data: database, secret, uploads
    database_url: str
    secret_key: str
    timezone: ZoneInfo  # days are counted and shown here
    demo: bool  # demo company and its known passwords; production means False
    four_eyes: bool  # a second person confirms what access.csv marks with 2
    host: str
    port: int
    public_url: str  # how people reach the server; printed in QR codes and slips
    hosts: frozenset[str]  # names under which it may be asked; addresses in digits always may
    company_words: tuple[str, ...]  # names of the company that make bad passwords
    mail_server: MailServer | None  # None: letters are files in the folder `mail` of `instance`
    mail_from: str  # the address that letters come from
    proxies: int  # in front of the server, 0–5; so many forwarded addresses are believed
    backups: Backups

    @property
    def secure(self) -> bool:
        """Whether people come over TLS, so that cookies may be bound to it."""
        return self.public_url.startswith("https://")

    @property
    def embedded(self) -> bool:
        """Whether the database is the embedded one (SQLite)."""
        return self.database_url.startswith("sqlite")

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read and check all settings.

        Raises ConfigurationError naming the setting and what to do.
        """
        instance = Path(environment.get("LMS_INSTANCE") or ROOT / "instance").resolve()
        host = environment.get("HOST") or "127.0.0.1"
        port = _port(environment.get("PORT") or "8000")
        public_url = _public_url(environment.get("LMS_PUBLIC_URL") or f"http://{host}:{port}")
        return cls(
            instance=instance,
            database_url=_database_url(environment.get("DATABASE_URL"), instance),
            secret_key=_secret_key(environment.get("LMS_SECRET_KEY"), instance),
            timezone=_timezone(environment.get("LMS_TIMEZONE") or "Asia/Shanghai"),
            demo=_switch(environment.get("LMS_DEMO") or _recorded(instance / "demo"), "LMS_DEMO"),
            four_eyes=_switch(environment.get("LMS_FOUR_EYES") or "0", "LMS_FOUR_EYES"),
            host=host,
            port=port,
            public_url=public_url,
            hosts=_hosts(environment.get("LMS_HOSTS") or "", public_url, host),
            company_words=_words(environment.get("LMS_COMPANY") or ""),
            mail_server=_mail_server(environment.get("LMS_SMTP_URL") or ""),
            mail_from=_mail_from(environment),
            proxies=_proxies(environment.get("LMS_PROXIES") or "0"),
            backups=Backups.read(environment, instance),
        )


def _recorded(file: Path) -> str:
    return file.read_text(encoding="utf-8").strip() if file.is_file() else "0"


def _secret_key(given: str | None, instance: Path) -> str:
    secret = given or _recorded(instance / "secret-key")
    if len(secret) < SHORTEST_SECRET:
        raise ConfigurationError(
            f"LMS_SECRET_KEY: no secret of at least {SHORTEST_SECRET} characters, neither in the "
            f"environment nor in {instance / 'secret-key'}; `make run` makes one."
        )
    return secret


def _database_url(given: str | None, instance: Path) -> str:
    url = given or f"sqlite:///{instance / 'shitu.sqlite3'}"
    try:
        driver = make_url(url).drivername
    except ArgumentError:
        raise ConfigurationError(f"DATABASE_URL: {url!r} is no database address.") from None
    if driver not in {"sqlite", "postgresql+psycopg"}:
        raise ConfigurationError(
            f"DATABASE_URL: {driver} is not supported; use sqlite or postgresql+psycopg://…"
        )
    return url


def _timezone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ConfigurationError(
            f"LMS_TIMEZONE: {name!r} is no time zone; use a name such as Asia/Shanghai."
        ) from None


def _switch(value: str, name: str) -> bool:
    if value not in {"0", "1"}:
        raise ConfigurationError(f"{name}: {value!r} is neither 0 nor 1.")
    return value == "1"


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) <= HIGHEST_PORT:
        raise ConfigurationError(f"PORT: {value!r} is no port number (1–{HIGHEST_PORT}).")
    return int(value)


def _public_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigurationError(
            f"LMS_PUBLIC_URL: {value!r} is no address; use one such as https://training.example.com"
        )
    return value.rstrip("/")


def _hosts(value: str, public_url: str, host: str) -> frozenset[str]:
    given = {name.strip().lower().removesuffix(".") for name in value.split(",")} - {""}
    for name in sorted(given - {ANY_HOST}):
        if not HOST_NAME.fullmatch(name):
            raise ConfigurationError(
                f"LMS_HOSTS: {name!r} is no name of a host; list names such as "
                "training.example.com, without scheme and port, between commas."
            )
    return frozenset({"localhost", host.lower(), urlsplit(public_url).hostname or "", *given})


def _proxies(value: str) -> int:
    if not (value.isascii() and value.isdecimal()) or int(value) > MOST_PROXIES:
        raise ConfigurationError(
            f"LMS_PROXIES: {value!r} is no number of proxies (0–{MOST_PROXIES}); count those "
            "between people and this server."
        )
    return int(value)


def _words(value: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in value.replace("，", ",").split(",") if word.strip())


def _mail_server(value: str) -> MailServer | None:
    if not value:
        return None
    parts = urlsplit(value)
    tls = TLS.get(parts.scheme)
    try:
        port = parts.port
    except ValueError:
        tls, port = None, None
    if tls is None or not parts.hostname:
        raise ConfigurationError(
            "LMS_SMTP_URL: no address such as smtps://user:password@mail.example.com:465 "
            "(TLS from the start) or smtp://…:587 (STARTTLS)."
        )
    on_this_machine = parts.scheme == "smtp" and parts.hostname in THIS_MACHINE
    return MailServer(
        host=parts.hostname,
        port=port or USUAL_PORTS[tls],
        tls="none" if on_this_machine else tls,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


def _mail_from(environment: Mapping[str, str]) -> str:
    address = environment.get("LMS_MAIL_FROM") or ""
    if not address and not environment.get("LMS_SMTP_URL"):
        return NO_REPLY
    if not ADDRESS.fullmatch(address):
        raise ConfigurationError(
            f"LMS_MAIL_FROM: {address!r} is no address; give the one that letters come from, "
            "such as training@example.com"
        )
    return address
