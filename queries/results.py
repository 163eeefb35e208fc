"""An answer written in a format that other programs read, by the engine's own serialisers.

SPARQL's CSV stays as the standard has it; a guard against formulas belongs to what is made for a
spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import QueryResultsFormat, RdfFormat, parse_query_results, serialize

from ontology.errors import QueryError
from ontology.terms import PREFIXES
from queries.answer import Answer, Rows, Triples
from queries.gathered import Gathered
from queries.table import plain_lines

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
_EDGES = {"xml": (b"<results>", b"</results>")}
"""Between what a file's rows stand; else after the first line."""
FORMATS = (TABLE, *ROW_FORMATS, *GRAPH_FORMATS)


def written(answer: Answer, form: str, language: str = "en") -> bytes:
    """Return ``answer`` in ``form``, one of FORMATS, in UTF-8; ``language`` is the table's.

    QueryError where there is no such format, or where it does not fit the answer.
    """
    if form == TABLE:
        return "".join(plain_lines(lambda: [answer], language)).encode()
    if form not in FORMATS:
        raise QueryError(ja=f"形式 {form} はありません。使えるもの: {', '.join(FORMATS)}",
                         en=f"There is no format {form}; choose one of: {', '.join(FORMATS)}")
    if isinstance(answer, Triples):
        return _graph(answer, form)
    if form == "json":
        return answer.json
    if form not in ROW_FORMATS:
        raise _unfit(form, "表", "rows", (TABLE, *ROW_FORMATS))
    return _row_format(answer.json, form)


def written_pieces(answer: Answer | Gathered, form: str, language: str = "en") -> Iterator[bytes]:
    """Yield what ``written`` returns; of an answer about all municipalities a few rows at a time.
    QueryError as there, before the first piece."""
    if not isinstance(answer, Gathered):
        yield written(answer, form, language)
    elif form == TABLE:
        yield from (line.encode() for line in plain_lines(answer.pages, language))
    elif form == "json":
        yield from answer.json()
    else:
        yield from _joined(answer.pages(), form, language)


def _joined(pages: Iterator[Rows], form: str, language: str) -> Iterator[bytes]:
    """Yield pages of rows as one file in ``form``."""
    before, after = _EDGES.get(form, (b"\n", b""))
    end = b""
    for number, page in enumerate(pages):
        head, edge, rows = written(page, form, language).partition(before)
        body, end, _ = rows.partition(after) if after else (rows, b"", b"")
        yield body if number else head + edge + body
    yield end + (b"</sparql>" if end else b"")


def _row_format(json: bytes, form: str) -> bytes:
    parsed = parse_query_results(json, format=QueryResultsFormat.JSON)
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
