"""How names are sounded and found: made once, when a name is kept."""

import re

from lms import fulltext
from lms.fulltext.sounds import sounds

# As surnames these characters are read unlike elsewhere (General Standard Chinese Dictionary).
SURNAMES = {
    "万俟": "mo qi",
    "单于": "chan yu",
    "尉迟": "yu chi",
    "澹台": "tan tai",
    "长孙": "zhang sun",
    "乐": "yue",
    "仇": "qiu",
    "任": "ren",
    "冼": "xian",
    "区": "ou",
    "单": "shan",
    "卜": "bu",
    "召": "shao",
    "尉": "yu",
    "应": "ying",
    "曾": "zeng",
    "朴": "piao",
    "查": "zha",
    "洗": "xian",
    "盖": "ge",
    "种": "chong",
    "秘": "bi",
    "繁": "po",
    "缪": "miao",
    "翟": "zhai",
    "覃": "qin",
    "解": "xie",
    "那": "na",
    "重": "chong",
    "隗": "wei",
}
LONGEST_PINYIN = 400
KIND = "person"  # among all that is found


SOUND = re.compile(r"[a-z]+")
PARTS = re.compile(r"[a-z]+|[0-9]+")  # of a login or number: "lin2" is found by 2 too


def pinyin_of(name: str) -> str:
    """A name as it sounds, then run together, then its initials: "lin xiao linxiao lx"."""
    parts = _sounds(name)
    initials = "".join(part[0] for part in parts)
    return f"{' '.join(parts)} {''.join(parts)} {initials}"[:LONGEST_PINYIN]


def words_of_person(name: str, login: str, employee_number: str) -> str:
    """The words by which somebody is found: name, its sound and initials, login, number."""
    syllables = [part for part in _sounds(name) if SOUND.fullmatch(part)]
    keys = [fulltext.fold(login), fulltext.fold(employee_number)]
    parts = [part for key in keys for part in PARTS.findall(key)]
    together = ["".join(PARTS.findall(key)) for key in keys]
    return fulltext.words_of(KIND, [name], [*keys, *parts, *together, *fulltext.sounded(syllables)])


def spellings_of(name: str) -> set[str]:
    """The ways in which people spell a name: 林晓, linxiao, xiaolin, linx, lxiao, lx, lin, xiao.

    A surname in its two readings; the ü of 吕 as v, u and yu.
    """
    readings = (_sounds(name), [sound.lower() for sound in sounds(name)])
    found = {name}
    for reading in readings:
        for spelt in ([s.replace("v", v) for s in reading] for v in ("v", "u", "yu")):
            found |= _arranged(spelt)
    return {word for word in found if word}


def _sounds(name: str) -> list[str]:
    surname = next((s for s in (name[:2], name[:1]) if s in SURNAMES), "")
    heard = SURNAMES.get(surname, "").split() + sounds(name[len(surname) :])
    return [part for sound in heard for part in sound.lower().replace("·", " ").split()]


def _arranged(sounds: list[str]) -> set[str]:
    """Surname and given name in the orders and shortenings in which they are written."""
    surname, given = "".join(sounds[:1]), "".join(sounds[1:])
    initials = "".join(sound[:1] for sound in sounds)
    return {
        surname,
        given,
        surname + given,
        given + surname,
        surname + initials[1:],
        initials[:1] + given,
        given + initials[:1],
        initials[1:] + surname,
        initials,
    }
