"""How characters are simplified, how they sound and look; and lists of words that rules name.

The tables lie beside this file, those of characters made by `deploy/characters.py`. No dictionary
of somebody else is asked while a reply is graded: an update of one never changes a verdict.
"""

from collections import defaultdict
from pathlib import Path

FOLDER = Path(__file__).parent
SAME = {
    "妳": "你",
    "覆": "复",
    "帐": "账",
    "麽": "么",
    "她": "他",
    "它": "他",
    "祂": "他",
}
LOOKALIKES = (
    "己已巳",
    "末未",
    "里裹",
    "糸系",
    "仑仓",
    "休体",
    "人入",
    "日曰",
    "土士",
    "千干于",
    "漏露",
    "符付",
)
FLAT = {"zh": "z", "ch": "c", "sh": "s", "l": "n"}  # what many people do not tell apart
BLURRED = {"ing": "in", "eng": "en", "ang": "an"}


def _lines(name: str) -> list[str]:
    return (FOLDER / name).read_text("utf-8").splitlines()


def _simple() -> dict[str, str]:
    pairs = {other: line[0] for line in _lines("simplified.txt") for other in line[1:]}
    return {other: SAME.get(one, one) for other, one in pairs.items()} | SAME


def _sounds() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in _lines("sounds.txt"):
        syllable, _, characters = line.partition(" ")
        for character in characters:
            found[character].append(syllable)
    return {character: tuple(syllables) for character, syllables in found.items()}


def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _lines("words.txt"):
        if line.startswith("# "):
            found[line[2:].partition(":")[0]] = words = set()
        else:
            words.update(line.split())
    return {name: frozenset(words) for name, words in found.items()}


def _irregular() -> dict[str, tuple[str, ...]]:
    some = (line.split() for line in _lines("irregular.txt"))
    return {first: tuple(others) for first, *others in some}


def _looks() -> dict[str, str]:
    return {one: group for group in LOOKALIKES for one in group}


def blurred(syllable: str) -> str:
    """A syllable without what is often confused: zh, ch, sh, l and the nasal endings."""
    for ending, plain in BLURRED.items():
        syllable = syllable.removesuffix(ending) + plain if syllable.endswith(ending) else syllable
    for beginning, plain in FLAT.items():
        if syllable.startswith(beginning):
            return plain + syllable.removeprefix(beginning)
    return syllable


SIMPLE = _simple()
SOUNDS = _sounds()
LOOKS = _looks()
IRREGULAR = _irregular()  # English verbs → their other forms
LISTS = _lists()  # of words, by their headings in words.txt
