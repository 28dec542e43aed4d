"""The forms of an observation: on one competency, or with a checklist on several."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from wtforms import (  # type: ignore[attr-defined]  # stubs without SelectChoice
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)

from lms.forms import Form, at_most, one_of, required
from lms.framework.domain import Competency
from lms.i18n import LazyString, language, lazy
from lms.mentoring.domain import (
    FEWEST_WORDS,
    LONGEST_ITEM_WORDS,
    LONGEST_WORDS,
    Checklist,
    Item,
    Mark,
    Marked,
    Observation,
    Part,
    Setting,
    Sheet,
    Verdict,
    mark_field,
    words_field,
)

VERDICTS: Mapping[str, LazyString] = {
    Verdict.MET: lazy("达到"),
    Verdict.NOT_YET: lazy("还没达到"),
}
SETTINGS: Mapping[str, LazyString] = {
    Setting.REAL: lazy("真实接待"),
    Setting.SIMULATED: lazy("模拟接待"),
}
MARKS: Mapping[str, LazyString] = {
    Mark.YES: lazy("做到"),
    Mark.NO: lazy("没做到"),
    Mark.UNSEEN: lazy("没看到"),
}


UNTICKED = Marked()
NOTHING_TICKED: Mapping[str, Marked] = {}


def _one_of(label: LazyString | str, offered: Mapping[str, LazyString], **facts: Any) -> Any:
    choices = [SelectChoice(value, words) for value, words in offered.items()]
    return RadioField(label, choices=choices, validate_choice=False, **facts)


def _verdict() -> Any:
    asked = required(lazy("请选“达到”或“还没达到”。"))
    return _one_of(lazy("结论"), VERDICTS, validators=[asked, one_of(lambda: VERDICTS)])


def _setting() -> Any:
    known = one_of(lambda: SETTINGS)
    return _one_of(lazy("在哪里看的"), SETTINGS, default=Setting.REAL, validators=[known])


class ObservationForm(Form):
    """What a mentor saw of one competency."""

    competency = SelectField(lazy("看的是哪一项"), choices=[], validate_choice=False)
    setting = _setting()
    verdict = _verdict()
    evidence = TextAreaField(
        lazy("看到或听到的事实"),
        description=lazy(
            "写一句：什么场合、说了什么或做了什么。至少 %(least)s 个字。", least=FEWEST_WORDS
        ),
        validators=[required(lazy("请写一句看到或听到的事实。")), at_most(LONGEST_WORDS)],
    )

    def offer(self, competencies: Collection[Competency]) -> None:
        """Let the mentor choose among these."""
        self.competency.choices = [
            SelectChoice(one.id, one.title.in_(language())) for one in competencies
        ]
        self.competency.validators = [one_of(lambda: {one.id for one in competencies})]

    def observation(self) -> Observation:
        """What was filled in. Raises Invalid when it says too little."""
        return Observation(
            self.competency.data or "",
            Verdict(self.verdict.data or ""),
            self.evidence.data or "",
            Setting(self.setting.data or ""),
        )


class SheetForm(Form):
    """A checklist to be filled in; `sheet_form` adds the fields of its items."""

    setting = _setting()
    verdict = _verdict()
    evidence = TextAreaField(
        lazy("一句话说明结论"),
        description=lazy(
            "看到或听到的事实，至少 %(least)s 个字。“没做到”里已经写清楚的，“还没达到”可以不再写。",
            least=FEWEST_WORDS,
        ),
        validators=[at_most(LONGEST_WORDS)],
    )

    def rows(self, parts: Iterable[Part]) -> Iterator[tuple[Part, list[tuple[Item, Any, Any]]]]:
        """The items part by part, each with its two fields."""
        for part in parts:
            rows = [(item, self[mark_field(item)], self[words_field(item)]) for item in part.items]
            yield part, rows

    def sheet(self, checklist: Checklist, parts: Sequence[Part]) -> Sheet:
        """What was filled in; what is missing it says itself."""
        shown = [item for part in parts for item in part.items]
        return Sheet(
            checklist=checklist,
            setting=Setting(self.setting.data or ""),
            verdict=Verdict(self.verdict.data or ""),
            evidence=self.evidence.data or "",
            marks={item.id: self._marked(item) for item in shown},
        )

    def marks(self, parts: Iterable[Part]) -> dict[str, Marked]:
        """What is ticked of the items of some parts."""
        return {item.id: self._marked(item) for part in parts for item in part.items}

    def _marked(self, item: Item) -> Marked:
        mark = Mark(self[mark_field(item)].data or Mark.UNSEEN)
        words = self[words_field(item)].data or ""
        return Marked(mark, words if mark is Mark.NO else "")


def sheet_form(
    parts: Iterable[Part], ticked: Mapping[str, Marked] = NOTHING_TICKED
) -> type[SheetForm]:
    """The form of a checklist with these parts; `ticked`: what is ticked so far."""
    return type("SheetForm", (SheetForm,), _items(parts, ticked))


def ticking_form(
    parts: Iterable[Part], ticked: Mapping[str, Marked] = NOTHING_TICKED
) -> type[SheetForm]:
    """The same without a conclusion."""
    without: dict[str, Any] = dict.fromkeys(("setting", "verdict", "evidence"))
    return type("TickingForm", (SheetForm,), _items(parts, ticked) | without)


def _items(parts: Iterable[Part], ticked: Mapping[str, Marked]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for item in (item for part in parts for item in part.items):
        fields[mark_field(item)] = _one_of(
            item.words.in_(language()),
            MARKS,
            default=ticked.get(item.id, UNTICKED).mark,
            validators=[one_of(lambda: MARKS)],
        )
        fields[words_field(item)] = StringField(
            lazy("看到或听到的事实"),
            default=ticked.get(item.id, UNTICKED).words,
            validators=[at_most(LONGEST_ITEM_WORDS)],
        )
    return fields
