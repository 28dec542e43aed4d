"""What the documents promise about commands and settings is there."""

import re
import shlex
from itertools import chain

import pytest

from lms import create_app
from lms.config import ROOT, Settings
from tests.products import SECRET

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"^(?:```sh\n)?[ ]*\.venv/bin/flask (?P<words>[^\n#`]+)", re.MULTILINE)
TABLED = re.compile(r"\| `flask (?P<group>\w+) (?P<name>[\w-]+)`(?P<more>(?: · `[\w-]+`)*)")
READ = re.compile(r'environ(?:ment)?\.get\("([A-Z_]+)"')
SETTINGS_OF = ("lms/config.py", "deploy/gunicorn.py", "deploy/serve.py")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    runner = create_app(
        Settings.read({"LMS_INSTANCE": str(folder), "LMS_SECRET_KEY": SECRET})
    ).test_cli_runner()
    return lambda words: runner.invoke(args=[*words, "--help"])


def written() -> list[str]:
    """Commands as they are written to be typed, with their options."""
    texts = (document.read_text("utf-8") for document in DOCUMENTS)
    return sorted({found["words"].strip() for text in texts for found in COMMAND.finditer(text)})


def tabled() -> list[str]:
    """Commands of the table in docs/operations.md."""
    found = TABLED.finditer((ROOT / "docs/operations.md").read_text("utf-8"))
    named = ((row["group"], [row["name"], *re.findall(r"[\w-]+", row["more"])]) for row in found)
    return [f"{group} {name}" for group, names in named for name in names]


@pytest.mark.parametrize("words", [*written(), *tabled()])
def test_a_command_can_be_typed_as_it_is_written(run, words):
    answer = run(shlex.split(words))

    assert answer.exit_code == 0, answer.output


def test_commands_are_found_in_the_documents():
    assert any(words.startswith("people add ") for words in written())
    assert {"content export", "certificates verify", "audit verify"} <= set(tabled())


def test_every_setting_is_explained():
    explained = (ROOT / "docs/operations.md").read_text("utf-8")
    read = set(chain(*(READ.findall((ROOT / f).read_text("utf-8")) for f in SETTINGS_OF)))

    assert {"DATABASE_URL", "LMS_PROXIES", "LMS_WORKERS"} <= read
    assert not {name for name in read if f"`{name}`" not in explained}
