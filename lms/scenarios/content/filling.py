"""The forms of an authored scenario on their way into the domain."""

from dataclasses import replace

from lms.errors import N_
from lms.questions.content import Phrases, build_criteria
from lms.scenarios.content.forms import (
    FieldsText,
    HandOverText,
    PickedText,
    ToldText,
    WrittenText,
)
from lms.scenarios.domain import Demand, FormField, Option, Picked, Told, Written
from lms.yamlfile import Path

NOTHING_WANTED = N_("这一项要写 wanted（填成什么算对）或 format（什么格式算对）。")
NO_OPTION = N_("right 里的“%(id)s”不在 options 里；请写其中一个的 id。")
OPTION_TWICE = N_("选项“%(id)s”用了两次；每个编号只能用一次。")

FieldText = WrittenText | PickedText | ToldText


class Filling:
    """Builds forms; what is wrong is noted in `phrases`."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def record(self, path: Path, text: FieldsText) -> tuple[FormField, ...]:
        """The fields of the customer record."""
        return self._fields(path, text)

    def hand_over(self, path: Path, text: HandOverText) -> tuple[FormField, ...]:
        """The fields of the hand-over."""
        return self._fields(path, text)

    def _fields(self, path: Path, text: FieldsText | HandOverText) -> tuple[FormField, ...]:
        return tuple(
            self._field((*path, name), name, getattr(text, name))
            for name in type(text).model_fields
        )

    def _field(self, path: Path, name: str, text: FieldText) -> FormField:
        points = {competency: worth for competency, worth in text.points.items() if worth}
        return FormField(name, self._demand(path, text), points, text.feedback)

    def _demand(self, path: Path, text: FieldText) -> Demand:
        match text:
            case WrittenText(wanted=wanted, format=known):
                if not wanted and not known:
                    self._phrases.refuse(path, NOTHING_WANTED)
                return Written(wanted, known or "")
            case PickedText():
                return self._picked(path, text)
            case ToldText():
                criteria = build_criteria(self._phrases, (*path, "told"), text.told)
                return Told(replace(criteria, is_note=True), text.most)

    def _picked(self, path: Path, text: PickedText) -> Picked:
        ids = [option.id for option in text.options]
        if text.right not in ids:
            self._phrases.refuse((*path, "right"), NO_OPTION, id=text.right)
        for place, name in enumerate(ids):
            if name in ids[:place]:
                self._phrases.refuse((*path, "options", place, "id"), OPTION_TWICE, id=name)
        return Picked(tuple(Option(it.id, it.text) for it in text.options), text.right)
