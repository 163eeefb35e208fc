"""Documents → dataset: the rooms joined in the order of the data's way.

Documents already in the dataset stay; one with the same municipality and file name is replaced.
All are read anew from their bytes, so the same documents give the same dataset in whatever order
they came in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.assembly import graph_quads
from graph.dataset import REPORT, open_dataset, write_dataset
from graph.dataset_parts import DatasetParts, DatasetReport, ledger_rows, source_parts
from graph.findings import findings_quads
from graph.validation import validate
from loaders.document import municipality_in, read_document, unknown_municipality
from loaders.mentions.finder import with_mentions
from loaders.records import Municipality, Reading
from loaders.source import digest
from ontology.errors import DocumentError, ShisakuError
from ontology.iris import DEFAULT_BASE
from ontology.municipalities import by_code, check_digit
from shisaku.language import say

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Given:
    """A document as handed in: file name, bytes, and whose it is where that was stated."""

    name: str
    data: bytes
    municipality: Municipality | None = None

    @property
    def sha256(self) -> str:
        return digest(self.data)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the report, and the readings for what is said of them."""

    report: DatasetReport
    readings: tuple[Reading, ...]
    notes: tuple[str, ...]


def stated_municipality(text: str) -> Municipality:
    """Return the municipality that an operator states: a code, or CODE=NAME for one that the
    standard list does not have. ShisakuError where neither fits."""
    code, _, name = text.partition("=")
    known = by_code(code)
    if known is not None:
        return Municipality(code, name or known.name)
    if len(code) == 6 and code.isascii() and code.isdigit() and name.strip():
        return Municipality(code, name.strip())
    hint = ""
    if len(code) == 5 and code.isascii() and code.isdigit():
        hint = code + check_digit(code)
    raise ShisakuError(
        ja=f"団体コード {text} は全国地方公共団体コードにありません。"
        "6桁のコードか「コード=名称」を指定してください。"
        + (f"検査数字を付けると {hint} です。" if hint else ""),
        en=f"{text} is no code of the standard list; give the six digits, or CODE=NAME."
        + (f" With its check digit it is {hint}." if hint else ""),
    )


def checked_base(text: str) -> str:
    """Return a base IRI that ends in "/"; ShisakuError where ``text`` is no absolute http IRI."""
    if not re.fullmatch(r"https?://[!-~]+", text) or set(text) & set('<>"{}|^`\\'):
        raise ShisakuError(
            ja=f"{text} は IRI の始まりになりません。"
            "http(s):// で始まる ASCII の IRI を指定してください。",
            en=f"{text} is no base IRI; give an absolute http(s) IRI in ASCII.",
        )
    return text if text.endswith("/") else f"{text}/"


def given_files(paths: Iterable[Path], municipality: Municipality | None) -> list[Given]:
    """Read the files; DocumentError where one is missing or two differ but share their name."""
    found: dict[str, Given] = {}
    for path in paths:
        given = Given(path.name, _bytes_of(path), municipality)
        other = found.setdefault(path.name, given)
        if other.sha256 != given.sha256:
            raise DocumentError(
                ja=f"{path}: 同じ名前で中身の違う資料が二つあります。"
                "どちらかの名前を変えてください。",
                en=f"{path}: two documents that differ share this name; rename one.",
            )
    return list(found.values())


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            ja=f"{path}: 読み込めません（{error.strerror}）。パスを確かめてください。",
            en=f"{path}: cannot be read ({error.strerror}); check the path.",
        ) from error


def build(
    given: list[Given],
    into: Path,
    base: str | None = None,
    *,
    fresh: bool = False,
    step: Step = lambda _: None,
) -> Built:
    """Make or extend the dataset at ``into``; all or nothing.

    ``base`` ends in "/"; None keeps the dataset's own, or takes the default. ``fresh`` leaves
    out what the dataset held before. ``step`` is told what is being done.
    """
    step(say(ja="資料を読んでいます", en="reading documents"))
    earlier, earlier_base = ([], None) if fresh else _earlier(into)
    readings, notes = read_all(given)
    kept = _not_replaced(earlier, readings)
    kept_readings, _ = read_all(kept)
    everything = _in_order((*kept_readings, *readings))
    originals = {document.sha256: document.data for document in (*kept, *given)}
    step(say(ja="事業名などを照合しています", en="linking names"))
    linked = with_mentions(everything)
    step(say(ja="グラフを作っています", en="making the graph"))
    parts = _parts(linked, originals, base or earlier_base or DEFAULT_BASE, step)
    step(say(ja="データセットを書いています", en="writing the dataset"))
    return Built(write_dataset(into, parts), linked, notes)


def _parts(
    readings: tuple[Reading, ...], originals: dict[str, bytes], base: str, step: Step
) -> DatasetParts:
    quads = tuple(graph_quads(readings, base))
    quads += tuple(findings_quads(quads, base))
    step(say(ja="検証しています", en="validating"))
    counts = validate(quads).counts
    warnings = tuple(warning for reading in readings for warning in reading.warnings)
    return DatasetParts(
        base, quads, source_parts(readings, originals), ledger_rows(readings), warnings, counts
    )


def _earlier(into: Path) -> tuple[list[Given], str | None]:
    """Return the documents that the dataset at ``into`` holds, and its base IRI."""
    if not (into / REPORT).is_file():
        return [], None
    dataset = open_dataset(into)
    documents = [
        Given(
            entry.name,
            dataset.original(entry.sha256),
            Municipality(entry.municipality_code, entry.municipality_name),
        )
        for entry in dataset.report.sources
    ]
    return documents, dataset.report.base


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


def _in_order(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
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


def read_all(given: list[Given]) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """Read documents; one that names no municipality is taken to be of the same as the others.

    Returns the readings in the order given, and notes on what was assumed.
    """
    owners = [
        document.municipality or municipality_in(document.name, document.data) for document in given
    ]
    named = {(owner.code, owner.name) for owner in owners if owner is not None}
    readings, notes = [], []
    for document, owner in zip(given, owners, strict=True):
        if owner is None and len(named) > 1:
            raise unknown_municipality(document.name)
        assumed = owner or (Municipality(*next(iter(named))) if named else None)
        reading = read_document(document.name, document.data, assumed)
        readings.append(reading)
        if document.municipality is None and reading.source.unit == "line":
            notes.append(_assumed(reading))
    return tuple(readings), tuple(notes)


def _assumed(reading: Reading) -> str:
    owner = reading.municipality
    return say(
        ja=f"{reading.source.name}: {owner.name}（団体コード {owner.code}）の資料とみなしました。"
        "違うときは --municipality を指定してください。",
        en=f"{reading.source.name}: taken as a document of {owner.name} ({owner.code}); "
        "give --municipality if that is wrong.",
    )


def unexplained(readings: Iterable[Reading]) -> list[str]:
    """Return "file:line: text" for each line that nothing accounts for."""
    return [
        f"{reading.source.name}:{entry.number}: {reading.source.lines[entry.number - 1].strip()}"
        for reading in readings
        for entry in reading.ledger
        if entry.use == "unexplained"
    ]
