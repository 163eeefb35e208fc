"""An answer written in a format that other programs read, by the engine's own serialisers.

SPARQL's CSV stays as the standard has it; a guard against formulas belongs to what is made for a
spreadsheet.
"""

from __future__ import annotations

from pyoxigraph import QueryResultsFormat, RdfFormat, parse_query_results, serialize

from ontology.errors import QueryError
from ontology.terms import PREFIXES
from queries.answer import Answer, Triples
from queries.table import plain_table

ROW_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
TABLE = "table"
FORMATS = (TABLE, *ROW_FORMATS, *GRAPH_FORMATS)


def written(answer: Answer, form: str, language: str = "en") -> bytes:
    """Return ``answer`` in ``form``, one of FORMATS, in UTF-8; ``language`` is the table's.

    QueryError where there is no such format, or where it does not fit the answer.
    """
    if form == TABLE:
        return plain_table(answer, language).encode()
    if form not in FORMATS:
        raise QueryError(ja=f"形式 {form} はありません。使えるもの: {', '.join(FORMATS)}",
                         en=f"There is no format {form}; choose one of: {', '.join(FORMATS)}")
    if isinstance(answer, Triples):
        return _graph(answer, form)
    if form == "json":
        return answer.json
    if form not in ROW_FORMATS:
        raise _unfit(form, "表", "rows", (TABLE, *ROW_FORMATS))
    parsed = parse_query_results(answer.json, format=QueryResultsFormat.JSON)
    return parsed.serialize(format=ROW_FORMATS[form]) or b""


def _graph(answer: Triples, form: str) -> bytes:
    if form not in GRAPH_FORMATS:
        raise _unfit(form, "グラフ", "a graph", (TABLE, *GRAPH_FORMATS))
    prefixes = None if form == "nt" else PREFIXES
    return serialize(answer.triples, format=GRAPH_FORMATS[form], prefixes=prefixes) or b""


def _unfit(form: str, ja: str, en: str, fitting: tuple[str, ...]) -> QueryError:
    names = ", ".join(fitting)
    return QueryError(ja=f"この答えは{ja}なので {form} では書けません。使えるもの: {names}",
                      en=f"The answer is {en}, which {form} cannot hold; choose one of: {names}")
