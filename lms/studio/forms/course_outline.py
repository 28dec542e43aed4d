"""The form of a course's outline: what was typed, and what a button makes of the text."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.courses.content.outline import (
    LESSONS,
    PRACTICE,
    TONGUES,
    CourseOutline,
    Data,
    items,
    moved,
    outline,
    with_item,
    with_required,
    with_value,
    with_words,
    without,
)
from lms.errors import Invalid
from lms.forms import cleaned
from lms.studio.content import listed

WORDINGS = ("title", "summary")
VALUES = ("order", "open")
WAYS = {"up": -1, "down": 1}  # of an item in its list


@dataclass(frozen=True, slots=True)
class CourseForm:
    """The form of a course, and what was typed in it so far."""

    outline: CourseOutline
    words: Mapping[str, str]  # name of a field → what was typed; empty: nothing yet

    @property
    def tongues(self) -> tuple[str, ...]:
        """The languages in which its words are typed: derived ones only where they are written."""
        has_own = any(self.outline.words(name, "zh-Hant") for name in WORDINGS)
        return tuple(tag for tag in TONGUES if tag != "zh-Hant" or has_own)

    def value(self, name: str) -> str:
        """What stands in a field: `order`, `open`, `title.en`."""
        return self.words.get(name, _shown(self.outline, name))

    def is_required(self, place: int) -> bool:
        """Whether a lesson is ticked as required."""
        if "order" in self.words:  # the whole form was sent: a box that is not ticked is not
            return f"required.{place}" in self.words
        return self.outline.lessons[place].required


def arranged_course(form: CourseForm, act: str) -> str:
    """The text with what was typed, and with what a button says: up, down, remove or add.

    Raises Invalid where that cannot be written.
    """
    typed = form.outline.saying(_typed(form))
    verb, _, rest = act.partition(":")
    name, _, number = rest.partition(":")
    if verb == "add":
        return _added(outline(typed), name, form.words.get(f"new-{name}", ""))
    there = outline(typed)
    places = range(len(items(there.data, name))) if name in (LESSONS, PRACTICE) else ()
    if number not in map(str, places):
        return typed
    if verb in WAYS:
        return there.saying(moved(there.data, name, int(number), WAYS[verb]))
    return there.saying(without(there.data, name, int(number))) if verb == "remove" else typed


def _typed(form: CourseForm) -> Data:
    seen, data = form.outline, form.outline.data
    for name in (f"{one}.{tag}" for one in WORDINGS for tag in TONGUES):
        if _is_changed(form, name):
            word, _, tag = name.partition(".")
            data = with_words(data, word, tag, cleaned(form.words[name]))
    for name in VALUES:
        if _is_changed(form, name):
            data = with_value(data, name, cleaned(form.words[name]))
    for one in seen.lessons:
        is_required = form.is_required(one.place)
        if is_required != one.required:
            data = with_required(data, one.place, required=is_required)
    return data


def _is_changed(form: CourseForm, name: str) -> bool:
    shown = _shown(form.outline, name)
    return cleaned(form.words.get(name, shown)) != cleaned(shown)


def _shown(seen: CourseOutline, name: str) -> str:
    word, _, tag = name.partition(".")
    return seen.words(word, tag) if tag else seen.value(word)


def _added(seen: CourseOutline, name: str, chosen: str) -> str:
    """The text with one item more: `chosen` is its kind and id. A lesson on a line as usual."""
    kind, _, id_ = chosen.partition(":")
    if not id_ or name not in (LESSONS, PRACTICE):
        return seen.text
    data = with_item(seen.data, name, kind, id_)
    usual = listed(seen.text, id_) if name == LESSONS else seen.text
    return usual if _says(usual, data) else seen.saying(data)


def _says(text: str, data: Data) -> bool:
    try:
        return outline(text).data == data
    except Invalid:
        return False
