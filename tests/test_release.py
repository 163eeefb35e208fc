"""What a release is made of: the same bytes wherever it is built, described, and run with care."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from shisaku import __version__
from tests.shisaku.web.client import served

SBOM = ("release/sbom.py", "requirements.txt", "package.json")


def built(tree: Path, out: Path) -> dict[str, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(tree)],
        check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_wheel_and_sdist_are_the_same_wherever_they_are_built(root: Path, tmp_path: Path) -> None:
    """The second tree is a copy with other times and other rights."""
    kept = subprocess.run(["git", "-C", str(root), "ls-files", "-z",
                           "--cached", "--others", "--exclude-standard"], check=True,
                          capture_output=True, text=True).stdout.split("\0")
    copy = tmp_path / "elsewhere" / "tree"
    for name in filter(None, kept):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, copy / name)
        (copy / name).chmod(0o700 if os.access(root / name, os.X_OK) else 0o600)
        os.utime(copy / name, (1_000_000_000, 1_000_000_000))
    shutil.copytree(root / "viz/assets/vendor", copy / "viz/assets/vendor")
    first, second = built(root, tmp_path / "one"), built(copy, tmp_path / "two")

    assert first.keys() == {f"shisaku-{__version__}.tar.gz",
                            f"shisaku-{__version__}-py3-none-any.whl"}
    assert [name for name, data in first.items() if second.get(name) != data] == []
    with tarfile.open(tmp_path / "one" / f"shisaku-{__version__}.tar.gz") as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "CHANGELOG.md", "LICENSE", "release/Containerfile"} <= inside
    assert not [name for name in inside if name.startswith((".venv", "dist"))]


def test_the_version_stands_in_one_place(root: Path) -> None:
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (\S+)", changelog, re.MULTILINE)

    assert headings[0] == __version__
    for name in ("pyproject.toml", "release/Containerfile", "release/shisaku.service"):
        assert f'"{__version__}"' not in (root / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bill(root: Path) -> dict[str, Any]:
    text = subprocess.run([sys.executable, *SBOM], cwd=root, check=True, capture_output=True,
                          text=True, encoding="utf-8").stdout
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    told: dict[str, Any] = json.loads(text)
    return told


def test_the_bill_has_every_locked_part(root: Path, bill: dict[str, Any]) -> None:
    lock = (root / "requirements.txt").read_text(encoding="utf-8")
    locked = set(re.findall(r"^(\S+)==([^\s;]+)", lock, re.MULTILINE))
    manifest = json.loads((root / "package.json").read_text(encoding="utf-8"))
    browser = {name: version for name, version in manifest["dependencies"].items()
               if name not in {"axe-core", "graphology", "graphology-library"}}  # of the tests
    told = {(each["name"], each["version"]) for each in bill["components"]}

    assert told == locked | set(browser.items())
    assert len(locked) > 50
    assert bill["metadata"]["component"]["version"] == __version__
    assert sum(len(each.get("properties", ())) for each in bill["components"]) >= lock.count(
        "--hash=sha256:")


def test_the_bill_says_who_needs_whom(bill: dict[str, Any]) -> None:
    needs = {each["ref"].partition("@")[0]: [ref.partition("@")[0] for ref in each["dependsOn"]]
             for each in bill["dependencies"]}

    assert "pkg:pypi/pyoxigraph" in needs["shisaku"]
    assert "pkg:pypi/pyparsing" in needs["pkg:pypi/rdflib"]
    without = [each["name"] for each in bill["components"]
               if each["purl"].startswith("pkg:pypi/") and "licenses" not in each
               and "needed-where" not in str(each["properties"])]
    assert without == []


def instructions(root: Path) -> list[tuple[str, str]]:
    text = (root / "release/Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [(line.split()[0], line.partition(" ")[2]) for line in text.splitlines()
            if line and not line.startswith("#")]


def test_the_image_runs_as_nobody_in_particular(root: Path) -> None:
    words = instructions(root)
    last = [word for word, _ in words[::-1]]

    assert dict(words)["USER"] == "10001"
    assert last.index("USER") > last.index("ENTRYPOINT")
    assert last.index("USER") < last.index("RUN")
    assert "--require-hashes" in " ".join(said for word, said in words if word == "RUN")


def test_the_image_s_health_check_tells_a_server_from_none(
    root: Path, sample_folder: Path
) -> None:
    check = json.loads(dict(instructions(root))["HEALTHCHECK"].partition("CMD ")[2])
    with served(sample_folder) as server:
        here = [sys.executable, "-c", check[2].replace(":8000/", f":{server.port}/")]
        alive = subprocess.run(here, check=False, capture_output=True).returncode
    gone = subprocess.run(here, check=False, capture_output=True).returncode

    assert check[0] == "python"
    assert (alive, gone) == (0, 1)


@pytest.fixture(scope="module")
def sample_folder(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("served") / "data"
    done = subprocess.run(
        [sys.executable, "-m", "shisaku", "build",
         str(root / "shisaku/sample/kirihara_minutes.txt"), "--municipality", "990001=霧原町",
         "--into", str(folder)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_unit_is_one_that_systemd_reads(root: Path, tmp_path: Path) -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(root / "release/shisaku.service", encoding="utf-8")
    service = unit["Service"]

    assert service["User"] == "shisaku"
    assert service["ExecStart"].split()[:2] == ["/opt/shisaku/bin/shisaku", "serve"]
    assert (service["NoNewPrivileges"], service["ProtectSystem"]) == ("yes", "strict")
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        pytest.skip("there is no systemd here to ask")
    text = (root / "release/shisaku.service").read_text(encoding="utf-8")
    here = tmp_path / "shisaku.service"
    here.write_text(text.replace("/opt/shisaku/bin/shisaku", sys.executable)
                    .replace("=shisaku\n", "=root\n", 2), encoding="utf-8")
    done = subprocess.run([systemd, "verify", str(here)], check=False, capture_output=True,
                          text=True, timeout=60)
    assert (done.returncode, [line for line in done.stderr.splitlines()
                              if str(here) in line]) == (0, [])
