"""The graph into a file or onto standard output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.export import write_rdf
from shisaku.output import output_to

if TYPE_CHECKING:
    from graph.dataset import Dataset


def write_export(dataset: Dataset, form: str, output: Path | None) -> None:
    """Write all graphs of ``dataset`` in ``form`` (one of graph.export.RDF_FORMS)."""
    with output_to(output) as file:
        write_rdf(dataset.store.quads(), form, file)
