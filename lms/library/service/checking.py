"""Reading whole folders: parse and render every document, then check what they say of each other.

Reads files, writes nothing, asks no database: what is published already is handed in as `Live`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lms.errors import N_, Invalid
from lms.library import kinds, readings
from lms.library.domain import LANGUAGES, Bundle, ContentError, Meta, Problem, Reference
from lms.library.kinds import DocumentKind, Html
from lms.library.models import LONGEST_NAME
from lms.library.service.indexing import Indexed, indexed

Identity = tuple[str, str]  # kind and name
Found = tuple[DocumentKind[Any], Bundle]
Progress = Callable[[list[Found]], Iterable[Found]]

NO_SUCH = N_("没有 %(kind)s“%(name)s”；请检查 id，或者先写好它。")
NO_SUCH_PART = N_("%(kind)s“%(name)s”里没有“%(part)s”；请检查 id。")
NOT_READY = N_("%(kind)s“%(name)s”还有错；改好它以后，这里才能发布。")
TWICE = N_("id“%(name)s”已经用在 %(other)s；请换一个。")
SAME_ADDRESS = N_("地址“%(address)s”已经归 %(other)s；请给文件换个名字。")
TOO_LONG = N_("id“%(name)s”太长，最多 %(most)s 个字符。")


@dataclass(frozen=True, slots=True)
class Sound:
    """A document whose texts fit the syntax.

    `html` and `entries`, by which it is found, are None if they are known to be kept already.
    """

    kind: DocumentKind[Any]
    bundle: Bundle
    content: Any
    meta: Meta
    html: Html | None
    entries: tuple[Indexed, ...] | None = None

    @property
    def identity(self) -> Identity:
        """Kind and name."""
        return self.kind.name, self.meta.name

    @property
    def parts(self) -> frozenset[str]:
        """The ids inside it to which others may refer."""
        return frozenset(self.kind.parts(self.content))

    def problem(self, about: Sequence[str], message: str, **parameters: object) -> Problem:
        """A problem at the line where the first of these names stands that occurs."""
        file, line = self.bundle.line_of(*about)
        return Problem(file, line, message, parameters)


def _nothing(_identity: Identity) -> None:
    """Nothing is published."""


@dataclass(frozen=True, slots=True)
class Live:
    """What is published already: documents may refer to it, and it need not be rendered again."""

    parts: Callable[[Identity], frozenset[str] | None] = _nothing  # None: it is not published
    rendered: frozenset[tuple[str, str]] = frozenset()  # kind and digest: HTML and words are kept
    worded: frozenset[tuple[str, str]] = frozenset()  # kind and digest: words are kept, no HTML


@dataclass(frozen=True, slots=True)
class Findings:
    """What a folder holds: documents that may be published, and everything that is wrong."""

    sound: tuple[Sound, ...]
    problems: tuple[Problem, ...]  # by file and line


def examine_one(kind: DocumentKind[Any], bundle: Bundle, live: Live) -> Sound:
    """One document by itself, beside what is published. Raises ContentError with every problem."""
    (found,) = examine_some([(kind, bundle)], live)
    return found


def examine_some(found: Iterable[Found], live: Live) -> tuple[Sound, ...]:
    """Documents that are to be published together, in their order, beside what is published.

    Raises ContentError with every problem.
    """
    examination = _Examination(live)
    for kind, bundle in found:
        try:
            sound = _fresh(kind, bundle)
        except ContentError as error:
            examination.problems.extend(error.problems)
            examination.known.add((kind.name, bundle.address))
            continue
        examination.problems.extend(_clashes(examination, sound))
        examination.sound[sound.identity] = sound
    for sound in examination.sound.values():
        examination.problems.extend(_dead_links(examination, sound))
    if examination.problems:
        raise ContentError(examination.problems)
    return tuple(examination.sound.values())


def _fresh(kind: DocumentKind[Any], bundle: Bundle) -> Sound:
    content = kinds.checked(kind, bundle)
    html = _html(kind, bundle, content)
    return Sound(kind, bundle, content, kind.meta(content), html, indexed(kind, content, html))


@dataclass(slots=True)
class _Examination:
    live: Live
    sound: dict[Identity, Sound] = field(default_factory=dict)
    known: set[Identity] = field(default_factory=set)  # everything there is a file for
    addresses: dict[Identity, str] = field(default_factory=dict)  # kind and address → file
    problems: list[Problem] = field(default_factory=list)


def check(root: Path, progress: Progress = iter) -> tuple[Problem, ...]:
    """Everything that is wrong with the texts below `root`, by file and line."""
    return examine(root, progress=progress).problems


def examine(root: Path, live: Live | None = None, progress: Progress = iter) -> Findings:
    """Read all documents of all kinds below `root`; a bad one does not stop the good ones."""
    examination = _Examination(live or Live())
    found = [(kind, bundle) for kind in kinds.registered().values() for bundle in kind.files(root)]
    for kind, bundle in progress(found):
        _take(examination, kind, bundle)
    while _drop_unlinked(examination):
        pass
    for kind in kinds.registered().values():
        examination.problems.extend(kind.strays(root))
    by_place = sorted(examination.problems, key=lambda problem: (problem.file, problem.line))
    return Findings(tuple(examination.sound.values()), tuple(by_place))


def _take(examination: _Examination, kind: DocumentKind[Any], bundle: Bundle) -> None:
    try:
        sound = _sound(kind, bundle, examination.live)
    except ContentError as error:
        examination.problems.extend(error.problems)
        examination.known.add((kind.name, bundle.address))
        return
    wrong = list(_clashes(examination, sound))
    examination.problems.extend(wrong)
    examination.known.add(sound.identity)
    examination.addresses.setdefault((kind.name, sound.meta.address), bundle.file)
    if not wrong:
        examination.sound[sound.identity] = sound


def _sound(kind: DocumentKind[Any], bundle: Bundle, live: Live) -> Sound:
    text = readings.Text(kind.name, bundle.address, bundle.digest)
    known = _known(text, bundle)
    content = known.content if known else kinds.checked(kind, bundle)
    html = None if (kind.name, text.digest) in live.rendered else _html(kind, bundle, content)
    if known is None:
        readings.keep(text, readings.Reading(content, is_checked=True))
    elif (kind.name, text.digest) in live.worded and not any((html or {}).values()):
        html = None  # there is none
    entries = None if html is None else indexed(kind, content, html)
    return Sound(kind, bundle, content, kind.meta(content), html, entries)


def _known(text: readings.Text, bundle: Bundle) -> readings.Reading | None:
    """What an earlier check of the very same text found, if it found nothing wrong."""
    kept = None if bundle.problems else readings.read(text)
    return kept if kept and kept.is_checked else None


def _html(kind: DocumentKind[Any], bundle: Bundle, content: Any) -> Html:
    try:
        return {language: kind.render(content, language) for language in LANGUAGES}
    except Invalid as error:
        raise ContentError([Problem(bundle.file, 1, error.message, error.parameters)]) from None


def _clashes(examination: _Examination, sound: Sound) -> Iterator[Problem]:
    name, address = sound.meta.name, sound.meta.address
    twin = examination.sound.get(sound.identity)
    if twin:
        yield sound.problem([name], TWICE, name=name, other=twin.bundle.file)
        return
    neighbour = examination.addresses.get((sound.kind.name, address))
    if neighbour:
        yield sound.problem([name], SAME_ADDRESS, address=address, other=neighbour)
    if max(len(name), len(address)) > LONGEST_NAME:
        yield sound.problem([name], TOO_LONG, name=name, most=LONGEST_NAME)


def _drop_unlinked(examination: _Examination) -> bool:
    """Drop what refers to something that is not there; whether anything was dropped."""
    wrong = {
        identity: list(_dead_links(examination, sound))
        for identity, sound in examination.sound.items()
    }
    dropped = [identity for identity, problems in wrong.items() if problems]
    for identity in dropped:
        examination.problems.extend(wrong[identity])
        del examination.sound[identity]
    return bool(dropped)


def _dead_links(examination: _Examination, sound: Sound) -> Iterator[Problem]:
    told: set[tuple[str, str, str, str]] = set()
    for reference in sound.kind.references(sound.content):
        message = _fault(examination, reference)
        if message is None:
            continue
        kind, name, part = reference.kind, reference.name, reference.part
        is_part = message == NO_SUCH_PART
        what = (message, kind, name, part if is_part else "")
        if what not in told:
            told.add(what)
            about = [part, name] if is_part else [name, part]
            yield sound.problem(about, message, kind=kind, name=name, part=part)


def _fault(examination: _Examination, reference: Reference) -> str | None:
    """What is wrong with a reference, if anything."""
    kinds.of(reference.kind)
    identity = (reference.kind, reference.name)
    target = examination.sound.get(identity)
    parts = target.parts if target else examination.live.parts(identity)
    if parts is not None:
        return NO_SUCH_PART if reference.part and reference.part not in parts else None
    if identity in examination.known:
        return NOT_READY if reference.waits else None
    return NO_SUCH
