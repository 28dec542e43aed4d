"""What was counted in words: the same in every cell of the screen, of the CSV and of the workbook.

Who may not know the answers is told numbers of steps and answers, and nothing of their worth.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from lms.i18n import LazyString, _, language, lazy
from lms.pages import Heading, csv_lines, workbook
from lms.scenarios.domain import Choice, Ending, Grade, Outcome
from lms.statistics.domain import ENOUGH, FEWEST, Finding, Given, Mend, Seen, Study, rounded

EMPTY = "—"
WIDTHS = (22, 44, 30, 10, 8, 8, 8, 10, 40)  # characters

GRADES: Mapping[Grade, LazyString] = {
    Grade.GOOD: lazy("答得好"),
    Grade.PARTIAL: lazy("答到一部分"),
    Grade.POOR: lazy("没有答到"),
    Grade.BREACH: lazy("说了不该说的"),
}
FINDINGS: Mapping[Finding, LazyString] = {
    Finding.EXPERTS_ERR: lazy("老手也选错：总分高的人更爱选它"),
    Finding.KEY_FAILS: lazy("老手不选它：总分高的人反而少选这个最好的"),
    Finding.MOST_ERR: lazy("一半以上的人选错"),
    Finding.LEFT: lazy("一成以上的人停在这里，没有演完"),
    Finding.EVERYBODY: lazy("人人都选，分不出高低"),
    Finding.NOBODY: lazy("没有人选"),
    Finding.WEAK: lazy("选不选它，和总分没有什么关系"),
    Finding.RARE: lazy("很少有人选，不像真会说的话"),
    Finding.SOUND: lazy("看不出问题"),
    Finding.TOO_FEW: lazy("不满 %(enough)s 人，先不下结论", enough=ENOUGH),
}
GRADED: Mapping[Finding, LazyString] = {  # the same of what is typed or filled in
    Finding.EXPERTS_ERR: lazy("老手也落在这一档"),
    Finding.KEY_FAILS: lazy("老手反而少有得到这一档"),
    Finding.MOST_ERR: lazy("一半以上的人落在这一档"),
    Finding.EVERYBODY: lazy("人人都是这一档，分不出高低"),
    Finding.WEAK: lazy("得不得这一档，和总分没有什么关系"),
}
SHORT: Mapping[Finding, LazyString] = {  # as a step of the map has room for
    Finding.EXPERTS_ERR: lazy("老手也选错"),
    Finding.KEY_FAILS: lazy("老手不选最好的"),
    Finding.MOST_ERR: lazy("多半选错"),
    Finding.LEFT: lazy("不少人停下"),
    Finding.EVERYBODY: lazy("分不出高低"),
    Finding.NOBODY: lazy("有选项没人选"),
    Finding.WEAK: lazy("和总分无关"),
    Finding.RARE: lazy("有选项很少选"),
    Finding.SOUND: lazy("看不出问题"),
    Finding.TOO_FEW: lazy("人数不够"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a step (`given` is None), or an answer at it."""

    seen: Seen
    given: Given | None
    finding: Finding
    cells: Sequence[str]  # one for each heading


def headings() -> list[str]:
    """The head of the table."""
    return [
        _("步骤"), _("选项"), _("去向"), _("人数"), _("占比"), _("得分率"), _("区分度"),
        _("一轮用时"), _("怎么看"),
    ]  # fmt: skip


class Words:
    """The words of a study in the present language, for who may know the answers or may not."""

    def __init__(self, study: Study, *, sees_key: bool) -> None:
        self._study = study
        self._sees_key = sees_key
        self._by_id = study.by_id

    def rows(self) -> Iterator[Row]:
        """Step by step, each before its answers; nothing where fewer than five have played."""
        if 0 < self._study.people < FEWEST:
            return
        for seen in self._study.steps:
            yield Row(seen, None, seen.finding, self._of_step(seen))
            for given in seen.answers:
                finding = given.finding if self._sees_key else Finding.SOUND
                yield Row(seen, given, finding, self._of_answer(seen, given))

    def step(self, seen: Seen) -> str:
        """What a step is called."""
        number = _("第 %(number)s 步", number=seen.number)
        if not self._sees_key:
            return number
        if isinstance(seen.step, Ending):
            title = seen.step.title.in_(language())
            return _("%(step)s 结局：%(title)s", step=number, title=title)
        return f"{number} {seen.step.id}"

    def answer(self, given: Given) -> str:
        """What an answer is called."""
        if not self._sees_key:
            return _("选项 %(number)s", number=given.number)
        if isinstance(given.move, Choice):
            return given.move.text.in_(language())
        if isinstance(given.move, Outcome):
            return str(GRADES[given.move.grade])
        return _("客户等不及，不等了")

    def finding(self, seen: Seen, given: Given | None) -> str:
        """What stands out about a step or an answer, with the number of people it rests on."""
        found = given.finding if given else seen.finding
        if given and not self._sees_key:
            return EMPTY
        words = FINDINGS[found]
        if given and isinstance(given.move, Outcome):
            words = GRADED.get(found, words)
        return _("%(words)s（n %(people)s）", words=words, people=people(seen.reached))

    def mend(self, mend: Mend) -> str:
        """Where something is to be changed."""
        step = self.step(mend.seen)
        return step + _("：") + self.answer(mend.given) if mend.given else step

    def _of_step(self, seen: Seen) -> list[str]:
        return [
            self.step(seen),
            self._said(seen),
            _("停在这里的 %(people)s", people=people(seen.left)) if seen.left else EMPTY,
            people(seen.reached),
            percent(seen.share),
            percent(seen.facility),
            EMPTY,
            EMPTY if seen.seconds is None else _("%(seconds)s 秒", seconds=seen.seconds),
            self.finding(seen, None),
        ]

    def _said(self, seen: Seen) -> str:
        """What the customer says first at a step."""
        if not (self._sees_key and seen.step.lines):
            return EMPTY
        return seen.step.lines[0].text.in_(language())

    def _of_answer(self, seen: Seen, given: Given) -> list[str]:
        return [
            self.step(seen),
            self.answer(given),
            self._targets(given),
            people(given.people),
            percent(given.share),
            percent(given.worth) if self._sees_key else EMPTY,
            _relation(given.relation) if self._sees_key else EMPTY,
            EMPTY,
            self.finding(seen, given),
        ]

    def _targets(self, given: Given) -> str:
        names = [
            (self.step(self._by_id[step]), people(count)) for step, count in given.targets.items()
        ]
        if len(names) == 1:
            return names[0][0]
        return _("、").join(f"{name} {count}" for name, count in names) or EMPTY


def people(number: int) -> str:
    """A number of people as it is told: rounded to five."""
    told = rounded(number)
    if told is None:
        return _("少于 %(fewest)s", fewest=FEWEST)
    return _("约 %(people)s", people=told) if told else "0"


def percent(share: float | None) -> str:
    """A share as whole per cent."""
    return EMPTY if share is None else f"{round(share * 100)}%"


def _relation(relation: float | None) -> str:
    return EMPTY if relation is None else f"{relation:.2f}".replace("-", "−")


def as_csv(rows: Iterator[Row]) -> Iterator[str]:
    """The table as the lines of a CSV."""
    return csv_lines(headings(), (row.cells for row in rows))


def as_workbook(name: str, rows: Iterator[Row]) -> IO[bytes]:
    """The table as a workbook with a sheet of this name."""
    columns = [Heading(words, width) for words, width in zip(headings(), WIDTHS, strict=True)]
    return workbook(name, columns, (row.cells for row in rows))
