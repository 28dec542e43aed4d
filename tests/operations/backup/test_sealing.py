"""A sealed stream comes back as it was, or not at all."""

import io
import random

import pytest

from lms.operations.backup import sealing
from lms.operations.backup.sealing import CHUNK, MAGIC, Header, SealedReader, SealedWriter
from lms.operations.backup.trouble import BackupError, Damaged, WrongKey

PASSPHRASE = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """A cheap key: its strength is not what is tested here."""
    monkeypatch.setattr(Header.__init__, "__defaults__", (2**4, 8, 1, CHUNK))


def sealed(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    out = io.BytesIO()
    writer = SealedWriter(out, passphrase)
    for start in range(0, len(content), 100_000):
        writer.write(content[start : start + 100_000])
    writer.finish()
    return out.getvalue()


def opened(data: bytes, passphrase: str | None = PASSPHRASE) -> bytes:
    return io.BufferedReader(SealedReader(io.BytesIO(data), passphrase)).read()


def chunks(data: bytes) -> tuple[bytes, list[bytes]]:
    start = data.index(b"\n", len(MAGIC)) + 1 + 32
    length = CHUNK + sealing.TAG
    return data[:start], [data[at : at + length] for at in range(start, len(data), length)]


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_what_was_sealed_comes_back(length):
    content = random.Random(length).randbytes(length)

    assert opened(sealed(content)) == content


def test_nothing_of_the_content_can_be_read_in_the_file():
    assert b"Lin Xiao" not in sealed(b"Lin Xiao " * 1_000)


def test_the_same_content_is_never_sealed_alike():
    assert sealed(b"x" * 100)[-100:] != sealed(b"x" * 100)[-100:]


@pytest.mark.parametrize("passphrase", ["correct horse battery stapler", "", None])
def test_another_passphrase_opens_nothing(passphrase):
    with pytest.raises(WrongKey):
        opened(sealed(b"secret" * 100), passphrase)


def test_every_changed_byte_is_noticed():
    content = random.Random(1).randbytes(2 * CHUNK + 500)
    data = sealed(content)
    places = [*range(len(data[:260])), *random.Random(2).sample(range(len(data)), 60)]
    for place in places:
        changed = bytearray(data)
        changed[place] ^= 1 << (place % 8)
        with pytest.raises(BackupError):
            opened(bytes(changed))


def test_every_cut_is_noticed():
    start, parts = chunks(sealed(bytes(3 * CHUNK + 5)))
    whole = start + b"".join(parts)
    cuts = [0, 5, len(start) - 1, len(start), len(start) + 1, len(whole) - 1, len(whole) - 20]
    cuts += [len(start) + number * (CHUNK + sealing.TAG) for number in (1, 2, 3)]
    for cut in cuts:
        with pytest.raises(BackupError):
            opened(whole[:cut])


def test_chunks_in_another_order_are_noticed():
    start, parts = chunks(sealed(bytes(4 * CHUNK)))
    others = [
        [parts[1], parts[0], *parts[2:]],
        parts[1:],
        parts[:-2] + parts[-1:],
        [parts[0], *parts],
        [*parts, parts[-1]],
        [*parts, b"more"],
    ]
    for other in others:
        with pytest.raises(Damaged):
            opened(start + b"".join(other))


def test_chunks_of_another_file_are_noticed():
    (start, parts), (_, others) = chunks(sealed(bytes(3 * CHUNK))), chunks(sealed(bytes(3 * CHUNK)))

    with pytest.raises(Damaged):
        opened(start + parts[0] + others[1] + parts[2])


@pytest.mark.parametrize(
    "header",
    [b"{}", b"[]", b"x", b'{"salt": "", "prefix": "00000000000000"}',
     b'{"salt": "00", "prefix": "00"}', b'{"salt": "zz", "prefix": "00000000000000"}',
     b'{"salt": "00", "prefix": "00000000000000", "n": 1073741824}',
     b'{"salt": "00", "prefix": "00000000000000", "n": 3}',
     b'{"salt": "00", "prefix": "00000000000000", "p": 1000000}',
     b'{"salt": "00", "prefix": "00000000000000", "chunk": -1}',
     b'{"salt": "00", "prefix": "00000000000000", "n": "16"}'],
)  # fmt: skip
def test_a_made_up_header_costs_nothing(header):
    with pytest.raises(Damaged, match="first bytes"):
        opened(MAGIC + header + b"\n" + bytes(100))


def test_the_key_is_made_with_care(monkeypatch):
    monkeypatch.undo()
    header = Header("00" * 16, "00" * 7)

    assert 128 * header.n * header.r == 32 * 2**20  # bytes
    assert header.p == 3
