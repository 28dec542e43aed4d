"""Circles in a graph of numbered nodes: its strongly connected components, without recursion."""

from collections.abc import Iterator, Sequence

Graph = Sequence[Sequence[int]]  # node → the nodes it leads to


def components(graph: Graph) -> list[tuple[int, ...]]:
    """Nodes that can reach one another, together; a component stands after those it leads to.

    Within a component the nodes stand in the order in which a walk in depth leaves them
    (Kosaraju and Sharir 1981).
    """
    leaving = list(_leaving_order(graph))
    place = {node: number for number, node in enumerate(leaving)}
    backwards = _turned(graph)
    taken: set[int] = set()
    found = []
    for node in reversed(leaving):
        if node not in taken:
            component = _reached(node, backwards, taken)
            found.append(tuple(sorted(component, key=place.__getitem__)))
    return found[::-1]


def _leaving_order(graph: Graph) -> Iterator[int]:
    seen = [False] * len(graph)
    for root in range(len(graph)):
        if seen[root]:
            continue
        seen[root] = True
        path = [(root, iter(graph[root]))]
        while path:
            node, targets = path[-1]
            onward = next((target for target in targets if not seen[target]), None)
            if onward is None:
                path.pop()
                yield node
            else:
                seen[onward] = True
                path.append((onward, iter(graph[onward])))


def _turned(graph: Graph) -> list[list[int]]:
    turned: list[list[int]] = [[] for _ in graph]
    for node, targets in enumerate(graph):
        for target in targets:
            turned[target].append(node)
    return turned


def _reached(start: int, graph: Graph, taken: set[int]) -> list[int]:
    taken.add(start)
    reached = [start]
    for node in reached:
        for target in graph[node]:
            if target not in taken:
                taken.add(target)
                reached.append(target)
    return reached
