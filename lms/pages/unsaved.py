"""What somebody has sent that could not be saved: given back on the page, to be sent once more.

Works without the database, for it may be the database that does not answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import g, render_template, request

from lms.pages.addresses import own_address

TOKEN = "csrf_token"  # noqa: S105  # the name of a field; the page gets its own
LONGEST_LINE = 30  # characters that are shown in one line
SECRETS: set[str] = set()  # names of fields whose value is never given back


@dataclass(frozen=True, slots=True)
class Typed:
    """Something that a person has typed; no label when the form is not known."""

    name: str
    label: str
    text: str

    @property
    def rows(self) -> int:
        """How many lines it takes to show, 1 for one that fits."""
        return sum(1 + len(line) // LONGEST_LINE for line in self.text.split("\n"))


def remember_labels(labels: dict[str, str]) -> None:
    """Say which fields of this request people type into, and how they are called."""
    g.setdefault("labels", {}).update(labels)


def show_unsaved(heading: str, message: str) -> str:
    """The page that says so and holds what was sent: texts to be seen, the rest to go along."""
    typed = list(_typed())
    shown = {one.name for one in typed}
    return render_template(
        "errors/not_saved.html",
        status=503,
        heading=heading,
        message=message,
        address=request.full_path.rstrip("?"),
        typed=typed,
        carried=[(name, text) for name, text in _sent() if name not in shown],
        secrets=[(name, _labels().get(name, "")) for name in request.form if name in SECRETS],
        files=[name for name, file in request.files.items() if file.filename],
        back=_page_before(),
    )


def _sent() -> Iterator[tuple[str, str]]:
    for name, text in request.form.items(multi=True):
        if name != TOKEN and name not in SECRETS:
            yield name, text


def _typed() -> Iterator[Typed]:
    labels = _labels()
    for name, text in _sent():
        if text and (name in labels or (not labels and _is_prose(text))):
            yield Typed(name, labels.get(name, ""), text.replace("\r\n", "\n"))


def _labels() -> dict[str, str]:
    labels: dict[str, str] = g.get("labels", {})
    return labels


def _is_prose(text: str) -> bool:
    """Whether somebody wrote this; ids, keys and signed marks are ASCII without blanks."""
    return not text.isascii() or len(text.split()) > 1


def _page_before() -> str | None:
    parts = urlsplit(request.referrer or "")
    query = f"?{parts.query}" if parts.query else ""
    return own_address(parts.path + query) if parts.netloc == request.host else None
