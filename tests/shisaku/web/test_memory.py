"""What a worker holds in memory is what the dataset has, and every worker answers alike."""

from pathlib import Path

from pyoxigraph import QueryResultsFormat

from graph.dataset import open_dataset
from graph.results import Solutions
from graph.store import GraphStore
from shisaku.web.workers.memory import drop_copies, store_of

EVERYTHING = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"


def answered(store: GraphStore) -> bytes:
    found = store.query(EVERYTHING)
    assert isinstance(found, Solutions)
    return found.serialize(QueryResultsFormat.TSV)


def test_memory_holds_the_dataset(sample_dataset: Path, tmp_path: Path) -> None:
    dataset = open_dataset(sample_dataset)
    first = store_of(dataset, tmp_path, dataset.report.quads)
    second = store_of(open_dataset(sample_dataset), tmp_path, dataset.report.quads)

    assert set(first.quads()) == set(dataset.store.quads())
    assert len(set(first.quads())) == dataset.report.quads
    assert answered(first) == answered(second)


def test_a_large_dataset_stays_on_disk(sample_dataset: Path, tmp_path: Path) -> None:
    dataset = open_dataset(sample_dataset)

    assert store_of(dataset, tmp_path, dataset.report.quads - 1) is dataset.store
    assert not list(tmp_path.iterdir())


def test_copies_of_other_snapshots_go(sample_dataset: Path, tmp_path: Path) -> None:
    dataset = open_dataset(sample_dataset)
    (tmp_path / "old.nq").write_bytes(b"")
    store_of(dataset, tmp_path, dataset.report.quads)
    drop_copies(tmp_path, dataset.report.snapshot)

    assert [each.stem for each in tmp_path.iterdir()] == [dataset.report.snapshot]
