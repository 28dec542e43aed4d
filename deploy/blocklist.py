"""Make the list of passwords that nobody may choose, from the password list of zxcvbn (MIT).

    pip download --no-deps --no-binary :all: zxcvbn==4.5.0
    python deploy/blocklist.py zxcvbn-4.5.0.tar.gz

The list is cut where it holds 10,000 passwords as long as one may be with a second factor; shorter
ones before are kept too, since people lengthen them with digits.
"""

import ast
import hashlib
import sys
import tarfile
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "lms" / "people" / "blocklist"
SOURCE = "zxcvbn-4.5.0/zxcvbn/frequency_lists.py"
LICENCE = "zxcvbn-4.5.0/LICENSE.txt"
DIGEST = (
    "70392c0fff39459d7f55d0211151401e79e76fcc6e2c22b61add62900359c7c1"  # SHA-256 of the archive
)
ORIGIN = """The list itself is that of zxcvbn, under the same licence:
Copyright (c) 2012-2016 Dan Wheeler and Dropbox, Inc."""
WANTED = 10_000
LONG_ENOUGH = 8  # characters: SHORTEST_WITH_CODE of lms/people/domain/passwords.py


def passwords(source: str) -> list[str]:
    """The words of the list `passwords`, most used first; the module is read, not run."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "passwords":
                    words = ast.literal_eval(value.func.value).split(",")  # "…".split(",")
                    return [unicodedata.normalize("NFKC", word).casefold() for word in words]
    raise SystemExit(f"{SOURCE} holds no list of passwords")


def cut(words: list[str]) -> list[str]:
    """The most used ones, up to so many that are long enough."""
    kept, long = [], 0
    for word in dict.fromkeys(words):
        if long == WANTED:
            return kept
        kept.append(word)
        long += len(word) >= LONG_ENOUGH
    raise SystemExit(f"only {long} passwords have {LONG_ENOUGH} characters")


def main() -> int:
    """Write the list and its licence."""
    archive = Path(sys.argv[1])
    if hashlib.sha256(archive.read_bytes()).hexdigest() != DIGEST:
        raise SystemExit(f"{archive} is not the archive that this script was written for")
    with tarfile.open(archive) as opened:
        source, licence = (opened.extractfile(name).read().decode() for name in (SOURCE, LICENCE))
    kept = cut(passwords(source))
    (FOLDER / "common-passwords.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")
    (FOLDER / "LICENSE").write_text(f"{licence.strip()}\n\n{ORIGIN}\n", encoding="utf-8")
    print(f"{len(kept)} passwords, {WANTED} of them of {LONG_ENOUGH} characters or more")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
