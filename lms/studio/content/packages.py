"""Documents as zip files, read as if everybody who sends one were an enemy.

What a zip says of itself (sizes, names) is not believed: bytes are counted while they are unpacked,
in memory, and a zip with one wrong file is refused whole.
"""

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from lms.errors import N_, ProductError
from lms.library import media
from lms.library.models import LONGEST_PATH
from lms.yamlfile import LARGEST

LARGEST_PACKAGE = 3 * 1024 * 1024  # bytes as it is sent
LARGEST_CONTENT = 16 * 1024 * 1024  # bytes of all files together, unpacked
MOST_FILES = 500
FOLDERS = ("courses", "quizzes")
TEXTS = (".md", ".yaml")
PLAIN = re.compile(r"[A-Za-z0-9_.-]+")  # of each part of a path
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1  # a bit of the flags
PIECE = 64 * 1024  # bytes
KILOBYTE = 1024

NO_ZIP = N_("这个文件不是完好的 zip；请重新导出或者重新打包。")
EMPTY = N_("这个 zip 里没有文件。")
TOO_MANY = N_("里面有 %(found)s 个文件，最多 %(most)s 个；请分成几包。")
TOO_LARGE = N_("%(file)s 太大；最多 %(most)s KB。")
ALL_TOO_LARGE = N_("解开到 %(file)s 就超过 %(most)s MB 了；请分成几包。")
ODD_NAME = N_(
    "%(file)s 的路径不能收：只写 courses/ 或 quizzes/ 下面的路径，用字母、数字、点和连字符。"
)
OTHER_TYPE = N_("%(file)s 不是课文、YAML、图片或录音，不能收。")
NO_FILE = N_("%(file)s 不是普通文件（是链接或设备），不能收。")
TWICE = N_("%(file)s 有两份，或者和另一个只差大小写；请留下一份。")
LOCKED = N_("%(file)s 加了密码或者压缩方式太少见；请用普通方式重新打包。")
BROKEN = N_("%(file)s 解不开；请重新导出或者重新打包。")
NO_TEXT = N_("%(file)s 不是 UTF-8 文字；请用 UTF-8 编码保存。")


class Refused(ProductError):
    """A zip that is not taken, with the reason and the file (422)."""

    status = 422


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a zip, by path. Raises Refused for one that is not taken."""
    try:
        with ZipFile(io.BytesIO(content)) as package:
            return _files(package)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Refused(NO_ZIP) from None


def _files(package: ZipFile) -> dict[str, bytes]:
    entries = package.infolist()
    if len(entries) > MOST_FILES:
        raise Refused(TOO_MANY, found=len(entries), most=MOST_FILES)
    infos = list(_sound(entries))
    if not infos:
        raise Refused(EMPTY)
    paths = {_folded(info.filename) for info in infos}
    for info in infos:
        if any(str(folder) in paths for folder in PurePosixPath(_folded(info.filename)).parents):
            raise Refused(ODD_NAME, file=_shown(info))
    files: dict[str, bytes] = {}
    room = LARGEST_CONTENT
    for info in infos:
        files[info.filename] = read = _read(package, info, room)
        room -= len(read)
    return files


def _sound(entries: list[ZipInfo]) -> Iterator[ZipInfo]:
    """The entries that are files, once all that they say of themselves is in order."""
    seen: set[str] = set()
    for info in entries:
        fault = _fault(info)
        if fault:
            raise Refused(fault, file=_shown(info))
        path = _folded(info.filename)
        if path in seen:
            raise Refused(TWICE, file=_shown(info))
        if not info.is_dir():
            seen.add(path)
            yield info


def _fault(info: ZipInfo) -> str | None:
    """What is wrong with an entry before it is read."""
    mode = stat.S_IFMT(info.external_attr >> 16)
    wanted = stat.S_IFDIR if info.is_dir() else stat.S_IFREG
    if mode not in (0, wanted):
        return NO_FILE
    if not _is_plain(info):
        return ODD_NAME
    if not info.is_dir() and _type(info.filename) is None:
        return OTHER_TYPE
    is_odd = info.flag_bits & ENCRYPTED or info.compress_type not in METHODS
    return LOCKED if is_odd else None


def _is_plain(info: ZipInfo) -> bool:
    """Whether the name, as it was written, leads to a place for texts and nowhere else."""
    name = info.orig_filename
    parts = name.removesuffix("/").split("/")
    return (
        name == info.filename
        and len(name) <= LONGEST_PATH
        and parts[0] in FOLDERS
        and all(PLAIN.fullmatch(part) and part.strip(".") and part[0] != "." for part in parts)
    )


def _type(path: str) -> int | None:
    """How large a file of this type may be, in bytes; None: none of its type is taken."""
    if path.endswith(TEXTS):
        return LARGEST
    known = media.TYPES.get(media.ending(path))
    return known.largest if known else None


def _read(package: ZipFile, info: ZipInfo, room: int) -> bytes:
    """A file, counted while it is unpacked."""
    most = _type(info.filename) or 0
    content = io.BytesIO()
    try:
        with package.open(info) as entry:
            while piece := entry.read(PIECE):
                content.write(piece)
                if content.tell() > most:
                    raise Refused(TOO_LARGE, file=_shown(info), most=most // KILOBYTE)
                if content.tell() > room:
                    most_mb = LARGEST_CONTENT // KILOBYTE // KILOBYTE
                    raise Refused(ALL_TOO_LARGE, file=_shown(info), most=most_mb)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError):
        raise Refused(BROKEN, file=_shown(info)) from None
    return _checked(info.filename, content.getvalue())


def _checked(path: str, content: bytes) -> bytes:
    """The content, once it is what its name says."""
    if not path.endswith(TEXTS):
        fault = media.fault_of(path, content)
        if fault:
            raise Refused(fault.message, way_on=None, **fault.parameters)
        return content
    try:
        is_text = "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        is_text = False
    if not is_text:
        raise Refused(NO_TEXT, file=path)
    return content


def _folded(path: str) -> str:
    return str(PurePosixPath(unicodedata.normalize("NFC", path).casefold()))


def _shown(info: ZipInfo) -> str:
    """The name of an entry as it can be put into a sentence."""
    shown = "".join(c if c.isprintable() else "�" for c in info.orig_filename)
    return shown[:LONGEST_PATH] or "—"
