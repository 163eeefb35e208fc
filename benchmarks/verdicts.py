"""What a person's verdict costs in a large dataset, and what findings cost to hand over.

A dataset of QUADS quads, 10,000 files and 10,200 findings is made once; then verdicts are given,
first the first ones, then further ones beside 5,000. Printed: seconds for each, and for the
findings as JSON and as a workbook, with the memory that the process has used at most.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from graph.dataset import open_dataset
from graph.dataset_parts import DatasetParts
from graph.findings.finding import Finding
from graph.reviewing import Opinion, record_verdict
from graph.verdicts import Judgement, Verdict, written
from graph.writing import write_dataset
from ontology.iris import DEFAULT_BASE, Iris
from ontology.terms import SHISAKU, SKOS
from shisaku.findings import write_findings

QUADS = 2_000_000
CITIES, EACH, FILES, MANY = 1_700, 6, 5_000, 5_000


def findings() -> list[Finding]:
    """Findings that each of the cities has."""
    return [Finding(SHISAKU.UnreportedProject, (Iris(DEFAULT_BASE, str(100_000 + city)).project(
                str(number)),), (), "要確認: 報告がない。", "To check: no report.", "no-report", ())
            for city in range(CITIES) for number in range(EACH)]


def quads(number: int) -> Iterator[Quad]:
    """Yield ``number`` quads, eight of each subject."""
    graph, label = NamedNode(f"{DEFAULT_BASE}graph/synthetic"), NamedNode(SKOS.altLabel)
    for count in range(number):
        yield Quad(NamedNode(f"{DEFAULT_BASE}thing/{count // 8}"), label,
                   Literal(f"名称 {count}", language="ja"), graph)


def timed(what: str, act: Callable[[], object]) -> None:
    """Do ``act`` and print how long it took."""
    begun = time.perf_counter()
    act()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<36} {time.perf_counter() - begun:7.2f} s   peak {peak:5.0f} MiB", flush=True)


def opinion(finding: Finding) -> Opinion:
    """A verdict on ``finding``."""
    return Opinion(finding.identifier(DEFAULT_BASE), Judgement.REJECTED, "測定", date(2026, 1, 1),
                   "測定のため。")


def main() -> None:
    """Print the measurements."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else QUADS
    found = findings()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "data"
        everything = (*quads(number), *(quad for each in found
                                        for quad in each.quads(DEFAULT_BASE)))
        timed(f"build of {len(everything):,} quads",
              partial(write_dataset, target, DatasetParts(DEFAULT_BASE, everything, (), ())))
        for count in range(FILES):
            (target / "originals" / f"{count:064x}").write_bytes(b"x" * 1_000)
            (target / "sources" / f"{count:064x}.txt").write_bytes(b"x" * 1_000)
        for each in found[:3]:
            timed("a verdict", partial(record_verdict, target, opinion(each)))
        many = (Verdict(each.iri(DEFAULT_BASE).removeprefix(DEFAULT_BASE), "UnreportedProject",
                        Judgement.REJECTED, "測定", date(2026, 1, 1), "測定のため。")
                for each in found[:MANY])
        (target / "verdicts.jsonl").write_text(written(many), encoding="utf-8")
        timed(f"{MANY:,} verdicts put in by hand",
              partial(record_verdict, target, opinion(found[MANY])))
        for each in found[MANY + 1:MANY + 4]:
            timed(f"a verdict beside {MANY:,}",
                  partial(record_verdict, target, opinion(each)))
        for form in ("json", "xlsx"):
            timed(f"{len(found):,} findings as {form}", partial(
                write_findings, open_dataset(target), (), (), form, Path(folder) / form))


if __name__ == "__main__":
    main()
