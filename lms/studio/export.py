"""A role-play on paper, for two people to act out, and as a story of Twine; no HTTP here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lms import printing
from lms.errors import N_
from lms.i18n import _, language
from lms.library.domain import Wording
from lms.scenarios.domain import (
    Band,
    Choice,
    ChoiceStep,
    Effects,
    Ending,
    FormKind,
    FormStep,
    Grade,
    Line,
    Outcome,
    ReplyStep,
    Scenario,
    Step,
    Transition,
    Variable,
    Voice,
)
from lms.scenarios.domain.conditions import Condition
from lms.studio.content import twine
from lms.studio.content.twine.spelling import Spelling, spelled
from lms.studio.domain import Script, script_of

TEMPLATE = Path(__file__).with_name("script.typ")
GRADES: Mapping[Grade, str] = {
    Grade.GOOD: N_("答得好"),
    Grade.PARTIAL: N_("答到一部分"),
    Grade.POOR: N_("没有答到"),
    Grade.BREACH: N_("说了不该说的"),
}
BANDS: Mapping[Band, str] = {
    Band.SUCCESS: N_("圆满"),
    Band.ACCEPTABLE: N_("过得去"),
    Band.FAILING: N_("失败"),
}
VARIABLES: Mapping[str, str] = {
    Variable.MOOD: N_("情绪"),
    Variable.TRUST: N_("信任"),
    Variable.COMPLIANCE: N_("配合"),
    Variable.ELAPSED: N_("用时（秒）"),
}
FORMS: Mapping[FormKind, str] = {
    FormKind.RECORD: N_("客服填客户记录，然后看填得怎样："),
    FormKind.HAND_OVER: N_("客服写转二线的单子，然后看写得怎样："),
}
SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "=", "!=": "≠"}
LETTERS = "ABCDEFGHIJ"  # of answers: a step has at most five


def story_of(scenario: Scenario) -> str:
    """The story in Twee 3, in the present language."""
    words = twine.Words(
        grades={grade: _(words) for grade, words in GRADES.items()},
        feedback=_("反馈"),
        points=_("分数"),
        critical=_("严重错误"),
        hint=_("提示"),
        wait=_("客服 %(seconds)s 秒没有回"),
        picture=_("图片"),
        sound=_("录音"),
    )
    return twine.twee_of(scenario, language(), words)


def script_pdf(scenario: Scenario, today: date) -> bytes:
    """The script in the present language, as it is printed today."""
    return printing.pdf(TEMPLATE, _Printed(scenario).facts(today))


class _Printed:
    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._script: Script = script_of(scenario)
        self._language = language()
        self._spelling = Spelling(
            lambda name: _(VARIABLES[name]) if name in VARIABLES else name,
            SIGNS,
            _("不是 "),
            _(" 而且 "),
            _(" 或者 "),
        )

    def facts(self, today: date) -> dict[str, Any]:
        """Everything on the paper."""
        case = self._scenario.case
        lang, region = printing.REGIONS[self._language]
        return {
            "lang": lang,
            "region": region,
            "title": self._in(self._scenario.title),
            "form": _("对练脚本"),
            "issuer": _("师徒学堂"),
            "printed": [today.year, today.month, today.day],
            "how": _(
                "一个人扮客户，一个人扮客服。客服选一句说，照箭头翻到那一步；数字由扮客户的人记。"
            ),
            "cast": [_("谁来演"), self._cast()],
            "parts": [
                [_("情景"), [self._in(case.background)]],
                [_("客服要做到"), [self._in(case.task)]],
                [_("手边的资料"), self._at_hand()],
                [_("客户要记的"), self._kept()],
            ],
            "steps": [self._step(step) for step in self._script.steps],
            "endings": [_("几种结局"), [self._ending(one) for one in self._script.endings]],
        }

    def _in(self, wording: Wording) -> str:
        return wording.in_(self._language)

    def _cast(self) -> list[list[str]]:
        people = {
            line.speaker.name: None
            for step in self._script.steps
            for line in step.lines
            if line.speaker.voice is Voice.PERSON
        }
        others = [[self._in(name), _("扮客户的人代说")] for name in people]
        return [[_("客户"), self._in(self._scenario.case.customer)], [_("客服"), ""], *others]

    def _at_hand(self) -> list[str]:
        cards = [fact for card in self._scenario.cards for fact in card.facts]
        facts = [*self._scenario.case.facts, *cards]
        return [f"{self._in(one.label)}{_('：')}{self._in(one.text)}" for one in facts]

    def _kept(self) -> list[str]:
        return [
            _("%(name)s从 %(value)s 开始", name=self._spelling.name(name), value=value)
            for name, value in self._scenario.variables.items()
            if name != Variable.ELAPSED
        ]

    def _step(self, step: Step) -> dict[str, Any]:
        given: Sequence[Choice | Outcome] = step.answers
        answers = zip(LETTERS, given, strict=False)
        return {
            "number": _("第 %(number)s 步", number=self._script.numbers[step.id]),
            "lines": [*map(self._line, step.lines), *self._waits(step)],
            "task": self._task(step),
            "answers": [self._answer(letter, answer) for letter, answer in answers],
        }

    def _line(self, line: Line) -> list[str]:
        speaker = {Voice.PERSON: self._in(line.speaker.name), Voice.CUSTOMER: _("客户")}
        who = speaker.get(line.speaker.voice, _("旁白"))
        picture = f" [{_('图片')}{_('：')}{self._in(line.image.alt)}]" if line.image else ""
        return [who, self._in(line.text) + picture, self._if(line.when)]

    def _waits(self, step: Step) -> Iterable[list[str]]:
        for wait in step.waits:
            late = _("客服 %(seconds)s 秒没有回", seconds=wait.seconds)
            for who, words, when in map(self._line, wait.lines):
                yield [who, words, when or late]

    def _task(self, step: Step) -> str:
        match step:
            case ReplyStep():
                model = self._in(step.model)
                return _("客服自己说。好的说法例如：%(model)s", model=model)
            case FormStep():
                return _(FORMS[step.kind])
            case ChoiceStep() | Ending():
                return ""

    def _answer(self, letter: str, answer: Choice | Outcome) -> dict[str, Any]:
        text = self._in(answer.text) if isinstance(answer, Choice) else _(GRADES[answer.grade])
        return {
            "letter": letter,
            "text": text,
            "when": self._if(answer.when),
            "effects": self._effects(answer.effects),
            "ways": [self._way(way) for way in answer.next],
        }

    def _way(self, way: Transition) -> str:
        number = self._script.numbers[way.target]
        jump = _("→ 第 %(number)s 步", number=number)
        return f"{self._if(way.when)} {jump}".strip()

    def _if(self, when: Condition | None) -> str:
        return _("如果%(when)s", when=spelled(when, self._spelling)) if when else ""

    def _effects(self, effects: Effects) -> str:
        told = [
            f"{self._spelling.name(name)} {by:+d}"
            for name, by in effects.changes.items()
            if name != Variable.ELAPSED
        ]
        told += [_("记下“%(flag)s”", flag=flag) for flag in sorted(effects.sets)]
        told += [_("划掉“%(flag)s”", flag=flag) for flag in sorted(effects.clears)]
        return _("，").join(told)

    def _ending(self, ending: Ending) -> list[str]:
        number = _("第 %(number)s 步", number=self._script.numbers[ending.id])
        return [number, self._in(ending.title), _(BANDS[ending.band]), self._in(ending.text)]
