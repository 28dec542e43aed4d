"""How versions of a draft are kept: as what differs from the text with which it was begun.

An author saves every few seconds, mostly the same text again: deflate, told the text beforehand,
keeps some hundred bytes of it.
"""

import zlib

REACH = 32768  # bytes that deflate looks back


def pack(text: str, base: str) -> bytes:
    """A text, as short as the one that it was made of allows."""
    packer = zlib.compressobj(zdict=_known(base)) if base else zlib.compressobj()
    return packer.compress(_bytes(text)) + packer.flush()


def unpack(packed: bytes, base: str) -> str:
    """The text that was packed. Raises zlib.error for another base."""
    unpacker = zlib.decompressobj(zdict=_known(base)) if base else zlib.decompressobj()
    return (unpacker.decompress(packed) + unpacker.flush()).decode("utf-8")


def _known(base: str) -> bytes:
    return _bytes(base)[-REACH:]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8")
