"""What was parsed of authored texts, kept in files from one start to the next.

A file holds what one parse made of one text. It is found only by the very product that wrote it:
another text, other programs of ours or other libraries make another name. It is believed only with
the seal of this installation, and even then nothing but our own values is made of it. The folder
may be deleted at any time: what is not there is parsed again.
"""

import hashlib
import hmac
import io
import logging
import pickle  # nosec B403  # read only under our seal, and only values of ours
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from flask import current_app

from lms.config import ROOT
from lms.people import vault

FOLDER = "readings"  # in LMS_INSTANCE
PLAIN = {("builtins", "frozenset"): frozenset, ("datetime", "date"): date}
PURPOSE = "library.readings"  # of the key that seals
SEAL_LENGTH = 32  # bytes: HMAC-SHA-256

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that was parsed, whatever it was called when."""

    kind: str
    address: str
    digest: str

    @property
    def name(self) -> str:
        """The name of its file."""
        parts = "\n".join([product(), self.kind, self.address, self.digest])
        return hashlib.sha256(parts.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was parsed; `is_checked`: what takes long to find was looked for too, and not found."""

    content: Any
    is_checked: bool


@cache
def product() -> str:
    """What tells this product from all that might parse a text otherwise.

    Asked at the start, so that a process never takes the programs of a later version for its own.
    """
    result = hashlib.sha256(sys.version.encode())
    for file in [ROOT / "requirements.txt", *sorted((ROOT / "lms").rglob("*.py"))]:
        result.update(b"%s\n%d\n" % (bytes(file.relative_to(ROOT)), file.stat().st_size))
        result.update(file.read_bytes())
    return result.hexdigest()


def read(text: Text) -> Reading | None:
    """What was parsed of a text; None if it is not kept, or not by us."""
    try:
        kept = (_folder() / text.name).read_bytes()
    except OSError:
        return None
    seal, pickled = kept[:SEAL_LENGTH], kept[SEAL_LENGTH:]
    try:
        if hmac.compare_digest(seal, _seal(text, pickled)):
            return _thawed(pickled)
    except pickle.UnpicklingError as error:
        log.error("a reading holds what is no text", extra={"problem": str(error)})
    log.warning("a reading that is not ours is thrown away", extra={"file": text.name})
    (_folder() / text.name).unlink(missing_ok=True)
    return None


def is_kept(text: Text) -> bool:
    """Whether there is a file of what was parsed of a text."""
    return (_folder() / text.name).is_file()


def keep(text: Text, reading: Reading) -> None:
    """Keep what was parsed of a text, whole or not at all; that it cannot be kept is logged."""
    try:
        pickled = _pickled((reading.content, reading.is_checked))
        _thawed(pickled)  # what could not be read is not written
        _write(_folder() / text.name, _seal(text, pickled) + pickled)
    except (pickle.PickleError, AttributeError, TypeError, OSError) as error:
        log.warning("a reading is not kept", extra={"file": text.name, "problem": str(error)})


def forget_others(texts: Iterable[Text]) -> None:
    """Delete what is kept of all other texts, and by other versions of the product."""
    names = {text.name for text in texts}
    for file in _folder().glob("*"):
        if file.name not in names:
            file.unlink(missing_ok=True)


def _folder() -> Path:
    instance: Path = current_app.config["SETTINGS"].instance
    return instance / FOLDER


def _seal(text: Text, pickled: bytes) -> bytes:
    return vault.seal(text.name.encode() + pickled, PURPOSE)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(mode=0o700, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as new:
        new.write(content)
    Path(new.name).replace(file)


def _pickled(value: object) -> bytes:
    stream = io.BytesIO()
    _Writer(stream, pickle.HIGHEST_PROTOCOL).dump(value)
    return stream.getvalue()


def _thawed(pickled: bytes) -> Reading:
    return Reading(*_Reader(io.BytesIO(pickled)).load())


def _frozen(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


class _Writer(pickle.Pickler):
    """Writes mappings that do not change, and enumerations alike in every Python."""

    def reducer_override(self, value: object, /) -> Any:
        """How a value is made again. Python 3.11.2 would have enumerations made by `getattr`."""
        if isinstance(value, MappingProxyType):
            return _frozen, (dict(value),)
        if isinstance(value, Enum):
            return type(value), (value.value,)
        return NotImplemented


class _Reader(pickle.Unpickler):
    """Makes values of our own classes, and of nothing else."""

    def find_class(self, module: str, name: str, /) -> Any:
        """A class of the product, or a plain value. Raises UnpicklingError for everything else."""
        if (module, name) == (__name__, _frozen.__name__):
            return _frozen
        if (module, name) in PLAIN:
            return PLAIN[module, name]
        found = super().find_class(module, name) if module.startswith("lms.") else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is no value of an authored text")
        return found
