"""A story as Twine keeps it: passages of plain text by name; what is wrong with one, and limits."""

import html
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from lms.errors import N_, ProductError
from lms.scenarios.domain import MOST_STEPS
from lms.yamlfile import LARGEST
from lms.yamlfile.faults import UNWANTED

LARGEST_FILE = 3 * 1024 * 1024  # bytes as it is sent: a published story brings its player along
LARGEST_STORY = 512 * 1024  # bytes of UTF-8 of the story alone, with its scripts and styles
LARGEST_WORDS = LARGEST  # bytes of UTF-8 of all passages together
LONGEST_PASSAGE = 20_000  # characters
LONGEST_NAME = 200  # characters of the name of a passage
MOST_PASSAGES = MOST_STEPS
MOST_LINKS = 5 * MOST_STEPS  # a step has at most five answers
KILOBYTE = 1024

EMPTY = N_("这里没有读得出的段落；Twee 的每一段以“:: 段落名”开头，网页要从 Twine 里发布或存档。")
TOO_LARGE = N_("故事太大；最多 %(most)s KB。请去掉图片、脚本，或者分成几个。")
TOO_MANY = N_("故事有 %(found)s 段，最多 %(most)s 段；请分成几个。")
MANY_LINKS = N_("故事有 %(found)s 个链接，最多 %(most)s 个；请分成几个。")
TOO_LONG = N_("“%(passage)s”这一段太长；最多 %(most)s 个字，请分成几段。")
LONG_NAME = N_("有一段的名字超过 %(most)s 个字；请改短。")
CUT_OFF = N_("这个网页不完整：“%(passage)s”这一段没有写完。请从 Twine 里重新导出。")
SEVERAL = N_("里面有 %(found)s 个故事；请在 Twine 里一个一个导出。")
NO_TEXT = N_("%(file)s 不是 UTF-8 文字；请用 UTF-8 编码保存。")

TWICE = N_("同名的段落已经有一段，这一段没有搬：%(detail)s")
BEFORE = N_("第一段之前的文字没有搬：%(detail)s")
TAGS = N_("标签没有搬：%(detail)s")
SCRIPT = N_("脚本没有搬，也不会运行。")
STYLE = N_("样式没有搬。")
ODD_DATA = N_("StoryData 读不懂，没有用上。")
NO_START = N_("StoryData 里说的开头“%(detail)s”没有这一段；从第一段开始了。")


class Refused(ProductError):
    """A story that is not taken, with the reason (422)."""

    status = 422


class Format(StrEnum):
    """The language of macros in which passages are written."""

    HARLOWE = "harlowe"
    SUGARCUBE = "sugarcube"


@dataclass(frozen=True, slots=True)
class Note:
    """Something of a story that is not carried over as it was: where it stands, and what it is."""

    passage: str  # its name; "": outside of all passages
    line: int  # within the passage, from 1
    message: str  # a message id with `%(detail)s`
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: what is said when the story comes here, with its macros and links."""

    name: str
    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it was written; nothing of it was run."""

    title: str
    start: str  # the name of the first passage; "": not said
    format: str  # as the story says, e.g. SugarCube; "": not said
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...] = field(default=())


def plain(text: str) -> str:
    """Text without the entities of HTML, and without what nobody can see."""
    return UNWANTED.sub("", html.unescape(text))


def within_limits(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages, once there are not too many and none is too long. Raises Refused."""
    found = tuple(passages)
    if not found:
        raise Refused(EMPTY)
    if len(found) > MOST_PASSAGES:
        raise Refused(TOO_MANY, found=len(found), most=MOST_PASSAGES)
    for one in found:
        if len(one.name) > LONGEST_NAME:
            raise Refused(LONG_NAME, most=LONGEST_NAME)
        if len(one.text) > LONGEST_PASSAGE:
            raise Refused(TOO_LONG, passage=one.name, most=LONGEST_PASSAGE)
    if sum(len(one.text.encode("utf-8", "replace")) for one in found) > LARGEST_WORDS:
        raise Refused(TOO_LARGE, most=LARGEST_WORDS // KILOBYTE)
    return found
