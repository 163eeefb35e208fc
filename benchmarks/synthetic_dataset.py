"""A dataset of synthetic cities, made of their quads and findings without reading documents and
without validation, which take three quarters of a build's time (``building`` measures all).

Run: ``python benchmarks/synthetic_dataset.py CITIES FOLDER``; Japan has 1741.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.synthetic import city
from graph.assembly import stated_quads
from graph.dataset_files import write_sources
from graph.dataset_parts import DatasetParts, DatasetReport, Originals, ledger_rows, source_parts
from graph.findings import findings_quads
from graph.portion_files import write_portions
from graph.vocabulary import vocabulary_quads
from graph.writing import Remade, update_dataset
from ontology.iris import DEFAULT_BASE
from shisaku.portioning import keep_answers
from shisaku.processes import process_context
from shisaku.program import program_state
from shisaku.reading import cores


def make(number: int, target: Path) -> DatasetReport:
    """Put a dataset of ``number`` cities at ``target``."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        vocabulary = DatasetParts(DEFAULT_BASE, tuple(vocabulary_quads()), (), ())
        write_portions(folder, vocabulary, program_state())
        with ProcessPoolExecutor(cores(), process_context(__name__)) as processes:
            for _ in processes.map(partial(_write, folder=folder), range(number)):
                pass
        return update_dataset(target, Remade(folder, DEFAULT_BASE, None))


def _write(number: int, folder: Path) -> None:
    reading = city(number)
    text = "\n".join(reading.source.lines).encode()
    quads = tuple(stated_quads((reading,), DEFAULT_BASE))
    parts = DatasetParts(
        DEFAULT_BASE, (*quads, *findings_quads(quads, DEFAULT_BASE)),
        source_parts((reading,), Originals({reading.source.sha256: lambda: text})),
        ledger_rows((reading,)))
    write_sources(folder, parts.sources)
    write_portions(folder, parts, program_state())
    keep_answers(folder, reading.municipality.code)


def main() -> None:
    """Make the dataset and say how large it is."""
    report = make(int(sys.argv[1]), Path(sys.argv[2]))
    print(f"{report.quads} quads, snapshot {report.snapshot[:12]}")


if __name__ == "__main__":
    main()
