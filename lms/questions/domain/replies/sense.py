"""Whether words that were found are meant: not denied, not asked back, not the customer's own.

A denial reaches what follows it only through words that pass it on ("不能｜马上｜给您｜退款"); the
first other word stops it ("没｜收到货很抱歉"). Two denials cancel each other ("不得不").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lms.questions.domain.replies import english
from lms.questions.domain.replies.characters import LISTS
from lms.questions.domain.replies.finding import Match
from lms.questions.domain.replies.letters import Letters

REACH = 16  # letters that a denial may reach over
GRAM = 6  # letters in a row that only somebody who copies shares with the customer
LONGEST_WORD = 5


DENIES = LISTS["denies"]
PASSES = LISTS["passes"]  # through which a denial reaches on
BEFORE_SUBJECT = LISTS["before-subject"]  # those that reach a clause with its own subject
SUBJECTS = frozenset({"我", "我们", "咱", "咱们"})
NEUTRAL = LISTS["neutral"]  # hold letters that deny, and deny nothing
UNSURE = LISTS["unsure"]  # leaves open whether it will be
UNABLE = re.compile("[换货款]?不了|不上(?!去|来|班|门)|不成|不动|不起(?!来)|不到(?!半|一|两|[0-9])")
DENIED_AFTER = re.compile(  # what follows and takes everything back
    r"(?:[换货款]?不了|不成|不动|不上去|不上(?!来|班|门)|不起(?!来)|不到(?!半|一|两|[0-9]))"
    r"|(?:都|也|是|的)?没有$"
    r"|(?:是|这|那|也|都|的|事|更|可|就|肯定|根本|绝对|完全|暂时|恐怕|目前|现在|我|我们|您|想){0,4}"
    r"(?:不可能|不行(?!的话)|没门|做不到|办不到|没用|不现实|免谈|别想|不存在|没戏|没有的|办不了|做不了|[补退换寄发赔修送改查办]不了|不可以|没必要|不归|(?:处理|解决|管|办|帮)不了)"
)
CONSENT = re.compile(  # asks whether it suits; the offer stands
    r"(?:好[吗嘛么]|行[吗嘛么]|可以[吗嘛么]|成[吗嘛么]|合适[吗嘛么]|方便[吗嘛么]|好不好|行不行|可不可以|怎么样|如何|是吗|对吗|是吧|对吧|吧|成吗|合适吗|方便吗|好不|行不|"
    r"哪种.{0,4}|哪个.{0,4}|哪一.{0,5}|呀|呢)$"
)
ASKED_BACK = re.compile(
    r"凭什么|为什么|为啥|干吗|干什么|难道|何必|怎么可能|谁要|谁会|谁给|谁来|谁还|哪能|哪有|关我|(?:有什么|有啥|哪里|哪儿)(?:好|不能)|谁说"
)
SCOFFS = re.compile("我(?:哪|哪里|怎么|咋|怎)(?:会|能)?(?:知道|晓得)")  # asks nobody
ASKS = re.compile(r"(?:吗|么|不)$")
ASKING = re.compile(
    r"(?:吗|么|呢|呀|没有)$|多少|几|哪|什么|怎么|是不是|有没有|能不能|可不可以|要不要|方便|还是"
)
SPOKEN = re.compile(  # says something to somebody, rather than something about the world
    "您(?!好)|你(?!好|们)|我|咱|俺|抱歉|对不起|对不住|不好意思|理解|收到|明白|知道了|受得了|受不了"
)
EXPLAINS = re.compile("可能是|也许|说不定|多半是|将就|报备|许可证|很正常")  # makes little of it
CHECKS = re.compile("(?:对|是)(?:吗|嘛|么|吧)|是这样吗|对不对|是不是")  # whether one heard right
CANCELS = LISTS["cancels"]  # takes back what would be forbidden
DOERS = re.compile(
    "我|咱|俺|偶|您(?!好)|你(?!好|们)|给|为(?!什么)|帮|替|请|会|可以|能|马上|立刻|立即|这就|已|将|把|让|安排|支持|属于|要|得|前付|由|方便"
)
FILLING = re.compile(
    "我们?|咱们?|俺|您好|你好|这边|这个|那个|这|那|也|都|真的?|就是|可|呢|啊|呀|嘛|哦|啦|的|了"
)
FEWEST_LETTERS, FEWEST_WORDS = 2, 2  # beside what was found, that tell what it is about


@dataclass(frozen=True, slots=True)
class Denial:
    """Letters that deny what was found."""

    start: int
    end: int


def denial(match: Match, letters: Letters, *, is_act: bool = True) -> Denial | None:
    """What denies a phrase; None if nothing does, or if two denials cancel each other.

    What somebody does or feels can also be taken back by what follows it.
    """
    before = -1
    for piece in match.pieces:
        found = _before(letters, piece.start, max(before, letters.clause_at(piece.start).start))
        if found:
            return found
        before = piece.end
    return _after(letters, before, DENIED_AFTER if is_act else UNABLE)


def _before(letters: Letters, place: int, floor: int) -> Denial | None:
    clause = letters.clause_at(place)
    if english.is_english(letters, clause.start, clause.end):
        found = english.denial(letters, place, floor)
        return Denial(*found) if found else None
    denied: list[Denial] = []
    end = place
    has_subject = False
    while place > floor and end - place <= REACH:
        word = _word_before(letters.text, place, floor)
        if word is None:
            break
        if word in DENIES or word.endswith("不了"):
            denied.append(Denial(place - len(word), place))
        elif has_subject and word not in BEFORE_SUBJECT:
            break
        has_subject = has_subject or word in SUBJECTS
        place -= len(word)
    return denied[0] if len(denied) % 2 else None


def _word_before(text: str, place: int, floor: int) -> str | None:
    """The longest known word that ends here, if it denies or passes a denial on."""
    for length in range(min(LONGEST_WORD, place - floor), 0, -1):
        word = text[place - length : place]
        if word in NEUTRAL:
            return word if word in UNSURE else None
        if word in DENIES or word in PASSES or (length == 3 and word.endswith("不了")):  # noqa: PLR2004 - 帮不了
            return word
    return None


def _after(letters: Letters, place: int, pattern: re.Pattern[str]) -> Denial | None:
    clause = letters.clause_at(place - 1)
    if english.is_english(letters, clause.start, clause.end):
        after = english.denied_after(letters, place, clause.end)
        return Denial(*after) if after else None
    found = pattern.match(letters.text, place, clause.end)
    return Denial(found.start(), found.end()) if found else None


def is_asked(match: Match, letters: Letters) -> bool:
    """Whether it is only asked, or left open: no statement, no offer, no promise.

    A question whether it suits leaves the offer standing.
    """
    clause = letters.clause_at(match.pieces[-1].start)
    if english.is_english(letters, clause.start, clause.end):
        return english.is_asked(letters, clause, match.end)
    text = letters.text[clause.start : clause.end]
    if ASKED_BACK.search(text):
        return True
    if any(word in letters.text[clause.start : match.end] for word in UNSURE):
        return True
    asks = clause.asks or bool(ASKS.search(text))
    return asks and not CONSENT.search(text)


def copied(letters: Letters, said: Iterable[Letters]) -> frozenset[int]:
    """The letters that stand in the same order in what the customer said."""
    lines = tuple(said)
    grams = {line.text[n : n + GRAM] for line in lines for n in range(len(line) - GRAM + 1)}
    found = {place for line in lines for place in english.copied(letters, line)}
    for place in range(len(letters) - GRAM + 1):
        gram = letters.text[place : place + GRAM]
        if gram in grams and not gram.isascii():
            found.update(range(place, place + GRAM))
    return frozenset(found)


def is_curt(match: Match, letters: Letters) -> bool:
    """Whether hardly a word of a clause stands beside what was found: 这个我也不知道啊."""
    clause = letters.clause_at(match.start)
    said = letters.text[clause.start : match.start], letters.text[match.end : clause.end]
    if english.is_english(letters, clause.start, clause.end):
        words = [*english.words(letters, clause.start, match.start)]
        words += english.words(letters, match.end, clause.end)
        return sum(it.text not in english.FILLING for it in words) < FEWEST_WORDS
    return len(FILLING.sub("", "".join(said))) < FEWEST_LETTERS


def is_meant(match: Match, letters: Letters) -> bool:
    """Whether an act is said to be done by somebody, neither denied nor left open."""
    is_open = denial(match, letters) or is_asked(match, letters)
    return not is_open and has_doer(match, letters)


def is_copied(match: Match, own: frozenset[int]) -> bool:
    """Whether most of what was found is the customer's own words; `own` are the copied letters."""
    places = [place for piece in match.pieces for place in range(piece.start, piece.end)]
    return sum(place in own for place in places) * 2 > len(places)


def addresses(letters: Letters, sentence: int, but: frozenset[int]) -> bool:
    """Whether a sentence speaks to the customer outside some letters: "您", not in "您好"."""
    named = [
        place
        for place, letter in enumerate(letters.text)
        if letter in "您你" and letters.text[place + 1 : place + 2] not in ("好", "们")
    ]
    named += [it.start for it in english.words(letters) if it.text in english.ADDRESSES]
    return any(letters.sentences[place] == sentence and place not in but for place in named)


def is_said_to_somebody(match: Match, letters: Letters) -> bool:
    """Whether the matter is said to the customer, not explained away."""
    sentence = letters.sentences[match.start]
    places = [place for place, number in enumerate(letters.sentences) if number == sentence]
    explained = EXPLAINS.search(letters.text, places[0], places[-1] + 1)
    return not explained and (
        bool(SPOKEN.search(letters.text))
        or english.says(letters, english.TO_SOMEBODY, 0, len(letters))
    )


def speaks_as_customer(letters: Letters, sentence: int, own: frozenset[int]) -> bool:
    """Whether the copied letters of a sentence still say "I" of the customer, and nobody asks."""
    places = [place for place, number in enumerate(letters.sentences) if number == sentence]
    asks_back = CHECKS.search(letters.text, places[0], places[-1] + 1)
    return not asks_back and any(
        letters.text[place] == "我" for place in places if place in own - letters.quoted
    )


def asks(match: Match, letters: Letters) -> bool:
    """Whether the clause asks something."""
    clause = letters.clause_at(match.pieces[-1].start)
    if english.is_english(letters, clause.start, clause.end):
        return english.asks(letters, clause)
    said = letters.text[clause.start : clause.end]
    return not SCOFFS.search(said) and (clause.asks or bool(ASKING.search(said)))


def is_taken_back(match: Match, letters: Letters) -> bool:
    """Whether something forbidden is only spoken of: "我不会说…", or quoted."""
    found = denial(match, letters)
    if found and letters.text[found.start : found.end] in CANCELS | english.DENIES:
        return True
    return all(
        place in letters.quoted for piece in match.pieces for place in range(piece.start, piece.end)
    )


def has_doer(match: Match, letters: Letters) -> bool:
    """Whether its sentence says that somebody does something, or for whom."""
    sentence = letters.sentences[match.start]
    return any(
        letters.sentences[clause.start] == sentence
        and (
            DOERS.search(letters.text, clause.start, clause.end)
            or english.says(letters, english.DOERS, clause.start, clause.end)
        )
        for clause in letters.clauses
    )
