"""What persons judge in these tests: findings and changes of two towns, written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from graph.canonical import canonical_nquads
from graph.dataset import Dataset, open_dataset
from graph.dataset_parts import DatasetParts
from graph.findings.finding import Finding
from graph.findings.table import finding_rows
from graph.judged import snapshot_of, unjudged_quads
from graph.named_graph import NamedGraph
from graph.portion import snapshot_id
from graph.reviewing import Opinion
from graph.verdicts import Judgement, current
from graph.writing import write_dataset
from ontology.iris import Iris
from ontology.terms import DCTERMS, RDF, RDFS, SHISAKU, SKOS

BASE = "https://example.org/id/"
TOWN, OTHER = Iris(BASE, "990001"), Iris(BASE, "990002")
NAMES = {"A": "移住相談窓口事業", "B": "定住相談事業", "C": "空き家バンク事業"}
SURE, UNSURE, SHARED = (letter * 16 for letter in "abc")
"""Identifiers of changes: a rename that is sure, one that is not, one that both towns have."""


def finding(kind: str, *subjects: str) -> Finding:
    """A finding about ``subjects`` with a sentence in both languages."""
    return Finding(kind, subjects, (), f"要確認: {kind}。", f"To check: {kind}.", "rule", (),
                   Decimal("0.5"))


def pair(kind: str) -> Finding:
    """The finding that the projects A and B resemble each other."""
    return finding(kind, TOWN.project("A"), TOWN.project("B"))


FRAGMENTATION = finding(SHISAKU.Fragmentation, TOWN.direction(2, "1-1"), TOWN.department("甲"))
UNREPORTED = finding(SHISAKU.UnreportedProject, TOWN.project("C"))
OVERLAP, DUPLICATION = pair(SHISAKU.Overlap), pair(SHISAKU.Duplication)


def change(iris: Iris, identifier: str, confidence: str) -> list[Quad]:
    """A rename of A to B; from a confidence of 0.8 on, the graph says that B replaces A."""
    graph, iri = NamedGraph(iris.derived_graph), iris.change(identifier)
    before, after = iris.project("A"), iris.project("B")
    quads = [*graph.classes(iri, SHISAKU.Change),
             graph.plain(iri, DCTERMS.identifier, identifier),
             graph.japanese(iri, RDFS.label, "「A」は「B」に改称。"),
             graph.english(iri, RDFS.label, "A was renamed to B."),
             graph.link(iri, SHISAKU.changeKind, SHISAKU.Renamed),
             graph.link(iri, SHISAKU.earlier, before), graph.link(iri, SHISAKU.later, after),
             graph.decimal(iri, SHISAKU.confidence, Decimal(confidence)),
             graph.link(iri, SHISAKU.status, SHISAKU.Candidate)]
    if Decimal(confidence) > Decimal("0.85"):
        quads.append(graph.link(after, DCTERMS.replaces, before))
    return quads


def things() -> list[Quad]:
    """Three projects with their names."""
    graph = NamedGraph(TOWN.document_graph("a" * 64))
    return [quad for key, name in NAMES.items() for quad in (
        graph.link(TOWN.project(key), RDF.type, SHISAKU.Project),
        graph.japanese(TOWN.project(key), SKOS.prefLabel, name))]


CHANGES = [*change(TOWN, SURE, "0.9"), *change(TOWN, UNSURE, "0.7"), *change(TOWN, SHARED, "0.7"),
           *change(OTHER, SHARED, "0.7")]


def quads_with(*findings: Finding) -> tuple[Quad, ...]:
    """The graph of both towns in which ``findings`` are found."""
    return (*things(), *CHANGES, *(quad for each in findings for quad in each.quads(BASE)))


def parts_with(*findings: Finding) -> DatasetParts:
    """The dataset of both towns in which ``findings`` are found."""
    return DatasetParts(BASE, quads_with(*findings), (), (), ("気をつけること",))


ID = OVERLAP.identifier(BASE)
NO = Opinion(ID, Judgement.REJECTED, "点検担当", date(2026, 4, 1), "対象者が違う。")
YES = replace(NO, status=Judgement.CONFIRMED, reason="同じ相談である。")


def whole(target: Path) -> Dataset:
    """Open the dataset and see that store, report and verdicts belong together."""
    dataset = open_dataset(target)
    quads = set(dataset.store.quads())
    store = Store()
    store.extend(quads)
    unjudged = snapshot_id(canonical_nquads(unjudged_quads(quads, BASE)), BASE)
    assert dataset.report.unjudged == unjudged
    assert dataset.report.snapshot == snapshot_of(store, BASE, unjudged)
    assert dataset.report.quads == len(quads)
    rows = {row.id: row.status for row in finding_rows(dataset.store)}
    for finding, verdict in current(dataset.verdicts()).items():
        identifier = finding.rpartition("/")[2]
        assert rows.get(identifier, verdict.status) == verdict.status
    return dataset


def status(target: Path, identifier: str = ID) -> str:
    return {row.id: row.status for row in finding_rows(whole(target).store)}[identifier]


def siblings(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


@pytest.fixture
def target(tmp_path: Path, parts: DatasetParts) -> Path:
    """A dataset of the two towns."""
    folder = tmp_path / "here" / "data"
    write_dataset(folder, parts)
    return folder


@pytest.fixture(scope="session")
def parts() -> DatasetParts:
    """A dataset with three findings and four changes that nobody has judged."""
    return parts_with(FRAGMENTATION, UNREPORTED, OVERLAP)
