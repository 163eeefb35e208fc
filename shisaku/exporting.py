"""The graph into a file or onto standard output; a file appears whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph.export import write_rdf
from graph.whole_file import whole_file
from ontology.errors import DatasetError

if TYPE_CHECKING:
    from graph.dataset import Dataset


def write_export(dataset: Dataset, form: str, output: Path | None) -> None:
    """Write all graphs of ``dataset`` in ``form`` (one of graph.export.RDF_FORMS)."""
    quads = dataset.store.quads()
    if output is None:
        write_rdf(quads, form, sys.stdout.buffer)
        return
    try:
        with whole_file(output) as file:
            write_rdf(quads, form, file)
    except OSError as error:
        raise DatasetError(
            ja=f"{output}: 書き込めません（{error.strerror}）。",
            en=f"{output}: cannot be written ({error.strerror}).",
        ) from error
