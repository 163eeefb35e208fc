"""Documents → dataset: the rooms joined in the order of the data's way.

Documents already in the dataset stay; one with the same municipality and file name is replaced.
All are read anew from their bytes, so the same documents give the same dataset in whatever order
they came in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from graph.assembly import graph_quads
from graph.dataset import open_dataset, write_dataset
from graph.dataset_files import ORIGINALS, REPORT
from graph.dataset_parts import (
    DatasetParts,
    DatasetReport,
    Originals,
    ledger_rows,
    source_parts,
)
from graph.findings import findings_quads
from graph.findings.settings import settings
from graph.validation import validate
from loaders.mentions.finder import with_mentions
from loaders.records import Municipality, Reading
from ontology.errors import ShisakuError
from ontology.iris import DEFAULT_BASE
from ontology.terms import SHISAKU
from shisaku.given import Given, bytes_of
from shisaku.language import say
from shisaku.ownership import assumptions
from shisaku.progress import Step, silent
from shisaku.reading import read_all


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the report, and the readings for what is said of them."""

    report: DatasetReport
    readings: tuple[Reading, ...]
    notes: tuple[str, ...]


def checked_base(text: str) -> str:
    """Return a base IRI that ends in "/"; ShisakuError where ``text`` is no absolute http IRI."""
    if not re.fullmatch(r"https?://[!-~]+", text) or set(text) & set('<>"{}|^`\\'):
        raise ShisakuError(
            ja=f"{text} は IRI の始まりになりません。"
            "http(s):// で始まる ASCII の IRI を指定してください。",
            en=f"{text} is no base IRI; give an absolute http(s) IRI in ASCII.",
        )
    return text if text.endswith("/") else f"{text}/"


def build(
    given: list[Given],
    into: Path,
    base: str | None = None,
    *,
    fresh: bool = False,
    step: Step = silent,
) -> Built:
    """Make or extend the dataset at ``into``; all or nothing.

    ``base`` ends in "/"; None keeps the dataset's own, or takes the default. ``fresh`` leaves
    out what the dataset held before. ``step`` is told what is being done.
    """
    step(say(ja="資料を読んでいます", en="reading documents"))
    earlier, earlier_base = ([], None) if fresh else _earlier(into)
    readings = read_all(given, step)
    kept = _not_replaced(earlier, readings)
    everything = in_order((*read_all(kept, step), *readings))
    originals = Originals({document.sha256: document.data for document in (*kept, *given)})
    step(say(ja="事業名などを照合しています", en="linking names"))
    linked = with_mentions(everything)
    step(say(ja="グラフを作っています", en="making the graph"))
    parts = _parts(linked, originals, base or earlier_base or DEFAULT_BASE, step)
    step(say(ja="データセットを書いています", en="writing the dataset"))
    return Built(write_dataset(into, parts), linked, assumptions(given, readings))


def _parts(
    readings: tuple[Reading, ...], originals: Originals, base: str, step: Step
) -> DatasetParts:
    quads = tuple(graph_quads(readings, base))
    findings = tuple(findings_quads(quads, base))
    step(say(ja="検証しています", en="validating"))
    counts = validate(quads + findings).counts
    warnings = tuple(warning for reading in readings for warning in reading.warnings)
    return DatasetParts(
        base,
        quads + findings,
        source_parts(readings, originals),
        ledger_rows(readings),
        (*warnings, *_dangling(findings), *_untold(findings)),
        counts,
    )


def _dangling(findings: Sequence[Quad]) -> Iterator[str]:
    """Yield a warning where 再掲 marks lead nowhere, as those that only point to themselves do."""
    kind = NamedNode(SHISAKU.DanglingCrossListing)
    number = len({quad.subject for quad in findings if quad.object == kind})
    if number:
        yield (
            f"{number} cross-listings (再掲) have no home listing anywhere; see "
            "`shisaku findings --kind DanglingCrossListing`"
        )


def _untold(findings: Sequence[Quad]) -> Iterator[str]:
    """Yield a warning where pairs of like projects are too many for all to be told."""
    number = len({quad.subject for quad in findings
                  if quad.predicate.value == SHISAKU.untoldPairs})
    if number:
        yield (
            f"some projects are like more than {settings().overlaps.most} others, of which only "
            f"the most alike are told; {number} findings say how many are not (untoldPairs)"
        )


def _earlier(into: Path) -> tuple[list[Given], str | None]:
    """Return what the dataset at ``into`` holds, nothing where none is there yet."""
    return held_documents(into) if (into / REPORT).is_file() else ([], None)


def held_documents(path: Path) -> tuple[list[Given], str]:
    """Return the documents that the dataset at ``path`` holds, and its base IRI; DatasetError
    where there is none that can be read.

    Their bytes are fetched by path: holding the dataset open would keep it on the disk when the
    new one takes its place.
    """
    report = open_dataset(path).report
    documents = [
        Given(
            entry.name,
            entry.sha256,
            partial(bytes_of, path / ORIGINALS / entry.sha256),
            Municipality(entry.municipality_code, entry.municipality_name),
        )
        for entry in report.sources
    ]
    return documents, report.base


def _not_replaced(earlier: list[Given], readings: tuple[Reading, ...]) -> list[Given]:
    replaced = {(reading.municipality.code, reading.source.name) for reading in readings}
    same = {reading.source.sha256 for reading in readings}
    return [
        document
        for document in earlier
        if document.sha256 not in same
        and document.municipality is not None
        and (document.municipality.code, document.name) not in replaced
    ]


def in_order(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return ``readings`` by municipality, file name and digest, whatever order they came in."""
    return tuple(
        sorted(
            readings,
            key=lambda reading: (
                reading.municipality.code,
                reading.source.name,
                reading.source.sha256,
            ),
        )
    )


def unexplained(readings: Iterable[Reading]) -> list[str]:
    """Return "file:line: text" for each line that nothing accounts for."""
    return [
        f"{reading.source.name}:{entry.number}: {lines[entry.number - 1].strip()}"
        for reading in readings
        for lines in [reading.source.file_lines]
        for entry in reading.ledger
        if entry.use == "unexplained"
    ]
