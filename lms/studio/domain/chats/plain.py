"""Texts as they are compared and searched: the same characters, whatever their width and sign."""

import unicodedata

INVISIBLE = ("Cc", "Cf", "Cs")  # controls, marks of direction, halves of characters
NO_CHARACTERS = "\ufffe\uffff"
LINE_ENDS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"})
PARTICLES = frozenset(
    "啊呀呢吧嘛哦噢喔哈啦嗯诶哟哒"
)  # at the end of a sentence: they change its tone


def plain(text: str) -> str:
    """The text without what nobody sees, such as the marks that phones put around numbers."""
    lines = text.replace("\r\n", "\n").translate(LINE_ENDS)
    return "".join(one for one in lines if one in "\n\t" or _is_seen(one))


def shadow(text: str) -> str:
    """The text in half-width characters, each in its old place."""
    return "".join(map(_narrow, text))


def core(text: str) -> str:
    """What two texts have in common that say the same: no width, case, spaces, closing marks."""
    return "".join(map(_core_of_line, text.split("\n"))) or _folded(text)


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in INVISIBLE and character not in NO_CHARACTERS


def _narrow(character: str) -> str:
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 else character


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _core_of_line(line: str) -> str:
    folded = _folded(line)
    end = len(folded)
    while end and _closes(folded[end - 1]):
        end -= 1
    return folded[:end]


def _closes(character: str) -> bool:
    return character in PARTICLES or unicodedata.category(character)[0] in "PS"
