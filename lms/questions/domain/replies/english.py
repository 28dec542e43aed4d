"""The same questions of sense, asked of words between spaces: English replies.

English is taken as it is typed, word by word, with the common endings; slips of spelling are not
forgiven. Apostrophes are out of the way: "we'll" is read as "well", "can't" as "cant".
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lms.questions.domain.replies.characters import LISTS
from lms.questions.domain.replies.letters import Clause, Letters

REACH = 6  # words that a denial may reach over
DENIES = LISTS["english-denies"]
NO_DENIAL = frozenset(  # what follows "not" or "no", or goes before, and denies nothing
    (
        "not only",
        "not just",
        "without a",
        "no problem",
        "no doubt",
        "no later",
        "no longer than",
        "why not",
    )
)
STOPS = LISTS["english-stops"]
SUBJECTS = LISTS["english-subjects"]
BEFORE_SUBJECT = LISTS["english-before-subject"]
AFTER = re.compile(
    r"(?:is|are|was|will be|would be)? ?(?:not possible|impossible|out of the question|cannot be)"
)
OFFERS = re.compile(  # asks whether it suits; the offer stands
    r"^(?:(?:and|so|or|then) )?"
    r"(?:would|does|do|shall|may|can|could|is|are|will|which|how about|what time|when)\b"
)
ASKED_BACK = re.compile(
    r"\bwhy (?:should|would|on earth)\b|\bwho (?:says|said|cares)\b|\bwhat do you expect\b"
    r"|\bhow (?:should|would|am) i\b|\bsince when\b"
)
UNSURE = LISTS["english-unsure"]
ASKS = re.compile(
    r"\b(?:which|what|whether|may i|could you|would you|can you|do you|shall i|shall we|tell me)\b"
)
TO_SOMEBODY = LISTS["english-to-somebody"]
ADDRESSES = LISTS["english-addresses"]
DOERS = LISTS["english-doers"]
SMALL = LISTS["english-small"]
TIES = LISTS["english-ties"]
FILLING = frozenset(("i", "we", "sorry", "well", "im", "afraid", "really", "just", "that", "it"))
COURTESY = LISTS["english-courtesy"]
FEWEST, LEAST_SMALL = 5, 0.3  # share of small words in a text of so many words
MANY, LEAST_IN_MANY = 9, 0.37  # the same in a longer one
FEW = 3  # words of which one must be small or polite
CLAUSES, SHORT = 4, 4  # so many clauses, none with more words, are keywords between marks,
MANY_CLAUSES, ON_AVERAGE = 5, 2.5  # or so many of fewer words each,
LEAST_TIES = 0.2  # unless such a share of the words ties them together;
SHREDS = 2  # words each, of which no tie makes a text
LONGEST_RUN = 8  # words of a clause in a row with no small one
BARE, OPENING, MOST_BARE, BARE_SHARE = 3, 2, 2, 0.34  # as in `plausible`, in words
GRAM, TWICE, MOST_REPEATED = 3, 2, 0.2
COPIED = 5  # words in a row that only somebody who copies shares with the customer
TALK = re.compile(r"\b(?:keywords?|model answer|scoring points?|marking scheme|talking points?)\b")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or figure of a reply: the letters from `start` up to `end`."""

    start: int
    end: int
    text: str


def words(letters: Letters, start: int = 0, end: int | None = None) -> list[Word]:
    """The words and figures between two places."""
    return [
        Word(place, stop, letters.text[place:stop])
        for place, stop in letters.words
        if place >= start and stop <= (len(letters) if end is None else end)
    ]


def is_english(letters: Letters, start: int, end: int) -> bool:
    """Whether most letters between two places are Latin."""
    return 2 * sum("a" <= letter <= "z" for letter in letters.text[start:end]) > end - start


def plain(letters: Letters, start: int, end: int) -> str:
    """The words between two places, with spaces."""
    return " ".join(word.text for word in words(letters, start, end))


def denial(letters: Letters, place: int, floor: int) -> tuple[int, int] | None:
    """What denies the words at a place, going back at most to `floor`; two cancel each other."""
    before = words(letters, floor, place)[-REACH:]
    denied: list[Word] = []
    subject = False
    for number in range(len(before) - 1, -1, -1):
        word = before[number]
        if word.text in STOPS or (subject and word.text not in BEFORE_SUBJECT | DENIES):
            break
        if word.text in DENIES and not _denies_nothing(before, number):
            denied.append(word)
        subject = subject or word.text in SUBJECTS
    return (denied[0].start, denied[0].end) if len(denied) % 2 else None


def _denies_nothing(before: list[Word], number: int) -> bool:
    return any(
        f"{one.text} {other.text}" in NO_DENIAL
        for place, (one, other) in enumerate(pairwise(before))
        if number in (place, place + 1)
    )


def denied_after(letters: Letters, place: int, end: int) -> tuple[int, int] | None:
    """What takes back what went before it, up to `end`."""
    found = AFTER.match(plain(letters, place, end))
    return (place, end) if found else None


def is_asked(letters: Letters, clause: Clause, end: int) -> bool:
    """Whether a clause only asks, or leaves open, what was said up to `end`."""
    said = plain(letters, clause.start, clause.end)
    if ASKED_BACK.search(said):
        return True
    if any(word.text in UNSURE for word in words(letters, clause.start, end)):
        return True
    return clause.asks and not OFFERS.search(said)


def asks(letters: Letters, clause: Clause) -> bool:
    """Whether a clause asks something."""
    return clause.asks or bool(ASKS.search(plain(letters, clause.start, clause.end)))


def says(letters: Letters, some: frozenset[str], start: int, end: int) -> bool:
    """Whether one of some words stands between two places."""
    return any(word.text in some for word in words(letters, start, end))


def is_heap(letters: Letters) -> bool:
    """Whether a reply is a list of keywords; figures and courtesies are none."""
    said = words(letters)
    found = [word for word in said if not _is_neutral(word.text)]
    small = sum(word.text in SMALL for word in found)
    if len(said) < FEWEST:
        return not small and len(said) == len(found) >= FEW
    least = LEAST_IN_MANY if len(found) >= MANY else LEAST_SMALL
    if small < least * len(found) or sum(_bare(letters)) >= BARE_SHARE * len(found):
        return True
    if _is_chopped(letters, said):
        return True
    return any(_longest_run(letters, it) >= LONGEST_RUN for it in letters.clauses)


def _is_neutral(word: str) -> bool:
    return word[0].isdigit() or word in COURTESY


def _is_chopped(letters: Letters, said: list[Word]) -> bool:
    sizes = [len(words(letters, it.start, it.end)) for it in letters.clauses]
    ties = sum(word.text in TIES for word in said)
    is_short = len(sizes) >= CLAUSES and max(sizes) <= SHORT
    is_many = len(sizes) >= MANY_CLAUSES
    if is_many and len(said) < SHREDS * len(sizes):
        return True
    is_shorter = is_many and len(said) < ON_AVERAGE * len(sizes)
    return (is_short or is_shorter) and ties < LEAST_TIES * len(said)


def _bare(letters: Letters) -> Iterator[int]:
    """The words of clauses, after the opening, that may be mere keywords; of one alone, none."""
    sizes = []
    for clause in letters.clauses[OPENING:]:
        some = [word.text for word in words(letters, clause.start, clause.end)]
        if len(some) <= BARE and not (SMALL | COURTESY) & {*some}:
            sizes.append(len(some))
    yield from sizes if len(sizes) >= MOST_BARE else ()


def _longest_run(letters: Letters, clause: Clause) -> int:
    longest = run = 0
    for word in words(letters, clause.start, clause.end):
        run = 0 if word.text in SMALL or word.text.isdigit() else run + 1
        longest = max(longest, run)
    return longest


def is_repeated(letters: Letters) -> bool:
    """Whether the same words come again and again."""
    said = [word.text for word in words(letters)]
    grams = Counter(zip(said, said[1:], said[2:], strict=False))
    again = sum(max(0, count - TWICE) for count in grams.values())
    return again > 0 and again >= MOST_REPEATED * len(said)


def talks(letters: Letters) -> bool:
    """Whether it talks about a reply instead of giving one."""
    return bool(TALK.search(plain(letters, 0, len(letters))))


def copied(letters: Letters, said: Letters) -> Iterator[int]:
    """The letters of words that stand in the same order in what the customer said."""
    theirs = [word.text for word in words(said)]
    grams = {tuple(theirs[n : n + COPIED]) for n in range(len(theirs) - COPIED + 1)}
    own = words(letters)
    for place in range(len(own) - COPIED + 1):
        some = own[place : place + COPIED]
        if tuple(word.text for word in some) in grams:
            yield from range(some[0].start, some[-1].end)
