"""The tree of departments."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A department's place in the tree; `depth` counts from 0."""

    id: int
    parent_id: int | None
    name: str
    depth: int = 0


def in_tree_order(nodes: Iterable[Node]) -> list[Node]:
    """Every department right before those below it, siblings by name, each with its depth."""
    children: dict[int | None, list[Node]] = {}
    for node in sorted(nodes, key=lambda node: (node.name, node.id)):
        children.setdefault(node.parent_id, []).append(node)
    return list(_below(None, children, 0))


def _below(
    parent_id: int | None, children: Mapping[int | None, list[Node]], depth: int
) -> Iterator[Node]:
    for node in children.get(parent_id, ()):
        yield Node(node.id, node.parent_id, node.name, depth)
        yield from _below(node.id, children, depth + 1)


def is_below(department_id: int, above_id: int, parents: Mapping[int, int | None]) -> bool:
    """Whether a department is `above` itself or stands anywhere below it."""
    here: int | None = department_id
    seen: set[int] = set()
    while here is not None and here not in seen:
        if here == above_id:
            return True
        seen.add(here)
        here = parents.get(here)
    return False
