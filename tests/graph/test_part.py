"""A question about one municipality has the same answer from its part as from the whole dataset."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from benchmarks.synthetic import cities
from graph import part as part_module
from graph.assembly import graph_quads
from graph.canonical import canonical_nquads, canonical_ntriples
from graph.dataset import Dataset, open_dataset
from graph.dataset_parts import DatasetParts, Originals, ledger_rows, source_parts
from graph.findings import findings_quads
from graph.findings.table import finding_rows
from graph.part import part_for, parts_of
from graph.portion_export import portions_written
from graph.reviewing import Opinion, record_verdict
from graph.store import EmbeddedStore
from graph.validation import validate, validate_parts
from graph.verdicts import Judgement
from graph.writing import write_dataset
from ontology.iris import DEFAULT_BASE, Iris
from ontology.terms import ONTOLOGY
from queries.catalogue import catalogue
from queries.question import Question
from queries.runner import run
from shisaku.checking import checked
from shisaku.progress import silent

TOWNS = 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of several cities, in each of which a person has rejected a finding."""
    target = tmp_path_factory.mktemp("parts") / "data"
    readings = tuple(cities(TOWNS))
    quads = tuple(graph_quads(readings, DEFAULT_BASE))
    originals = Originals({each.source.sha256: lambda: b"" for each in readings})
    write_dataset(target, DatasetParts(
        DEFAULT_BASE, (*quads, *findings_quads(quads, DEFAULT_BASE)),
        source_parts(readings, originals), ledger_rows(readings)))
    rows = finding_rows(open_dataset(target).store)
    for code in {each.municipality.code for each in readings}:
        first = min(row.iri for row in rows if f"/{code}/" in row.iri)
        record_verdict(target, Opinion(first, Judgement.REJECTED, "山", date(2026, 1, 5), "別"))
    return target


@pytest.fixture(scope="module")
def dataset(folder: Path) -> Dataset:
    return open_dataset(folder)


@pytest.fixture(scope="module")
def whole(folder: Path) -> EmbeddedStore:
    """The same dataset without parts."""
    return EmbeddedStore(Store.read_only(str(folder / "store")))


def town(dataset: Dataset, number: int) -> NamedNode:
    code = dataset.report.sources[number].municipality_code
    return NamedNode(Iris(dataset.report.base, code).municipality)


@pytest.fixture(scope="module")
def things(dataset: Dataset) -> dict[str, str]:
    """One thing of the second city by the kind that its IRI names."""
    code = town(dataset, 1).value
    found = {"municipality": code}
    for quad in dataset.store.quads():
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(f"{code}/"):
            for kind in quad.subject.value.removeprefix(code).split("/")[1::2]:
                found.setdefault(kind, quad.subject.value)
    return found | {"iri": found["project"], "string": "子育て"}


@pytest.mark.parametrize("question", catalogue(), ids=lambda question: question.name)
def test_the_catalogue_answers_alike(
    question: Question, dataset: Dataset, whole: EmbeddedStore, things: dict[str, str]
) -> None:
    needed = [each for each in question.parameters
              if each.required or each.name == "municipality"]
    given = {each.name: things.get(each.type, "") for each in needed}
    if "" in given.values():
        assert question.name == "questions-and-answers", "only minutes are lacking"
        return

    assert question.within
    assert run(dataset.store, question, given) == run(whole, question, given)


def test_a_question_that_is_not_within_sees_everything(dataset: Dataset) -> None:
    counts = next(each for each in catalogue() if each.name == "counts-by-municipality")
    text = counts.text.replace("dcterms:publisher ?municipality", "dcterms:publisher ?any", 1)
    given = {"municipality": town(dataset, 1).value}

    apart = run(dataset.store, replace(counts, text=text), given)
    together = run(dataset.store, replace(counts, text=text, within=False), given)

    assert apart != together


def test_what_a_part_is_taken_for(dataset: Dataset) -> None:
    store = dataset.store
    one, two = town(dataset, 0), town(dataset, 1)
    below = NamedNode(f"{one.value}/project/any")

    part = part_for(store, (one, below, Literal("語"), NamedNode("https://example.org/x")))
    assert part is not store
    assert part is part_for(store, (below,))
    for things in ((), (one, two), (Literal(one.value),), (NamedNode(f"{one.value}5/x"),),
                   (NamedNode(f"{dataset.report.base}123456/project/x"),)):
        assert part_for(store, things) is store


def test_a_part_has_what_its_verdicts_say(dataset: Dataset) -> None:
    by_iri = {row.iri: row.status for row in finding_rows(dataset.store)}
    for number in range(TOWNS):
        part = part_for(dataset.store, (town(dataset, number),))
        rows = finding_rows(part)
        assert {row.status for row in rows} == {"Candidate", "Rejected"}
        assert {row.iri: row.status for row in rows} == {
            iri: status for iri, status in by_iri.items() if iri in {row.iri for row in rows}}


def test_only_so_many_parts_are_kept(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part_module, "KEPT", 1)
    first = part_for(dataset.store, (town(dataset, 0),))
    assert part_for(dataset.store, (town(dataset, 0),)) is first

    part_for(dataset.store, (town(dataset, 1),))

    assert part_for(dataset.store, (town(dataset, 0),)) is not first


@pytest.mark.parametrize(("form", "at_once"), [
    ("nq", canonical_nquads), ("nt", canonical_ntriples)])
def test_portions_are_written_as_everything_at_once(
    form: str, at_once: Callable[[Iterable[Quad]], bytes], dataset: Dataset, whole: EmbeddedStore
) -> None:
    parts = parts_of(dataset.store)

    assert parts is not None
    assert parts.judged == dataset.report.municipalities
    assert b"".join(portions_written(parts, form)) == at_once(whole.quads())


def damaged(quads: Iterable[Quad]) -> list[Quad]:
    """Leave out some quads, the same of the whole and of a part; the vocabulary stays whole."""
    return [quad for quad in quads if quad.graph_name == NamedNode(ONTOLOGY)
            or zlib.crc32(str(quad.triple).encode()) % 40]


def test_parts_are_valid_where_the_whole_is(dataset: Dataset, whole: EmbeddedStore) -> None:
    parts = parts_of(dataset.store)
    assert parts is not None

    found = validate_parts((f"{parts.base}{code}", damaged(parts.of_code(code).quads()))
                           for code in parts.codes)
    expected = validate(damaged(whole.quads()))

    assert len(expected.violations) > 50
    assert found.violations == expected.violations
    lines = [report.ntriples.splitlines() for report in (found, expected)]
    assert [sum(b"shacl#result> " in line for line in each) for each in lines] == [
        len(expected.violations)] * 2
    assert found.ntriples.count(b"shacl#ValidationReport> .") == 1
    assert checked(dataset.store, silent).counts == validate(whole.quads()).counts
