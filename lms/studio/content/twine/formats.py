"""Which language of macros a story is written in, and what its formats keep passages for."""

import re

from lms.errors import N_
from lms.studio.content.twine.stories import Format, Note, Passage, Story

SETTING_UP = {"StoryInit", "startup"}  # a passage of SugarCube, a tag of Harlowe
SPECIAL = {
    *("StoryAuthor", "StoryBanner", "StoryCaption", "StoryDisplayTitle", "StoryIncludes"),
    *("StoryInterface", "StoryMenu", "StorySettings", "StoryShare", "StorySubtitle"),
    *("PassageDone", "PassageFooter", "PassageHeader", "PassageReady"),
    *("widget", "init", "header", "footer", "debug-header", "debug-footer", "debug-startup"),
    *("Twine.private", "Twine.image", "Twine.audio", "Twine.video", "Twine.vtt"),
}  # names of passages and tags
MACROS = (
    (Format.SUGARCUBE, re.compile(r"<<\s*/?[A-Za-z]+")),
    (
        Format.HARLOWE,
        re.compile(r"\((?:set|put|if|unless|else-?if|else|link-?goto|go-?to):", re.IGNORECASE),
    ),
)

UNKNOWN = N_("故事格式“%(detail)s”的宏读不懂，原样留在文字里；Harlowe 和 SugarCube 的读得懂。")


def format_of(story: Story) -> tuple[Format | None, list[Note]]:
    """The language of macros that a story names, or uses; None for one that is not known."""
    name = story.format.strip().lower()
    for format_ in Format:
        if name.startswith(format_):
            return format_, []
    if name:
        return None, [Note("", 1, UNKNOWN, story.format[:60])]
    for format_, pattern in MACROS:
        if any(pattern.search(one.text) for one in story.passages):
            return format_, []
    return None, []


def is_special(passage: Passage) -> bool:
    """Whether a format keeps the passage for something else than playing it."""
    return passage.name in SPECIAL or sets_up(passage) or bool(SPECIAL & set(passage.tags))


def sets_up(passage: Passage) -> bool:
    """Whether it says with which values the story begins."""
    return bool(SETTING_UP & {passage.name, *passage.tags})
