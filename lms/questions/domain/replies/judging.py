"""Judging one element of a reply: of all that looks like it, whether one thing is meant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lms.errors import N_
from lms.questions.domain.replies import sense
from lms.questions.domain.replies.finding import Match
from lms.questions.domain.replies.letters import Letters, Span, spans
from lms.questions.domain.replies.lexicon import Form, Nature, Saying
from lms.questions.domain.replies.likeness import AS_GOOD, Likeness, Stretch, likest, stretches
from lms.questions.domain.replies.search import Hit
from lms.questions.domain.replies.slips import SHORT, Kind
from lms.questions.domain.replies.verdict import Breach, Finding, Reason, State

SAID = N_("“%(words)s”说到了这一点。")
SAID_WITH_SLIP = N_("“%(words)s”里有错别字，意思说到了。")
LIKE_EXAMPLE = N_("“%(words)s”和示范“%(example)s”说的是一回事。")
IN_ORDER = N_("先后次序对。")
OUT_OF_ORDER = N_("先后次序不对。")
DENIED = N_("“%(words)s”被“%(denial)s”否定了，不算。")
ASKED = N_("“%(words)s”是反问，或者没有说定，不算。")
NOT_ASKED = N_("“%(words)s”要问出来才算。")
BELITTLED = N_("同一条回复里有挖苦或责怪客户的话，“%(words)s”不算。")
COPIED = N_("“%(words)s”照搬了客户的原话，不算。")
NOBODY = N_("“%(words)s”只是一个词，没有说谁来做。")
NOT_TO_CUSTOMER = N_("“%(words)s”没有对着客户说，不算复述。")
HEAPED = N_("“%(words)s”夹在一串词里，不算。")
VAGUE = N_("“%(words)s”还差一点：%(why)s")
NEARLY = N_("“%(words)s”和示范“%(example)s”有点像，还不够。")
ABSENT = N_("没有说到。")
BY_WORDS = frozenset({SAID, SAID_WITH_SLIP})  # met by phrases, not by likeness


@dataclass(frozen=True)
class Reply:
    """A reply, and what holds for all of it."""

    letters: Letters
    copied: frozenset[int]  # letters that are the customer's own words
    belittles: bool  # holds mockery or blame, so that its courtesy is none
    heap: str | None  # why it is no text, if it is none
    is_note: bool = False  # for colleagues: the customer's own words belong in it

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """What is compared with examples: not what was copied."""
        return tuple(
            it
            for it in stretches(self.letters)
            if 2 * len(self.copied.intersection(range(it.start, it.end))) <= it.end - it.start
        )

    def spans(self, match: Match) -> tuple[Span, ...]:
        """Where the words of a match stand in what was typed."""
        return spans(self.letters, ((piece.start, piece.end) for piece in match.pieces))


@dataclass(frozen=True, slots=True)
class Looks:
    """What looks like an element: its phrases, what only looks like them, what is too vague."""

    matches: Sequence[Match]
    but: Sequence[Match]
    vague: Sequence[Sequence[Match]]


def breach(
    entry: str,
    letters: Letters,
    matches: Sequence[Match],
    but: Sequence[Match],
    excuses: Sequence[Match] = (),
) -> Iterator[Breach]:
    """Something forbidden, if it was said and meant.

    `excuses` are what excuses it when it follows: "不知道几点能好，我去问" is not left at that.
    Said without a word of what it is about, it is never excused.
    """
    surely = [it for it in matches if all(map(_is_sure, it.pieces))]
    said = [
        it
        for it in _uncovered(surely, but)
        if not sense.is_taken_back(it, letters) and not _is_excused(it, letters, excuses)
    ]
    if said:
        yield Breach(entry, spans(letters, ((it.start, it.end) for it in said)))


def _is_excused(match: Match, letters: Letters, excuses: Sequence[Match]) -> bool:
    end = letters.clause_at(match.start).end
    return not sense.is_curt(match, letters) and any(
        it.start >= end and sense.is_meant(it, letters) for it in excuses
    )


def _is_sure(piece: Hit) -> bool:
    """Whether nobody is blamed for a word that merely resembles a forbidden one: 有种, 有钟点."""
    slip = piece.slip
    return slip is None or (slip.kind is Kind.ALIKE and slip.length > SHORT)


def judge(element: str, saying: Saying, reply: Reply, looks: Looks) -> Finding:
    """What became of an element."""
    refused: list[tuple[Match, Reason]] = []
    for match in _uncovered(looks.matches, looks.but):
        reason = _refusal(match, saying, reply)
        if reason is None and not any(_is_part(match, other) for other, _ in refused):
            return _said(element, match, reply)
        if reason is not None:
            refused.append((match, reason))
    like = None if reply.heap else likest(saying.examples, reply.stretches)
    if like and like.value >= AS_GOOD:
        return _alike(element, like, reply, State.MET, LIKE_EXAMPLE)
    if refused:
        match, reason = refused[0]
        return Finding(element, State.NEAR, reply.spans(match), reason)
    return _nearly(element, reply, looks.vague, like)


def in_order(element: str, order: Sequence[str], findings: Mapping[str, Finding]) -> Finding:
    """Whether other elements were met one after the other."""
    parts = [findings.get(name) for name in order]
    met = [it for it in parts if it and it.state is State.MET and it.spans]
    starts = [it.spans[0].start for it in met]
    if len(met) < len(parts):
        return Finding(element, State.MISSING, (), Reason(ABSENT))
    if starts != sorted(starts):
        return Finding(element, State.NEAR, (), Reason(OUT_OF_ORDER))
    return Finding(element, State.MET, tuple(it.spans[0] for it in met), Reason(IN_ORDER))


def _uncovered(matches: Iterable[Match], but: Sequence[Match]) -> Iterator[Match]:
    """The matches of which no word belongs to what only looks like them."""
    for match in matches:
        if not any(_shares(match, other) for other in but):
            yield match


def _shares(match: Match, other: Match) -> bool:
    return any(other.start <= piece.start and piece.end <= other.end for piece in match.pieces)


def _is_part(match: Match, other: Match) -> bool:
    return other.start <= match.start and match.end <= other.end


def _refusal(match: Match, saying: Saying, reply: Reply) -> Reason | None:
    """Why something that was said does not count; None if it does."""
    words = {"words": reply.spans(match)}
    if reply.heap:
        return Reason(HEAPED, words)
    is_act = saying.nature in (Nature.ACT, Nature.COURTESY)
    denial = sense.denial(match, reply.letters, is_act=is_act)
    if denial:
        denied = spans(reply.letters, [(denial.start, denial.end)])
        return Reason(DENIED, words | {"denial": denied})
    message = _wrong_form(match, saying, reply) or _wrong_nature(match, saying, reply)
    return Reason(message, words) if message else None


def _wrong_form(match: Match, saying: Saying, reply: Reply) -> str | None:
    if saying.form is Form.STATEMENT and sense.is_asked(match, reply.letters):
        return ASKED
    if saying.form is Form.QUESTION and not sense.asks(match, reply.letters):
        return NOT_ASKED
    return None


def _wrong_nature(match: Match, saying: Saying, reply: Reply) -> str | None:
    if saying.nature in (Nature.COURTESY, Nature.RESTATING) and reply.belittles:
        return BELITTLED
    if reply.is_note:
        return None
    if sense.is_copied(match, reply.copied) and not _is_said_back(match, saying, reply):
        return COPIED
    if saying.nature is Nature.RESTATING and not sense.is_said_to_somebody(match, reply.letters):
        return NOT_TO_CUSTOMER
    if saying.nature is Nature.ACT and not sense.has_doer(match, reply.letters):
        return NOBODY
    return None


def _is_said_back(match: Match, saying: Saying, reply: Reply) -> bool:
    """Whether the customer's own words were turned round to the customer: 我没收到 → 您没收到."""
    sentence = reply.letters.sentences[match.start]
    return (
        saying.nature is Nature.RESTATING
        and sense.addresses(reply.letters, sentence, reply.copied)
        and not sense.speaks_as_customer(reply.letters, sentence, reply.copied)
    )


def _said(element: str, match: Match, reply: Reply) -> Finding:
    found = reply.spans(match)
    message = SAID_WITH_SLIP if match.slips else SAID
    return Finding(
        element,
        State.MET,
        found,
        Reason(message, {"words": found}, {"phrase": match.phrase.written}),
    )


def _nearly(
    element: str, reply: Reply, vague: Sequence[Sequence[Match]], like: Likeness | None
) -> Finding:
    for number, matches in enumerate(vague):
        for match in matches:
            if not sense.denial(match, reply.letters):
                found = reply.spans(match)
                reason = Reason(VAGUE, {"words": found}, vague=number)
                return Finding(element, State.NEAR, found, reason)
    if like:
        return _alike(element, like, reply, State.NEAR, NEARLY)
    return Finding(element, State.MISSING, (), Reason(ABSENT))


def _alike(element: str, like: Likeness, reply: Reply, state: State, message: str) -> Finding:
    found = spans(reply.letters, [(like.stretch.start, like.stretch.end)])
    return Finding(
        element, state, found, Reason(message, {"words": found}, {"example": like.example.written})
    )
