"""Readings → portions: each municipality's graph, findings, validation and files, on all cores.

Nothing that is said of a municipality depends on another one's documents, so each is made by
itself, in a process of its own where there are several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from graph.assembly import stated_quads
from graph.dataset_files import write_sources
from graph.dataset_parts import DatasetParts, Originals, ledger_rows, source_parts
from graph.findings import findings_quads
from graph.findings.settings import settings
from graph.kept_answers import write_answers
from graph.part import portion_store
from graph.portion_files import write_portions
from graph.store import EmbeddedStore
from graph.validation import validate
from graph.vocabulary import vocabulary_quads
from loaders.corrections import with_corrections
from loaders.mentions.finder import with_mentions
from loaders.records import Reading
from ontology.terms import SHISAKU
from queries.keeping import kept_answers
from shisaku.language import say
from shisaku.processes import end_with_parent, process_context
from shisaku.program import program_state
from shisaku.progress import Step
from shisaku.reading import cores
from shisaku.spool import Spooled

FEW = 2
"""So many municipalities are made in this process: starting another takes longer."""
SHOWN = 20
"""So many unexplained lines of a municipality are told; the ledger has all."""


@dataclass(frozen=True, slots=True)
class Task:
    """A municipality's readings, and where the bytes of its documents are found."""

    readings: tuple[Spooled, ...]
    originals: Originals


def write_all(
    tasks: Mapping[str, Task], base: str, folder: Path, step: Step, *, answers: bool = False
) -> tuple[str, ...]:
    """Write a portion for each municipality of ``tasks``, by code, and the vocabulary's into
    ``folder``, with what each answers to the catalogue's questions where ``answers`` are wanted;
    return the first unexplained lines of each, as "file:line: text"."""
    write_portions(folder, DatasetParts(base, tuple(vocabulary_quads()), (), ()), program_state())
    found: list[str] = []
    write = partial(write_portion, base=base, folder=folder, answers=answers)
    for number, lines in enumerate(_written(tuple(tasks.values()), write), start=1):
        found += lines
        step(say(ja="グラフを作り、検証しています", en="making and validating the graph"),
             number, len(tasks))
    return tuple(found)


def _written(
    tasks: Sequence[Task], write: Callable[[Task], tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    if len(tasks) <= FEW:
        yield from map(write, tasks)
        return
    with ProcessPoolExecutor(min(len(tasks), cores()), process_context(__name__),
                             initializer=end_with_parent) as processes:
        yield from processes.map(write, tasks)


def write_portion(task: Task, base: str, folder: Path, *, answers: bool) -> tuple[str, ...]:
    """Write a municipality's portion and its documents into ``folder``, and what it answers where
    ``answers`` are wanted; return the first unexplained lines."""
    readings = with_corrections(with_mentions(tuple(each.reading() for each in task.readings)))
    parts = _parts(readings, task.originals, base)
    write_sources(folder, parts.sources)
    write_portions(folder, parts, program_state())
    if answers:
        keep_answers(folder, readings[0].municipality.code)
    return tuple(unexplained(readings)[:SHOWN])


def keep_answers(folder: Path, code: str) -> None:
    """Write what the portion ``code`` in ``folder`` answers to the catalogue's questions."""
    store = EmbeddedStore(portion_store(folder, code, shown=folder))
    write_answers(folder, code, kept_answers(store))


def _parts(readings: tuple[Reading, ...], originals: Originals, base: str) -> DatasetParts:
    quads = tuple(stated_quads(readings, base))
    findings = tuple(findings_quads(quads, base))
    counts = validate((*quads, *findings, *vocabulary_quads())).counts
    warnings = tuple(warning for reading in readings for warning in reading.warnings)
    name = readings[0].municipality.name
    return DatasetParts(
        base,
        quads + findings,
        source_parts(readings, originals),
        ledger_rows(readings),
        (*warnings, *_dangling(name, findings), *_untold(name, findings)),
        counts,
    )


def _dangling(name: str, findings: Sequence[Quad]) -> Iterator[str]:
    """Yield a warning where 再掲 marks lead nowhere, as those that only point to themselves do."""
    kind = NamedNode(SHISAKU.DanglingCrossListing)
    number = len({quad.subject for quad in findings if quad.object == kind})
    if number:
        yield (
            f"{name}: {number} cross-listings (再掲) have no home listing anywhere; see "
            "`shisaku findings --kind DanglingCrossListing`"
        )


def _untold(name: str, findings: Sequence[Quad]) -> Iterator[str]:
    """Yield a warning where pairs of like projects are too many for all to be told."""
    number = len({quad.subject for quad in findings
                  if quad.predicate.value == SHISAKU.untoldPairs})
    if number:
        yield (
            f"{name}: some projects are like more than {settings().overlaps.most} others, of which "
            f"only the most alike are told; {number} findings say how many are not (untoldPairs)"
        )


def unexplained(readings: Sequence[Reading]) -> list[str]:
    """Return "file:line: text" for each line that nothing accounts for."""
    return [
        f"{reading.source.name}:{entry.number}: {lines[entry.number - 1].strip()}"
        for reading in readings
        for lines in [reading.source.file_lines]
        for entry in reading.ledger
        if entry.use == "unexplained"
    ]
