"""Texts that look the same: which logins and employee numbers one could take for each other.

After the skeletons of Unicode's UTS #39, kept to what can be typed where such names are typed:
Latin and its doubles in Cyrillic, Greek, Armenian and Cherokee, full-width and mathematical
letters, digits of any script. What reads differently (0012 and 12) stays different.
"""

import unicodedata

DOUBLES = (  # the strange letter, then the plain one that it looks like
    # Cyrillic
    "АA ВB ЕE ЅS З3 з3 ІI ЈJ КK МM НH ОO РP СC ТT УY ХX ҮY ԌG ԚQ ԜW Ӏl "
    "аa вb еe ѕs іi јj кk мm нh оo рp сc тt уy хx үy ԁd ԛq ԝw һh ѵv ӏl ԍg "
    # Greek
    "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϺM "
    "αa βb εe ιi κk νv οo ρp τt υu χx ϳj γy ωw "
    # Armenian, Cherokee
    "ՏS ՍU ՕO օo սu հh ոn ցg զq յj ԲP "
    "ᎪA ᎬE ᎳW ᎷM ᎻH ᏀG ᏃZ ᏚS ᏞL ᏟC ᏢP ᏴB ᏦK ᎢT ᎡR ᎠD "
    # Latin of other alphabets, and signs that stand for letters
    "ıi ȷj ɑa ɡg ɩi ɪi ʀr ʏy ǀl ∣l │l Ɩl 〇O ○O ◯O ØO øo "
)
LINES = "‐‑‒–—―−ー一ᅳ─⁃˗"  # hardly to be told from a hyphen in most fonts
DOTS = "。·•‧・∙⋅"
UPRIGHT = {"0": "O", "1": "l", "I": "l", "|": "l"}
RUNS = (("rn", "m"), ("vv", "w"))  # letters that grow together
TABLE = {
    **{double[0]: double[1] for double in DOUBLES.split()},
    **dict.fromkeys(LINES, "-"),
    **dict.fromkeys(DOTS, "."),
}


def looks(text: str) -> str:
    """The form in which texts that look the same are the same; not fit to be shown."""
    plain = (_plain(character) for character in unicodedata.normalize("NFKC", text))
    folded = "".join(UPRIGHT.get(character, character) for character in plain).casefold()
    for run, double in RUNS:
        folded = folded.replace(run, double)
    return folded


def _plain(character: str) -> str:
    if character.isspace():
        return ""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return TABLE.get(character, character)
