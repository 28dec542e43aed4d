"""Rules of observation checklists: what is looked at, what was seen, and what that finds.

A critical item that was not done fails the whole; nothing is said without a fact behind it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lms.errors import N_
from lms.library.domain import Wording
from lms.mentoring.domain.standing import FEWEST_WORDS, LONGEST_WORDS, Setting, Verdict
from lms.people.domain import WrongField

MOST_ITEMS = 30  # of a checklist: more cannot be watched at once
ALL = 100  # share of what was seen that was done
NONE_DONE = 0
LONGEST_ITEM_WORDS = 200  # characters of the fact at one item

NOTHING_SEEN = N_("还没有勾：至少要有一条“做到”或“没做到”。")
NO_FACT = N_("“没做到”要写一句看到或听到的事实。")
NO_FACT_FOR_MET = N_("“达到”要写一句看到或听到的事实，至少 %(least)s 个字。")
NO_FACT_AT_ALL = N_("“还没达到”而没有一条“没做到”，请写一句看到的事实，至少 %(least)s 个字。")
CRITICAL_MISSED = N_("有一条关键项没做到，结论只能是“还没达到”。")
TOO_LONG = N_("最多写 %(most)s 个字。")


class Mark(StrEnum):
    """What was seen of one item."""

    YES = "yes"
    NO = "no"
    UNSEEN = "unseen"  # there was no occasion


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A behaviour that can be seen or heard, and the competency that it shows."""

    id: str
    words: Wording
    competency: str
    is_critical: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Items that are looked at together."""

    title: Wording
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What a mentor looks at when somebody does one sort of work."""

    id: str
    title: Wording
    summary: Wording
    minutes: int  # that looking takes
    posts: tuple[str, ...]  # whose work it is
    parts: tuple[Part, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in their order."""
        return tuple(item for part in self.parts for item in part.items)

    @property
    def competencies(self) -> tuple[str, ...]:
        """The competencies that it shows, in the order in which they come."""
        return tuple(dict.fromkeys(item.competency for item in self.items))

    def only(self, competency: str) -> "tuple[Part, ...]":
        """The parts with the items of one competency alone; all of them where it has none."""
        parts = (
            Part(part.title, tuple(one for one in part.items if one.competency == competency))
            for part in self.parts
        )
        return tuple(part for part in parts if part.items) or self.parts


@dataclass(frozen=True, slots=True)
class Marked:
    """What was seen of one item, and the fact behind it."""

    mark: Mark = Mark.UNSEEN
    words: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a filled-in checklist says about one competency."""

    competency: str
    done: int  # items
    seen: int  # items, at least one
    share: int  # 0–100; 0 where a critical item was not done
    verdict: Verdict


UNSEEN = Marked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A checklist as a mentor filled it in."""

    checklist: Checklist
    setting: Setting
    verdict: Verdict
    evidence: str  # one sentence about the whole; may be missing where a "no" says enough
    marks: Mapping[str, Marked]  # by item; what is left out was not seen

    def of(self, item: Item) -> Marked:
        """What was seen of an item."""
        return self.marks.get(item.id, UNSEEN)

    def marked(self, mark: Mark) -> tuple[Item, ...]:
        """The items with a mark."""
        return tuple(item for item in self.checklist.items if self.of(item).mark is mark)

    @property
    def missed(self) -> tuple[Item, ...]:
        """The critical items that were not done; one fails the whole."""
        return tuple(item for item in self.marked(Mark.NO) if item.is_critical)

    @property
    def said(self) -> str:
        """What the record says: the sentence about the whole, else those of what was not done."""
        facts = (self.of(item).words for item in self.marked(Mark.NO))
        return self.evidence or "\n".join(facts)[:LONGEST_WORDS]

    def gaps(self) -> tuple[WrongField, ...]:
        """Everything that is missing or cannot be, each at its field."""
        return (*self._about_items(), *self._about_verdict(), *self._about_evidence())

    def findings(self) -> tuple[Finding, ...]:
        """What it says about each competency of which something was seen."""
        found = (self._finding(name) for name in self.checklist.competencies)
        return tuple(one for one in found if one is not None)

    def _about_items(self) -> Iterator[WrongField]:
        for item in self.checklist.items:
            marked = self.of(item)
            if marked.mark is Mark.NO and not marked.words:
                yield WrongField(words_field(item), NO_FACT)
            if len(marked.words) > LONGEST_ITEM_WORDS:
                yield WrongField(words_field(item), TOO_LONG, most=LONGEST_ITEM_WORDS)

    def _about_verdict(self) -> Iterator[WrongField]:
        if not self.marked(Mark.YES) and not self.marked(Mark.NO):
            yield WrongField("verdict", NOTHING_SEEN)
        if self.verdict is Verdict.MET and self.missed:
            yield WrongField("verdict", CRITICAL_MISSED)

    def _about_evidence(self) -> Iterator[WrongField]:
        if len(self.evidence) > LONGEST_WORDS:
            yield WrongField("evidence", TOO_LONG, most=LONGEST_WORDS)
        if len(self.evidence) >= FEWEST_WORDS:
            return
        if self.verdict is Verdict.MET:
            yield WrongField("evidence", NO_FACT_FOR_MET, least=FEWEST_WORDS)
        elif self.evidence or not self.marked(Mark.NO):
            yield WrongField("evidence", NO_FACT_AT_ALL, least=FEWEST_WORDS)

    def _finding(self, competency: str) -> Finding | None:
        items = [item for item in self.checklist.items if item.competency == competency]
        done = sum(self.of(item).mark is Mark.YES for item in items)
        seen = done + sum(self.of(item).mark is Mark.NO for item in items)
        if not seen:
            return None
        is_missed = any(item.competency == competency for item in self.missed)
        share = NONE_DONE if is_missed else round(ALL * done / seen)
        is_met = self.verdict is Verdict.MET and done > seen - done
        verdict = Verdict.MET if is_met else Verdict.NOT_YET
        return Finding(competency, done, seen, share, verdict)


def mark_field(item: Item) -> str:
    """The name under which the mark of an item is sent."""
    return f"mark-{item.id}"


def words_field(item: Item) -> str:
    """The name under which the fact at an item is sent."""
    return f"words-{item.id}"


def fitting(checklists: Iterable[Checklist], competency: str) -> list[Checklist]:
    """The checklists, those that show a competency first."""
    return sorted(checklists, key=lambda one: competency not in one.competencies)
