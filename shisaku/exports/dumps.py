"""A dated dump: a folder that can be put on any web server as it is.

The graph packed in two forms, all tables, the networks, vocabulary and context; ``dataset.ttl``
describes them (DCAT 3, VoID, a checksum each) by addresses relative to itself, and ``SHA256SUMS``
is what ``sha256sum --check`` takes. The names bear the day of the dataset and its snapshot, so that
dumps can lie side by side. The same dataset gives the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, serialize

from graph.canonical import with_sorted_prefixes
from graph.export import write_rdf
from graph.whole_file import whole_file
from ontology import resources
from ontology.errors import DatasetError
from shisaku.exports.description import (
    MEDIA_TYPES,
    PREFIXES,
    Given,
    dataset_description,
    distribution,
)
from shisaku.exports.graph_files import graph_file
from shisaku.exports.networks import NETWORKS, network_graph
from shisaku.exports.table_files import tables_zip

if TYPE_CHECKING:
    from graph.dataset import Dataset

DESCRIPTION, SUMS = "dataset.ttl", "SHA256SUMS"
_FORMS = ("nq", "ttl")
_HERE = "here://dump/"
"""Stands for the address of the folder; of a scheme that no other name has, so that the engine
shortens the names of the dump's own files alone."""
_GZIP, _ZIP = "application/gzip", "application/zip"


def write_dump(dataset: Dataset, folder: Path) -> list[str]:
    """Write a dump of ``dataset`` into ``folder``, which is made where it is not there, and return
    the names of its files. DatasetError where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        given, sums = [], {}
        for name, media_type, packed, data in _files(dataset):
            sums[name] = _put(folder, name, data)
            if packed:
                given.append(Given(NamedNode(_HERE + name), media_type, packed, len(data),
                                   sums[name]))
        sums[DESCRIPTION] = _put(folder, DESCRIPTION, _description(dataset, given))
        lines = [f"{digest}  {name}\n" for name, digest in sorted(sums.items())]
        _put(folder, SUMS, "".join(lines).encode())
    except OSError as error:
        raise DatasetError(
            ja=f"{folder}: 書き込めません（{error.strerror}）。",
            en=f"{folder}: cannot be written ({error.strerror}).") from error
    return [*sorted(sums), SUMS]


def dataset_day(dataset: Dataset) -> date:
    """Return the day on which ``dataset`` was built."""
    return datetime.fromisoformat(dataset.report.built_at).date()


def _files(dataset: Dataset) -> Iterator[tuple[str, str, str, bytes]]:
    """Yield name, media type of what is inside, media type of the packing ("" for a file that does
    not hold the graph itself), and bytes."""
    day = dataset_day(dataset)
    stem = f"shisaku-{day:%Y%m%d}-{dataset.report.snapshot[:12]}"
    for form in _FORMS:
        out = BytesIO()
        write_rdf(dataset.store.quads(), form, out)
        yield (f"{stem}.{form}.gz", MEDIA_TYPES[form], _GZIP,
               gzip.compress(out.getvalue(), mtime=0))
    yield f"{stem}-tables.zip", "text/csv", _ZIP, tables_zip(dataset.store, day)
    for kind in NETWORKS:
        graph = network_graph(dataset.store, kind)
        yield f"{stem}-{kind}.gexf", "", "", graph_file(graph, "gexf", day.isoformat())
    yield "shisaku.ttl", "", "", resources.vocabulary().encode()
    yield "context.jsonld", "", "", resources.context().encode()


def _description(dataset: Dataset, given: list[Given]) -> bytes:
    this = NamedNode(f"{_HERE}{DESCRIPTION}#dataset")
    triples = [*dataset_description(dataset.report, this),
               *(triple for file in given for triple in distribution(this, file))]
    text = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES, base_iri=_HERE) or b""
    return with_sorted_prefixes(text.removeprefix(f"@base <{_HERE}> .\n".encode()))


def _put(folder: Path, name: str, data: bytes) -> str:
    """Write a file and return its SHA-256."""
    with whole_file(folder / name) as file:
        file.write(data)
    return hashlib.sha256(data).hexdigest()
