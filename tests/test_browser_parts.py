"""Browser parts: named exactly, refused when they differ, and present in what we build."""

import base64
import hashlib
import io
import json
import re
import subprocess
import tarfile
from pathlib import Path

import pytest

from viz.fetch_assets import (
    ROOT,
    VENDOR,
    FetchError,
    Part,
    keep,
    npm_command,
    pack,
    read_parts,
    verify,
)

SCRIPT = b"draw()"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package as npm packs it, holding one script."""
    path = tmp_path / "part-1.0.0.tgz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("package/dist/part.js")
        entry.size = len(SCRIPT)
        archive.addfile(entry, io.BytesIO(SCRIPT))
    return path


def part_for(data: bytes, vendor: Path, inside: str = "dist/part.js") -> Part:
    digest = base64.b64encode(hashlib.sha512(data).digest()).decode("ascii")
    return Part("part", "1.0.0", f"sha512-{digest}", {inside: "part.js"}, vendor)


def test_versions_are_exact() -> None:
    told = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))

    assert [version for version in told["dependencies"].values()
            if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    assert set(told["dependencies"]) == set(told["browserParts"])


def test_no_lock_file_is_kept() -> None:
    assert not list(ROOT.glob("*lock*.json"))


def test_vendor_holds_what_the_manifest_names() -> None:
    parts = read_parts(ROOT / "package.json")

    assert [part.name for part in parts] == [
        "@zazuko/yasgui", "axe-core", "graphology", "graphology-library", "vis-network"]
    assert [part.name for part in parts if not part.is_kept] == []
    assert [part.name for part in parts if part.vendor != VENDOR] == [
        "axe-core", "graphology", "graphology-library"]


def test_right_package_is_kept(package: Path, tmp_path: Path) -> None:
    vendor = tmp_path / "vendor"
    part = part_for(package.read_bytes(), vendor)

    verify(part, package)
    keep(part, package)

    assert (vendor / "part.js").read_bytes() == SCRIPT
    assert part.is_kept
    assert not part_for(b"another release", vendor).is_kept


def test_other_package_is_refused(package: Path, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="not installed"):
        verify(part_for(b"something else", tmp_path), package)


def test_missing_file_is_told(package: Path, tmp_path: Path) -> None:
    part = part_for(package.read_bytes(), tmp_path / "vendor", "dist/elsewhere.js")

    with pytest.raises(FetchError, match=r"no file dist/elsewhere\.js"):
        keep(part, package)
    assert not part.is_kept


def test_without_network_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="Without a network"):
        pack(part_for(b"", tmp_path), ["false"], tmp_path)


def test_some_npm_answers() -> None:
    done = subprocess.run([*npm_command(), "--version"], capture_output=True, text=True, check=True)

    assert re.match(r"\d+\.", done.stdout)
