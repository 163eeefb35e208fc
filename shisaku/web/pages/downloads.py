"""``/download/…``: the graph, its networks, tables and strategies as files.

``graph.ttl`` and the other forms of RDF are written by the engine (Turtle and N-Triples hold one
graph, the named graphs merged); ``departments.gexf`` and the other networks, ``tables.xlsx``,
``tables.zip``, ``Project.csv`` and the other tables, and ``strategy.xml`` as ``shisaku export``
writes them. What is asked for without a choice is made once a snapshot and kept beside the server
while that snapshot is shown; a choice (``municipality=``, ``strategy=``, ``part=``) is made anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from pyoxigraph import RdfFormat, serialize
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from graph.dataset import Dataset
from graph.whole_file import whole_file
from ontology.terms import PREFIXES
from shisaku.exporting import ALL_TABLES, Choices, exported
from shisaku.exports.description import MEDIA_TYPES
from shisaku.exports.networks import NETWORKS
from shisaku.exports.stratml import PARTS
from shisaku.exports.tables import TABLES
from shisaku.language import speaking
from shisaku.web.pages.shown import HEADERS, dataset_of
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.problems import ProblemError
from shisaku.web.versions import SNAPSHOT

_ENGINE = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS,
           "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
_MERGED = ("ttl", "nt")
FILES: dict[str, tuple[str, str, Choices]] = {
    **{f"graph.{form}": (form, media_type, Choices())
       for form, media_type in MEDIA_TYPES.items()},
    **{f"{kind}.{form}": (form, media_type, Choices(network=kind)) for kind in NETWORKS
       for form, media_type in (("graphml", "application/graphml+xml"),
                                ("gexf", "application/gexf+xml"))},
    "tables.xlsx": (
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Choices()),
    "tables.zip": (ALL_TABLES, "application/zip", Choices()),
    **{f"{kind}.csv": ("csv", "text/csv; charset=utf-8", Choices(table=kind)) for kind in TABLES},
    "strategy.xml": ("stratml", "application/xml", Choices()),
}
"""The files that there are: form, media type, and what of the dataset each holds."""
_TONGUE = ("xlsx", "csv", ALL_TABLES)
"""Forms with words in the reader's language."""


class Downloads:
    """Keeps files below ``folder``, made one at a time; drops those of earlier snapshots."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()

    def file(self, dataset: Dataset, name: str, write: Callable[[BinaryIO], object]) -> Path:
        """Return the file ``name`` of ``dataset``; where there is none yet, ``write`` fills it."""
        here = self._folder / dataset.report.snapshot
        path = here / name
        with self._lock:
            if not path.exists():
                for other in self._folder.iterdir():
                    if other != here:
                        shutil.rmtree(other)
                here.mkdir(exist_ok=True)
                with whole_file(path) as file:
                    write(file)
        return path


def download(request: Request) -> Response:
    """Give a file; ProblemError (404) where there is no such one, QueryError for a choice that
    names nothing."""
    name, tongue = request.path_params["name"], tongue_of(request)
    if name not in FILES:
        raise ProblemError(404, "not-found", ja=f"あるファイル: {', '.join(FILES)}",
                           en=f"The files are: {', '.join(FILES)}")
    form, media_type, usual = FILES[name]
    dataset, made = dataset_of(request), request.app.state.downloads
    headers = {**HEADERS, SNAPSHOT: dataset.report.snapshot, "Vary": "Accept-Language"}
    choices = _choices(request, usual)
    offered = f"shisaku-{dataset.report.snapshot[:12]}-{name}"
    if choices != usual:
        with speaking(tongue):
            return Response(exported(dataset, form, choices), 200, {
                **headers, "Content-Disposition": f'attachment; filename="{offered}"'}, media_type)

    def write(file: BinaryIO) -> None:
        if form in _ENGINE:
            _serialize(dataset, form, file)
        else:
            with speaking(tongue):
                file.write(exported(dataset, form, choices))

    assert isinstance(made, Downloads)
    kept = f"{tongue}-{name}" if form in _TONGUE else name
    return FileResponse(made.file(dataset, kept, write), media_type=media_type, filename=offered,
                        headers=headers)


def _serialize(dataset: Dataset, form: str, file: BinaryIO) -> None:
    quads = dataset.store.quads()
    statements = (quad.triple for quad in quads) if form in _MERGED else quads
    serialize(statements, file, _ENGINE[form], prefixes=PREFIXES)


def _choices(request: Request, usual: Choices) -> Choices:
    """Return what the address chooses, as far as the file has a use for it."""
    asked = request.query_params.get
    strategy = usual == Choices() and request.path_params["name"] == "strategy.xml"
    part = asked("part") or None
    if strategy and part not in (None, *PARTS):
        raise ProblemError(400, "request", ja=f"part は {' か '.join(PARTS)} です。",
                           en=f"part is {' or '.join(PARTS)}.")
    return Choices(
        usual.network, (asked("municipality") or None) if strategy or usual.network else None,
        usual.table, (asked("strategy") or None) if strategy else None,
        part if strategy else None)
