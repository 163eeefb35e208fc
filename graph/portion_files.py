"""The files of portions in a dataset folder: ``portions/{code}.json``, ``.nq.gz`` (its own quads),
``.csv.gz`` (its ledger, without column names) and, in a dataset of several, ``.answers``
(``graph.kept_answers``); ``common`` stands for no municipality."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from graph.canonical import canonical_nquads
from graph.dataset_parts import (
    DatasetParts,
    LedgerRow,
    SourceEntry,
    count_instances,
    count_ledger,
    labels,
)
from graph.ledger_file import written_rows
from graph.portion import COMMON, Portion, by_code, portion_digest
from ontology.errors import DatasetError

PORTIONS = "portions"
_COMMON_NAME = "common"
_QUICK = 1


def write_portions(folder: Path, parts: DatasetParts, program: str = "") -> tuple[Portion, ...]:
    """Write the portions that ``parts`` have into a dataset's ``folder`` and return them.

    Where all sources are of one municipality, what ``parts`` say besides is part of its portion,
    and shared; else it is that of the portion of no municipality.
    """
    (folder / PORTIONS).mkdir(exist_ok=True)
    own = dict(by_code(canonical_nquads(parts.quads), parts.base))
    codes = {part.entry.municipality_code for part in parts.sources}
    main = next(iter(codes)) if len(codes) == 1 else COMMON
    shared = "" if main == COMMON else own.pop(COMMON).decode()
    rows = _by_portion(parts, main)
    return tuple(
        _written(folder, _portion(parts, code, own.get(code, b""), rows[code], program,
                                  shared.split("\n")[:-1] if code == main else (),
                                  code == main),
                 own.get(code, b""), rows[code])
        for code in sorted({*own, *codes, *rows}))


def _by_portion(parts: DatasetParts, main: str) -> defaultdict[str, list[LedgerRow]]:
    """Return the ledger's rows by code; those of no document are of the ``main`` portion."""
    entries = [part.entry for part in parts.sources]
    codes = {label: entry.municipality_code
             for label, entry in zip(labels(entries), entries, strict=True)}
    rows: defaultdict[str, list[LedgerRow]] = defaultdict(list)
    for row in parts.ledger:
        rows[codes.get(row.source, main)].append(row)
    return rows


def _portion(parts: DatasetParts, code: str, nquads: bytes, rows: Sequence[LedgerRow],
             program: str, shared: Iterable[str], is_main: bool) -> Portion:
    return Portion(
        code, program, portion_digest(nquads), nquads.count(b"\n"), tuple(shared),
        count_instances(parse(nquads, RdfFormat.N_QUADS)),
        tuple(part.entry for part in parts.sources if part.entry.municipality_code == code),
        count_ledger(rows),
        parts.warnings if is_main else (), dict(parts.validation) if is_main else {})


def _written(folder: Path, portion: Portion, nquads: bytes, rows: Iterable[LedgerRow]) -> Portion:
    _file(folder, portion.code, ".nq.gz").write_bytes(gzip.compress(nquads, _QUICK, mtime=0))
    _file(folder, portion.code, ".csv.gz").write_bytes(
        gzip.compress(written_rows(rows).encode(), _QUICK, mtime=0))
    text = json.dumps(portion.to_json(), ensure_ascii=False)
    _file(folder, portion.code, ".json").write_text(text, encoding="utf-8", newline="\n")
    return portion


def _file(folder: Path, code: str, suffix: str) -> Path:
    return folder / PORTIONS / f"{code or _COMMON_NAME}{suffix}"


def portion_paths(folder: Path, code: str) -> tuple[Path, ...]:
    """Return where the files of a portion stand."""
    files = tuple(_file(folder, code, suffix) for suffix in (".json", ".nq.gz", ".csv.gz"))
    answers = answers_path(folder, code)
    return (*files, answers) if answers.is_file() else files


def answers_path(folder: Path, code: str) -> Path:
    """Return where it stands what a portion answers to questions, if that is kept."""
    return _file(folder, code, ".answers")


def read_portions(folder: Path, *, shown: Path) -> dict[str, Portion]:
    """Return the portions in a dataset's ``folder``, which messages call ``shown``, by code, in
    order; none where an earlier program made the dataset. DatasetError where one cannot be read."""
    found = [_read(path, shown) for path in (folder / PORTIONS).glob("*.json")]
    return {portion.code: portion for portion in sorted(found, key=lambda each: each.code)}


def read_portion(folder: Path, code: str, *, shown: Path) -> Portion:
    """Return one portion in a dataset's ``folder``, which messages call ``shown``; DatasetError
    where it cannot be read."""
    return _read(_file(folder, code, ".json"), shown)


def _read(path: Path, shown: Path) -> Portion:
    try:
        return Portion.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise DatasetError(
            ja=f"{shown / PORTIONS / path.name}: 読めません。"
               "shisaku build --fresh で作り直してください。",
            en=f"{shown / PORTIONS / path.name}: cannot be read; "
               "make the dataset again with shisaku build --fresh.") from error


def own_nquads(folder: Path, code: str) -> bytes:
    """Return a portion's own quads as canonical N-Quads."""
    with own_stream(folder, code) as stream:
        return stream.read()


def own_stream(folder: Path, code: str) -> gzip.GzipFile:
    """Open a portion's own quads to read them as canonical N-Quads."""
    return gzip.open(_file(folder, code, ".nq.gz"), "rb")


def ledger_text(folder: Path, portion: Portion, names: Sequence[str]) -> str:
    """Return a portion's rows as the ledger of the whole dataset holds them; ``names`` are those
    of its sources there."""
    text = gzip.decompress(_file(folder, portion.code, ".csv.gz").read_bytes()).decode()
    renamed = {old: new for old, new in zip(labels(portion.sources), names, strict=True)
               if old != new}
    return _renamed(text, renamed) if renamed else text


def _renamed(text: str, names: dict[str, str]) -> str:
    written = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(text, newline=""))
    csv.writer(written, lineterminator="\n").writerows(
        (names.get(source, source), *rest) for source, *rest in rows)
    return written.getvalue()


def sources_of(portions: Iterable[Portion]) -> Iterator[SourceEntry]:
    """Yield the documents of ``portions``, in their order."""
    for portion in portions:
        yield from portion.sources
