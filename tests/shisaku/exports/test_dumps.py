"""A dump as its receiver meets it: checked by its sums, described in DCAT and VoID, whole."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

from graph.dataset import Dataset
from graph.rdflib_graph import rdflib_graph
from ontology import resources
from ontology.errors import DatasetError
from shisaku.exports.dumps import write_dump

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
HOME = "https://example.org/dumps/"


@pytest.fixture(scope="module")
def dump(sample: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dump") / "new"
    write_dump(sample, folder)
    return folder


def described(dump: Path) -> rdflib.Graph:
    """The description as read from a web server."""
    return rdflib.Graph().parse(dump / "dataset.ttl", publicID=f"{HOME}dataset.ttl")


def test_the_sums_are_those_of_the_files(dump: Path) -> None:
    lines = (dump / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in lines)}
    there = {path.name for path in dump.iterdir()}

    assert told.keys() == there - {"SHA256SUMS"}
    assert len(told) == 9
    for name, digest in told.items():
        assert hashlib.sha256((dump / name).read_bytes()).hexdigest() == digest


def test_the_same_dataset_gives_the_same_bytes(sample: Dataset, dump: Path, tmp_path: Path) -> None:
    names = write_dump(sample, tmp_path / "again")

    assert {name: (tmp_path / "again" / name).read_bytes() for name in names} == {
        path.name: path.read_bytes() for path in dump.iterdir()}


def test_names_bear_day_and_snapshot(sample: Dataset, dump: Path) -> None:
    day = sample.report.built_at[:10].replace("-", "")

    assert {path.name for path in dump.glob("shisaku-*")} == {
        f"shisaku-{day}-{sample.report.snapshot[:12]}{rest}" for rest in (
            ".nq.gz", ".ttl.gz", "-tables.zip", "-departments.gexf", "-projects.gexf",
            "-cross-listings.gexf")}


def test_the_graph_is_whole(sample: Dataset, dump: Path) -> None:
    (turtle,) = dump.glob("*.ttl.gz")
    (quads,) = dump.glob("*.nq.gz")
    read = rdflib.Graph().parse(data=gzip.decompress(turtle.read_bytes()), format="turtle")

    assert isomorphic(read, rdflib_graph(sample.store.quads()))
    assert len(gzip.decompress(quads.read_bytes()).splitlines()) == sample.report.quads


def test_the_description_tells_of_each_file(sample: Dataset, dump: Path) -> None:
    graph = described(dump)
    this = rdflib.URIRef(f"{HOME}dataset.ttl#dataset")
    files = {str(file).removeprefix(HOME): file for file in graph.objects(this, DCAT.distribution)}

    assert set(graph.objects(this, rdflib.RDF.type)) == {DCAT.Dataset, VOID.Dataset}
    assert int(str(graph.value(this, VOID.triples))) == sample.report.quads
    assert {name.partition("-")[0] for name in files} == {"shisaku"}
    assert len(files) == 3
    for name, file in files.items():
        data = (dump / name).read_bytes()
        checksum = graph.value(file, SPDX.checksum)
        assert str(graph.value(file, DCAT.downloadURL)) == HOME + name
        assert int(str(graph.value(file, DCAT.byteSize))) == len(data)
        assert str(graph.value(checksum, SPDX.checksumValue)) == hashlib.sha256(data).hexdigest()


def test_packings_are_told(dump: Path) -> None:
    graph, media = described(dump), "https://www.iana.org/assignments/media-types/"
    packed = {str(file).rpartition(".")[2]: str(packing).removeprefix(media)
              for kind in (DCAT.compressFormat, DCAT.packageFormat)
              for file, packing in graph.subject_objects(kind)}
    dumped = {str(each) for each in graph.objects(None, VOID.dataDump)}

    assert packed == {"gz": "application/gzip", "zip": "application/zip"}
    assert all(each.endswith((".nq.gz", ".ttl.gz")) for each in dumped)
    assert len(dumped) == 2


def test_vocabulary_and_tables_come_with_it(dump: Path) -> None:
    (tables,) = dump.glob("*-tables.zip")
    with zipfile.ZipFile(tables) as archive:
        assert archive.testzip() is None
        assert {"Project.csv", "Finding.csv"} <= set(archive.namelist())
    assert (dump / "shisaku.ttl").read_text(encoding="utf-8") == resources.vocabulary()
    assert (dump / "context.jsonld").read_text(encoding="utf-8") == resources.context()


def test_what_cannot_be_written_is_told(sample: Dataset, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(DatasetError, match="cannot be written"):
        write_dump(sample, tmp_path / "file" / "dump")
