"""What the program is made of, as a bill of materials in CycloneDX 1.6 (ECMA-424).

    python release/sbom.py requirements.txt package.json > shisaku.cdx.json

Versions and hashes are those of the locked requirements, and versions of the browser parts those
of package.json; licences and who needs whom are what the
installed distributions state. The same lock and installation give the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import quote

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_ENTRY = re.compile(r"^(\S+)==([^\s;\\]+)(?: ; ([^\\\n]+?))?\s*\\?\n((?:\s+.*\n?)*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_PROGRAM = "shisaku"


@dataclass(frozen=True, slots=True)
class Locked:
    """A line of the lock: ``marker`` tells where that version is needed, "" for everywhere."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    @property
    def reference(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def bill(lock: str, package: str) -> dict[str, Any]:
    """Return the bill of materials for the requirements in ``lock`` (the text of a lock file) and
    the browser parts in ``package`` (the text of package.json)."""
    parts = sorted((Locked(canonicalize_name(name), version, marker.strip(),
                           tuple(_HASH.findall(hashes)))
                    for name, version, marker, hashes in _ENTRY.findall(lock)),
                   key=lambda part: part.reference)
    program = distribution(_PROGRAM)
    serial = uuid.uuid5(uuid.NAMESPACE_URL, program.version + lock + package)
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": {
            "type": "application", "bom-ref": _PROGRAM, "name": _PROGRAM,
            "version": program.version, "licenses": _licences(program)}},
        "components": [*map(_component, parts), *_browser_parts(package)],
        "dependencies": [_needs(_PROGRAM, _PROGRAM, parts),
                         *(_needs(part.name, part.reference, parts) for part in parts)]}


def _component(part: Locked) -> dict[str, Any]:
    told: dict[str, Any] = {"type": "library", "bom-ref": part.reference, "name": part.name,
                            "version": part.version, "purl": part.reference}
    found = _installed(part.name)
    if found is not None and (licences := _licences(found)):
        told["licenses"] = licences
    told["properties"] = [{"name": "shisaku:sha256", "value": each} for each in sorted(part.hashes)]
    if part.marker:
        told["properties"].append({"name": "shisaku:needed-where", "value": part.marker})
    return told


def _browser_parts(package: str) -> Iterable[dict[str, Any]]:
    """Yield what the wheel carries for browsers; the licences lie beside it there."""
    told = json.loads(package)
    carried = {name for name, part in told["browserParts"].items() if "folder" not in part}
    for name, version in sorted(told["dependencies"].items()):
        if name not in carried:
            continue
        purl = f"pkg:npm/{quote(name)}@{version}"
        yield {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def _licences(of: Distribution) -> list[dict[str, Any]]:
    """Return the licence as the metadata state it: an expression of SPDX, else names."""
    expression = of.metadata.get_all("License-Expression")
    if expression:
        return [{"expression": expression[0]}]
    names = [line.split(" :: ")[-1] for line in of.metadata.get_all("Classifier") or []
             if line.startswith("License :: ") and not line.endswith("OSI Approved")]
    names = names or [text.strip().split("\n")[0] for text in of.metadata.get_all("License") or []]
    return [{"license": {"name": name}} for name in names if name]


def _needs(name: str, reference: str, parts: Sequence[Locked]) -> dict[str, Any]:
    found = _installed(name)
    wanted = {canonicalize_name(Requirement(line).name)
              for line in (found.requires or () if found else ())}
    return {"ref": reference,
            "dependsOn": [part.reference for part in parts if part.name in wanted]}


def _installed(name: str) -> Distribution | None:
    """Return what is installed of ``name``; None for what this machine has no need of."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    given = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:3]]
    sys.stdout.write(json.dumps(bill(*given), indent=1, ensure_ascii=False) + "\n")
