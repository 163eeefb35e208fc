"""What a dataset folder is made of, in memory: the way in for a build, and the way back out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from pyoxigraph import NamedNode, Quad

from graph.verdicts import Verdict
from loaders.ledger import SKIPPED, UNEXPLAINED
from loaders.records import Reading
from loaders.source import Source
from ontology.terms import ONTOLOGY, RDF, SHISAKU

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """What the build report says of one document; ``pages`` is 0 where it has none."""

    name: str
    sha256: str
    media_type: str
    form: str
    title: str
    municipality_code: str
    municipality_name: str
    pages: int
    lines: int


class Originals(Mapping[str, bytes]):
    """The bytes of documents by SHA-256, fetched anew at each use: many documents together are
    more than the memory should hold."""

    def __init__(self, fetch: Mapping[str, Callable[[], bytes]]) -> None:
        self._fetch = fetch

    def __getitem__(self, sha256: str) -> bytes:
        return self._fetch[sha256]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._fetch)

    def __len__(self) -> int:
        return len(self._fetch)


@dataclass(frozen=True, slots=True)
class SourcePart:
    """One document: its entry, its text as read (lines parted by line feeds), and where its bytes
    are found by their SHA-256."""

    entry: SourceEntry
    text: str
    originals: Mapping[str, bytes] = field(compare=False, repr=False)

    @property
    def original(self) -> bytes:
        """The bytes of the document."""
        return self.originals[self.entry.sha256]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One use of one line; ``source`` is the document's file name, made unique."""

    source: str
    unit: str
    number: int
    page: int | None
    use: str
    detail: str


@dataclass(frozen=True, slots=True)
class DatasetParts:
    """All that goes into a dataset folder.

    ``quads`` are as if nobody had judged a finding, ``verdicts`` what persons said of them, the
    earliest first. ``validation`` counts results by severity ("Violation", "Warning", "Info").
    """

    base: str
    quads: tuple[Quad, ...]
    sources: tuple[SourcePart, ...]
    ledger: tuple[LedgerRow, ...]
    warnings: tuple[str, ...] = ()
    validation: Mapping[str, int] = field(default_factory=dict)
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerCount:
    """How many lines were used, passed over with a reason, and left unexplained."""

    used: int
    skipped: int
    unexplained: int

    @property
    def share(self) -> float:
        """The share of lines that are accounted for, 0–1; 1 where there are no lines."""
        lines = self.used + self.skipped + self.unexplained
        return 1.0 if lines == 0 else (lines - self.unexplained) / lines


@dataclass(frozen=True, slots=True)
class DatasetReport:
    """The build report: ``counts`` are instances by class of the vocabulary (local names),
    ``unjudged`` is the snapshot without persons' verdicts."""

    snapshot: str
    unjudged: str
    base: str
    built_at: str
    quads: int
    sources: tuple[SourceEntry, ...]
    counts: Mapping[str, int]
    ledger: LedgerCount
    warnings: tuple[str, ...]
    validation: Mapping[str, int]

    @property
    def municipalities(self) -> frozenset[str]:
        """The codes of the municipalities whose documents there are."""
        return frozenset(entry.municipality_code for entry in self.sources)

    def to_json(self) -> dict[str, Any]:
        """Return the report as ``report.json`` holds it."""
        ledger = asdict(self.ledger) | {"share": round(self.ledger.share, 6)}
        return {"format": FORMAT_VERSION, **asdict(self), "ledger": ledger}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> DatasetReport:
        """Read what ``to_json`` gives; KeyError, TypeError or ValueError where it is not that."""
        if data["format"] != FORMAT_VERSION:
            raise ValueError(f"format {data['format']}")
        ledger = {name: data["ledger"][name] for name in LedgerCount.__annotations__}
        data = {"unjudged": data["snapshot"]} | data
        known = {name: data[name] for name in cls.__annotations__}
        return cls(**known | {
            "sources": tuple(SourceEntry(**entry) for entry in data["sources"]),
            "ledger": LedgerCount(**ledger),
            "warnings": tuple(data["warnings"]),
        })


def source_parts(
    readings: Iterable[Reading], originals: Mapping[str, bytes]
) -> tuple[SourcePart, ...]:
    """Return the documents of ``readings``; ``originals`` holds their bytes by SHA-256."""
    return tuple(_source_part(reading, originals) for reading in readings)


def _source_part(reading: Reading, originals: Mapping[str, bytes]) -> SourcePart:
    source, municipality = reading.source, reading.municipality
    entry = SourceEntry(
        name=source.name, sha256=source.sha256, media_type=source.media_type, form=reading.form,
        title=reading.title, municipality_code=municipality.code,
        municipality_name=municipality.name, pages=source.page_count, lines=len(source.file_lines))
    return SourcePart(entry, "".join(f"{line}\n" for line in source.file_lines), originals)


def ledger_rows(readings: Iterable[Reading]) -> tuple[LedgerRow, ...]:
    """Return the account of every line of ``readings``, document by document."""
    readings = tuple(readings)
    names = labels(reading.source for reading in readings)
    return tuple(
        LedgerRow(name, entry.unit, entry.number, entry.page, entry.use, entry.detail)
        for name, reading in zip(names, readings, strict=True) for entry in reading.ledger)


def source_name(source: Source | SourceEntry, named: Mapping[str, int]) -> str:
    """Return what the ledger calls a document: its file name, with the start of the digest where
    another document bears the same name; ``named`` counts documents by name."""
    return source.name if named[source.name] == 1 else f"{source.name} ({source.sha256[:8]})"


def labels(entries: Iterable[Source | SourceEntry]) -> list[str]:
    """Return what the ledger calls documents that are together in it, in their order."""
    entries = list(entries)
    named = Counter(entry.name for entry in entries)
    return [source_name(entry, named) for entry in entries]


def count_ledger(ledger: Iterable[LedgerRow]) -> LedgerCount:
    """Count lines by what became of them; a line with any use counts as used."""
    uses: dict[tuple[str, int], set[str]] = {}
    for row in ledger:
        uses.setdefault((row.source, row.number), set()).add(row.use)
    kinds = Counter(
        "used" if found - {SKIPPED, UNEXPLAINED} else
        "skipped" if SKIPPED in found else "unexplained"
        for found in uses.values())
    return LedgerCount(kinds["used"], kinds["skipped"], kinds["unexplained"])


def count_instances(quads: Iterable[Quad]) -> dict[str, int]:
    """Count the instances of each class of ours, by local name in order; the vocabulary's own
    individuals are not counted."""
    instances: dict[str, set[str]] = {}
    for quad in quads:
        kind = quad.object
        if (quad.predicate.value == RDF.type and isinstance(kind, NamedNode)
                and kind.value.startswith(SHISAKU.BASE)
                and quad.graph_name != NamedNode(ONTOLOGY)):
            name = kind.value.removeprefix(SHISAKU.BASE)
            instances.setdefault(name, set()).add(str(quad.subject))
    return {name: len(instances[name]) for name in sorted(instances)}
