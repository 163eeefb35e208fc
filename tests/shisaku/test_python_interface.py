"""``shisaku.open``: a folder or an endpoint gives the same tables, networks and maps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

import shisaku
from ontology.errors import DatasetError, QueryError
from shisaku.research import Opened, Table
from tests.queries.test_own_questions import own
from tests.shisaku.judged_town import NAMES, judged
from tests.shisaku.web.client import served

VALUES = """SELECT ?n ?d ?day ?truth ?far ?iri ?text ?none WHERE {
  VALUES (?n ?d ?day ?truth ?far ?iri ?text ?none) {
    (5 1.25 "2025-04-01"^^<http://www.w3.org/2001/XMLSchema#date> true
     "never"^^<http://www.w3.org/2001/XMLSchema#date> <https://example.org/> "課"@ja UNDEF) } }"""


@pytest.fixture(scope="module")
def data(sample_dataset: Path) -> Opened:
    return shisaku.open(sample_dataset, language="en")


@pytest.fixture(scope="module")
def remote(sample_dataset: Path) -> Iterator[Opened]:
    with served(sample_dataset) as server:
        yield shisaku.open(server.address, language="en")


def test_values_are_those_of_python(data: Opened) -> None:
    (row,) = data.query(VALUES)

    assert row == {"n": 5, "d": Decimal("1.25"), "day": date(2025, 4, 1), "truth": True,
                   "far": "never", "iri": "https://example.org/", "text": "課", "none": None}


def test_a_question_as_a_dataframe(data: Opened) -> None:
    """The town's two goals, five directions and twelve measures, as the sample prints them."""
    found = data.query("strategy-tree", municipality="霧原町").to_dataframe()

    assert isinstance(found, pd.DataFrame)
    assert len(found) == 2 + 5 + 12
    assert found["listings"].dtype.kind == "i"
    assert data.query("ASK { ?s ?p ?o }")["answer"] == [True]
    assert data.query("CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}").rows == (
        ("urn:a", "urn:b", 1),)


def test_findings_and_networks(data: Opened) -> None:
    found = data.findings()
    overlaps = data.findings("Overlap", status="candidate").to_dataframe()
    counted = Counter(found["kind"])

    assert counted["Overlap"] == len(overlaps) > 0
    assert overlaps["score"].between(0, 1).all()
    assert data.network("departments", "990001").number_of_nodes() == 13
    assert isinstance(data.network("projects"), nx.DiGraph)


def test_an_endpoint_answers_the_same(data: Opened, remote: Opened) -> None:
    for name in ("strategy-tree", "cross-listed-projects"):
        assert remote.query(name, municipality="霧原町") == data.query(name, municipality="霧原町")
    assert remote.findings() == data.findings()
    assert nx.utils.graphs_equal(remote.network("projects"), data.network("projects"))
    assert (remote.snapshot, len(data.snapshot)) == ("", 64)


def test_a_map_shows_itself_in_a_frame_that_can_do_nothing(data: Opened, tmp_path: Path) -> None:
    drawn = data.map("departments", municipality="990001")

    assert drawn.save(tmp_path / "map.html").read_text(encoding="utf-8") == drawn.html
    assert drawn._repr_html_().count("<") == 2
    assert 'sandbox="allow-scripts allow-downloads"' in drawn._repr_html_()
    with pytest.raises(DatasetError):
        drawn.save(tmp_path)


def test_names_that_are_code_stay_names(tmp_path: Path) -> None:
    shown = shisaku.open(judged(tmp_path / "data")).query(
        "SELECT ?name WHERE { ?p a <https://w3id.org/shisaku/ns#Project> ; "
        "<http://www.w3.org/2004/02/skos/core#prefLabel> ?name }")

    assert any("<" in name for name in NAMES.values())
    assert not any(name in shown._repr_html_() for name in NAMES.values() if "<" in name)


def test_long_tables_say_that_they_are_cut() -> None:
    shown = Table(("n",), tuple((number,) for number in range(60)))._repr_html_()

    assert shown.count("<tr>") == 51
    assert "60" in shown


def test_own_questions_are_known_by_name(sample_dataset: Path, tmp_path: Path) -> None:
    data = shisaku.open(str(sample_dataset), queries=own(tmp_path), language="ja")

    assert "long-names" in data.questions()["name"]
    assert len(data.query("long-names", length=40)) == 0
    assert "事業" in data.query("long-names", length=20).headings


def test_what_there_is_not(data: Opened, tmp_path: Path) -> None:
    with pytest.raises(DatasetError):
        shisaku.open(tmp_path)
    with pytest.raises(QueryError, match="choose ja or en"):
        shisaku.open(tmp_path, language="fr")
    with pytest.raises(QueryError, match="strategy-tree"):
        data.query("strategy-trees")
    with pytest.raises(QueryError, match="syntax"):
        data.query("SELECT {")
    with pytest.raises(QueryError, match="Choose of"):
        data.findings("Cheese")
    with pytest.raises(QueryError, match="candidate"):
        data.findings(status="sure")
    with pytest.raises(QueryError, match="people"):
        data.network("people")
    with pytest.raises(KeyError):
        data.findings()["cheese"]
