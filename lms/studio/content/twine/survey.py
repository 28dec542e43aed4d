"""What a whole story holds: its passages as they were scanned, and how everything is called."""

from collections.abc import Iterable, Iterator

from lms.scenarios.domain.conditions import Comparison, Condition
from lms.studio.content.twine.effects import parts
from lms.studio.content.twine.expressions import Change
from lms.studio.content.twine.formats import format_of, is_special
from lms.studio.content.twine.naming import Names, ids, names
from lms.studio.content.twine.saying import Line, lines_of
from lms.studio.content.twine.scanning import scan
from lms.studio.content.twine.stories import MANY_LINKS, MOST_LINKS, Refused, Story
from lms.studio.content.twine.tape import Jump, Link, Said, Scanned, Setting


class Survey:
    """A story looked over as a whole, before steps are made of it. Raises Refused."""

    def __init__(self, story: Story) -> None:
        self.story = story
        format_, self.notes = format_of(story)
        self.scanned = {one.name: scan(one, format_) for one in story.passages}
        _check(self.scanned.values())
        self.assigned = {name: list(parts(one.settings)) for name, one in self.scanned.items()}
        own = [one for one in story.passages if not is_special(one)]
        self.lines = {one.name: self._lines_of(one.name) for one in own}
        self.ways = {one.name: self._jumps(one.name) for one in own}
        self.names = self._named()
        self.played = [one for one in own if not self.ways[one.name]]
        targets = [link.way.target for found in self.scanned.values() for link in found.links]
        jumps = [jump.target for ways in self.ways.values() for jump in ways]
        self.ids = ids([*(one.name for one in own), *targets, *jumps])

    @property
    def first(self) -> str:
        """The passage with which the story begins; "": it has none to play."""
        there = [one.name for one in self.played]
        found = [name for name in (self.story.start, "Start", *there) if name in there]
        return found[0] if found else ""

    def _lines_of(self, name: str) -> list[Line]:
        return lines_of(self.scanned[name].said, self.scanned[name].links)

    def _jumps(self, name: str) -> list[Jump]:
        """The ways of a passage that only leads on; none for any other."""
        found = self.scanned[name]
        return [] if found.links or self.lines[name] else found.jumps

    def _named(self) -> Names:
        numbers: list[str] = []
        truths: list[str] = []
        for scanned in self.scanned.values():
            for _, change in parts(_all_settings(scanned)):
                if isinstance(change, Change):
                    (numbers if change.truth is None else truths).append(change.name)
            for when in _conditions(scanned):
                for atom in when.atoms():
                    (numbers if isinstance(atom, Comparison) else truths).append(atom.name)
        return names(numbers, truths)


def _check(scanned: Iterable[Scanned]) -> None:
    found = sum(len(one.links) for one in scanned)
    if found > MOST_LINKS:
        raise Refused(MANY_LINKS, found=found, most=MOST_LINKS)


def _all_settings(scanned: Scanned) -> Iterable[Setting]:
    on_ways = (Setting(one.way.setter, None, one.line) for one in scanned.links if one.way.setter)
    return (*scanned.settings, *on_ways)


def _conditions(scanned: Scanned) -> Iterator[Condition]:
    asking: tuple[Said | Link | Setting | Jump, ...] = (
        *scanned.said,
        *scanned.links,
        *scanned.settings,
        *scanned.jumps,
    )
    for one in asking:
        if one.when is not None:
            yield one.when
