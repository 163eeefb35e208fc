"""What the program runs on may be given on with it: no GPL, no AGPL; docs/licences.md says so."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

# The LGPL and the MPL bind only their own files. The run-time libraries of GCC inside binary wheels
# stand under the GPL with an exception that frees what uses them: docs/licences.md tells.
REFUSED = re.compile(r"\bA?GPL|Affero|(?<!Lesser )General Public License", re.IGNORECASE)


def licence(of: Distribution) -> str:
    """Return the licence as the distribution's metadata state it, in one line."""
    expression = of.metadata.get_all("License-Expression") or []
    classifiers = [line.split(" :: ")[-1] for line in of.metadata.get_all("Classifier") or []
                   if line.startswith("License :: ") and not line.endswith("OSI Approved")]
    free_text = [text.strip().split("\n")[0] for text in of.metadata.get_all("License") or []]
    return "; ".join(expression or classifiers or free_text)


def run_time(name: str, extras: frozenset[str] = frozenset()) -> Iterator[Distribution]:
    """Yield the distributions that ``name`` with ``extras`` needs on this machine, repeatedly."""
    for line in distribution(name).requires or ():
        wanted = Requirement(line)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra})
                                        for extra in extras | {""}):
            yield distribution(wanted.name)
            yield from run_time(wanted.name, frozenset(wanted.extras))


NEEDED = {found.name.lower(): found for found in run_time("shisaku")}


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_licence_is_known_and_not_refused(name: str) -> None:
    stated = licence(NEEDED[name])

    assert stated not in ("", "UNKNOWN")
    assert not REFUSED.search(stated)


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_licence_stands_in_the_documentation(name: str, root: Path) -> None:
    row = f"| {NEEDED[name].name} | {licence(NEEDED[name])} |"

    assert row in (root / "docs" / "licences.md").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("stated", "refused"), [
    ("GPL-3.0-only", True),
    ("AGPL-3.0-or-later", True),
    ("GNU Affero General Public License v3", True),
    ("GNU General Public License v2 (GPLv2)", True),
    ("LGPL-2.1-or-later", False),
    ("GNU Lesser General Public License v3 (LGPLv3)", False),
    ("Mozilla Public License 2.0 (MPL 2.0)", False),
    ("BSD-3-Clause", False),
])
def test_refusal(stated: str, refused: bool) -> None:
    assert bool(REFUSED.search(stated)) is refused


def test_the_direct_dependencies_are_among_them() -> None:
    assert {"rdflib", "pyoxigraph", "networkx", "pyvis", "pyshacl"} <= set(NEEDED)
