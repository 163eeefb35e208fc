"""The network of departments as a table, JSON or CSV: who shares what with whom, read where.

The command shows the departments with their measures, and on demand the ties and the matrix.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from graph.network import Account, accounts, network
from graph.store import GraphStore
from ontology.errors import QueryError
from queries.lookup import fiscal_year_notation, look_up
from shisaku.network.record import network_record
from shisaku.network.sheets import network_csv
from shisaku.network.tables import network_notes, network_tables


def network_text(
    store: GraphStore, municipality: str | None, year: str | None, form: str | None,
    *, edges: bool, matrix: bool
) -> str:
    """Return the networks of all municipalities, or of the one that ``municipality`` names.

    ``form`` is table, json or csv; without it a table on a terminal, JSON otherwise. CSV holds
    one table: the ties if ``edges``, the matrix if ``matrix``, else the departments. QueryError
    for a municipality that is not there and a fiscal year that no report tells of.
    """
    wanted = look_up(store, "municipality", municipality).value if municipality else None
    told = list(accounts(store, wanted))
    of_year = _year(told, year) if year else None
    networks = [network(account.of_year(of_year)) for account in told]
    if form is None:
        form = "table" if sys.stdout.isatty() else "json"
    if form == "json":
        records = [network_record(each, of_year, edges, matrix) for each in networks]
        return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    if form == "csv":
        return network_csv(networks, of_year, edges=edges, matrix=matrix)
    tables = [network_tables(each, of_year, edges=edges, matrix=matrix) for each in networks]
    return "\n".join([*tables, network_notes(edges=edges, matrix=matrix)])


def _year(told: Sequence[Account], wanted: str) -> str:
    year = fiscal_year_notation(wanted)
    known = sorted({report.year for account in told for report in account.reports if report.year})
    if year not in known:
        raise QueryError(
            ja=f"{year} の進捗報告はありません。あるもの: {'、'.join(known) or 'なし'}",
            en=f"No report tells of {year}. There are: {', '.join(known) or 'none'}")
    return year
