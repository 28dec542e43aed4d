"""The wordings of a YAML text: maps of languages, and Chinese words where such a map may stand."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from lms.library.content import Model
from lms.library.domain import LANGUAGES, SOURCE, Wording
from lms.studio.domain.translating import CHINESE, Pair, Pairs
from lms.yamlfile import Node, Path, read, revise


def pairs(text: str, language: str) -> Pairs:
    """The wordings of a text, by place. Raises YamlError."""
    known = read(text)
    return {
        place: Pair(
            place=place,
            line=known.line(path),
            source=_words(node, SOURCE),
            target=_words(node, language),
        )
        for place, path, node in _wordings(known.data)
    }


def translated(text: str, language: str, edits: Mapping[str, str]) -> str:
    """The text with other words in a language. Raises YamlError, UnwritableError."""
    data = deepcopy(read(text).data)
    for place, path, node in list(_wordings(data)):
        if place in edits:
            _put(data, path, _with(node, language, edits[place]))
    return revise(text, data)


def _with(node: Node, language: str, words: str) -> Node:
    known = {tag: _words(node, tag) for tag in LANGUAGES} | {language: words}
    return {tag: known[tag] for tag in LANGUAGES if known[tag]}


def _words(node: Node, language: str) -> str:
    if isinstance(node, dict):
        words = node.get(language, "")
        return words if isinstance(words, str) else ""
    return node if isinstance(node, str) and language == SOURCE else ""


def _put(data: Node, path: Path, value: Node) -> None:
    *above, last = path
    holder: Any = data
    for part in above:
        holder = holder[part]
    holder[last] = value


def _wordings(
    node: Node, path: Path = (), name: str = "", place: str = ""
) -> Iterator[tuple[str, Path, Node]]:
    """Place, path and node of each wording; items with an id keep their place when others move."""
    if isinstance(node, dict):
        if isinstance(node.get(SOURCE), str):
            yield place, path, node
            return
        for key, value in node.items():
            yield from _wordings(value, (*path, key), key, _below(place, key))
    elif isinstance(node, list):
        for number, item in enumerate(node):
            own = item.get("id") if isinstance(item, dict) else None
            part = own if isinstance(own, str) else str(number + 1)
            yield from _wordings(item, (*path, number), name, _below(place, part))
    elif name in names_of_wordings() and CHINESE.search(node):
        yield place, path, node


def _below(place: str, part: str) -> str:
    return f"{place}/{part}" if place else part


@cache
def names_of_wordings() -> frozenset[str]:
    """The names under which schemas expect words in the product's languages."""
    return frozenset(
        field.alias or name
        for schema in _schemas(Model)
        for name, field in schema.model_fields.items()
        if _holds_wording(field.annotation)
    )


def _schemas(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for schema in base.__subclasses__():
        yield schema
        yield from _schemas(schema)


def _holds_wording(annotation: Any) -> bool:
    """Whether it is a wording, or a list of some, or none."""
    return annotation is Wording or any(_holds_wording(one) for one in get_args(annotation))
