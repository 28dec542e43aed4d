"""Setting documents as PDF by typst, in a process of its own; knows no particular document."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lms.printing.fonts import FONTS, glyphs, lacking, printable
from lms.turns import stepping_aside

__all__ = ["REGIONS", "glyphs", "lacking", "pdf", "printable"]

PRINTER = (sys.executable, "-I", str(Path(__file__).with_name("printer.py")))
PATIENCE = 30  # seconds that a document may take on a busy machine
REGIONS = {"zh-Hans": ("zh", "cn"), "zh-Hant": ("zh", "tw"), "en": ("en", "gb")}


def pdf(template: Path, facts: Mapping[str, Any]) -> bytes:
    """A document in the form of a template (PDF/A-2a); same facts, same bytes.

    〓 stands for what the font lacks, in whatever text: a document with it could not be set.
    """
    job = {"fonts": str(FONTS), "template": str(template), "facts": _printable(facts)}
    with stepping_aside():
        done = subprocess.run(  # noqa: S603
            PRINTER, input=json.dumps(job).encode(), capture_output=True, env={}, timeout=PATIENCE
        )
    if done.returncode:
        raise RuntimeError(f"the printer ended with {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def _printable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    return value
