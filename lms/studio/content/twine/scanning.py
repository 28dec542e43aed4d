"""A passage → what is said, the links out of it, what it changes; the rest is told in notes.

Reads each character once, without recursion, and runs nothing.
"""

import re
from collections.abc import Callable, Iterable

from lms.errors import N_
from lms.studio.content.twine.links import LONGEST_LINK, way_in
from lms.studio.content.twine.stories import SCRIPT, STYLE, Format, Passage
from lms.studio.content.twine.tape import BREAK, MACRO_LEFT, Frame, Scanned, Tape

LONGEST_MACRO = 2000  # characters
HTML = r"<!--|(?<!<)</?[A-Za-z]|\[img\[|\[\["
STARTS = {
    None: re.compile(HTML),
    Format.SUGARCUBE: re.compile(rf"{HTML}|<<|/\*|/%"),
    Format.HARLOWE: re.compile(rf"{HTML}|\([A-Za-z][A-Za-z0-9_-]*:|\[|\]"),
}
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)[^<>]{0,1000}>")
MACRO = re.compile(r"<<\s*(/?[A-Za-z][\w-]*|[=-])")
COMMENTS = {"<!--": "-->", "/*": "*/", "/%": "%/"}
SHOWS = ("img", "audio", "video", "source", "iframe", "object", "embed", "svg")
BRANCHES = ("if", "unless", "elseif", "else")
ENDS_OF_BRANCH = ("/if", "endif")
BRACKET, HOOK = "bracket", "hook"  # kinds of frames, beside "if"

TAG_LEFT = N_("网页标签没有搬，里面的文字留下了：%(detail)s")
IMAGE_LEFT = N_("图片、声音没有搬：%(detail)s")
COMMENT_LEFT = N_("注释没有搬：%(detail)s")
BROKEN_LINK = N_("链接没有去处，留成了文字：%(detail)s")


def scan(passage: Passage, format_: Format | None) -> Scanned:
    """What a passage says and does, in a language of macros; None: of macros nothing is known."""
    return _Scanner(passage, format_).scan()


class _Scanner:
    def __init__(self, passage: Passage, format_: Format | None) -> None:
        self._tape = Tape(passage)
        self._starts = STARTS[format_]
        is_harlowe = format_ is Format.HARLOWE
        self._closing = dict(_pairs(self._tape.text)) if is_harlowe else {}
        self._takers: dict[str, Callable[[], bool]] = {
            **dict.fromkeys(COMMENTS, self._comment),
            "[[": self._link,
            "[img[": self._image,
            "<<": self._macro,
            "[": self._bracket,
            "]": self._close,
        }

    def scan(self) -> Scanned:
        tape = self._tape
        while start := self._starts.search(tape.text, tape.at):
            tape.say(tape.text[tape.at : start.start()])
            tape.at = start.start()
            mark = start[0]
            taker = self._takers.get(mark, self._hooked if mark[0] == "(" else self._tag)
            if not taker():
                tape.say(mark)
                tape.at = start.end()
        tape.say(tape.text[tape.at :])
        return tape.found

    def _comment(self) -> bool:
        tape = self._tape
        end = tape.end(next(e for s, e in COMMENTS.items() if tape.text.startswith(s, tape.at)))
        if end < 0:
            return False
        tape.note(COMMENT_LEFT, tape.text[tape.at : end])
        tape.at = end
        return True

    def _tag(self) -> bool:
        tape = self._tape
        found = TAG.match(tape.text, tape.at)
        if found is None:
            return False
        name = found[1].lower()
        end = tape.end(f"</{name}>") if name in ("script", "style") else -1
        if end >= 0:
            tape.note(SCRIPT if name == "script" else STYLE)
        elif name == "br":
            tape.say(BREAK)
        elif not found[0].startswith("</"):
            tape.note(IMAGE_LEFT if name in SHOWS else TAG_LEFT, found[0])
        tape.at = max(end, found.end())
        return True

    def _image(self) -> bool:
        tape = self._tape
        end = tape.end("]]", LONGEST_LINK)
        if end < 0:
            return False
        whole = tape.text[tape.at : end]
        tape.note(IMAGE_LEFT, whole)
        tape.lead(way_in(whole[len("[img[") : -2].partition("][")[2]))
        tape.at = end
        return True

    def _link(self) -> bool:
        tape = self._tape
        end = tape.end("]]", LONGEST_LINK)
        inside = tape.text[tape.at + 2 : end - 2]
        if end < 0 or "\n" in inside or "[[" in inside:
            return False
        if not tape.lead(way_in(inside)):
            tape.note(BROKEN_LINK, inside)
            tape.say(inside)
        tape.at = end
        return True

    def _macro(self) -> bool:
        """A macro of SugarCube."""
        tape = self._tape
        end, found = tape.end(">>", LONGEST_MACRO), MACRO.match(tape.text, tape.at)
        if end < 0 or found is None:
            return False
        name, arguments = found[1].lower(), tape.text[found.end() : end - 2].strip()
        is_open = tape.top.kind == "if"
        if name == "if":
            tape.top.branches.clear()
            tape.branch(arguments, "if")
        elif name in BRANCHES and is_open:
            tape.frames.pop()
            tape.branch(arguments.removeprefix("if ").strip(), "if")
        elif name in ENDS_OF_BRANCH and is_open:
            tape.frames.pop()
        else:
            tape.act(name, arguments, tape.text[tape.at : end])
        tape.at = end
        return True

    def _hooked(self) -> bool:
        """A macro of Harlowe, and the hook that belongs to it."""
        tape = self._tape
        end = self._closing.get(tape.at, -1) + 1
        if not 0 < end <= tape.at + LONGEST_MACRO:
            return False
        whole = tape.text[tape.at : end]
        name, _, arguments = whole[1:-1].partition(":")
        name = name.lower().replace("-", "").replace("_", "")
        after = end
        while tape.text.startswith(" ", after):
            after += 1
        has_hook = tape.text.startswith("[", after)
        if name in BRANCHES and has_hook:
            self._branch(name, arguments.strip(), after)
            return True
        if name in BRANCHES:
            tape.note(MACRO_LEFT, whole)
        else:
            tape.act(name, arguments.strip(), whole)
        if has_hook and not self._is_link(after):
            tape.frames.append(Frame(tape.top.when, HOOK))
            end = after + 1
        tape.at = end
        return True

    def _is_link(self, at: int) -> bool:
        text = self._tape.text
        return text.startswith("[[", at) and not text.startswith("[[[", at)

    def _branch(self, name: str, asked: str, hook: int) -> None:
        """A branch of Harlowe; `hook`: where its hook begins, or the one link that it is about."""
        tape = self._tape
        if name in ("if", "unless"):
            tape.top.branches.clear()
        tape.branch(asked, HOOK, is_opposite=name == "unless")
        if not self._is_link(hook):
            tape.at = hook + 1
            return
        tape.at = hook
        if not self._link():
            tape.at = hook + 2
        tape.frames.pop()

    def _bracket(self) -> bool:
        self._tape.frames.append(Frame(self._tape.top.when, BRACKET))
        return False

    def _close(self) -> bool:
        """The end of a hook, or of a bracket that is only words."""
        tape = self._tape
        if len(tape.frames) == 1:
            return False
        if tape.frames.pop().kind == BRACKET:
            tape.say("]")
        tape.at += 1
        return True


def _pairs(text: str) -> Iterable[tuple[int, int]]:
    """Where each bracket that is closed opens and closes."""
    opened: list[int] = []
    for found in re.finditer(r"[()]", text):
        if found[0] == "(":
            opened.append(found.start())
        elif opened:
            yield opened.pop(), found.start()
