"""The file of a backup: a compressed tar, sealed if there is a passphrase; its manifest comes last.

Without a passphrase any `tar xzf` opens it. The manifest holds the length and digest of everything
else; a file without a manifest was not finished.
"""

import gzip
import io
import json
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from lms.operations.backup.sealing import SealedReader, SealedWriter, is_sealed
from lms.operations.backup.trouble import BackupError, Damaged

FORMAT = 1
MANIFEST = "manifest.json"
LONGEST_MANIFEST = 64 * 2**20
LEVEL = 3  # of compression: a third of the time of the usual one, a tenth more bytes
BUFFER = 256 * 1024
SAFE_NAME = re.compile(r"(?!/)(?:(?!\.\.?(?:/|$))[^/\x00]+/)*(?!\.\.?$)[^/\x00]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds, written when all of it was."""

    made_at: datetime  # the database is as it was at this moment
    product: str
    database: str  # sqlite, postgresql
    revision: str  # of the tables
    rows: dict[str, int]  # by table
    columns: dict[str, list[str]] = field(default_factory=dict)  # postgresql: as they are written
    numbers: dict[str, int]  # the last number of certificates by prefix and year
    files: dict[str, tuple[int, str]] = field(default_factory=dict)  # name → bytes, SHA-256
    format: int = FORMAT

    def to_json(self) -> bytes:
        """The manifest as it is written."""
        values = {**asdict(self), "made_at": self.made_at.isoformat()}
        return json.dumps(values, indent=1, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Read a manifest. Raises Damaged, BackupError for one of a newer product."""
        try:
            values = json.loads(text)
            if values.get("format") != FORMAT:
                raise BackupError(
                    f"this backup has the format {values.get('format')}, this product reads "
                    f"{FORMAT}; install the version of the product that made it."
                )
            values["made_at"] = datetime.fromisoformat(values["made_at"])
            values["files"] = {name: (size, sha) for name, (size, sha) in values["files"].items()}
            return cls(**values)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Damaged(f"the manifest of this backup cannot be read ({error}).") from None


class Writer:
    """Puts a backup together."""

    def __init__(self, out: BinaryIO, passphrase: str | None) -> None:
        self._sealed = SealedWriter(out, passphrase) if passphrase else None
        stream = self._sealed or out
        self._gzip = gzip.GzipFile("", "wb", LEVEL, stream, mtime=0)
        self._tar = tarfile.open(  # noqa: SIM115  # closed by `finish`
            fileobj=self._gzip, mode="w|", format=tarfile.PAX_FORMAT
        )
        self.files: dict[str, tuple[int, str]] = {}

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        """Put in a file of so many bytes. Raises OSError when there are fewer."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        digested = _Digested(source)
        self._tar.addfile(entry, digested)
        self.files[name] = (size, digested.digest.hexdigest())

    def add_bytes(self, name: str, content: bytes) -> None:
        """Put in a small file."""
        self.add(name, io.BytesIO(content), len(content))

    def finish(self, manifest: Manifest) -> None:
        """Put in the manifest and end."""
        content = manifest.to_json()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(content), 0o600
        self._tar.addfile(entry, io.BytesIO(content))
        self._tar.close()
        self._gzip.close()
        if self._sealed:
            self._sealed.finish()


class _Digested:
    """A file that is read and digested at once."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self.digest, self.size = source, sha256(), 0

    def read(self, length: int = -1) -> bytes:
        data = self._source.read(length)
        self.digest.update(data)
        self.size += len(data)
        return data

    def rest(self) -> None:
        while self.read(BUFFER):
            pass


class Reader:
    """Takes a backup apart; `manifest` is known once all members have been read."""

    def __init__(self, source: BinaryIO, passphrase: str | None, *, sealed: bool) -> None:
        stream: BinaryIO = source
        if sealed:
            stream = io.BufferedReader(SealedReader(source, passphrase), BUFFER)
        self._stream = stream
        self._gzip = gzip.GzipFile(fileobj=stream, mode="rb")
        self.manifest: Manifest | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._gzip.close()

    def members(self) -> Iterator[tuple[str, "_Digested"]]:
        """Names and contents in the order of the file; every one is compared with the manifest.

        Raises Damaged, WrongKey, BackupError.
        """
        found: dict[str, tuple[int, str]] = {}
        with _damage_in_words(), tarfile.open(fileobj=self._gzip, mode="r|") as tar:
            for entry in tar:
                content = _content_of(tar, entry)
                if entry.name == MANIFEST:
                    self.manifest = Manifest.from_json(content.read(LONGEST_MANIFEST))
                    continue
                yield entry.name, content
                content.rest()
                found[entry.name] = (content.size, content.digest.hexdigest())
            self._read_to_the_end()
        self._compare(found)

    def _read_to_the_end(self) -> None:
        """What follows the archive is empty; its check sums are only looked at there."""
        while data := self._gzip.read(BUFFER):
            if data.strip(b"\0"):
                raise Damaged("something was added behind the end of this backup.")

    def _compare(self, found: dict[str, tuple[int, str]]) -> None:
        if self.manifest is None:
            raise Damaged("this backup has no manifest: it was not finished; use an earlier one.")
        wanted = self.manifest.files
        for name in sorted(wanted.keys() | found.keys()):
            if wanted.get(name) != found.get(name):
                raise Damaged(f"{name} in this backup is not what was written.")


def _content_of(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> _Digested:
    content = tar.extractfile(entry) if entry.isreg() else None
    if content is None or not SAFE_NAME.fullmatch(entry.name):
        raise Damaged(f"{entry.name!r} is no file that a backup of ours holds.")
    return _Digested(content)  # type: ignore[arg-type]


@contextmanager
def _damage_in_words() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Damaged(
            f"this backup was cut off or changed ({error}); use an earlier one."
        ) from None


@contextmanager
def opened(file: Path, passphrase: str | None) -> Iterator[Reader]:
    """Open a backup for reading. Raises WrongKey, Damaged, OSError."""
    with file.open("rb") as source, _damage_in_words():
        sealed = is_sealed(file)
        with Reader(source, passphrase, sealed=sealed) as reader:
            yield reader
