"""Whether a reply is something one person would say to another, or only a heap of the right words.

Whoever has seen what is looked for could type just that. A sentence needs the small words that tie
it together and somebody who does something; a list of keywords has neither. The limits below are
far from what people write (see docs/reply-grading.md for the figures).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lms.errors import N_
from lms.questions.domain.replies import english
from lms.questions.domain.replies.characters import LISTS
from lms.questions.domain.replies.letters import Clause, Letters, Span

SMALL = frozenset(  # letters that tie words together
    "我您你他咱俺偶的了是在就给为帮把将会能可要请先再也都还有和跟与到让向这那之内后已经没不很太真吧吗呢么过着得地但而如果因所以"
    "怎什哪谁被对从等说看想来去上下里个样们替由些才只更或又多少几吃该呀啊哦哈以别人自己"
    "问话时候做办现马立刻按每若需应咋啥撒嘛"
)
COURTESY = re.compile(
    "您好|你好|对不起|谢谢|可以吗|好吗|行吗|还有什么|理解您?|抱歉|以内|之内|小时内|分钟内|没收到|未收到"
)
BARE = 6  # letters of a clause that may be a mere keyword
OPENING = 2  # clauses in which a name or greeting stands by itself: 您好，谷雨家电
MOST_BARE = 2  # bare clauses after them, when
BARE_SHARE = 0.34  # of the reply's letters stand in bare clauses
SET_PHRASES = LISTS["set-phrases"]  # that are often said by themselves
LONG_ENOUGH = 15  # letters from which a reply can be judged as a text
LEAST_SMALL, LEAST_SMALL_TIED = 0.12, 0.04  # share of small letters in a text, and with ties
LONG_CLAUSE, LEAST_IN_CLAUSE = 20, 0.27  # the same in a clause of so many letters
TIES = re.compile(  # what only somebody who speaks to somebody says; in a list there is none
    "请问|可以|一下|[两几]个|[我的了是会把就给也着得都在让呢呀啊吧哦哈要先去说这那但和还跟再从往带陪才只]"
    "|到(?=[您你家店手门0-9])"
)
NO_TIES = re.compile("还?需要|还有|您看可以|可以吗|再见|理解|支持")  # hold such letters in lists
UNTIED_CLAUSE, LEAST_TIES = 18, 0.055  # of a clause of so many letters
MANY_CLAUSES, SHORT_CLAUSES = 5, 4.9  # clauses, of fewer letters each on average
FEWER_CLAUSES, SHORTER_CLAUSES, TIED = 4, 4.0, 0.2  # the same, unless so many ties are in them
UNTIED_CLAUSES = 6.0  # letters of each on average, when there is no tie in any of them
LONGEST_RUN = 14  # letters of a clause in a row with no small one
GRAM, MOST_REPEATED = 4, 0.2  # share of four letters in a row that stood there before, more often
TWICE = 2  # than this: people do say a thing again
STUTTER = re.compile(r"(?![哈嗯呵啊0-9a-z])(.)\1\1")
MOST_STUTTERS = 2
TALK_ABOUT = re.compile(  # talks about a reply instead of giving one
    "关键词|话术|要点|得分点|采分点|标准答案|参考答案|结束语|(?:问候|致歉|道歉|共情|复述|方案|时限|致谢|催付)"
    "|(?:首先|其次|再次|然后|最后|应该|先|再)(?:要|说)(?!声|一声|明一下)"
)
MOST_TALK = 3
STRONG_TALK = re.compile("关键词|话术|要点如下|得分点|采分点|标准答案|参考答案")

FEWEST_BEADS = 3  # pieces that make a string; then so many of the letters at most:
STRUNG = 0.85  # share of the letters that are nothing but what was looked for; in replies it is 0.3
LIST = N_("这条回复像一串关键词，不成句子：请用完整的话对客户说。")
BEADS = N_("这条回复只是把要找的词连成了一串：请用完整的话对客户说。")
REPEATED = N_("这条回复把同样的话来回重复：每件事说一遍就够。")
STAMMERED = N_("这条回复里有凑数的叠字：请用完整的话对客户说。")
ABOUT = N_("这条回复在说该怎么回，没有真的回：请直接对客户说。")
TOO_SHORT = N_("这条回复太短：至少要 %(least)s 个字，现在是 %(found)s 个。")
TOO_LONG = N_("这条回复太长：最多 %(most)s 个字，现在是 %(found)s 个。")


@dataclass(frozen=True, slots=True)
class Length:
    """How long a reply may be, in letters; punctuation does not count, an English word as two."""

    least: int = 4
    most: int = 300


def heap(letters: Letters, *, is_note: bool = False) -> str | None:
    """Why a reply is no sentence for anybody, as a message id; None if it is one.

    A note for colleagues may be as terse as a list.
    """
    is_english = english.is_english(letters, 0, len(letters))
    return next(
        (
            reason
            for reason, holds in (ENGLISH if is_english else CHINESE)
            if holds(letters) and not (is_note and reason == LIST)
        ),
        None,
    )


def _is_list(letters: Letters) -> bool:
    small = _small(letters)
    bare = list(_bare(letters, small))
    size = sum(clause.end - clause.start for clause in bare)
    later = [clause for clause in bare if clause not in letters.clauses[:OPENING]]
    has_keyword = any(letters.text[it.start : it.end] not in SET_PHRASES for it in later)
    if len(later) >= MOST_BARE and has_keyword and size >= BARE_SHARE * len(letters):
        return True
    if _is_chopped(letters):
        return True
    if len(letters) < LONG_ENOUGH:
        return False
    least = LEAST_SMALL_TIED if _ties(letters.text) else LEAST_SMALL
    if sum(small) < least * len(letters) or _longest_run(letters, small) >= LONGEST_RUN:
        return True
    return any(_is_loose(it, small) or _is_untied(it, letters) for it in letters.clauses)


def _is_chopped(letters: Letters) -> bool:
    clauses = [letters.text[it.start : it.end] for it in letters.clauses]
    said = [clause for clause in clauses if clause not in SET_PHRASES]
    number, size = len(said), sum(map(len, said))
    if number >= MANY_CLAUSES:
        return size < SHORT_CLAUSES * number
    ties = _ties("".join(said))
    if number < FEWER_CLAUSES:
        return False
    if not ties:
        return size <= UNTIED_CLAUSES * number
    return size <= SHORTER_CLAUSES * number and ties < TIED * size


def _is_untied(clause: Clause, letters: Letters) -> bool:
    size = clause.end - clause.start
    text = letters.text[clause.start : clause.end]
    return size >= UNTIED_CLAUSE and _ties(text) < LEAST_TIES * size


def _ties(text: str) -> int:
    return len(TIES.findall(NO_TIES.sub("", text)))


def _is_loose(clause: Clause, small: list[bool]) -> bool:
    size = clause.end - clause.start
    return size >= LONG_CLAUSE and sum(small[clause.start : clause.end]) < LEAST_IN_CLAUSE * size


def _small(letters: Letters) -> list[bool]:
    """Which letters tie words together; those of set phrases do not."""
    small = [letter in SMALL for letter in letters.text]
    for found in COURTESY.finditer(letters.text):
        small[found.start() : found.end()] = [False] * (found.end() - found.start())
    return small


def _bare(letters: Letters, small: list[bool]) -> Iterator[Clause]:
    for clause in letters.clauses:
        if clause.end - clause.start <= BARE and not any(small[clause.start : clause.end]):
            yield clause


def _longest_run(letters: Letters, small: list[bool]) -> int:
    longest = run = 0
    for level, is_small, letter in zip(letters.breaks, small, letters.text, strict=True):
        run = 0 if is_small or level or letter.isascii() else run + 1
        longest = max(longest, run)
    return longest


def _is_repeated(letters: Letters) -> bool:
    grams = [letters.text[n : n + GRAM] for n in range(len(letters) - GRAM + 1)]
    if len(grams) + GRAM <= LONG_ENOUGH:
        return False
    again = sum(max(0, count - TWICE) for count in Counter(grams).values())
    return again >= MOST_REPEATED * len(grams)


def _stammers(letters: Letters) -> bool:
    return sum(1 for _ in STUTTER.finditer(letters.text)) >= MOST_STUTTERS


def _talks(letters: Letters) -> bool:
    if STRONG_TALK.search(letters.text):
        return True
    return sum(1 for _ in TALK_ABOUT.finditer(letters.text)) >= MOST_TALK


def is_strung(letters: Letters, marked: Iterable[Span]) -> bool:
    """Whether hardly a letter stands outside of what was found: words on a string, no sentence."""
    beads = tuple(marked)
    if len(beads) < FEWEST_BEADS:
        return False
    inside = {place for span in beads for place in range(span.start, span.end)}
    return sum(place in inside for place in letters.places) >= STRUNG * len(letters) > 0


Test: TypeAlias = Callable[[Letters], bool]
CHINESE: Sequence[tuple[str, Test]] = (
    (REPEATED, _is_repeated),
    (LIST, _is_list),
    (STAMMERED, _stammers),
    (ABOUT, _talks),
)
ENGLISH: Sequence[tuple[str, Test]] = (
    (REPEATED, english.is_repeated),
    (LIST, english.is_heap),
    (ABOUT, english.talks),
)


def remark_on_length(letters: Letters, length: Length) -> tuple[str, dict[str, int]] | None:
    """What is wrong with the length of a reply: a message id and its figures."""
    found = letters.size
    if found < length.least:
        return TOO_SHORT, {"least": length.least, "found": found}
    if found > length.most:
        return TOO_LONG, {"most": length.most, "found": found}
    return None
