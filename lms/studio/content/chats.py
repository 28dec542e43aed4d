"""A tree of chat logs → the text of a role-play, in which the author fills in what no log tells."""

import codecs
from collections.abc import Mapping, Sequence

from lms import yamlfile
from lms.errors import N_, Invalid
from lms.scenarios.domain import NARRATION, Band
from lms.studio.domain.chats import Answer, Step, Tree
from lms.yamlfile import Node
from lms.yamlfile.writing import block

FILE = "scenario.yaml"
OPENING = "客户接进来了。"  # told where the agent speaks first
HEAD = """\
id: scenario
title: 情景名
summary: ""
minutes: 10
difficulty: 1
theme: other
pass_mark: 70
assessment: {minutes: 10, attempts: 3, cool_off_hours: 12, counts: best}
case:
  customer: ""
  background: ""
  task: ""
variables: {mood: 50}
start: step-1
steps:
"""
NO_TEXT = N_("这个文件读不出文字；请存成 UTF-8 的文本或 CSV。")
TOO_LONG = N_("做出来有 %(found)s KB，一份情景最多 %(most)s KB；请少放几段。")


def decoded(content: bytes) -> str:
    """The text of a file as chat tools and spreadsheets write it. Raises Invalid for none."""
    encodings = ["utf-8-sig", "gb18030"]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Invalid(NO_TEXT)


def scenario_texts(tree: Tree) -> dict[str, str]:
    """The files of a role-play that says what the logs say; its title and id are still to come.

    Points and remarks are not in it. Where the customer goes on in several ways, the conditions are
    empty. Raises Invalid for one that is longer than a text may be.
    """
    names = [f"{_kind(step)}-{place}" for place, step in enumerate(tree.steps, 1)]
    steps = [_step(step, name, names) for step, name in zip(tree.steps, names, strict=True)]
    text = HEAD + "".join(steps)
    size = len(text.encode("utf-8"))
    if size > yamlfile.LARGEST:
        raise Invalid(TOO_LONG, found=-(-size // 1024), most=yamlfile.LARGEST // 1024)
    return {FILE: text}


def _kind(step: Step) -> str:
    return "ending" if step.is_ending else "step"


def _step(step: Step, name: str, names: Sequence[str]) -> str:
    if step.is_ending:
        band = str(Band.ACCEPTABLE)
        return _entry({"id": name, "kind": "ending", "band": band, "title": "", "text": step.text})
    line: dict[str, Node] = {"text": step.text}
    if not step.text:
        line = {"text": OPENING, "speaker": str(NARRATION.voice)}
    choices = [_choice(one, number, names) for number, one in enumerate(step.answers, 1)]
    return (
        _entry({"id": name, "kind": "choice"})
        + f"    lines:\n{_entry(line, 6)}    choices:\n"
        + "".join(_entry(choice, 6) for choice in choices)
    )


def _choice(answer: Answer, number: int, names: Sequence[str]) -> Mapping[str, Node]:
    *others, last = answer.ways
    parting: list[Node] = [{"to": names[way], "when": ""} for way in others]
    ways: Node = [*parting, {"to": names[last]}] if parting else names[last]
    return {"id": f"option-{number}", "text": answer.text, "feedback": "", "next": ways}


def _entry(node: Mapping[str, Node], column: int = 2) -> str:
    """An entry of a list, name by name."""
    return f"{' ' * column}- {block(dict(node), column + 2)}\n"
