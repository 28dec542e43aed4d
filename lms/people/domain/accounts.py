"""What logins, employee numbers, names and addresses may look like."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from lms.errors import N_, Invalid

LONGEST_NAME = 50  # code points
LONGEST_LOGIN = 40
LONGEST_NUMBER = 20
LONGEST_EMAIL = 254
LONGEST_DEPARTMENT = 60
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]*")
LONGEST_LOCAL_PART = 64  # RFC 5321, section 4.5.3.1
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"  # RFC 5322, section 3.2.3: no quotes, commas, brackets
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EMAIL = re.compile(rf"({ATOM}(?:\.{ATOM})*)@(?:{LABEL}\.)+[A-Za-z]{{2,63}}")
INVISIBLE = {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}  # Unicode categories nobody can see or type twice


class WrongField(Invalid):
    """A refusal that belongs to one field of a form, named by `field`."""

    def __init__(self, field: str, message: str, **parameters: object) -> None:
        super().__init__(message, way_on=None, **parameters)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What HR keeps about a colleague; checked by the functions below."""

    employee_number: str
    name: str
    department_id: int
    starts_on: date | None  # first working day


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Facts):
    """A new account."""

    login: str
    email: str | None
    language: str | None  # zh-Hans, zh-Hant or en; None: what the browser asks for


def folded(text: str) -> str:
    """The form in which logins and employee numbers are compared: NFKC, trimmed, case folded."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).strip().casefold())


def checked_login(text: str) -> str:
    """A login name in the form that is kept: plain letters, so that none looks like another.

    Raises WrongField.
    """
    login = folded(text)
    if not LOGIN.fullmatch(login):
        raise WrongField("login", N_("登录名只用字母、数字、点、横线和下划线，以字母或数字开头。"))
    if len(login) > LONGEST_LOGIN:
        raise WrongField("login", N_("登录名最多 %(most)s 个字符。"), most=LONGEST_LOGIN)
    return login


def checked_number(text: str) -> str:
    """An employee number, kept as it was typed: 0012 is not 12.

    Raises WrongField.
    """
    number = unicodedata.normalize("NFC", text).strip()
    _check_visible("employee_number", number, N_("请填写工号。"))
    if len(number) > LONGEST_NUMBER or len(folded(number)) > 2 * LONGEST_NUMBER:
        raise WrongField("employee_number", N_("工号最多 %(most)s 个字符。"), most=LONGEST_NUMBER)
    return number


def checked_name(text: str) -> str:
    """A person's name as it is printed on certificates.

    Raises WrongField.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    _check_visible("name", name, N_("请填写姓名。"))
    if len(name) > LONGEST_NAME:
        raise WrongField("name", N_("姓名最多 %(most)s 个字。"), most=LONGEST_NAME)
    return name


def checked_department(text: str) -> str:
    """The name of a department.

    Raises WrongField.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    _check_visible("name", name, N_("请填写部门名称。"))
    if len(name) > LONGEST_DEPARTMENT:
        raise WrongField("name", N_("部门名称最多 %(most)s 个字。"), most=LONGEST_DEPARTMENT)
    return name


def checked_email(text: str) -> str | None:
    """An e-mail address, or None when there is none.

    Raises WrongField.
    """
    email = unicodedata.normalize("NFKC", text).strip()
    if not email:
        return None
    found = EMAIL.fullmatch(email) if len(email) <= LONGEST_EMAIL else None
    if found is None or len(found[1]) > LONGEST_LOCAL_PART:
        raise WrongField("email", N_("请填写完整的邮箱地址，例如 lin@example.com。"))
    return email


def _check_visible(field: str, text: str, when_empty: str) -> None:
    if not any(unicodedata.category(c)[0] in "LNS" for c in text):
        raise WrongField(field, when_empty)
    if any(unicodedata.category(c) in INVISIBLE for c in text):
        raise WrongField(field, N_("这里有看不见的字符，请删掉后重新输入。"))
