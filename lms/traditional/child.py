"""The child process that knows OpenCC's dictionaries: a text in JSON a line, its answer a line.

Who asks waits for the answer before asking again, so that nothing is read ahead of its turn. It
goes when nobody has asked for a while; `lms.traditional.process` then starts another.
"""

import json
import select
import sys

import opencc

IDLE = 20  # seconds without a text after which the child goes


def main() -> None:
    """Convert what is asked, by OpenCC's s2twp."""
    converter = opencc.OpenCC("s2twp")
    texts, answers = sys.stdin.buffer, sys.stdout.buffer
    while select.select([texts], [], [], IDLE)[0] and (line := texts.readline()):
        answer = json.dumps(converter.convert(json.loads(line)))
        answers.write(answer.encode("ascii") + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()
