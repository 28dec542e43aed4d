"""How names are sounded: pinyin for sorting and looking up, made once when a name is kept."""

from pypinyin import lazy_pinyin

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


def pinyin_of(name: str) -> str:
    """A name as it sounds, then run together, then its initials: "lin xiao linxiao lx"."""
    surname = next((s for s in (name[:2], name[:1]) if s in SURNAMES), "")
    sounds = SURNAMES.get(surname, "").split() + lazy_pinyin(name[len(surname) :])
    parts = [part for sound in sounds for part in sound.lower().replace("·", " ").split()]
    initials = "".join(part[0] for part in parts)
    return f"{' '.join(parts)} {''.join(parts)} {initials}"[:LONGEST_PINYIN]
