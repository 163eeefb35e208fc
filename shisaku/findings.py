"""Findings as a table, JSON or CSV: each with its reason, its score and where to read it."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from graph.findings.table import FindingRow, finding_rows
from graph.store import GraphStore
from ontology.errors import QueryError
from ontology.terms import FINDING_CLASSES, SHISAKU
from shisaku.cells import guarded
from shisaku.language import chosen, say

KINDS = tuple(kind.removeprefix(SHISAKU.BASE) for kind in FINDING_CLASSES)
COLUMNS = ("kind", "id", "score", "status", "label", "document", "page", "first", "last")
SHOWN_PASSAGES = 3
"""So many passages are named in a table; JSON and CSV have them all."""


def findings_text(store: GraphStore, kinds: Sequence[str], form: str | None) -> str:
    """Return the findings of ``kinds`` (all unless given) as table, json or csv.

    Without a format: a table on a terminal, JSON otherwise. QueryError for an unknown kind.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise QueryError(
                ja=f"検出事項の種類「{kind}」はありません。使えるもの: {', '.join(KINDS)}",
                en=f'There is no kind "{kind}". Choose of: {", ".join(KINDS)}',
            )
    rows = [row for row in finding_rows(store) if not kinds or row.kind in kinds]
    if form is None:
        form = "table" if sys.stdout.isatty() else "json"
    return {"table": _table, "json": _json, "csv": _csv}[form](rows)


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


def _table(rows: list[FindingRow]) -> str:
    lines = [f"{row.kind:<20} {row.id}  {row.score if row.score is not None else '-'}  "
             f"{_label(row)}  [{_where(row)}]\n" for row in rows]
    return "".join(lines)


def _json(rows: list[FindingRow]) -> str:
    found = [asdict(row) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1, default=str) + "\n"


def _csv(rows: list[FindingRow]) -> str:
    """One line for each finding and passage; cells that a spreadsheet would compute are guarded."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        for place in row.passages:
            cells = (row.kind, row.id, row.score, row.status, _label(row), place.document,
                     place.page, place.first, place.last)
            writer.writerow(["" if cell is None else guarded(str(cell)) for cell in cells])
    return out.getvalue()
