"""Grading a typed reply: the same reply against the same criteria always comes out the same.

What is said is found by phrases or by likeness to examples; each finding must then be meant (see
`judging` and `sense`), and the whole must be a text and no heap of words (see `plausible`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lms.library.domain import Wording
from lms.questions.domain.replies import plausible
from lms.questions.domain.replies.finding import Finder, Found, Match, rank
from lms.questions.domain.replies.judging import BY_WORDS, Looks, Reply, breach, in_order, judge
from lms.questions.domain.replies.letters import Letters, letters, spans
from lms.questions.domain.replies.lexicon import (
    NOTHING,
    Criteria,
    Element,
    Entry,
    Lexicon,
    Need,
    Saying,
)
from lms.questions.domain.replies.phrases import Phrase
from lms.questions.domain.replies.sense import copied
from lms.questions.domain.replies.verdict import Breach, Finding, Reason, ReplyVerdict, State
from lms.questions.domain.replies.worth import band_of, is_complete, points_of

IS, BUT, VAGUE = "is", "but", "vague"


@dataclass(frozen=True, slots=True)
class Advice:
    """What to tell somebody about an element or a forbidden form; empty where nobody wrote it."""

    why: Wording
    better: Wording


class Book:
    """A lexicon made ready to be looked up in; keep it, making it takes a while."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.entries = lexicon.entries
        self.undoing = {it.id for it in lexicon.forbidden if it.tone and it.tone.undoes}
        sayings = {id_: entry.saying for id_, entry in self.entries.items()}
        self.finder = Finder(_phrases(sayings), lexicon.groups)


class Grader:
    """Criteria made ready to grade with, upon a lexicon."""

    def __init__(self, book: Book, criteria: Criteria) -> None:
        self._book = book
        self.criteria = criteria
        self._elements = {it.id: it for it in criteria.elements}
        self._own = {it.id: it.saying or Saying() for it in criteria.elements}
        self._sayings = {it.id: _saying(it, book.entries) for it in criteria.elements}
        self._wanted = [it for it in criteria.elements if it.need is not Need.FORBIDDEN]
        self._finder = Finder(_phrases(self._own), {})

    def grade(self, typed: str, said: Iterable[str] = ()) -> ReplyVerdict:
        """What a reply is; `said` are the lines of the customer that it answers."""
        text = letters(typed)
        looked_up = self._book.finder.find(text)
        found = _Matches(looked_up, self._finder.find(text, looked_up.groups))
        breaches = tuple(self._breaches(text, found))
        reply = Reply(
            letters=text,
            copied=copied(text, map(letters, said)),
            is_note=self.criteria.is_note,
            belittles=any(it.entry in self._book.undoing for it in breaches),
            heap=plausible.heap(text, is_note=self.criteria.is_note),
        )
        findings = tuple(self._findings(reply, found))
        if self._is_strung(reply, findings):
            reply = replace(reply, heap=plausible.BEADS)
            findings = tuple(self._findings(reply, found))
        remarks = tuple(self._remarks(reply))
        band = band_of(
            self.criteria, findings, breaches, is_heap=bool(reply.heap), is_flawed=bool(remarks)
        )
        points = points_of(self.criteria, findings, breaches)
        own = spans(text, ((place, place + 1) for place in reply.copied))
        return ReplyVerdict(band, findings, breaches, points, remarks, own)

    def title(self, element: str) -> Wording:
        """What an element, or something forbidden, is called. Raises KeyError for an unknown id."""
        own = self._elements.get(element)
        if own is None:
            return self._book.entries[element].title
        return own.title if own.title.zh_hans or not own.entry else self._entry(own).title

    def advice(self, element: str) -> Advice:
        """Why it matters, and what to say, or to say instead.

        What the step says goes before what the lexicon says. Raises KeyError for an unknown id.
        """
        own = self._elements.get(element)
        entry = self._book.entries.get(own.entry if own else element)
        why = own.missing if own and own.missing.zh_hans else (entry.why if entry else NOTHING)
        better = own.better if own and own.better.zh_hans else (entry.better if entry else NOTHING)
        return Advice(why, better)

    def why(self, finding: Finding) -> Wording:
        """What stands for `%(why)s` in the reason of a finding."""
        if finding.reason.vague is None:
            return NOTHING
        return self._sayings[finding.element].vague[finding.reason.vague].why

    def _entry(self, element: Element) -> Entry:
        return self._book.entries[element.entry]

    def _breaches(self, text: Letters, found: "_Matches") -> Iterator[Breach]:
        forbidden = [it for it in self.criteria.elements if it.need is Need.FORBIDDEN]
        named = {it.entry for it in forbidden}
        for entry in self._book.lexicon.forbidden:
            if entry.id not in named:
                some = found.book.matches
                yield from breach(
                    entry.id,
                    text,
                    some.get(_key(IS, entry.id), ()),
                    some.get(_key(BUT, entry.id), ()),
                    [it for name in entry.unless for it in some.get(_key(IS, name), ())],
                )
        for element in forbidden:
            yield from breach(element.id, text, found.of(IS, element), found.of(BUT, element))

    def _findings(self, reply: Reply, found: "_Matches") -> Iterator[Finding]:
        findings: dict[str, Finding] = {}
        for element in self._wanted:
            if not element.order:
                saying = self._sayings[element.id]
                looks = Looks(
                    found.of(IS, element), found.of(BUT, element), found.vague(element, saying)
                )
                findings[element.id] = judge(element.id, saying, reply, looks)
        for element in self._wanted:
            yield findings.get(element.id) or in_order(element.id, element.order, findings)

    def _is_strung(self, reply: Reply, findings: Sequence[Finding]) -> bool:
        """Whether somebody who knows what is looked for has typed just that, and all of it."""
        if reply.is_note or reply.heap or not is_complete(self.criteria, findings):
            return False
        worded = (it for it in findings if it.state is State.MET and it.reason.message in BY_WORDS)
        return plausible.is_strung(reply.letters, (span for it in worded for span in it.spans))

    def _remarks(self, reply: Reply) -> Iterator[Reason]:
        if reply.heap:
            yield Reason(reply.heap)
        remark = plausible.remark_on_length(reply.letters, self.criteria.length)
        if remark:
            message, facts = remark
            yield Reason(message, facts={name: str(figure) for name, figure in facts.items()})


@dataclass(frozen=True, slots=True)
class _Matches:
    """What a reply says of the lexicon, and of the criteria's own phrases."""

    book: Found
    own: Found

    def of(self, what: str, element: Element, number: int = 0) -> list[Match]:
        """The matches of an element, also by its entry in the lexicon."""
        own = self.own.matches.get(_key(what, element.id, number), ())
        book = self.book.matches.get(_key(what, element.entry, number), ()) if element.entry else ()
        return sorted([*own, *book], key=rank)

    def vague(self, element: Element, saying: Saying) -> list[list[Match]]:
        """The matches of each of its vague sayings: first the lexicon's, then its own."""
        entry = len(saying.vague) - len(element.saying.vague if element.saying else ())
        looked_up = [self.book.matches.get(_key(VAGUE, element.entry, n), ()) for n in range(entry)]
        own = [
            self.own.matches.get(_key(VAGUE, element.id, n), ())
            for n in range(len(saying.vague) - entry)
        ]
        return [list(matches) for matches in (*looked_up, *own)]


def _phrases(sayings: Mapping[str, Saying]) -> Mapping[str, Sequence[Phrase]]:
    found: dict[str, Sequence[Phrase]] = {}
    for id_, saying in sayings.items():
        found[_key(IS, id_)] = saying.phrases
        found[_key(BUT, id_)] = saying.but
        for number, vague in enumerate(saying.vague):
            found[_key(VAGUE, id_, number)] = vague.phrases
    return found


def _key(what: str, id_: str, number: int = 0) -> str:
    return f"{what}:{id_}:{number}"


def _saying(element: Element, entries: Mapping[str, Entry]) -> Saying:
    """Raises KeyError for an entry that the lexicon does not have."""
    own = element.saying or Saying()
    return entries[element.entry].saying.and_(own) if element.entry else own
