"""What a password must be like (after NIST SP 800-63B-4, section 3.1.1.2).

Long, and not what others would try first. No rules about kinds of characters, and no expiry: both
make passwords worse.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from lms.errors import N_
from lms.people.domain.accounts import WrongField

SHORTEST_ALONE = 15  # characters, where the password is all that is asked for
SHORTEST_WITH_CODE = 8  # with a second factor
LONGEST_PASSWORD = 256
LONGEST_TYPED = 4 * LONGEST_PASSWORD  # before NFKC: a letter may come as itself and three marks
FEWEST_DIFFERENT = 4  # characters
SHORTEST_WORD = 3  # letters or digits of an own word that count; of Chinese words two
FEWEST_LEFT = 4  # characters that must stay when own words are taken away
LONGEST_UNIT = SHORTEST_WITH_CODE - 1  # characters: what is repeated is as bad as what it repeats
FEWEST_TO_A_RUN = 4  # characters, on average, from which a password is just rows of the keyboard
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    *("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik", "9ol", "0p"),
)
STEPS = frozenset(
    pair for row in ROWS for way in (row, row[::-1]) for pair in map("".join, pairwise(way))
)

IsCommon = Callable[[str], bool]


def shortest_password(*, has_second_factor: bool) -> int:
    """How many characters a password must have."""
    return SHORTEST_WITH_CODE if has_second_factor else SHORTEST_ALONE


def is_too_short(password: str, *, has_second_factor: bool) -> bool:
    """Whether a password has fewer characters than it must have."""
    least = shortest_password(has_second_factor=has_second_factor)
    return len(unicodedata.normalize("NFKC", password[:LONGEST_TYPED])) < least


def missed_rules(
    password: str,
    *,
    has_second_factor: bool,
    is_common: IsCommon,
    own_words: Iterable[str] = (),
) -> Iterator[WrongField]:
    """Every rule that a password misses, each as a refusal that says why.

    `is_common` knows the passwords that are used most; `own_words` are the names of the person, the
    department, the company and the product.
    """
    if len(password) > LONGEST_TYPED or len(unicodedata.normalize("NFKC", password)) > (
        LONGEST_PASSWORD
    ):
        yield WrongField("password", N_("密码最多 %(most)s 个字符。"), most=LONGEST_PASSWORD)
        return
    text = unicodedata.normalize("NFKC", password)
    if is_too_short(password, has_second_factor=has_second_factor):
        yield _too_short(len(text), has_second_factor=has_second_factor)
    plain = text.casefold()
    word = _own_word_of(plain, own_words)
    if is_common(plain):
        yield WrongField("password", N_("这个密码很多人在用，别人最先试的就是它，请换一个。"))
    elif _is_common_with_digits(plain, is_common):
        yield WrongField("password", N_("这是很多人在用的密码加上数字或符号，很快就会被试出来。"))
    if word:
        yield WrongField(
            "password",
            N_("密码里除了“%(word)s”几乎没有别的。姓名、工号、部门、公司和产品的名字别人会先试。"),
            word=word,
        )
    if _is_a_pattern(plain):
        yield WrongField("password", N_("密码只是字符在重复，或者照着键盘和顺序排，一试就中。"))


def _too_short(found: int, *, has_second_factor: bool) -> WrongField:
    if has_second_factor:
        words = N_("密码至少 %(least)s 个字符，现在是 %(found)s 个。")
    else:
        words = N_("密码至少 %(least)s 个字符，现在是 %(found)s 个。一句自己记得住的话最好。")
    least = shortest_password(has_second_factor=has_second_factor)
    return WrongField("password", words, least=least, found=found)


def _is_common_with_digits(plain: str, is_common: IsCommon) -> bool:
    letters = plain.strip("".join(c for c in set(plain) if not c.isalpha()))
    return letters.isalpha() and len(letters) >= FEWEST_DIFFERENT and is_common(letters)


def _own_word_of(plain: str, own_words: Iterable[str]) -> str | None:
    """The longest own word in a password that is little else; None when there is more to it."""
    left = _letters_and_digits(plain)
    found: list[str] = []
    for word in sorted({_letters_and_digits(word) for word in own_words}, key=len, reverse=True):
        if _counts(word) and word in left:
            left = left.replace(word, "")
            found.append(word)
    is_little = len(left) < FEWEST_LEFT or left.isdecimal()
    return found[0] if found and is_little else None


def _letters_and_digits(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum())


def _counts(word: str) -> bool:
    return len(word) >= (SHORTEST_WORD if word.isascii() else SHORTEST_WORD - 1)


def _is_a_pattern(plain: str) -> bool:
    few = len(set(plain)) < FEWEST_DIFFERENT
    return few or _repeats_a_unit(plain) or _is_made_of_rows(plain)


def _repeats_a_unit(plain: str) -> bool:
    longest = min(LONGEST_UNIT, len(plain) // 2)
    return any(plain[unit:] == plain[:-unit] for unit in range(1, longest + 1))


def _is_made_of_rows(plain: str) -> bool:
    runs = 1 + sum(a != b and a + b not in STEPS for a, b in pairwise(plain))
    return runs * FEWEST_TO_A_RUN <= len(plain)
