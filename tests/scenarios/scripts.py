"""Scenarios in few words: `script(step("a", choice("x", "end", voice=2)), ending("end"))`."""

from collections.abc import Iterable

from lms.library.domain import Wording
from lms.scenarios.domain import (
    Assessment,
    Band,
    CaseCard,
    Choice,
    ChoiceStep,
    Counts,
    Effects,
    Ending,
    Line,
    Scenario,
    Step,
    Transition,
    parse_condition,
    paths,
)

RULES = Assessment(minutes=20, attempts=3, cool_off_hours=12, counts=Counts.BEST)


def words(text: str) -> Wording:
    return Wording(text, text, text)


def when(condition: str | None):
    return parse_condition(condition) if condition else None


def ways(to: str | Iterable[tuple[str, str | None]]) -> tuple[Transition, ...]:
    pairs = [(to, None)] if isinstance(to, str) else to
    return tuple(Transition(target, when(condition)) for target, condition in pairs)


def choice(
    name: str,
    to,
    *,
    mood: int = 0,
    trust: int = 0,
    sets: Iterable[str] = (),
    clears: Iterable[str] = (),
    only: str | None = None,
    **points: int,
) -> Choice:
    changes = {name: by for name, by in (("mood", mood), ("trust", trust)) if by}
    effects = Effects(changes, frozenset(sets), frozenset(clears))
    return Choice(name, words(name), points, effects, words(f"why {name}"), when(only), ways(to))


def step(name: str, *choices: Choice, lines: Iterable[tuple[str, str | None]] = ()) -> ChoiceStep:
    said = tuple(Line(words(text), when(condition)) for text, condition in lines)
    return ChoiceStep(name, said or (Line(words(f"at {name}")),), (), choices)


def ending(name: str, band: Band = Band.SUCCESS) -> Ending:
    return Ending(name, band, words(name), words(f"then {name}"))


def script(
    *steps: Step,
    variables: dict[str, int] | None = None,
    flags: Iterable[str] = (),
    pass_mark: int = 80,
    start: str | None = None,
) -> Scenario:
    return Scenario(
        id="script",
        title=words("script"),
        summary=words("summary"),
        minutes=5,
        difficulty=1,
        pass_mark=pass_mark,
        assessment=RULES,
        case=CaseCard(words("何先生"), words("background"), words("task"), ()),
        variables=variables or {},
        flags=frozenset(flags),
        start=start or steps[0].id,
        steps=steps,
    )


def walk(scenario: Scenario):
    """The ways through a scenario, worked out afresh."""
    paths.cache_clear()
    return paths(scenario)


def ungraded(_criteria: object, text: str):
    raise AssertionError(f"nothing is typed here: {text}")
