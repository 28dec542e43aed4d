"""Pictures as authors send them → pictures as they are kept: drawn anew, small, nothing but pixels.

What was sent is never kept: only the pixels of its first frame are, written by us. So what hides
beside or behind them (where it was taken, who took it, a page, a program) is gone, and a file that
pretends to be a picture is none.
"""

import io
import struct
import zlib
from dataclasses import dataclass
from threading import Lock

from PIL import Image, ImageOps

from lms.errors import N_, Invalid
from lms.library.media import KILOBYTE, LARGEST_IMAGE

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
LARGEST_SENT = 10 * KILOBYTE * KILOBYTE  # bytes
MOST_PIXELS = 20_000_000  # as the message says
LARGEST_SHOWN = (1600, 1600)  # pixels
QUALITIES = (88, 75, 60, 45)  # of WebP, 0–100, in the order in which they are tried
SHRINKING = 0.75  # of each side, where no quality makes it small enough
ENDING = "webp"
BROKEN = (
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError),
    *(MemoryError, struct.error, zlib.error),
)  # whatever is raised of a file that is not what it says

NOTHING_SENT = N_("请选一张图片。")
TOO_LARGE = N_("图片文件太大；最多 %(most)s MB。")
TOO_MANY_PIXELS = N_("图片太大；最多 2000 万像素。先缩小再传。")
NO_PICTURE = N_("这个文件不是完好的图片；请用 PNG、JPG、WebP 或 GIF。")

one_at_a_time = Lock()  # a picture of many pixels takes many times its file in memory


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A picture as it is kept: WebP without anything but pixels; sides in pixels."""

    content: bytes
    width: int
    height: int


def redrawn(sent: bytes) -> Redrawn:
    """A picture drawn anew, upright, no larger than the product shows and keeps it.

    Raises Invalid for what is too large, and for what is no picture.
    """
    if not sent:
        raise Invalid(NOTHING_SENT)
    if len(sent) > LARGEST_SENT:
        raise Invalid(TOO_LARGE, most=LARGEST_SENT // KILOBYTE // KILOBYTE)
    try:
        with one_at_a_time, Image.open(io.BytesIO(sent), formats=FORMATS) as picture:
            return _small_enough(_pixels(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Invalid(TOO_MANY_PIXELS) from None
    except BROKEN:
        raise Invalid(NO_PICTURE) from None


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as a file says them; None for what is no such picture."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            return picture.size
    except (*BROKEN, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None


def _pixels(picture: Image.Image) -> Image.Image:
    """The first frame, upright and no longer than pages show it; only its head was read so far."""
    if picture.width * picture.height > MOST_PIXELS:
        raise Image.DecompressionBombError
    picture.draft("RGB", LARGEST_SHOWN)  # a JPEG is not even read larger than this
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    shown = picture if picture.mode == mode else picture.convert(mode)
    shown.thumbnail(LARGEST_SHOWN)
    upright = ImageOps.exif_transpose(shown)
    bare = Image.new(mode, upright.size)  # which says nothing of where it comes from
    bare.paste(upright)
    return bare


def _small_enough(picture: Image.Image) -> Redrawn:
    while True:
        for quality in QUALITIES:
            written = io.BytesIO()
            picture.save(written, "WEBP", quality=quality)
            if written.tell() <= LARGEST_IMAGE:
                return Redrawn(written.getvalue(), picture.width, picture.height)
        smaller = (max(1, round(side * SHRINKING)) for side in picture.size)
        picture = picture.resize((next(smaller), next(smaller)))
