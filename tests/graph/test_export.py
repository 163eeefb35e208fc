"""Each exported form, read by another library, is the same graph; the bytes do not vary."""

from __future__ import annotations

import io
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.compare import isomorphic, to_isomorphic

from graph.assembly import graph_quads
from graph.export import RDF_FORMS, write_rdf
from graph.rdflib_graph import rdflib_graph
from ontology.terms import RDFS, SHISAKU, SKOS

if TYPE_CHECKING:
    from tests.graph.conftest import Town

EX = "https://example.org/"
RDFLIB_FORMS = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld"}


@pytest.fixture(scope="module")
def quads(town: Town) -> tuple[Quad, ...]:
    return tuple(graph_quads(town.readings, town.base))


def written(quads: Sequence[Quad], form: str) -> bytes:
    out = io.BytesIO()
    write_rdf(quads, form, out)
    return out.getvalue()


def test_the_forms() -> None:
    assert RDF_FORMS.keys() == RDFLIB_FORMS.keys()
    with pytest.raises(KeyError):
        written([], "html")


# rdflib's readers of JSON-LD, N-Quads and TriG use parts of rdflib that it means to give up.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld"])
def test_one_graph_reads_back(quads: tuple[Quad, ...], form: str) -> None:
    read = rdflib.Graph().parse(data=written(quads, form), format=RDFLIB_FORMS[form])

    assert isomorphic(read, rdflib_graph(quads))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("form", ["nq", "trig"])
def test_named_graphs_read_back(quads: tuple[Quad, ...], form: str) -> None:
    read = rdflib.Dataset()
    read.parse(data=written(quads, form), format=RDFLIB_FORMS[form])
    names = {quad.graph_name.value for quad in quads}  # type: ignore[union-attr]

    assert {str(graph.identifier) for graph in read.graphs() if len(graph)} == names
    for name in names:
        expected = rdflib_graph(quad for quad in quads if quad.graph_name == NamedNode(name))
        assert to_isomorphic(read.graph(rdflib.URIRef(name))) == to_isomorphic(expected)
    assert len(names) == 5


@pytest.mark.parametrize("form", list(RDF_FORMS))
def test_order_and_repetition_change_nothing(quads: tuple[Quad, ...], form: str) -> None:
    assert written([*reversed(quads), *quads[:50]], form) == written(quads, form)


EXPORT = """
import pickle, sys
from collections.abc import Sequence
from pathlib import Path
from graph.export import write_rdf
write_rdf(pickle.loads(Path(sys.argv[1]).read_bytes()), sys.argv[2], sys.stdout.buffer)
"""


@pytest.mark.parametrize("form", list(RDF_FORMS))
def test_hash_seeds_change_nothing(tmp_path: Path, quads: tuple[Quad, ...], form: str) -> None:
    (tmp_path / "quads").write_bytes(pickle.dumps(quads))
    outputs = {
        subprocess.run([sys.executable, "-c", EXPORT, str(tmp_path / "quads"), form], check=True,
                       capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed}).stdout
        for seed in ("0", "4711")}

    assert outputs == {written(quads, form)}


TOWN = Quad(NamedNode(f"{EX}town"), NamedNode(SKOS.prefLabel), Literal("霧原町", language="ja"),
            NamedNode(f"{EX}g"))
SMALL = [
    TOWN,
    Quad(NamedNode(f"{EX}list"), NamedNode(SHISAKU.order), Literal(3), NamedNode(f"{EX}g")),
    Quad(NamedNode(f"{EX}town"), NamedNode(RDFS.comment), Literal('"\\\n\u2028'),
         NamedNode(f"{EX}h")),
]
# (form, the lines after the prefixes)
SMALL_TEXTS = [
    ("nt", [f'<{EX}list> <{SHISAKU.order}> "3"^^<http://www.w3.org/2001/XMLSchema#integer> .',
            f'<{EX}town> <{RDFS.comment}> "\\"\\\\\\n\u2028" .',
            f'<{EX}town> <{SKOS.prefLabel}> "霧原町"@ja .', ""]),
    ("nq", [f'<{EX}list> <{SHISAKU.order}> "3"^^<http://www.w3.org/2001/XMLSchema#integer> '
            f"<{EX}g> .",
            f'<{EX}town> <{RDFS.comment}> "\\"\\\\\\n\u2028" <{EX}h> .',
            f'<{EX}town> <{SKOS.prefLabel}> "霧原町"@ja <{EX}g> .', ""]),
    ("ttl", [f"<{EX}list> shisaku:order 3 .",
             f'<{EX}town> rdfs:comment "\\"\\\\\\n\u2028" ;',
             '\tskos:prefLabel "霧原町"@ja .', ""]),
]


@pytest.mark.parametrize(("form", "lines"), SMALL_TEXTS)
def test_a_small_graph(form: str, lines: list[str]) -> None:
    text = written(SMALL, form).decode().split("\n")
    prefixes = [line for line in text if line.startswith("@prefix")]

    assert text == prefixes + lines
    assert prefixes == sorted(prefixes)
    assert len(SMALL_TEXTS) == 3


# (quads, the nodes of the JSON-LD)
NODES: list[tuple[list[Quad], list[dict[str, object]]]] = [
    ([], []),
    ([TOWN], [{"id": f"{EX}town", "prefLabel": "霧原町"}]),
    (SMALL, [{"id": f"{EX}list", "order": "3"},
             {"id": f"{EX}town", "prefLabel": "霧原町", "rdfs:comment": '"\\\n\u2028'}]),
]


@pytest.mark.parametrize(("quads", "nodes"), NODES)
def test_json_ld_in_the_words_of_the_context(
    quads: list[Quad], nodes: list[dict[str, object]]
) -> None:
    document = json.loads(written(quads, "jsonld"))

    assert document["@graph"] == nodes
    assert document["@context"]["prefLabel"] == {"@id": "skos:prefLabel", "@language": "ja"}
    assert len(NODES) == 3
