"""`make sbom`: everything that the product brings along here, as CycloneDX JSON in build/sbom.json.

Packages of requirements.txt for this Python and system, with versions, licences, digests and who
needs whom; and what is kept under static/vendor and static/fonts, read from the script that fetches
it.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "sbom.json"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(?: ; ([^\\]+))?", re.MULTILINE)
DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")
FETCHED = re.compile(r'^\s*unpack (\S+) "\$(\w+)"', re.MULTILINE)
VERSION = re.compile(r"^([A-Z_0-9]+)=([0-9][^\s#]*)", re.MULTILINE)


def packages(lock: str) -> Iterator[Component]:
    """The packages of a lock that belong on this system."""
    starts = [*PINNED.finditer(lock)]
    ends = [*(found.start() for found in starts[1:]), len(lock)]
    for found, end in zip(starts, ends, strict=True):
        if found[3] and not Marker(found[3].strip()).evaluate():
            continue
        name, version = canonicalize_name(found[1]), found[2]
        yield Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            bom_ref=f"pypi:{name}",
            purl=PackageURL("pypi", None, name, version),
            hashes=[
                HashType(alg=HashAlgorithm.SHA_256, content=digest)
                for digest in DIGEST.findall(lock, found.start(), end)
            ],
            licenses=[*licences(name)],
        )


def licences(name: str) -> Iterator[DisjunctiveLicense | LicenseExpression]:
    """Under which terms an installed package may be used, as it says itself."""
    try:
        words = metadata.metadata(name)
    except metadata.PackageNotFoundError:  # of another system
        return
    if words.get("License-Expression"):
        yield LicenseExpression(words["License-Expression"])
        return
    classified = [
        entry.rpartition(" :: ")[2]
        for entry in words.get_all("Classifier", ())
        if entry.startswith("License ::")
    ]
    first_line = (words.get("License") or "").strip().partition("\n")[0]
    for licence in classified or [first_line] * bool(first_line):
        yield DisjunctiveLicense(name=licence)


def needs(name: str) -> Iterator[str]:
    """The packages that an installed package asks for, without its extras."""
    try:
        asked = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    for line in asked:
        one = Requirement(line)
        if one.marker is None or one.marker.evaluate({"extra": ""}):
            yield canonicalize_name(one.name)


def vendored(script: str) -> Iterator[Component]:
    """What the script fetches from npm and the product serves itself."""
    versions = dict(VERSION.findall(script))
    for name, variable in FETCHED.findall(script):
        group, _, short = name.rpartition("/")
        yield Component(
            name=short,
            group=group or None,
            version=versions[variable],
            type=ComponentType.LIBRARY,
            bom_ref=f"npm:{name}",
            purl=PackageURL("npm", group or None, short, versions[variable]),
        )


def bill() -> Bom:
    """The whole bill of materials."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    product = Component(
        name=project["name"],
        version=project["version"],
        description=project["description"],
        type=ComponentType.APPLICATION,
        bom_ref="product",
    )
    installed = [*packages((ROOT / "requirements.txt").read_text("utf-8"))]
    fetched = [*vendored((ROOT / "static" / "vendor" / "fetch.sh").read_text("utf-8"))]
    made = Bom(components=[*installed, *fetched])
    made.metadata.component = product
    made.register_dependency(product, [*installed, *fetched])
    known = {component.name: component for component in installed}
    for component in installed:
        made.register_dependency(
            component, [known[name] for name in needs(component.name) if name in known]
        )
    return made


def main() -> int:
    """Write the bill; where it is."""
    made = bill()
    TARGET.parent.mkdir(exist_ok=True)
    text = JsonV1Dot6(made).output_as_string(indent=2)
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(made.components)} components")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
