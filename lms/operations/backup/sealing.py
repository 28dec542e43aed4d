"""Encrypting a stream with a passphrase, so that every change and every cut is noticed.

The key is made of the passphrase with scrypt (RFC 7914). The stream is cut into chunks, each sealed
with AES-256-GCM under a nonce that holds its number and whether it is the last: chunks can neither
be changed, dropped, repeated nor put in another order, and a file without its last chunk is not
taken for a whole one (the STREAM construction, Hoang, Reyhanitabar, Rogaway, Vizár 2015).
"""

import hmac
import io
import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from lms.operations.backup.trouble import Damaged, WrongKey

MAGIC = b"shitu sealed 1\n"
CHUNK = 256 * 1024  # bytes of the stream in each chunk
TAG = 16  # bytes that GCM adds to each
KEY = 32
PREFIX = 7  # random bytes of every nonce; then the number (4) and whether it is the last (1)
LONGEST_HEADER = 1_000
MOST_MEMORY = 2**30  # bytes that a file may ask for to make its key


@dataclass(frozen=True, slots=True)
class Header:
    """What is needed to make the key again; written in the open, protected by a code."""

    salt: str  # hexadecimal
    prefix: str  # of all nonces, hexadecimal
    n: int = 2**15  # with r and p what OWASP gives for scrypt: 32 MiB, three times over
    r: int = 8
    p: int = 3
    chunk: int = CHUNK

    def keys(self, passphrase: str) -> tuple[bytes, bytes]:
        """The key of the stream, and the one of the code over the header."""
        kdf = Scrypt(bytes.fromhex(self.salt), 2 * KEY, self.n, self.r, self.p)
        made = kdf.derive(passphrase.encode())
        return made[:KEY], made[KEY:]

    @property
    def is_sane(self) -> bool:
        """Whether the figures are such as we write, or somewhat stronger ones."""
        memory = 128 * self.n * self.r
        power = self.n > 1 and self.n & (self.n - 1) == 0
        return power and memory <= MOST_MEMORY and 0 < self.p <= 16 and 0 < self.chunk <= 2**24  # noqa: PLR2004


def is_sealed(file: Path) -> bool:
    """Whether a file was written by `SealedWriter`."""
    with file.open("rb") as start:
        return start.read(len(MAGIC)) == MAGIC


class SealedWriter(io.RawIOBase):
    """Seals what is written; only `finish` makes it whole."""

    def __init__(self, out: BinaryIO, passphrase: str) -> None:
        header = Header(os.urandom(16).hex(), os.urandom(PREFIX).hex())
        key, code_key = header.keys(passphrase)
        line = MAGIC + json.dumps(asdict(header)).encode() + b"\n"
        out.write(line + hmac.digest(code_key, line, "sha256"))
        self._out, self._cipher = out, AESGCM(key)
        self._nonces = _Nonces(bytes.fromhex(header.prefix))
        self._waiting = bytearray()

    def writable(self) -> bool:
        """It is for writing."""
        return True

    def write(self, data: object) -> int:
        """Take more of the stream."""
        added = bytes(memoryview(data))  # type: ignore[arg-type]
        self._waiting += added
        while len(self._waiting) > CHUNK:  # the last chunk waits until it is known to be the last
            self._seal(CHUNK, is_last=False)
        return len(added)

    def finish(self) -> None:
        """Write the last chunk."""
        self._seal(len(self._waiting), is_last=True)

    def _seal(self, length: int, *, is_last: bool) -> None:
        chunk = bytes(self._waiting[:length])
        del self._waiting[:length]
        self._out.write(self._cipher.encrypt(self._nonces.next(is_last=is_last), chunk, None))


class SealedReader(io.RawIOBase):
    """Opens what `SealedWriter` sealed; nothing of a chunk is given before it is proved genuine.

    Raises WrongKey, Damaged.
    """

    def __init__(self, source: BinaryIO, passphrase: str | None) -> None:
        if passphrase is None:
            raise WrongKey(
                "this backup is sealed; give its passphrase with --key-file or LMS_BACKUP_KEY."
            )
        header, line = _read_header(source)
        key, code_key = header.keys(passphrase)
        code = source.read(sha256().digest_size)
        if not hmac.compare_digest(hmac.digest(code_key, line, "sha256"), code):
            raise WrongKey("the passphrase does not open this backup, or its first bytes changed.")
        self._source, self._cipher, self._length = source, AESGCM(key), header.chunk + TAG
        self._nonces = _Nonces(bytes.fromhex(header.prefix))
        self._ahead = source.read(self._length)
        self._opened, self._place, self._is_over, self._number = b"", 0, False, 0

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: object) -> int:
        """Give more of the stream; 0 at its end."""
        target = memoryview(buffer)  # type: ignore[arg-type]
        while self._place == len(self._opened) and not self._is_over:
            self._open_next()
        part = self._opened[self._place : self._place + len(target)]
        target[: len(part)] = part
        self._place += len(part)
        return len(part)

    def _open_next(self) -> None:
        chunk, self._ahead = self._ahead, self._source.read(self._length)
        self._is_over = not self._ahead
        self._number += 1
        try:
            nonce = self._nonces.next(is_last=self._is_over)
            self._opened, self._place = self._cipher.decrypt(nonce, chunk, None), 0
        except InvalidTag:
            where = "was cut off or its end was changed" if self._is_over else "was changed"
            raise Damaged(
                f"this backup {where} (chunk {self._number}); use an earlier one."
            ) from None


class _Nonces:
    def __init__(self, prefix: bytes) -> None:
        self._prefix, self._number = prefix, 0

    def next(self, *, is_last: bool) -> bytes:
        nonce = self._prefix + self._number.to_bytes(4) + bytes([is_last])
        self._number += 1
        return nonce


def _read_header(source: BinaryIO) -> tuple[Header, bytes]:
    line = source.readline(len(MAGIC)) + source.readline(LONGEST_HEADER)
    try:
        header = Header(**json.loads(line[len(MAGIC) :]))
        prefix, salt = bytes.fromhex(header.prefix), bytes.fromhex(header.salt)
        is_sane = header.is_sane and len(prefix) == PREFIX and bool(salt)
    except (ValueError, TypeError):
        is_sane = False
    if not is_sane:
        raise Damaged("the first bytes of this backup were changed; use an earlier one.")
    return header, line
