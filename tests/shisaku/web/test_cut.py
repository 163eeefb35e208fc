"""An answer cut after so many rows is a whole document with the first rows of the whole answer."""

import csv
import io
import json
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import IO, cast

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from shisaku.web.formats import GRAPH_FORMATS, ROW_FORMATS
from shisaku.web.workers.cut import AnswerTooLargeError, EnoughError, Output, RowOutput
from tests.shisaku.web.client import Server, served
from tests.shisaku.web.conftest import ROWS

PIECES = ['"', "\\", "\n", "\r\n", ",", "\t", "},{", "}}", "<result>", "</result>", "&", "'", "日",
          "a", "{", '"},{"', '\\"']
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
TERMS = st.one_of(
    TEXTS.map(Literal), TEXTS.map(lambda text: Literal(text, language="ja")),
    st.just(NamedNode("http://example.org/x")), st.just(BlankNode("b")), st.none())
TABLES = st.lists(st.tuples(TERMS, TERMS), max_size=12)


def answered(rows: Sequence[tuple[object, object]]) -> QuerySolutions:
    """Return the rows as the engine would find them."""
    bindings = []
    for row in rows:
        bound = {name: term for name, term in zip("ab", row, strict=True) if term is not None}
        bindings.append({name: json_term(term) for name, term in bound.items()})
    text = json.dumps({"head": {"vars": ["a", "b"]}, "results": {"bindings": bindings}})
    found = parse_query_results(text, QueryResultsFormat.JSON)
    assert isinstance(found, QuerySolutions)
    return found


def json_term(term: object) -> dict[str, str]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal():
            tag = {"xml:lang": term.language} if term.language else {}
            return {"type": "literal", "value": term.value, **tag}
    raise TypeError(term)


def in_chunks(whole: bytes, form: str, limit: int, ends: Sequence[int]) -> tuple[bytes, bool]:
    """Return what comes of ``whole`` written in chunks that end at ``ends``, and whether it was
    cut."""
    sent: list[bytes] = []
    output = RowOutput(sent.append, 10 ** 9, form, limit)
    places = [0, *sorted({end % (len(whole) + 1) for end in ends}), len(whole)]
    try:
        for start, end in pairwise(places):
            output.write(whole[start:end])
    except EnoughError:
        return b"".join(sent) + output.rest, True
    return b"".join(sent) + output.rest, False


def rows_of(text: bytes, form: str) -> Sequence[object]:
    """Read a document with a parser that is not the engine's."""
    match form:
        case "json":
            return list(json.loads(text)["results"]["bindings"])
        case "csv":
            return list(csv.reader(io.StringIO(text.decode(), newline="")))[1:]
        case "tsv":
            return list(text.decode().split("\n")[1:-1])
        case _:
            space = "{http://www.w3.org/2005/sparql-results#}"
            return [[(binding.get("name"), "".join(binding.itertext())) for binding in row]
                    for row in fromstring(text).iter(f"{space}result")]


@pytest.mark.parametrize("form", ROW_FORMATS)
@given(table=TABLES, limit=st.integers(1, 13), ends=st.lists(st.integers(0, 4000), max_size=6))
def test_first_rows(form: str, table: list[tuple[object, object]], limit: int,
                    ends: list[int]) -> None:
    engine = cast(QueryResultsFormat, ROW_FORMATS[form].engine)
    whole = answered(table).serialize(format=engine) or b""
    text, cut = in_chunks(whole, form, limit, ends)

    assert cut is (len(table) > limit)
    if not cut:
        assert text == whole
    else:
        first = answered(table[:limit]).serialize(format=engine) or b""
        assert re.sub(rb"<!--.*?-->\Z", b"", text) == first
        assert len(rows_of(text, form)) == limit


@pytest.mark.parametrize("form", ROW_FORMATS)
def test_quoted_triples_are_not_taken_for_rows(form: str) -> None:
    store = Store()
    thing = NamedNode("http://example.org/x")
    for number in range(3):
        about = Triple(thing, thing, Literal("},{ " + str(number)))
        store.add(Quad(thing, NamedNode("http://example.org/says"), about))
    engine = cast(QueryResultsFormat, ROW_FORMATS[form].engine)
    query = "SELECT ?x ?t ?y { ?x <http://example.org/says> ?t BIND(?x AS ?y) }"

    def written(limit: int) -> bytes:
        output = RowOutput(bytes, 10 ** 9, form, limit)
        found = store.query(query)
        assert isinstance(found, QuerySolutions)
        try:
            found.serialize(cast(IO[bytes], output), engine)
        except EnoughError:
            return output.rest
        return output.rest

    whole = store.query(query)
    assert isinstance(whole, QuerySolutions)
    assert written(3) == whole.serialize(format=engine)
    assert written(2).count(b"says") == 0
    assert written(2).count(b"},{ ") + written(2).count(b"}},{ ") >= 2
    assert b"cut after" in written(2) or form != "xml"


def test_an_answer_of_too_many_bytes() -> None:
    output = Output(bytes, 10)

    output.write(b"12345")
    with pytest.raises(AnswerTooLargeError):
        output.write(b"678901")


QUERY = "SELECT ?s ?label { ?s <http://example.org/label> ?label } ORDER BY ?s"
GRAPH = "CONSTRUCT { ?s <http://example.org/label> ?label } WHERE { ?s ?p ?label }"


@pytest.mark.parametrize("form", ROW_FORMATS)
def test_a_cut_answer_says_so(small_dataset: Path, form: str, server: Server) -> None:
    with served(small_dataset, SHISAKU_QUERY_ROWS="7") as strict:
        cut, own_limit = strict.ask(QUERY, format=form), strict.ask(f"{QUERY} LIMIT 7", format=form)
        limited = strict.ask(f"{QUERY} LIMIT 9 VALUES ?z {{ 1 2 }}", format=form)
        page = strict.ask(QUERY, "text/html", lang="en")
    whole = server.ask(QUERY, format=form)

    assert (cut.status, cut.headers["shisaku-cut"]) == (200, "rows=7")
    assert rows_of(cut.body, form) == rows_of(whole.body, form)[:7]
    assert "shisaku-cut" not in own_limit.headers
    assert rows_of(own_limit.body, form) == rows_of(cut.body, form)
    assert limited.headers["shisaku-cut"] == "rows=7"
    assert "the answer is too long" in page.text.lower()
    assert "shisaku-cut" not in whole.headers
    assert len(rows_of(whole.body, form)) == ROWS


@pytest.mark.parametrize(("form", "notice"), [
    ("ttl", "# cut after 7 triples"), ("nt", "# cut after 7 triples"),
    ("rdf", "<!-- cut after 7 triples -->"), ("jsonld", "")])
def test_a_cut_graph_says_so(small_dataset: Path, form: str, notice: str) -> None:
    with served(small_dataset, SHISAKU_QUERY_ROWS="7") as strict:
        cut = strict.ask(GRAPH, format=form)
        fits = strict.ask(f"{GRAPH} LIMIT 7", format=form)

    engine = cast(RdfFormat, GRAPH_FORMATS[form].engine)
    assert cut.headers["shisaku-cut"] == "triples=7"
    assert len(list(parse(cut.body, engine))) == 7
    assert cut.text.rstrip().endswith(notice)
    assert "shisaku-cut" not in fits.headers
    assert len(list(parse(fits.body, engine))) == 7
