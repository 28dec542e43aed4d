"""What others would try first as somebody's password: names of the person, company, product."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import current_app

from lms.config import Settings
from lms.people.models import Department, Person
from lms.people.names import spellings_of

PRODUCT = ("师徒", "师徒学堂", "学堂", "shitu", "shituxuetang", "xuetang", "kefu", "客服")
SAY_NOTHING = frozenset({"www", "com", "cn", "net", "org", "localhost", "mail", "example"})


def own_words_of(person: Person) -> list[str]:
    """All of them, as they are written; Chinese ones as they sound, too."""
    settings: Settings = current_app.config["SETTINGS"]
    written = [
        person.login,
        person.employee_number,
        *_parts(person.login),
        *_of_address(person.email),
        *_of_host(settings.public_url),
        *settings.company_words,
        *PRODUCT,
    ]
    named = [person.name, *_departments_above(person), *settings.company_words]
    return written + [spelt for name in named for spelt in sorted(spellings_of(name))]


def _parts(login: str) -> list[str]:
    """A login such as lin.xiao in parts and turned round."""
    parts = login.replace("-", ".").replace("_", ".").split(".")
    return [*parts, "".join(reversed(parts))]


def _of_address(email: str | None) -> list[str]:
    local, _at, domain = (email or "").partition("@")
    return [local, *_labels(domain)]


def _of_host(public_url: str) -> list[str]:
    return _labels(urlsplit(public_url).hostname or "")


def _labels(host: str) -> list[str]:
    labels = host.split(".")
    return [label for label in labels if label not in SAY_NOTHING and not label.isdecimal()]


def _departments_above(person: Person) -> Iterator[str]:
    department: Department | None = person.department
    while department is not None:
        yield department.name
        department = department.parent
