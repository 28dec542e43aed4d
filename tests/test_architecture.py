"""Rules about the code. A failing rule says where it is broken and how to mend it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from lms import create_app
from lms.config import ROOT, Settings
from lms.db import metadata
from lms.people.domain import AccessMatrix

PACKAGE = ROOT / "lms"
SOURCES = [file for file in sorted(PACKAGE.rglob("*.py")) if "migrations" not in file.parts]
TEMPLATES = sorted((PACKAGE / "templates").rglob("*.html"))
CATALOGUES = PACKAGE / "translations"
LONGEST_FILE = 250  # lines
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*")
VIEWS = {"GET": ("show_", "new_", "edit_"), "POST": ("create_", "update_", "delete_")}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "N_": None, "lazy": None, "gettext": None, "ngettext": (1, 2)}
PERSONAL = re.compile(r"(^|_)(person_id|by_id|name|name_pinyin|email|login|password_hash|browser)$")
NO_PERSON = {  # names of things
    "department.name",
    "document.name",
    "edition.name",
    "plan.name",
    "plan.template",
    "robot.name",
}
READS_CLOCK = re.compile(r"clock\.(now|today)\(|datetime\.(now|utcnow|today)\(|date\.today\(")
TIMELESS = {"domain", "content", "models", "queries", "service", "forms", "export"}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The product with all its routes, without a database."""
    folder = tmp_path_factory.mktemp("routes")
    secret = "tests-only-secret-of-enough-characters"
    return create_app(Settings.read({"LMS_INSTANCE": str(folder), "LMS_SECRET_KEY": secret}))


def routes(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def named(file: Path) -> str:
    return str(file.relative_to(ROOT))


def nodes(kind: type) -> Iterator[tuple[Path, ast.AST]]:
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, kind):
                yield file, node


def messages() -> set[str | tuple[str, str]]:
    """Every text of the interface."""
    found = extract_from_dir(PACKAGE, METHODS, keywords=KEYWORDS, comment_tags=())
    return {message for _file, _line, message, _comments, _context in found}


def test_every_route_says_who_may_use_it(app):
    rows = AccessMatrix.read().letters
    silent, unknown = [], []
    for rule in routes(app):
        marks = app.view_functions[rule.endpoint].__dict__
        if "permission" not in marks:
            silent.append(rule.endpoint)
        elif marks["permission"] is not None and marks["permission"] not in rows:
            unknown.append(rule.endpoint)

    assert not silent, f"put @requires(…) with a row of access.csv, or @public, on {silent}"
    assert not unknown, f"name a row of lms/people/access.csv on {unknown}"


def test_addresses_are_kebab_case(app):
    wrong = {
        rule.rule
        for rule in routes(app)
        for part in re.sub(r"<[^>]*>", "x", rule.rule).strip("/").split("/")
        if part and not KEBAB.fullmatch(part)
    }

    assert not wrong, f"write these addresses in small letters with hyphens: {sorted(wrong)}"


def test_views_are_named_for_what_they_do_to_a_resource(app):
    wrong = []
    for rule in routes(app):
        method = "POST" if "POST" in rule.methods else "GET"
        name = app.view_functions[rule.endpoint].__name__
        if not name.startswith(VIEWS[method]):
            wrong.append(f"{method} {rule.rule}: {name}")

    assert not wrong, f"begin with {VIEWS}: {wrong}"


def test_a_get_and_a_post_are_two_views(app):
    both = [rule.rule for rule in routes(app) if {"GET", "POST"} <= rule.methods]

    assert not both, f"one view shows, another acts: split {both}"


def test_templates_never_trust_text():
    trusting = re.compile(r"\|\s*safe\b|autoescape\s+false|\bMarkup\b")
    wrong = [named(file) for file in TEMPLATES if trusting.search(file.read_text("utf-8"))]

    assert not wrong, f"let lms.markdown.render make the HTML, without `safe`, in {wrong}"


def test_only_the_renderer_makes_markup():
    wrong = {
        named(file)
        for file, call in nodes(ast.Call)
        if getattr(call.func, "id", getattr(call.func, "attr", "")) == "Markup"
        and "markdown" not in named(file)
    }

    assert not wrong, (
        f"text becomes HTML in lms/markdown only; use its render or kept, or a template, in {wrong}"
    )


def test_templates_hold_no_scripts_and_no_styles_of_their_own():
    inline = re.compile(r"\son[a-z]+=|\sstyle=|<style|<script(?![^>]*\bsrc=)", re.IGNORECASE)
    wrong = [named(file) for file in TEMPLATES if inline.search(_without_comments(file))]

    assert not wrong, f"move it into static/js or static/css (the policy forbids it) in {wrong}"


def _without_comments(file: Path) -> str:
    return re.sub(r"{#.*?#}", "", file.read_text("utf-8"), flags=re.DOTALL)


def columns() -> Iterator[tuple[str, sa.Column]]:
    for table in metadata.sorted_tables:
        for column in table.columns:
            yield f"{table.name}.{column.name}", column


def concerns_a_person(name: str, column: sa.Column) -> bool:
    to_person = any(key.column.table.name == "person" for key in column.foreign_keys)
    return to_person or (PERSONAL.search(column.name) is not None and name not in NO_PERSON)


def test_every_personal_column_says_why_it_is_kept():
    silent = [
        name
        for name, column in columns()
        if concerns_a_person(name, column)
        and set(column.info.get("personal", ())) != {"purpose", "basis", "retention"}
    ]

    assert not silent, (
        f"give these columns info=personal(purpose, basis, retention) from lms.people.models: "
        f"{silent} — or, if they name things and not people, list them in NO_PERSON"
    )


def test_instants_are_kept_aware():
    naive = [n for n, column in columns() if type(column.type) in (sa.DateTime, sa.TIMESTAMP)]

    assert not naive, f"use Mapped[datetime] (lms.db.Instant) for {naive}"


@pytest.mark.parametrize("folder", ["en", "zh_Hant"])
def test_every_text_of_the_interface_is_in_every_catalogue(folder):
    file = CATALOGUES / folder / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as text:
        catalogue = read_po(text, locale=folder)
    lacking = [message for message in messages() if not _is_translated(catalogue, message)]

    assert not lacking, (
        f"run `make messages`, then translate in {named(file)}: {sorted(map(str, lacking))}"
    )


def _is_translated(catalogue, message: str | tuple[str, str]) -> bool:
    entry = catalogue.get(message if isinstance(message, str) else message[0])
    if entry is None:
        return False
    strings = (entry.string,) if isinstance(entry.string, str) else entry.string
    return all(strings)


@pytest.mark.parametrize("folder", ["en", "zh_Hant"])
def test_translations_keep_the_places_of_their_parameters(folder):
    with (CATALOGUES / folder / "LC_MESSAGES" / "messages.po").open("rb") as text:
        catalogue = read_po(text, locale=folder)
    wrong = [
        message.id
        for message in catalogue
        if message.id and isinstance(message.id, str) and message.string
        if _places(message.id) != _places(message.string)
    ]

    assert not wrong, f"the same %(names)s must stand in the translation of {wrong}"


def _places(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


def test_message_ids_are_chinese():
    foreign = [
        message
        for message in messages()
        if not re.search(r"[\u4e00-\u9fff]", str(message))
        and re.search(r"[A-Za-z]{2}", _bare(message))
    ]

    assert not foreign, (
        f"message ids are simplified Chinese; English goes into its catalogue: {foreign}"
    )


def _bare(message: str | tuple[str, str]) -> str:
    return re.sub(r"%\(\w+\)s", "", str(message))


def test_templates_speak_through_the_catalogue():
    wrong = []
    for file in TEMPLATES:
        text = re.sub(r"{{.*?}}|{%.*?%}", "", _without_comments(file), flags=re.DOTALL)
        if re.search(r"[\u4e00-\u9fff]", text):
            wrong.append(named(file))

    assert not wrong, f"put the words into _(…) in {wrong}"


def test_imports_stand_at_the_top():
    wrong = []
    for file, function in nodes(ast.FunctionDef):
        inner = [n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)]
        if inner and function.name != "init_app":
            wrong.append(f"{named(file)}:{inner[0].lineno}")

    assert not wrong, f"an import inside a function hides a wrong direction; move it up: {wrong}"


def test_no_file_grows_past_what_one_can_read():
    long = {
        named(f): n for f in SOURCES if (n := len(f.read_text("utf-8").splitlines())) > LONGEST_FILE
    }

    assert not long, f"make a folder of the same name with one file for each matter: {long}"


def test_only_write_commits():
    wrong = {
        f"{named(file)}:{call.lineno}"
        for file, call in nodes(ast.Call)
        if getattr(call.func, "attr", "") == "commit" and named(file) != "lms/db/transactions.py"
    }

    assert not wrong, f"wrap the use case in lms.db.write instead of committing: {wrong}"


def test_rules_and_use_cases_never_read_the_clock():
    wrong = [
        named(file)
        for file in SOURCES
        if TIMELESS & {*file.relative_to(PACKAGE).with_suffix("").parts}
        and "jobs" not in file.relative_to(PACKAGE).parts
        and READS_CLOCK.search(file.read_text("utf-8"))
    ]

    assert not wrong, f"take `now` or `today` as an argument from the view, command or job: {wrong}"


def test_only_the_clock_reads_the_clock():
    wrong = [
        named(file)
        for file in SOURCES
        if file.name != "clock.py"
        and re.search(r"datetime\.(now|utcnow)\(|date\.today\(", file.read_text("utf-8"))
    ]

    assert not wrong, f"ask lms.clock: {wrong}"


def test_every_feature_says_what_it_is_for():
    silent = [named(f) for f in SOURCES if not ast.get_docstring(ast.parse(f.read_text("utf-8")))]

    assert not silent, f"begin the file with what it is for and must not do: {silent}"
