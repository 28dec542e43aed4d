"""Pictures and sound of authored documents: which files may be published. Pure; reads no file.

Nothing harmful may reach a reader even if a page embedded such a file: a drawing that could run a
script, call another server or load a file is refused, and so is a file that is not what its name
says. They are served as files on top of that (`lms.pages.file_response`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from lms.errors import N_
from lms.library.content import NAME

KILOBYTE = 1024
LARGEST_IMAGE = 200 * KILOBYTE
LARGEST_SOUND = 1024 * KILOBYTE  # about two minutes of speech
LARGEST = max(LARGEST_IMAGE, LARGEST_SOUND)

TOO_LARGE = N_("文件 %(file)s 太大；最多 %(most)s KB。")
OTHER_TYPE = N_("文件 %(file)s 的内容和它的扩展名对不上；请存成 %(type)s 格式。")
HARMFUL = N_("图片 %(file)s 里有“%(found)s”；请去掉脚本、外部链接和嵌入的文件，只留线条和文字。")
BROKEN_DRAWING = N_("图片 %(file)s 不是 UTF-8 编码的 SVG；请重新导出。")

Signature = Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Medium:
    """A type of file: as what it is served, how large it may be, and how its content begins."""

    type: str
    largest: int  # bytes
    looks_right: Signature


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file: a message id with its parameters."""

    message: str
    parameters: Mapping[str, object]


def _begins(*starts: bytes) -> Signature:
    return lambda content: content.startswith(starts)


def _riff(form: bytes) -> Signature:
    return lambda content: content[:4] == b"RIFF" and content[8:12] == form


MP3_FRAMES = (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")

IMAGES = {
    "svg": Medium("image/svg+xml", LARGEST_IMAGE, lambda content: b"<svg" in content[:KILOBYTE]),
    "png": Medium("image/png", LARGEST_IMAGE, _begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": Medium("image/jpeg", LARGEST_IMAGE, _begins(b"\xff\xd8\xff")),
    "webp": Medium("image/webp", LARGEST_IMAGE, _riff(b"WEBP")),
}
PHOTOS = tuple(ending for ending in IMAGES if ending != "svg")  # pictures of pixels
SOUNDS = {
    "mp3": Medium("audio/mpeg", LARGEST_SOUND, _begins(b"ID3", *MP3_FRAMES)),
    "ogg": Medium("audio/ogg", LARGEST_SOUND, _begins(b"OggS")),
    "wav": Medium("audio/wav", LARGEST_SOUND, _riff(b"WAVE")),
    "m4a": Medium("audio/mp4", LARGEST_SOUND, lambda content: content[4:8] == b"ftyp"),
}
TYPES = {**IMAGES, **SOUNDS}

IMAGE_NAME = rf"{NAME}\.(?:{'|'.join(IMAGES)})"
SOUND_NAME = rf"{NAME}\.(?:{'|'.join(SOUNDS)})"
FILE_NAME = re.compile(rf"{NAME}\.(?:{'|'.join(TYPES)})")

OPENING = re.compile(
    r"\s*(?:<\?xml\s[^>]*\?>)?(?:\s|<!--.*?-->)*<svg[\s>]", re.DOTALL
)  # nothing but a declaration and comments comes before
ENCODING = re.compile(r"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8)[^\"']*", re.IGNORECASE)
HARM = (
    re.compile(r"<!(?!--)[^>\s]*"),  # a document type with entities, character data
    re.compile(r"<\?(?!xml\s)[^>\s]*"),  # a style sheet from elsewhere
    re.compile(
        r"<\s*/?\s*(?:[\w.-]+:)?(?:script|foreignobject|iframe|object|embed|image|video|audio"
        r"|animate\w*|set|handler|listener|a)\b",
        re.IGNORECASE,
    ),
    re.compile(r"[\s\"'/]on[a-z]+\s*=", re.IGNORECASE),
    re.compile(r"(?:href|src)\s*=\s*(?![\"']#)\S{0,20}", re.IGNORECASE),
    re.compile(r"url\(\s*(?![\"']?#)\S{0,20}", re.IGNORECASE),
    re.compile(r"@import|javascript:|expression\(", re.IGNORECASE),
    re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\S{0,10}"),  # what is hidden behind numbers
)


def type_of(name: str) -> str:
    """As what a file of this name is served. Raises KeyError for a type that is not published."""
    return TYPES[ending(name)].type


def ending(name: str) -> str:
    """The end of a file's name, without the dot."""
    return PurePosixPath(name).suffix.removeprefix(".")


def fault_of(name: str, content: bytes) -> Fault | None:
    """Why a file of a known type may not be published, if there is a reason."""
    medium = TYPES[ending(name)]
    if len(content) > medium.largest:
        return Fault(TOO_LARGE, {"file": name, "most": medium.largest // KILOBYTE})
    if not medium.looks_right(content):
        return Fault(OTHER_TYPE, {"file": name, "type": ending(name).upper()})
    return _drawing_fault(name, content) if medium is IMAGES["svg"] else None


def _drawing_fault(name: str, content: bytes) -> Fault | None:
    try:
        drawing = content.decode("utf-8")
    except UnicodeDecodeError:
        return Fault(BROKEN_DRAWING, {"file": name})
    if not OPENING.match(drawing) or ENCODING.search(drawing):
        return Fault(BROKEN_DRAWING, {"file": name})
    found = next((it for it in (one.search(drawing) for one in HARM) if it), None)
    return Fault(HARMFUL, {"file": name, "found": found[0].strip()}) if found else None
