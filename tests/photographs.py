"""Pictures as people send them, and as attackers do; made in the test, no file is kept."""

import io
import struct
import zlib

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

NORTH = (31.0, 13.0, 49.0)
UPSIDE_DOWN_ON_ITS_SIDE = 6  # to be turned a quarter clockwise
PNG = b"\x89PNG\r\n\x1a\n"


def photo(kind: str = "JPEG", size=(40, 30), mode: str = "RGB", colour="red", **saved) -> bytes:
    """A picture of one colour in a file of this kind."""
    stream = io.BytesIO()
    Image.new(mode, size, colour).save(stream, kind, **saved)
    return stream.getvalue()


def from_a_phone() -> bytes:
    """A JPEG that lies on its side and says where it was taken and by what."""
    exif = Image.Exif()
    exif[Base.Orientation] = UPSIDE_DOWN_ON_ITS_SIDE
    exif[Base.Make] = "Phone of Lin"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = NORTH
    stream = io.BytesIO()
    picture = Image.new("RGB", (40, 30), "white")
    picture.paste("red", (0, 0, 20, 30))  # the left half, which is the top once it is upright
    picture.save(stream, "JPEG", exif=exif, comment=b"taken at home", icc_profile=b"x" * 200)
    return stream.getvalue()


def noise(size=(2400, 1800)) -> bytes:
    """A picture that no way of writing makes small."""
    stream = io.BytesIO()
    Image.effect_noise(size, 120).convert("RGB").save(stream, "JPEG", quality=95)
    return stream.getvalue()


def bomb(width: int, height: int, lines: int = 1) -> bytes:
    """A PNG of a few bytes that says it is so large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * (width * 3 + 1) * lines)
    return PNG + _chunk(b"IHDR", head) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check
