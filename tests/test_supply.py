"""What `make check` says of packages and secrets, and what `make sbom` writes down."""

import importlib
import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lms.config import ROOT

LOCK = "jinja2==3.1.2 \\\n    --hash=sha256:" + "0" * 64 + "\n"
FAULT = {
    "id": "GHSA-test-test-test",
    "aliases": ["CVE-2026-0001"],
    "summary": "made up",
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.1.9"}]}],
        }
    ],
}


@pytest.fixture
def script(monkeypatch):
    """`script("audit")`: a program of deploy/."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "deploy"), *sys.path])

    def load(name: str) -> ModuleType:
        monkeypatch.delitem(sys.modules, name, raising=False)
        return importlib.import_module(name)

    return load


@pytest.fixture
def feed() -> Iterator[tuple[str, list[dict]]]:
    """A database of faults on this machine: its address, and the faults it knows of everything."""
    known: list[dict] = []

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps({"vulns": known} if known else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query", known
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    file = tmp_path / "requirements.txt"
    file.write_text(LOCK)
    return file


@pytest.fixture
def audit(script, monkeypatch, tmp_path):
    module = script("audit")
    monkeypatch.setattr(module, "STAMP", tmp_path / "audited")
    return module


def test_packages_without_a_known_fault_pass(audit, feed, lock, capsys):
    assert audit.audit([lock], feed[0], {}) == 0
    assert capsys.readouterr().out == "packages: 1 audited, no fault that concerns us.\n"
    assert audit.STAMP.is_file()


def test_a_known_fault_stops_the_check_and_says_what_to_do(audit, feed, lock, capsys):
    feed[1].append(FAULT)

    assert audit.audit([lock], feed[0], {}) == 1
    assert "jinja2 3.1.2: CVE-2026-0001, mended in 3.1.9" in capsys.readouterr().out
    assert not audit.STAMP.exists()


def test_a_fault_that_does_not_concern_us_passes_under_any_of_its_numbers(audit, feed, lock):
    feed[1].append(FAULT)

    assert audit.audit([lock], feed[0], {"CVE-2026-0001": "we never do that"}) == 0


def test_what_is_ignored_for_nothing_is_said(audit, feed, lock, capsys):
    assert audit.audit([lock], feed[0], {"CVE-2020-0001": "long gone"}) == 0
    assert "CVE-2020-0001 is ignored in pyproject.toml but no longer found" in (
        capsys.readouterr().out
    )


def test_without_a_network_it_says_so_and_lets_the_check_go_on(audit, lock, capsys):
    assert audit.audit([lock], "http://127.0.0.1:9/v1/query", {}) == 0
    said = capsys.readouterr().out
    assert said.startswith("packages: NOT AUDITED")
    assert "no fault" not in said
    assert not audit.STAMP.exists()


def test_what_was_not_audited_is_the_last_word_of_the_check():
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("\ncheck:")[2].partition("\n\n")[0]

    assert recipe.splitlines()[-1].endswith("deploy/audit.py")


def test_a_lock_that_cannot_be_read_is_no_missing_network(audit, tmp_path):
    broken = tmp_path / "broken.txt"
    broken.write_text("jinja2\n")

    with pytest.raises(RuntimeError):
        audit.audit([broken], "http://127.0.0.1:9/v1/query", {})


def test_every_ignored_fault_has_its_reason(audit):
    assert all(len(reason) > 20 for reason in audit.ignored().values())


def test_a_secret_is_found_in_code_and_in_tests(script, monkeypatch, tmp_path):
    leaks = script("leaks")
    monkeypatch.setattr(leaks, "ROOT", tmp_path)
    (tmp_path / "tests").mkdir()
    key = "AKIA" + "QYLPMN5HHHFPZAM2"
    (tmp_path / "tests" / "test_x.py").write_text(f'KEY = "{key}"\nPASSWORD = "made-up-people"\n')
    (tmp_path / "settings.py").write_text('PASSWORD = "correct-horse-battery"\n')  # one
    leaks.baseline.load(leaks.baseline.load_from_file(str(leaks.BASELINE)))

    found = {
        (name, secret.type) for name, secret in leaks.scanned(["settings.py", "tests/test_x.py"])
    }

    assert found == {("settings.py", "Secret Keyword"), ("tests/test_x.py", "AWS Access Key")}


def test_what_is_known_to_be_harmless_is_known_wherever_the_project_stands(script):
    leaks = script("leaks")
    known = leaks.baseline.load(leaks.baseline.load_from_file(str(leaks.BASELINE)))
    names = {name for name, _secret in known}

    assert names
    assert not list(leaks.scanned(sorted(names)) - known)
    assert str(ROOT) not in leaks.BASELINE.read_text("utf-8")


def test_the_secrets_scan_asks_nobody(script):
    settings = json.loads(script("leaks").BASELINE.read_text("utf-8"))

    assert not [f for f in settings["filters_used"] if "verification" in f["path"]]


def test_the_bill_of_materials_holds_every_package_and_what_is_vendored(script):
    sbom = script("sbom")
    made = sbom.bill()
    named = {str(component.purl) for component in made.components}

    for line in (ROOT / "requirements.in").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name = canonicalize_name(Requirement(line).name)
            assert any(one.startswith(f"pkg:pypi/{name}@") for one in named), line
    assert any(one.startswith("pkg:npm/bootstrap@5") for one in named)
    assert any(one.startswith("pkg:npm/%40expo-google-fonts/noto-sans-sc@") for one in named)
    assert len(named) == len(made.components)


def test_the_bill_of_materials_is_cyclonedx(script, monkeypatch, tmp_path):
    sbom = script("sbom")
    monkeypatch.setattr(sbom, "TARGET", tmp_path / "build" / "sbom.json")

    assert sbom.main() == 0
    made = json.loads(sbom.TARGET.read_text("utf-8"))
    refs = {part["bom-ref"] for part in made["components"]} | {"product"}
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert {part["ref"] for part in made["dependencies"]} == refs
    assert all(set(part.get("dependsOn", ())) <= refs for part in made["dependencies"])
    flask = next(part for part in made["dependencies"] if part["ref"] == "pypi:flask")
    assert "pypi:werkzeug" in flask["dependsOn"]
