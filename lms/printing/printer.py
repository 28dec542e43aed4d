"""The child process that sets a document: facts in, PDF out, and then it goes.

What setting takes (fonts, caches) goes with it. It gets no environment, so no secrets.
"""

import json
import sys
from pathlib import Path

import typst


def main() -> None:
    """Read {"fonts": folder, "template": file, "facts": {…}} and write the PDF/A-2a."""
    job = json.load(sys.stdin.buffer)
    made: bytes = typst.compile(
        Path(job["template"]).read_bytes(),
        sys_inputs={"data": json.dumps(job["facts"])},
        font_paths=[job["fonts"]],
        ignore_system_fonts=True,
        pdf_standards=["a-2a"],
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
