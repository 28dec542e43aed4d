"""A disk that can lose its power: one file, served by FUSE, to put a loop device on.

It keeps writes in its cache, as disks do, and has on the platter only what was there when a flush
was answered. A power cut leaves the platter and, by chance, some sectors out of the cache, in any
combination: what was acknowledged after a flush is there, and nothing else can be relied upon.

Run as a program, it serves until its standard input ends; each line of it names a file into which
to put what a power cut at this moment leaves. The protocol is that of linux/fuse.h, version 7.31.
"""

import ctypes
import errno
import os
import random
import select
import stat
import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512  # bytes that a disk writes as a whole
FILE = 1  # the number of the only file
PIECE = 64 * 1024
EMPTY = bytes(PIECE)
LONGEST_WRITE = 128 * 1024
REQUEST = struct.Struct("<IIQQIIIHH")  # length, what, which request, which file, who (five fields)
ANSWER = struct.Struct("<IiQ")  # length, error, which request
IO = struct.Struct("<QQIIQII")  # handle, offset, size, then what does not matter here
GREETING = struct.Struct("<IIII")  # major, minor, read-ahead, flags
WELCOME = struct.Struct("<IIIIHHIIHHI7I")
ATTRIBUTES = struct.Struct("<QII QQQQQQ IIIIIIIIII")
MAJOR, MINOR, BIG_WRITES = 7, 31, 1 << 5
MS_NOSUID, MS_NODEV = 2, 4
FORGET, GETATTR, SETATTR, OPEN, READ, WRITE, STATFS = 2, 3, 4, 14, 15, 16, 17
RELEASE, FSYNC, FLUSH, INIT, INTERRUPT, DESTROY, BATCH_FORGET = 18, 20, 25, 26, 36, 38, 42
UNANSWERED = {FORGET, INTERRUPT, BATCH_FORGET}


@dataclass
class Disk:
    """What is on the platter, and what is only in the cache."""

    size: int
    platter: bytearray = field(init=False)
    shown: bytearray = field(init=False)  # platter and cache together: what reading gives
    cache: list[tuple[int, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.platter, self.shown = bytearray(self.size), bytearray(self.size)

    def write(self, offset: int, content: bytes) -> None:
        """Take a write into the cache."""
        self.cache.append((offset, content))
        self.shown[offset : offset + len(content)] = content

    def flush(self) -> None:
        """Put the cache on the platter."""
        for offset, content in self.cache:
            self.platter[offset : offset + len(content)] = content
        self.cache.clear()

    def after_power_cut(self, chance: random.Random) -> bytearray:
        """What is left when the power goes: of the cache, each sector or not."""
        left = bytearray(self.platter)
        for offset, sector in _sectors(self.cache):
            if chance.random() < 0.5:  # noqa: PLR2004  # heads or tails
                left[offset : offset + len(sector)] = sector
        return left


def _sectors(writes: list[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    for offset, content in writes:
        for start in range(0, len(content), SECTOR):
            yield offset + start, content[start : start + SECTOR]


def _write_sparsely(file: Path, content: bytearray) -> None:
    """Write a file, leaving out what is empty."""
    file.unlink(missing_ok=True)
    with file.open("wb") as out:
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            if piece != EMPTY[: len(piece)]:
                out.seek(start)
                out.write(piece)
        out.truncate(len(content))


class Server:
    """Answers the kernel's requests for the file, and those for a power cut."""

    def __init__(self, disk: Disk, place: Path, chance: random.Random) -> None:
        self._disk, self._chance = disk, chance
        self._kernel = os.open("/dev/fuse", os.O_RDWR)
        self._deeds: dict[int, Callable[[bytes], bytes]] = {
            INIT: self._welcome,
            GETATTR: self._attributes,
            SETATTR: self._attributes,
            OPEN: lambda _: struct.pack("<QII", 0, 0, 0),
            READ: self._read,
            WRITE: self._write,
            FSYNC: self._flush,
            FLUSH: lambda _: b"",
            RELEASE: lambda _: b"",
            DESTROY: lambda _: b"",
            STATFS: lambda _: bytes(80),
        }
        options = f"fd={self._kernel},rootmode={stat.S_IFREG | 0o600:o},user_id=0,group_id=0"
        _mount("disk", place, "fuse", MS_NOSUID | MS_NODEV, options)

    def serve(self) -> None:
        """Answer until standard input ends or the file is unmounted."""
        asked = sys.stdin.buffer
        while True:
            ready, _, _ = select.select([self._kernel, asked], [], [])
            if asked in ready:
                line = asked.readline().decode().strip()
                if not line:
                    return
                self._cut_power(Path(line))
            if self._kernel in ready and not self._answer_kernel():
                return

    def _cut_power(self, file: Path) -> None:
        _write_sparsely(file, self._disk.after_power_cut(self._chance))
        sys.stdout.write(f"{file}\n")
        sys.stdout.flush()

    def _answer_kernel(self) -> bool:
        try:
            request = os.read(self._kernel, LONGEST_WRITE + 4096)
        except OSError as error:
            return error.errno in {errno.EINTR, errno.EAGAIN, errno.ENOENT}
        _length, what, number, *_ = REQUEST.unpack_from(request)
        if what not in UNANSWERED:
            deed = self._deeds.get(what)
            content = deed(request[REQUEST.size :]) if deed else b""
            refusal = 0 if deed else -errno.ENOSYS
            length = ANSWER.size + len(content)
            os.write(self._kernel, ANSWER.pack(length, refusal, number) + content)
        return True

    def _welcome(self, greeting: bytes) -> bytes:
        _major, _minor, read_ahead, _flags = GREETING.unpack_from(greeting)
        settings = (read_ahead, BIG_WRITES, 16, 12, LONGEST_WRITE, 1, 0, 0, 0)
        return WELCOME.pack(MAJOR, MINOR, *settings, *[0] * 7)

    def _attributes(self, _: bytes) -> bytes:
        size = self._disk.size
        times = [0] * 6
        mode = stat.S_IFREG | 0o600
        return ATTRIBUTES.pack(
            3600,
            0,
            0,
            FILE,
            size,
            size // SECTOR,
            *times[:3],
            *times[3:],
            mode,
            1,
            0,
            0,
            0,
            4096,
            0,
        )

    def _read(self, request: bytes) -> bytes:
        _handle, offset, size, *_ = IO.unpack_from(request)
        return bytes(self._disk.shown[offset : offset + size])

    def _write(self, request: bytes) -> bytes:
        _handle, offset, size, *_ = IO.unpack_from(request)
        self._disk.write(offset, request[IO.size : IO.size + size])
        return struct.pack("<II", size, 0)

    def _flush(self, _: bytes) -> bytes:
        self._disk.flush()
        return b""


def _mount(source: str, target: Path, kind: str, flags: int, options: str) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    words = (source.encode(), bytes(target), kind.encode(), flags, options.encode())
    if libc.mount(*words):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(target))


def main() -> None:
    """Serve: the place of the file, its size in bytes, a seed."""
    place, size, seed = sys.argv[1:]
    disk = Disk(int(size))
    server = Server(disk, Path(place), random.Random(seed))  # noqa: S311  # chance, no secret
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    server.serve()


if __name__ == "__main__":
    main()
