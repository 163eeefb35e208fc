"""The wheel is the whole product: all rooms with their data, and it runs where nothing else is."""

import os
import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOMS = ("ontology", "loaders", "graph", "queries", "viz", "shisaku")
DATA = {".css", ".csv", ".html", ".js", ".jsonld", ".rq", ".toml", ".ttl", ".txt"}
VENDORED = ("vis-network.min.js", "vis-network.LICENSE-APACHE-2.0", "vis-network.LICENSE-MIT")


@pytest.fixture(scope="session")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)],
        cwd=root)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def contents(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel; its dependencies are those of this environment.

    The line in a .pth file adds this environment's packages behind the wheel's without reading
    the .pth files there, so the editable install stays out of sight.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    run([sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install",
         "--quiet", "--no-deps", "--no-index", str(wheel)], cwd=folder)
    beside = next(path for path in sys.path if path.endswith("site-packages"))
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(beside, encoding="utf-8")
    return folder


def run(command: list[str], *, cwd: Path) -> str:
    """Run ``command`` as a user would, with no trace of this repository in its environment."""
    surroundings = {name: value for name, value in os.environ.items()
                    if not name.startswith(("PYTHON", "SHISAKU", "COV"))}
    done = subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True,
                          encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def kept_files(room: Path) -> set[str]:
    """Return the files of ``room`` that a user of the wheel needs, from the repository's top."""
    return {path.relative_to(room.parent).as_posix() for path in room.rglob("*")
            if path.suffix in DATA | {".py"} or path.name == "py.typed"}


@pytest.mark.parametrize("room", ROOMS)
def test_wheel_carries_the_whole_room(room: str, root: Path, contents: set[str]) -> None:
    needed = kept_files(root / room)

    assert {f"{room}/__init__.py", f"{room}/py.typed"} <= needed
    assert needed <= contents


@pytest.mark.parametrize("name", VENDORED)
def test_wheel_carries_the_browser_parts(name: str, contents: set[str]) -> None:
    assert f"viz/assets/vendor/{name}" in contents


def test_wheel_carries_nothing_else(contents: set[str]) -> None:
    tops = {PurePosixPath(name).parts[0] for name in contents}

    assert tops == {*ROOMS, "shisaku-0.1.0.dist-info"}
    assert not [name for name in contents if "__pycache__" in name]
    assert "shisaku-0.1.0.dist-info/licenses/LICENSE" in contents


def test_packages_come_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    said = run([str(installed / "bin" / "python"), "-c",
                f"import {', '.join(ROOMS)}\n"
                f"print(*(room.__file__ for room in ({', '.join(ROOMS)})), sep='\\n')"],
               cwd=tmp_path)

    places = [Path(line) for line in said.splitlines()]
    assert len(places) == len(ROOMS)
    assert all(place.is_relative_to(installed) for place in places)


def test_command_answers_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    said = run([str(installed / "bin" / "shisaku"), "--help"], cwd=tmp_path)

    assert "demo" in said


def test_demo_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    run([str(installed / "bin" / "shisaku"), "demo"], cwd=tmp_path)

    maps = list(tmp_path.rglob("*.html"))
    assert maps
    assert not [page for page in maps
                if re.search(r"<(script|link|img)[^>]+(src|href)=.?https?:",
                             page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("lock", "groups"), [("requirements.txt", []),
                                              ("requirements-dev.txt", ["dev"])])
def test_lock_satisfies_the_project(lock: str, groups: list[str], root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [Requirement(line) for line in project["project"]["dependencies"]]
    wanted += [Requirement(line) for group in groups
               for line in project["dependency-groups"][group]]
    text = (root / lock).read_text(encoding="utf-8")
    locked = dict(re.findall(r"^(\S+)==([^\s;]+)", text, flags=re.MULTILINE))

    assert [str(one) for one in wanted
            if not one.specifier.contains(locked[canonicalize_name(one.name)])] == []
    assert not re.search(r"^\s*-(?!-hash=)", text, flags=re.MULTILINE), "names an index or a link"


def test_every_locked_version_has_a_hash(root: Path) -> None:
    for lock in ("requirements.txt", "requirements-dev.txt"):
        entries = re.split(r"^(?=\S+==)", (root / lock).read_text(encoding="utf-8"),
                           flags=re.MULTILINE)
        assert [entry for entry in entries if entry.strip() and "--hash=sha256:" not in entry] == []
