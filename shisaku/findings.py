"""Findings for people and programs: which ones, and in what form."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.findings.table import FindingRow, PassageRow, Value, finding_rows
from graph.store import GraphStore
from graph.verdicts import Judgement
from ontology.errors import QueryError
from ontology.terms import FINDING_CLASSES, SHISAKU
from shisaku.cells import csv_text, printable
from shisaku.language import chosen, say
from shisaku.mapping_set import mapping_set_text
from shisaku.output import output_to
from shisaku.words import snake_case, word

if TYPE_CHECKING:
    from graph.dataset import Dataset

KINDS = tuple(kind.removeprefix(SHISAKU.BASE) for kind in FINDING_CLASSES)
STATUSES = ("candidate", *(judgement.lower() for judgement in Judgement))
FORMATS = ("table", "json", "csv", "xlsx", "sssom")
SUFFIXES = {".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".tsv": "sssom"}
"""The format that a file's name asks for where none is named."""
SHOWN_PASSAGES = 3
"""So many passages are named in a table; the other forms have them all."""
DETAILS = ("aimScore", "activityScore", "beneficiaryScore", "cannotTell", "evidence",
           "explainedBy", "acrossDepartments", "effectiveDepartments", "untoldPairs", "method")
COLUMNS = ("kind", "id", "iri", "status", "reviewer", "reviewed_on", "reason", "score", "marked",
           *map(snake_case, DETAILS), "label", "involved", "involved_iris", "document", "page",
           "first", "last", "text")


def write_findings(
    dataset: Dataset, kinds: Collection[str], statuses: Collection[str], form: str | None,
    output: Path | None,
) -> None:
    """Write the findings of ``kinds`` and ``statuses`` (all unless given) to ``output`` or to
    standard output.

    Without ``form``: what the name of the file asks for; a table on a terminal, JSON otherwise.
    QueryError for an unknown kind, DatasetError where the file cannot be written.
    """
    rows = chosen_rows(dataset.store, kinds, statuses)
    renames = [] if kinds else [judgement for judgement in Judgement
                                if not statuses or judgement.lower() in statuses]
    data = findings_bytes(dataset, rows, form or _usual_form(output), renames)
    with output_to(output) as file:
        file.write(data)


def findings_bytes(
    dataset: Dataset, rows: Sequence[FindingRow], form: str, renames: Collection[Judgement] = ()
) -> bytes:
    """Return ``rows`` of ``dataset`` in ``form`` (of FORMATS). A mapping set has the changes of
    names judged as one of ``renames`` as well."""
    match form:
        case "table":
            return _table(rows).encode()
        case "json":
            return findings_json(rows).encode()
        case "csv":
            return findings_csv(rows).encode("utf-8-sig")
        case "xlsx":
            from shisaku.findings_workbook import workbook_bytes

            return workbook_bytes(rows, dataset.report)
        case _:
            return mapping_set_text(dataset, rows, renames).encode()


def _usual_form(output: Path | None) -> str:
    if output is None:
        return "table" if sys.stdout.isatty() else "json"
    return SUFFIXES.get(output.suffix.lower(), "json")


def chosen_rows(
    store: GraphStore, kinds: Collection[str], statuses: Collection[str] = ()
) -> list[FindingRow]:
    """Return the findings of ``kinds`` and ``statuses`` (of STATUSES); all unless given.
    QueryError for an unknown kind."""
    for kind in kinds:
        if kind not in KINDS:
            raise QueryError(
                ja=f"検出事項の種類「{kind}」はありません。使えるもの: {', '.join(KINDS)}",
                en=f'There is no kind "{kind}". Choose of: {", ".join(KINDS)}',
            )
    return [row for row in finding_rows(store) if (not kinds or row.kind in kinds)
            and (not statuses or row.status.lower() in statuses)]


def print_findings(store: GraphStore, each: int) -> None:
    """Print how many findings of each kind there are, and the first ``each`` of every kind."""
    rows = finding_rows(store)
    counts = Counter(row.kind for row in rows)
    print(say(ja=f"検出事項（要確認） {len(rows)} 件:", en=f"{len(rows)} findings to check:"))
    for kind, count in counts.items():
        print(f"  {kind}  {count}")
        for row in [row for row in rows if row.kind == kind][:each]:
            print(f"    {_label(row)}  [{_where(row)}]")


def _label(row: FindingRow) -> str:
    return row.label_ja if chosen() == "ja" else row.label_en


def _where(row: FindingRow) -> str:
    places = [f"{p.document}:{p.first}" + (f"-{p.last}" if p.last != p.first else "")
              for p in row.passages[:SHOWN_PASSAGES]]
    more = len(row.passages) - SHOWN_PASSAGES
    return ", ".join(places) + (say(ja=f" ほか {more}", en=f" and {more} more") if more > 0 else "")


def _table(rows: Sequence[FindingRow]) -> str:
    lines = [f"{row.kind:<20} {row.id}  {row.score if row.score is not None else '-'}  "
             f"{_status(row)}  {_label(row)}  [{_where(row)}]" for row in rows]
    return "".join(f"{printable(line)}\n" for line in lines)


def _status(row: FindingRow) -> str:
    """What a person said, or that nobody has said anything."""
    return word(row.status) + (f" ({row.reviewer}: {row.reason})" if row.reviewer else "")


def findings_json(rows: Sequence[FindingRow]) -> str:
    """Return ``rows`` as JSON."""
    found = [finding_record(row) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def finding_record(row: FindingRow) -> dict[str, Any]:
    """Return a finding as plain values, with its evidence: what JSON tells of it."""
    return {
        "kind": row.kind, "id": row.id, "iri": row.iri, "status": row.status,
        "reviewer": row.reviewer or None, "reason": row.reason or None,
        "reviewed_on": row.reviewed_on.isoformat() if row.reviewed_on else None,
        "label_ja": row.label_ja, "label_en": row.label_en,
        "score": None if row.score is None else float(row.score), "marked": row.marked,
        **{snake_case(name): _plain(values) for name, values in row.details.items()},
        "involved": list(row.involved),
        "things": [{"iri": thing.iri, "type": thing.kind, "name": thing.name or None}
                   for thing in row.things],
        "passages": [_passage(passage) for passage in row.passages],
    }


def _plain(values: Sequence[Value]) -> float | bool | list[str]:
    """A number or truth as such, texts as a list."""
    first = values[0]
    if isinstance(first, bool):
        return first
    return float(first) if isinstance(first, Decimal) else [str(value) for value in values]


def _passage(passage: PassageRow) -> dict[str, Any]:
    return {"document": passage.document, "sha256": passage.sha256, "page": passage.page,
            "first": passage.first, "last": passage.last, "text": passage.text,
            "quoted_by": list(passage.quoted_by)}


def findings_csv(rows: Sequence[FindingRow]) -> str:
    """One line for each finding and passage; cells that a spreadsheet would compute are guarded."""
    return csv_text(COLUMNS, (_line(row, passage) for row in rows
                              for passage in row.passages or [None]))


def _line(row: FindingRow, passage: PassageRow | None) -> list[str]:
    place = (passage.document, passage.page, passage.first, passage.last,
             passage.text) if passage else (None,) * 5
    cells = (
        row.kind, row.id, row.iri, row.status, row.reviewer, row.reviewed_on, row.reason,
        row.score, row.marked, *("; ".join(map(_cell, row.details.get(name, ())))
                                 for name in DETAILS),
        _label(row), "; ".join(row.involved), " ".join(thing.iri for thing in row.things), *place)
    return [_cell(cell) for cell in cells]


def _cell(cell: object) -> str:
    """Nothing as "", a truth as RDF and JSON write it."""
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
