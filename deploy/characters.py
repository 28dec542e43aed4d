"""Write down how characters are simplified and how they sound, for the grader of replies.

The grader reads these two tables and neither OpenCC nor pypinyin: a verdict of today must come out
the same after the next release of either. Run this by hand, look at the difference, and raise the
grader's version with it.
"""

import sys
from collections import defaultdict
from pathlib import Path

import opencc
from pypinyin import Style, pinyin

FOLDER = Path(__file__).resolve().parent.parent / "lms/questions/domain/replies"
FIRST, LAST = 0x3400, 0x9FFF  # the Chinese characters of the basic plane
OWN = frozenset("么吒")  # simplified characters that OpenCC takes for traditional ones
READINGS = 1  # of a character with several: the commonest


def simplified() -> dict[str, set[str]]:
    """Simplified character → the characters that it replaces."""
    found: dict[str, set[str]] = defaultdict(set)
    converters = [opencc.OpenCC("tw2s"), opencc.OpenCC("t2s")]
    for character in filter(OWN.isdisjoint, map(chr, range(FIRST, LAST + 1))):
        changed = [converter.convert(character) for converter in converters]
        for other in changed:
            if other != character and len(other) == 1:
                found[other].add(character)
                break
    return found


def sounds() -> dict[str, set[str]]:
    """Syllable without tone → the characters of GB 2312 that are read so."""
    found: dict[str, set[str]] = defaultdict(set)
    for character in filter(_is_common, map(chr, range(FIRST, LAST + 1))):
        readings = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
        for syllable in readings[:READINGS]:
            found[syllable].add(character)
    return found


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _write(name: str, groups: dict[str, set[str]], between: str) -> None:
    lines = [key + between + "".join(sorted(group)) for key, group in sorted(groups.items())]
    (FOLDER / name).write_text("\n".join(lines) + "\n", "utf-8")
    sys.stdout.write(f"{name}: {len(lines)} lines\n")


if __name__ == "__main__":
    _write("simplified.txt", simplified(), "")
    _write("sounds.txt", sounds(), " ")
