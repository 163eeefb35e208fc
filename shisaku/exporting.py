"""A dataset for other tools, in whatever form: a file, standard output, or a dump of it all."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from graph.export import RDF_FORMS, write_rdf
from graph.part import parts_of
from graph.portion_export import FORMS as PORTION_FORMS
from graph.portion_export import portions_written
from ontology.errors import ShisakuError
from queries.lookup import look_up
from shisaku.exports.dumps import dataset_day, write_dump
from shisaku.exports.graph_files import FORMATS as GRAPH_FILES
from shisaku.exports.graph_files import graph_file
from shisaku.exports.networks import network_graph
from shisaku.exports.stratml import chosen_plan, plans, stratml
from shisaku.exports.table_files import table_csv, tables_workbook, tables_zip
from shisaku.exports.tables import TABLES, Names, table_kind, thing_table
from shisaku.language import say
from shisaku.output import output_to

if TYPE_CHECKING:
    from graph.dataset import Dataset

FORMATS = (*RDF_FORMS, *GRAPH_FILES, "csv", "xlsx", "stratml")
USUAL_FORMAT, USUAL_NETWORK, USUAL_TABLE, USUAL_PART = "trig", "departments", "Project", "2"
ALL_TABLES = "zip"
_SUFFIXES = {**{f".{form}": form for form in FORMATS}, ".zip": "csv"}
_BELONGS = {"network": GRAPH_FILES, "municipality": (*GRAPH_FILES, "stratml"), "table": ("csv",),
            "strategy": ("stratml",), "part": ("stratml",)}
"""The forms that a choice is of use for."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What of the dataset is wanted; None where that was left open."""

    network: str | None = None
    municipality: str | None = None
    table: str | None = None
    strategy: str | None = None
    part: str | None = None


def usual_format(output: Path | None) -> str:
    """Return the format that the name of a file asks for, else TriG."""
    return _SUFFIXES.get(output.suffix.lower(), USUAL_FORMAT) if output else USUAL_FORMAT


def write_export(
    dataset: Dataset, form: str, choices: Choices, output: Path | None
) -> None:
    """Write what is chosen of ``dataset`` in ``form`` (of FORMATS); ShisakuError for a choice that
    the form has no use for or that names nothing."""
    for name, forms in _BELONGS.items():
        if getattr(choices, name) is not None and form not in forms:
            raise ShisakuError(
                ja=f"--{name} は --format {'・'.join(forms)} でだけ使えます。",
                en=f"--{name} is of use with --format {' or '.join(forms)} only.")
    with output_to(output) as file:
        parts = parts_of(dataset.store)
        if parts is not None and form in PORTION_FORMS:
            file.writelines(portions_written(parts, form))
        elif form in RDF_FORMS:
            write_rdf(dataset.store.quads(), form, file)
        elif form == "csv":
            _write_csv(dataset, choices.table, output, file)
        else:
            file.write(exported(dataset, form, choices))


def exported(dataset: Dataset, form: str, choices: Choices) -> bytes:
    """Return what is chosen of ``dataset`` in ``form``: one of FORMATS that is no RDF, or
    ALL_TABLES for an archive of all tables as CSV. QueryError where a choice names nothing."""
    store = dataset.store
    match form:
        case form if form == ALL_TABLES:
            return tables_zip(store, dataset_day(dataset))
        case "csv":
            kind = table_kind(choices.table or USUAL_TABLE)
            return table_csv(thing_table(store, kind, Names.of(store)))
        case "xlsx":
            return tables_workbook(store, dataset.report)
        case "stratml":
            town = choices.municipality and look_up(store, "municipality",
                                                    choices.municipality).value
            plan = chosen_plan(plans(store, town or None), choices.strategy)
            return stratml(plan, choices.part or USUAL_PART)
        case _:
            graph = network_graph(store, choices.network or USUAL_NETWORK, choices.municipality)
            return graph_file(graph, form, dataset_day(dataset).isoformat())


def print_dump(dataset: Dataset, folder: Path) -> None:
    """Write a dated dump into ``folder`` and print the names of its files."""
    for name in write_dump(dataset, folder):
        print(folder / name)


def _write_csv(dataset: Dataset, table: str | None, output: Path | None, file: BinaryIO) -> None:
    """Write one table, or all into an archive where the name of the file asks for that."""
    if output is not None and output.suffix.lower() == ".zip" and table is None:
        file.write(exported(dataset, ALL_TABLES, Choices()))
        return
    file.write(exported(dataset, "csv", Choices(table=table)))
    if table is None:
        print(say(ja=f"表 {USUAL_TABLE} だけです。すべては -o FILE.zip、ほかの表は --table: ",
                  en=f"only the table {USUAL_TABLE}; -o FILE.zip has all, --table chooses of: ")
              + ", ".join(TABLES), file=sys.stderr)
