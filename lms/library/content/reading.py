"""Reading an authored YAML text into a schema; everything that is wrong is said at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from lms import yamlfile
from lms.i18n import catalogue
from lms.library.content.mistakes import Mistake, told_once
from lms.library.domain import ContentError, Problem
from lms.yamlfile import Path, YamlError, YamlText

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Reading(Generic[M]):
    """A text that fits its schema, with the lines of its values for checks that come later."""

    file: str
    value: M
    text: YamlText

    def problem(self, path: Path, message: str, **parameters: object) -> Problem:
        """Say what is wrong with the value at a path, e.g. `("steps", 0, "id")`."""
        return Problem(self.file, self.text.line(path), message, parameters)

    def checked(self, *checks: Callable[["Reading[M]"], Iterable[Problem]]) -> M:
        """The value, once no check has found a problem. Raises ContentError with every problem."""
        problems = list(chain.from_iterable(check(self) for check in checks))
        if problems:
            raise ContentError(problems)
        return self.value


def read_yaml(model: type[M], text: str, file: str, *, first_line: int = 1) -> M:
    """The value of a YAML text; `first_line` is where the text begins in its file.

    Raises ContentError with every problem.
    """
    return read(model, text, file, first_line=first_line).value


def read(model: type[M], text: str, file: str, *, first_line: int = 1) -> Reading[M]:
    """The value of a YAML text and where its parts stand.

    Raises ContentError with every problem.
    """
    plain = _plain(text, file, first_line)
    try:
        return Reading(file, model.model_validate(plain.data), plain)
    except ValidationError as error:
        details = error.errors(include_url=False)
        mistakes = [Mistake(model, plain, detail) for detail in details]
        raise ContentError(mistake.problem(file) for mistake in told_once(mistakes)) from None


def _plain(text: str, file: str, first_line: int) -> YamlText:
    try:
        return yamlfile.read(text, first_line=first_line)
    except YamlError as error:
        raise ContentError(
            Problem(file, fault.line, fault.message, fault.parameters) for fault in error.faults
        ) from None


def words(problem: Problem, language: str) -> str:
    """`file:line: what is wrong and what to do`, in a language (zh-Hans, zh-Hant, en)."""
    return f"{problem.file}:{problem.line}: {problem.words(catalogue(language).gettext)}"
