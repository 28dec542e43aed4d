"""The shipped courses and scenarios with an attack in every text that an author can write.

Ids, answers and rules stay, so that everything can still be read, played and proved.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from lms.config import ROOT
from tests.hostile.vectors import Vector

FOLDERS = ("courses", "quizzes")
SOURCE = "zh-Hans"
PLAIN = {"title", "summary", "text", "feedback", "stem", "true", "false"}
VERDICTS = {"check.feedback.right", "check.feedback.wrong"}  # elsewhere these are ids
LISTED = {"hints", "sources"}
ROOM = 15_000  # characters of one text
TERM, MEANING, SHORT = 60, 200, 20  # characters that the glossary takes
TOGETHER = {"cards", "checklists", "drills", "plans", "scenarios"}  # folders of one kind each
WAY_OUT = "-->\"'></title></textarea></option></select></script></style></template></xmp>"
HEADER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
CHECK = re.compile(r"^```check\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TURN = re.compile(r"^((?:客户|客戶|Customer|客服|Agent|点评|點評|Coach)[：:].*)$", re.MULTILINE)
SECTION = re.compile(r"^(## .*?) (\{#.*\})$", re.MULTILINE)
PICTURE = re.compile(r'^!\[(.*)\]\((.*?) "(.*)"\)$', re.MULTILINE)
UNREADABLE = re.compile(  # what YAML refuses: tested by tests/hostile/test_yaml.py
    "[^\n\u0020-\u007e\u00a0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff"
    "\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
FIRST_FIELD = 10_000  # what fields call `fired` with
NO_TEXT = re.compile(r"[a-z0-9./+-]*")  # ids, numbers, names of files
WALKED = re.compile("role-awareness|onboarding|lost-parcel|two-at-once|call-handling")
SPARED = (  # texts in which no attack stands, by how their paths end
    *("phrases", "variants", "but", "wanted", "when"),  # rules for what others write, never shown
    *("flags", "counters", "set", "clear"),  # names in these rules
    "careers.posts.national_standard.level",  # one of five
    "glossary.terms.pinyin",  # of the term's characters, or it is refused
    "glossary.terms.short",  # attacks by `_glossary`
    "programmes.prefix",  # capital letters
)
ONE_LINE = re.compile(r"\s+")
HOSTILE_LESSON = "04-seven-competencies.md"


@dataclass
class Poison:
    """Puts vectors into texts; `fields` are the kinds of texts, in the order of their numbers.

    All of a kind get its mark; the first gets all vectors for which there is room, too, every
    other one of them.
    """

    vectors: Sequence[Vector]
    fields: list[str] = field(default_factory=list)
    used: int = 0

    def text(self, kind: str) -> str:
        """What is put behind a text of this kind."""
        is_first = kind not in self.fields
        mark = self.brief(kind)
        return readable(f"{mark} {' '.join(self._all()) if is_first else self._one()}")

    def line(self, kind: str) -> str:
        """The same in one line, without what ends a heading or a title of Markdown."""
        return ONE_LINE.sub(" ", self.text(kind)).replace("{#", "{").replace("]", "")

    def brief(self, kind: str) -> str:
        """A mark alone, where there is little room or another language."""
        if kind not in self.fields:
            self.fields.append(kind)
        return self.mark(kind)

    def _one(self) -> str:
        self.used += 1
        return self.vectors[self.used % len(self.vectors)].text[:ROOM]

    def mark(self, kind: str) -> str:
        """What tells that texts of this kind are obeyed."""
        number = FIRST_FIELD + self.fields.index(kind)
        return f"{WAY_OUT}<img src=x onerror=fired({number})>"

    def _all(self) -> Iterator[str]:
        room = ROOM
        for vector in self.vectors:
            room -= len(vector.text) + 1
            if room > 0:
                yield vector.text


def readable(text: str) -> str:
    """A text without the characters that are refused wherever somebody writes."""
    return UNREADABLE.sub("", text)


def write(root: Path, poison: Poison, passages: Sequence[str] = ()) -> None:
    """Put the poisoned files below a folder."""
    root.mkdir(exist_ok=True)
    (root / "static").symlink_to(ROOT / "static")
    for file in _shipped():
        text = file.read_text("utf-8")
        name = file.relative_to(ROOT)
        put = root / name
        put.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".yaml":
            made = _yaml(text, poison, _kind(name))
        else:
            made = lesson(text, poison, passages if name.name == HOSTILE_LESSON else ())
        put.write_text(made, "utf-8")


def forgotten() -> list[str]:
    """Where texts of authors stand that nobody attacks, though they are not known to be spared."""
    found: set[str] = set()
    for file in _shipped():
        text, name = file.read_text("utf-8"), file.relative_to(ROOT)
        if file.suffix == ".yaml":
            found.update(_same(text, _kind(name)))
        elif file.suffix == ".md":
            found.update(*(_same(part, "lesson") for part in HEADER.findall(text)))
            found.update(*(_same(part, "check") for part in CHECK.findall(text)))
    return sorted(path for path in found if not path.endswith(SPARED))


def _shipped() -> list[Path]:
    """All files, first those that are opened on the walk through all pages."""
    found = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.*")]
    return sorted(found, key=lambda file: (not WALKED.search(str(file)), file))


def _same(text: str, kind: str) -> Iterator[str]:
    """Paths of the texts in this YAML in which an attack changes nothing."""
    found = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  # strings only
    yield from _kept(found, _poisoned(found, Poison([Vector("0", "zqx")]), kind), kind)


def _kept(before: object, after: object, path: str) -> Iterator[str]:
    if isinstance(before, dict):
        for key, one in before.items():
            yield from _kept(one, after[key], f"{path}.{key}")
    elif isinstance(before, list):
        for one, other in zip(before, after, strict=True):
            yield from _kept(one, other, path)
    elif before == after and not NO_TEXT.fullmatch(before):
        yield path


def lesson(text: str, poison: Poison, passages: Sequence[str]) -> str:
    """A lesson with an attack in its header, headings, dialogues, pictures and checks."""
    text = HEADER.sub(lambda m: f"---\n{_yaml(m[1], poison, 'lesson')}---\n", text)
    text = TURN.sub(lambda m: m[1] + poison.line("lesson:dialogue"), text)
    text = PICTURE.sub(
        lambda m: (
            f"![{m[1]}{poison.line('lesson:picture')}]({m[2]}"
            f' "{m[3]}{poison.line("lesson:caption").replace(chr(34), "")}")'
        ),
        text,
    )
    text = CHECK.sub(lambda m: f"```check\n{_yaml(m[1], poison, 'check')}```", text)
    text = SECTION.sub(lambda m: f"{m[1]} {poison.line('lesson:heading')} {m[2]}", text)
    first, heading, rest = text.partition("\n## ")
    title, _, body = rest.partition("\n")
    said = "".join(f"\n\n{one}\n{DIVIDER}" for one in passages)
    return f"{first}{heading}{title}\n{said}\n{body}"


DIVIDER = "\n```dialogue\n客服：然后。" + WAY_OUT + "\n```\n"


def _kind(name: Path) -> str:
    return name.parent.name if name.parent.name in TOGETHER else name.stem


def _yaml(text: str, poison: Poison, kind: str) -> str:
    found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # strings only
    made = _glossary(found, poison) if kind == "glossary" else _poisoned(found, poison, kind)
    return yaml.safe_dump(made, default_style='"', allow_unicode=True, sort_keys=False, width=10**6)


def _glossary(found: dict, poison: Poison) -> dict:
    """The glossary with a term for every vector, as much of it as a term may hold."""
    texts = [readable(vector.text).strip() for vector in poison.vectors]
    brief = f"<img src=x onerror=fired({FIRST_FIELD + len(poison.fields)})>"
    poison.fields.append("glossary.terms")
    terms = dict.fromkeys(f"安{text}"[:TERM].strip() for text in [brief, *texts] if is_plain(text))
    for number, (term, meaning) in enumerate(zip(terms, [brief, *texts], strict=False)):
        told, short = both(meaning[:MEANING].strip() or "zqx"), meaning[:SHORT].strip() or "zqx"
        row = {"id": f"term-{number}", "term": both(term), "pinyin": "ān", "meaning": told}
        found["terms"].append({**row, "short": short} if number else row)
    return found


def is_plain(text: str) -> bool:
    """Whether a text has no characters that would need pinyin."""
    return not any(unicodedata.category(character) == "Lo" for character in text)


def both(text: str) -> dict[str, str]:
    """The same text in every language that a glossary asks for."""
    return {"zh-Hans": text, "zh-Hant": text, "en": text}


def _poisoned(value: object, poison: Poison, path: str) -> object:
    """The value with poison in its texts; `path` is where it stands, without places in lists."""
    if isinstance(value, list):
        return [_poisoned(one, poison, path) for one in value]
    if not isinstance(value, dict):
        return value
    if SOURCE in value:
        others = {t: text + poison.brief(f"{path}.{t}") for t, text in value.items() if t != SOURCE}
        return {**others, SOURCE: value[SOURCE] + poison.text(path)}
    return {key: _entry(key, one, poison, f"{path}.{key}") for key, one in value.items()}


def _entry(key: str, value: object, poison: Poison, path: str) -> object:
    is_text = key in PLAIN or key in LISTED or path in VERDICTS
    if isinstance(value, str) and is_text and value not in {"true", "false"}:
        return value + poison.text(path)
    if isinstance(value, list) and key in LISTED:
        return [_entry(key, one, poison, path) for one in value]
    return _poisoned(value, poison, path)
