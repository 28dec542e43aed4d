"""What a password must be like: long, and not the first thing that others would try."""

import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from lms.errors import N_
from lms.people.domain.accounts import WrongField

SHORTEST_PASSWORD = 10  # characters
LONGEST_PASSWORD = 256
LONGEST_TYPED = 4 * LONGEST_PASSWORD  # before NFKC: a letter may come as itself and three marks
BLOCKED = frozenset(
    {
        "0123456789",
        "1234567890",
        "12345678910",
        "1q2w3e4r5t",
        "1qaz2wsx3edc",
        "a123456789",
        "aa123456789",
        "abc1234567",
        "abcd123456",
        "asd123456789",
        "changeme123",
        "iloveyou1314",
        "letmein123",
        "passw0rd123",
        "password123",
        "qq123456789",
        "qwer123456",
        "qwerty12345",
        "qwertyuiop",
        "welcome123",
        "woaini1314",
        "woaini5201314",
        "zxcvbnm123",
        "5201314520",
    }
)
COMMON_WORDS = frozenset({"shitu", "shituxuetang", "password", "admin", "administrator", "kefu"})
FEWEST_DIFFERENT = 4  # characters


def check_password(password: str, *, own_words: Iterable[str] = ()) -> None:
    """Refuse a password that is short or easily guessed (after NIST SP 800-63B, section 3.1.1.2).

    `own_words` are the login, number and name of the person. Raises WrongField.
    """
    is_endless = len(password) > LONGEST_TYPED
    text = "" if is_endless else unicodedata.normalize("NFKC", password)
    if is_endless or len(text) > LONGEST_PASSWORD:
        raise WrongField("password", N_("密码最多 %(most)s 个字符。"), most=LONGEST_PASSWORD)
    if len(text) < SHORTEST_PASSWORD:
        raise WrongField(
            "password", N_("密码至少 %(least)s 个字符，一句话最好记。"), least=SHORTEST_PASSWORD
        )
    if _is_guessable(text.casefold(), {word.casefold() for word in own_words if word}):
        raise WrongField("password", N_("这个密码太容易被猜到，请换一个，例如几个不相干的词。"))


def _is_guessable(text: str, own_words: set[str]) -> bool:
    letters = "".join(c for c in text if c.isalpha())
    return (
        text in BLOCKED
        or len(set(text)) < FEWEST_DIFFERENT
        or _is_a_row(text)
        or text in own_words
        or letters in COMMON_WORDS | own_words
    )


def _is_a_row(text: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return steps in ({1}, {-1})
