"""Clients as they come: SPARQLWrapper in every form, and the curl lines of the documentation."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.dom.minidom import Document

import pytest
import SPARQLWrapper as sw  # noqa: N813 -- used in every line
from rdflib import Graph

from tests.shisaku.web.client import Server, served

LABELS = "SELECT ?s ?label { ?s <http://example.org/label> ?label } ORDER BY ?s LIMIT 5"
GRAPH = "CONSTRUCT { ?s <http://example.org/number> ?n } { ?s <http://example.org/number> ?n }"
FORMS = [(method, encoding) for method in (sw.GET, sw.POST)
         for encoding in (sw.URLENCODED, sw.POSTDIRECTLY)
         if (method, encoding) != (sw.GET, sw.POSTDIRECTLY)]
BY_ACCEPT = [False, True]


def asked(server: Server, query: str, form: str, method: str, encoding: str,
          by_accept: bool) -> Any:
    client = sw.SPARQLWrapper(server.address)
    client.setQuery(query)
    client.setMethod(method)
    client.setRequestMethod(encoding)
    client.setOnlyConneg(by_accept)
    client.setReturnFormat(form)
    client.addParameter("unheard-of", "value")
    return client.queryAndConvert()


@pytest.mark.parametrize(("method", "encoding"), FORMS)
@pytest.mark.parametrize("by_accept", BY_ACCEPT)
@pytest.mark.parametrize("form", [sw.JSON, sw.XML, sw.CSV, sw.TSV])
def test_rows(server: Server, method: str, encoding: str, by_accept: bool, form: str) -> None:
    found = asked(server, LABELS, form, method, encoding, by_accept)

    match form:
        case sw.JSON:
            assert len(found["results"]["bindings"]) == 5
        case sw.XML:
            assert isinstance(found, Document)
            assert len(found.getElementsByTagName("result")) == 5
        case sw.CSV:
            assert found.startswith(b"s,label\r\n")
        case _:
            assert found.startswith(b"?s\t?label\n")


@pytest.mark.parametrize(("method", "encoding"), FORMS)
@pytest.mark.parametrize("by_accept", BY_ACCEPT)
@pytest.mark.parametrize("form", [sw.JSON, sw.XML])
def test_truth(server: Server, method: str, encoding: str, by_accept: bool, form: str) -> None:
    found = asked(server, "ASK {}", form, method, encoding, by_accept)

    if form == sw.JSON:
        assert found["boolean"] is True
    else:
        assert found.getElementsByTagName("boolean")[0].firstChild.data == "true"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # SPARQLWrapper's own
@pytest.mark.parametrize(("method", "encoding"), FORMS)
@pytest.mark.parametrize("by_accept", BY_ACCEPT)
@pytest.mark.parametrize("form", [sw.TURTLE, sw.N3, sw.RDFXML, sw.XML, sw.JSONLD])
def test_triples(server: Server, method: str, encoding: str, by_accept: bool, form: str) -> None:
    found = asked(server, GRAPH, form, method, encoding, by_accept)
    if isinstance(found, bytes):
        found = Graph().parse(data=found, format="turtle")

    assert len(found) == 300


@pytest.mark.parametrize(("method", "encoding"), FORMS)
def test_graphs_of_the_protocol(server: Server, method: str, encoding: str) -> None:
    def count(graph: str) -> int:
        client = sw.SPARQLWrapper(server.address, returnFormat=sw.JSON)
        client.setQuery("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        client.setMethod(method)
        client.setRequestMethod(encoding)
        client.addDefaultGraph(graph)
        found: Any = client.queryAndConvert()
        return int(found["results"]["bindings"][0]["n"]["value"])

    assert count("http://example.org/numbers") == 600
    assert count("http://example.org/other") == 0


def test_errors_are_those_that_the_client_knows(server: Server) -> None:
    client = sw.SPARQLWrapper(server.address)
    client.setQuery("SELECT * { ?s ?p }")

    with pytest.raises(sw.SPARQLExceptions.QueryBadFormed):
        client.query()


def curl_lines(root: Path) -> list[str]:
    """Return every curl command of the documentation, continued lines joined."""
    pages = [root / "README.md", root / "docs" / "reference.md"]
    blocks = [block for page in pages
              for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"),
                                      re.DOTALL)]
    joined = "\n".join(blocks).replace("\\\n", " ")
    return [line.partition("  #")[0] for line in joined.splitlines() if line.startswith("curl ")]


@pytest.fixture(scope="module")
def sample_server(sample_dataset: Path) -> Iterator[Server]:
    """A server over the sample, as ``make serve`` runs it."""
    with served(sample_dataset) as running:
        yield running


def test_the_documented_commands_work(root: Path, sample_server: Server) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    lines = curl_lines(root)

    assert len(lines) >= 4
    for line in lines:
        command = shlex.split(line.replace("localhost:8000", f"127.0.0.1:{sample_server.port}"))
        done = subprocess.run([*command, "--silent", "--show-error", "--fail"], check=False,
                              capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, line + done.stderr
        assert done.stdout.strip(), line


def test_the_documented_program_works(root: Path, sample_server: Server,
                                      capsys: pytest.CaptureFixture[str]) -> None:
    text = (root / "docs" / "reference.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"```python\n(from SPARQLWrapper.*?)```", text, re.DOTALL)
    exec(program.replace("localhost:8000", f"127.0.0.1:{sample_server.port}"), {})

    assert len(capsys.readouterr().out.splitlines()) == 5
