"""Networks in GraphML and GEXF, read back by networkx, against what a person read."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from lxml import etree
from pyoxigraph import NamedNode

from graph.dataset import Dataset, open_dataset
from graph.rdflib_graph import rdflib_graph
from graph.store import EmbeddedStore
from ontology.errors import QueryError
from ontology.terms import ORE, RDF, SHISAKU
from shisaku.exports.graph_files import FORMATS, graph_file
from shisaku.exports.networks import NETWORKS, network_graph
from tests.shisaku.judged_town import NAMES, judged

if TYPE_CHECKING:
    from collections.abc import Iterable

Gold = Callable[[str], list[dict[str, str]]]
DAY = "2025-04-01"


def read(data: bytes, form: str) -> nx.Graph[str]:
    if form == "gexf":
        return nx.read_gexf(io.BytesIO(data))
    found: nx.Graph[str] = nx.read_graphml(io.BytesIO(data))
    return found


def labels(graph: nx.Graph[str]) -> dict[str, str]:
    return {iri: told["label"] for iri, told in graph.nodes(data=True)}


def nodes(graph: nx.Graph[str]) -> dict[str, dict[str, object]]:
    return {iri: dict(told) for iri, told in graph.nodes(data=True)}


def named(graph: nx.Graph[str], ends: Iterable[str]) -> frozenset[str]:
    return frozenset(labels(graph)[end] for end in ends)


@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize("form", FORMATS)
def test_what_networkx_reads_is_what_was_written(sample: Dataset, kind: str, form: str) -> None:
    graph = network_graph(sample.store, kind)
    back = read(graph_file(graph, form, DAY), form)

    assert graph.number_of_edges() > 25
    assert back.is_directed() == graph.is_directed() == (kind != "departments")
    looks = [told.pop("viz", None) for _, told in back.nodes(data=True)]
    assert all(looks) == (form == "gexf")
    assert nodes(back) == nodes(graph)
    for one, other, told in graph.edges(data=True):
        found = back.edges[one, other]
        found.pop("id", None)
        assert found == told


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_network_gives_the_same_bytes(sample: Dataset, form: str) -> None:
    first, second = (graph_file(network_graph(sample.store, "projects"), form, DAY)
                     for _ in range(2))

    assert first == second
    assert etree.fromstring(first) is not None


def test_gexf_is_dated_by_the_dataset(sample: Dataset) -> None:
    root = etree.fromstring(graph_file(network_graph(sample.store, "departments"), "gexf", DAY))
    (meta,) = root.iterfind("{*}meta")

    assert meta.get("lastmodifieddate") == DAY


def test_departments_are_tied_by_the_directions_they_report_on(
    sample: Dataset, gold: Gold
) -> None:
    """Every pair that a person finds in the reports, with the years of these."""
    graph = network_graph(sample.store, "departments", "990001")
    by_direction: defaultdict[str, set[str]] = defaultdict(set)
    by_department: defaultdict[str, set[str]] = defaultdict(set)
    for row in gold("sample_reports"):
        for name in row["departments"].split(";"):
            by_direction[row["direction"]].add(name)
            by_department[name].add(f"FY{row['fiscal_year']}")
    pairs = {frozenset(pair) for names in by_direction.values()
             for pair in combinations(sorted(names), 2)}
    tied = {named(graph, ends): told["directions"] for *ends, told in graph.edges(data=True)}

    assert {pair for pair, directions in tied.items() if directions} == pairs
    assert {told["label"]: set(told["years"].split()) for _, told in graph.nodes(data=True)
            if told["reports"]} == by_department
    assert len(by_department) == 13
    assert {told["municipality"] for _, told in graph.nodes(data=True)} == {"霧原町"}


def test_a_department_of_a_list_has_its_projects_and_no_report(sample: Dataset) -> None:
    """What the packaged list prints, counted with the csv module; 再掲 is told at its home."""
    graph = network_graph(sample.store, "departments", "012068")
    text = files("shisaku").joinpath("sample/kushiro_facts.csv").read_text(encoding="utf-8-sig")
    projects: dict[str, set[str]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        for name in row["所管部署"].split("、") if "再掲" not in row["区分"] else ():
            projects.setdefault(name, set()).add(row["事業名"])
    told = {node["label"]: node.get("projects", 0) for _, node in graph.nodes(data=True)}

    assert {node["reports"] for _, node in graph.nodes(data=True)} == {0}
    assert {name: len(own) for name, own in projects.items() if name} == {
        name: number for name, number in told.items() if number}


def test_projects_lead_to_the_directions_that_list_them(sample: Dataset, gold: Gold) -> None:
    graph = network_graph(sample.store, "projects", "990001")
    listed = {(row["name"].replace(" ", ""), row["direction"])
              for row in gold("sample_listings")}
    found = {(labels(graph)[one].replace(" ", ""), graph.nodes[other]["notation"])
             for one, other, told in graph.edges(data=True) if told["kind"] in ("home", "cross")}

    assert found == listed
    assert {told["kind"] for _, _, told in graph.edges(data=True)} >= {"responsible", "home"}
    assert {told["first_year"] for _, _, told in graph.edges(data=True)
            if told["kind"] == "responsible"} <= {2023, 2024}


def test_cross_listings_are_those_of_the_graph(sample: Dataset) -> None:
    """Counted by rdflib over the same quads: projects that stand under two directions or more."""
    graph = network_graph(sample.store, "cross-listings", "012068")
    store = EmbeddedStore.of(quad for quad in sample.store.quads()
                             if isinstance(quad.subject, NamedNode)
                             and "/012068/" in quad.subject.value)
    listed: defaultdict[str, set[str]] = defaultdict(set)
    triples = rdflib_graph(store.quads())
    for row in triples.query(f"""SELECT ?project ?place WHERE {{
            ?listing <{RDF.type}> <{SHISAKU.Listing}> ; <{ORE.proxyFor}> ?project ;
              <{ORE.proxyIn}> ?place }}"""):
        listed[str(row[0])].add(str(row[1]))  # type: ignore[index]
    several = {project: places for project, places in listed.items() if len(places) > 1}

    drawn: defaultdict[str, set[str]] = defaultdict(set)
    for project, place in graph.edges:
        drawn[project].add(place)

    assert len(several) > 20
    assert drawn == several


def test_names_that_are_code_and_signs_that_xml_forbids(tmp_path: Path) -> None:
    dataset = open_dataset(judged(tmp_path / "data"))
    graph: nx.Graph[str] = nx.Graph()
    for letter, name in NAMES.items():
        graph.add_node(letter, label=name, kind="project")

    for form in FORMATS:
        back = read(graph_file(graph, form, DAY), form)
        assert labels(back) == {**NAMES, "I": "空き家␇バンク␛[31m事業"}
    assert network_graph(dataset.store, "departments").number_of_nodes() == 0


def test_what_there_is_not_is_told(sample: Dataset) -> None:
    with pytest.raises(QueryError, match="cross-listings"):
        network_graph(sample.store, "people")
    with pytest.raises(QueryError, match="霧原町"):
        network_graph(sample.store, "projects", "無い町")
