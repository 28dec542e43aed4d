"""What the schema found wrong → what an author must do, as message ids with parameters."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from lms.errors import N_
from lms.library.content.blocks import REFUSED
from lms.library.content.names import allowed_names, path_in_text
from lms.library.domain import Problem
from lms.yamlfile import Path, YamlText

LONGEST_SHOWN = 40  # characters of what was typed, in a message
NEAR = 0.7  # similarity of two names from which one is suggested
MUST_BE_LIST = N_("“%(field)s”要写成列表，每项一行，以“- ”开头。")
MUST_BE_MAP = N_("“%(field)s”要写成一组“名称: 内容”。")
MUST_BE_ONE_OF = N_("“%(field)s”不能写“%(value)s”，可以写：%(allowed)s。")
MISSINGS = ("missing", "union_tag_not_found")
MISSING = N_("缺少“%(field)s”。")
WRONG = N_("“%(field)s”写得不对（%(detail)s）。")
UNKNOWN_NEAR = N_("不认识“%(field)s”，是不是“%(nearest)s”？")
UNKNOWN = N_("不认识“%(field)s”；这里可以写：%(allowed)s。")
MESSAGES: dict[str, str] = {
    "missing": MISSING,
    "union_tag_not_found": MISSING,
    "string_type": N_("“%(field)s”要写一段文字，不能是列表或一组内容。"),
    "string_too_short": N_("“%(field)s”不能空着。"),
    "string_too_long": N_("“%(field)s”太长，最多 %(max_length)s 个字。"),
    "string_pattern_mismatch": N_("“%(field)s”只能用小写字母、数字和连字符；现在是“%(value)s”。"),
    "greater_than_equal": N_("“%(field)s”至少是 %(ge)s，现在是 %(value)s。"),
    "less_than_equal": N_("“%(field)s”最多是 %(le)s，现在是 %(value)s。"),
    "greater_than": N_("“%(field)s”要大于 %(gt)s，现在是 %(value)s。"),
    "less_than": N_("“%(field)s”要小于 %(lt)s，现在是 %(value)s。"),
    "literal_error": MUST_BE_ONE_OF,
    "enum": MUST_BE_ONE_OF,
    "union_tag_invalid": MUST_BE_ONE_OF,
    "list_type": MUST_BE_LIST,
    "tuple_type": MUST_BE_LIST,
    "dict_type": MUST_BE_MAP,
    "model_type": MUST_BE_MAP,
    "model_attributes_type": MUST_BE_MAP,
    "too_short": N_("“%(field)s”至少要有 %(min_length)s 项，现在有 %(actual_length)s 项。"),
    "too_long": N_("“%(field)s”最多 %(max_length)s 项，现在有 %(actual_length)s 项。"),
}
WHOLE_TEXT = "YAML"  # the field's name when the text as a whole is meant


@dataclass(frozen=True, slots=True)
class Mistake:
    """One finding of a schema about a text."""

    model: type[BaseModel]
    text: YamlText
    detail: ErrorDetails

    def problem(self, file: str) -> Problem:
        """The same in words for the author."""
        path = self.path
        parameters: dict[str, object] = {**self.detail.get("ctx", {}), "field": _field(path)}
        parameters["value"] = _shown(parameters.get("tag", self.detail["input"]))
        parameters["detail"] = self.detail["msg"]
        if self.detail["type"] == "too_short":
            parameters["actual_length"] = self.found
        message = self._message(parameters)
        return Problem(file, self.text.line(path), message, _plain(parameters))

    @property
    def path(self) -> Path:
        """The place in the text: the schema's, without the names of union members."""
        path = path_in_text(self.model, self.detail["loc"], self.text.lines)
        if self.detail["type"] == "missing":
            return (*path, self.detail["loc"][-1])
        if self.detail["type"].startswith("union_tag"):
            return (*path, str(self.detail["ctx"]["discriminator"]).strip("'"))
        return path

    @property
    def found(self) -> int:
        """How many items the author has written, right or wrong; pydantic counts the right ones."""
        typed = self.detail["input"]
        return len(typed) if isinstance(typed, Sized) else 1

    def is_due_to(self, others: Iterable["Mistake"]) -> bool:
        """Whether a list is too short only because what stands in it is wrong as well."""
        if self.detail["type"] != "too_short" or self.found < self.detail["ctx"]["min_length"]:
            return False
        path = self.path
        return any(other is not self and other.path[: len(path)] == path for other in others)

    @property
    def meant(self) -> Path | None:
        """Of a name that is not known: the place of the known name most like it, if one is."""
        if self.detail["type"] != "extra_forbidden":
            return None
        typed = str(self.detail["loc"][-1])
        near = difflib.get_close_matches(typed, self._allowed(), n=1, cutoff=NEAR)
        return (*self.path[:-1], near[0]) if near else None

    def _allowed(self) -> list[str]:
        return sorted(allowed_names(self.model, self.detail["loc"][:-1]))

    def _message(self, parameters: dict[str, object]) -> str:
        kind = self.detail["type"]
        if kind == REFUSED:
            return str(parameters.pop("message"))
        if kind == "extra_forbidden":
            return self._unknown_name(parameters)
        expected = str(parameters.get("expected_tags", parameters.get("expected", "")))
        parameters["allowed"] = " | ".join(re.findall(r"'([^']*)'", expected))
        return MESSAGES.get(kind, WRONG)

    def _unknown_name(self, parameters: dict[str, object]) -> str:
        parameters["allowed"] = " | ".join(self._allowed())
        if self.meant is None:
            return UNKNOWN
        parameters["nearest"] = self.meant[-1]
        return UNKNOWN_NEAR


def told_once(mistakes: Sequence[Mistake]) -> Iterator[Mistake]:
    """All but what is missing only because its name is misspelt, or its content wrong."""
    meant = {mistake.meant for mistake in mistakes}
    for mistake in mistakes:
        if mistake.is_due_to(mistakes):
            continue
        if mistake.detail["type"] not in MISSINGS or mistake.path not in meant:
            yield mistake


def _field(path: Path) -> str:
    names = [part for part in path if isinstance(part, str)]
    return names[-1] if names else WHOLE_TEXT


def _shown(value: object) -> str:
    return str(value)[:LONGEST_SHOWN] if isinstance(value, str | int) else "…"


def _plain(parameters: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value if isinstance(value, str | int) else str(value)
        for name, value in parameters.items()
    }
