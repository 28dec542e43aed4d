"""Where documents are used: which others name them or lead to them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lms.library.domain import Wording

Identity = tuple[str, str]  # kind and name

LINK = re.compile(r"\]\(/(?P<place>courses|scenarios|drills)/(?P<name>[a-z0-9-]+(?:/[a-z0-9-]+)?)")
KINDS = {"courses": "course", "scenarios": "scenario", "drills": "drill"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a published document names."""

    kind: str
    name: str
    title: Wording
    names: Iterable[Identity] = ()  # what it refers to
    texts: Iterable[str] = ()  # Markdown, in which links may stand
    tasks: Mapping[Identity, tuple[Wording, ...]] = field(default_factory=dict)  # of a plan


@dataclass(frozen=True, slots=True)
class Use:
    """That a document uses another one."""

    kind: str
    name: str
    title: Wording
    tasks: tuple[Wording, ...] = ()  # those of a plan that ask for it
    is_link: bool = False  # a link in its text alone

    @property
    def identity(self) -> Identity:
        """Which document it is."""
        return self.kind, self.name


def where_used(documents: Iterable[Said]) -> Mapping[Identity, tuple[Use, ...]]:
    """By whom each document is used, in the order of these; none uses itself."""
    found: dict[Identity, list[Use]] = defaultdict(list)
    for one in documents:
        named = dict.fromkeys(one.names)
        linked = dict.fromkeys(link for text in one.texts for link in links(text))
        for identity in {**named, **linked}:
            if identity != (one.kind, one.name):
                tasks, is_link = one.tasks.get(identity, ()), identity not in named
                found[identity].append(Use(one.kind, one.name, one.title, tasks, is_link))
    return {identity: tuple(uses) for identity, uses in found.items()}


def links(text: str) -> Iterator[Identity]:
    """The documents to which links of a Markdown text lead."""
    for link in LINK.finditer(text):
        kind = KINDS[link["place"]]
        is_lesson = kind == "course" and "/" in link["name"]
        yield ("lesson" if is_lesson else kind), link["name"]


def keeping(
    members: Iterable[Identity], uses: Mapping[Identity, tuple[Use, ...]]
) -> tuple[Use, ...]:
    """What uses any of these documents without being one of them: it must let go of them first."""
    own = set(members)
    found = {
        use.identity: use
        for identity in sorted(own)
        for use in uses.get(identity, ())
        if use.identity not in own
    }
    return tuple(found.values())
