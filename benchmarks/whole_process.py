"""How long a person waits: start of the command line, and a build of the two seed documents.

Whole processes, medians of several runs, each beside a named peer in the same run:
``shisaku --help`` beside Python importing typer, ``shisaku build`` beside rdflib loading the
N-Quads that the build gives. Run: ``make bench`` (the seeds where SHISAKU_SEEDS says, default
``../shared/seeds``; without them the packaged sample is built).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 5
TOWN = "990001=霧原町"


def seconds(*command: str) -> float:
    """Return the median wall time of ``command`` in seconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def documents() -> list[str]:
    """Return the arguments that build the seeds, or the sample where the seeds are absent."""
    seeds = Path(os.environ.get("SHISAKU_SEEDS", ROOT.parent / "shared" / "seeds"))
    found = sorted(str(path) for path in seeds.glob("*.txt"))
    if found:
        return found
    sample = Path(str(files("shisaku").joinpath("sample")))
    return [*map(str, sorted(sample.glob("*.txt"))), "--municipality", TOWN]


def row(name: str, own: float, peer_name: str, peer: float) -> None:
    """Print one measurement beside its peer's."""
    print(f"{name:<28}{own:7.2f} s   {peer_name:<34}{peer:7.2f} s   ratio {own / peer:5.2f}")


def main() -> None:
    """Measure and print."""
    shisaku = (sys.executable, "-m", "shisaku")
    with tempfile.TemporaryDirectory() as folder:
        data, quads = str(Path(folder) / "data"), str(Path(folder) / "data.nq")
        start = seconds(*shisaku, "--help")
        row("shisaku --help", start, "python -c 'import typer'",
            seconds(sys.executable, "-c", "import typer"))
        built = seconds(*shisaku, "build", *documents(), "--into", data, "--fresh")
        subprocess.run((*shisaku, "export", data, "--format", "nq", "-o", quads), check=True)
        load = f"import rdflib; rdflib.Dataset().parse({quads!r}, format='nquads')"
        row("shisaku build (documents)", built, "rdflib loads the same N-Quads",
            seconds(sys.executable, "-c", load))


if __name__ == "__main__":
    main()
