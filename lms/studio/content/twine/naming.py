"""Names of a story → names of a scenario: ids of steps, variables, counters and flags."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lms.library.content import LONGEST_NAME, NAME
from lms.scenarios.content.schema import LONGEST_FLAG
from lms.scenarios.domain import NAME as OF_FLAG
from lms.scenarios.domain import Variable
from lms.scenarios.domain.conditions import NAMES
from lms.studio.content.copying import alternatives, proposed

STEP, FLAG = "step", "flag"  # where a name has no sound
HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
RESERVED = {"and", "or", "not", *Variable, *NAMES}
KNOWN = frozenset(Variable)


@dataclass(frozen=True, slots=True)
class Names:
    """How the variables of a story are called, and what each of them is."""

    called: Mapping[str, str]  # in the story → in the scenario
    moods: frozenset[str]  # what is known of the customer and the talk, by the story's names
    counters: frozenset[str]
    flags: frozenset[str]

    def is_number(self, name: str) -> bool:
        """Whether it is compared with numbers."""
        return name not in self.flags


def ids(names: Iterable[str]) -> dict[str, str]:
    """An id for each name of a passage, by its sound; names that are ids already stay."""
    wanted = list(dict.fromkeys(names))
    found = {name: name for name in wanted if _is_id(name)}
    taken = set(found.values())
    for name in wanted:
        if name not in found:
            own = next(one for one in alternatives(proposed(name) or STEP) if one not in taken)
            found[name] = own
            taken.add(own)
    return found


def _is_id(name: str) -> bool:
    return re.fullmatch(NAME, name) is not None and len(name) <= LONGEST_NAME


def names(numbers: Iterable[str], truths: Iterable[str]) -> Names:
    """What the variables become that are used as numbers, as truths; used as both: as numbers."""
    counted = list(dict.fromkeys(numbers))
    moods = {name: _mood(name) for name in counted if _mood(name) in KNOWN}
    called = {name: str(mood) for name, mood in moods.items()}
    counters = [name for name in counted if name not in moods]
    flags = [name for name in dict.fromkeys(truths) if name not in set(counted)]
    taken = set(called.values())
    for name in (*counters, *flags):
        own = next(one for one in alternatives(_flag(name)) if one not in taken)
        called[name] = own
        taken.add(own)
    return Names(called, frozenset(moods), frozenset(counters), frozenset(flags))


def _mood(name: str) -> str:
    return NAMES.get(name, name.lower())


def _flag(name: str) -> str:
    """A name that conditions can hold; Chinese stays Chinese."""
    plain = HUMPS.sub("-", name).lower().strip("_").replace("_", "-")
    if not re.fullmatch(OF_FLAG, plain):
        plain = proposed(name)
    if not re.fullmatch(OF_FLAG, plain) or plain in RESERVED:
        plain = f"{FLAG}-{plain}".rstrip("-")
    return plain[: LONGEST_FLAG - len("-99")].rstrip("-")
