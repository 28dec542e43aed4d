"""The child process that sets a certificate: facts in, PDF out, and then it goes.

What setting takes (fonts, caches) goes with it. It gets no environment, so no secrets.
"""

import json
import sys
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("certificate.typ")


def main() -> None:
    """Read {"fonts": folder, "facts": {…}} and write the PDF/A-2a."""
    job = json.load(sys.stdin.buffer)
    made: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"data": json.dumps(job["facts"])},
        font_paths=[job["fonts"]],
        ignore_system_fonts=True,
        pdf_standards=["a-2a"],
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
