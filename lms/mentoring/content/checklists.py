"""`courses/checklists/*.yaml` → what mentors look at, item by item."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from lms.errors import N_
from lms.framework.content import CAREERS
from lms.framework.content import KIND as COMPETENCIES
from lms.library.content import Flag, Identifier, LocalisedText, Model, Reading, Whole, read
from lms.library.domain import Bundle, Meta, Problem, Reference
from lms.library.kinds import FileKind
from lms.mentoring.domain import MOST_ITEMS, Checklist, Item, Part

CHECKLIST = "checklist"
WRONG_ID = N_("id 要和文件名一样：%(name)s。")
NO_ITEMS = N_("这一部分至少要写一条。")
TWICE = N_("“%(name)s”这一条写了两次；请留下一个。")
TOO_MANY = N_("一张最多 %(most)s 条，现在有 %(found)s 条；再多就看不过来了。")

Minutes = Annotated[Whole, Field(ge=5, le=240)]


class _Item(Model):
    id: Identifier
    text: LocalisedText
    competency: Identifier
    critical: Flag = False


class _Part(Model):
    title: LocalisedText
    items: tuple[_Item, ...]


class _File(Model):
    id: Identifier
    title: LocalisedText
    summary: LocalisedText
    minutes: Minutes
    posts: tuple[Identifier, ...] = ()
    parts: Annotated[tuple[_Part, ...], Field(min_length=1)]

    def checklist(self) -> Checklist:
        """What it means."""
        return Checklist(
            id=self.id,
            title=self.title,
            summary=self.summary,
            minutes=self.minutes,
            posts=self.posts,
            parts=tuple(Part(one.title, tuple(map(_item, one.items))) for one in self.parts),
        )


class ChecklistKind(FileKind[Checklist]):
    """Observation checklists in the library."""

    name = CHECKLIST
    pattern = "courses/checklists/*.yaml"

    def parse(self, bundle: Bundle) -> Checklist:
        """The checklist of a text. Raises ContentError with every problem."""
        reading = read(_File, bundle.text, bundle.file)
        return reading.checked(lambda one: _problems(one, bundle.address)).checklist()

    def meta(self, parsed: Checklist) -> Meta:
        """Its id is its address."""
        return Meta(parsed.id, parsed.id, parsed.title)

    def references(self, parsed: Checklist) -> Iterable[Reference]:
        """The competencies that it shows, the posts whose work it is."""
        for competency in parsed.competencies:
            yield Reference(COMPETENCIES, COMPETENCIES, competency)
        for post in parsed.posts:
            yield Reference(CAREERS, CAREERS, post)


def _item(row: _Item) -> Item:
    return Item(id=row.id, words=row.text, competency=row.competency, is_critical=row.critical)


def _problems(reading: Reading[_File], address: str) -> Iterator[Problem]:
    file = reading.value
    if file.id != address:
        yield reading.problem(("id",), WRONG_ID, name=address)
    seen: set[str] = set()
    for place, part in enumerate(file.parts):
        if not part.items:
            yield reading.problem(("parts", place, "items"), NO_ITEMS)
        for number, item in enumerate(part.items):
            if item.id in seen:
                path = ("parts", place, "items", number, "id")
                yield reading.problem(path, TWICE, name=item.id)
            seen.add(item.id)
    if len(seen) > MOST_ITEMS:
        yield reading.problem(("parts",), TOO_MANY, most=MOST_ITEMS, found=len(seen))
