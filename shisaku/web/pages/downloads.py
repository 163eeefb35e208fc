"""``/download/graph.{suffix}``: the whole graph as a file, written by the engine once a snapshot.

A file is made the first time it is asked for and kept beside the server while that snapshot is
shown; Turtle and N-Triples hold one graph, the named graphs merged.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Lock

from pyoxigraph import RdfFormat, serialize
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from graph.dataset import Dataset
from graph.whole_file import whole_file
from ontology.terms import PREFIXES
from shisaku.web.pages.description import MEDIA_TYPES
from shisaku.web.pages.shown import HEADERS, dataset_of
from shisaku.web.problems import ProblemError
from shisaku.web.versions import SNAPSHOT

_ENGINE = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS,
           "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
_MERGED = ("ttl", "nt")


class Downloads:
    """Makes files below ``folder``, one at a time, and drops those of earlier snapshots."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()

    def file(self, dataset: Dataset, suffix: str) -> Path:
        """Return the file of ``dataset`` in the form of ``suffix`` (one of MEDIA_TYPES)."""
        here = self._folder / dataset.report.snapshot
        path = here / f"graph.{suffix}"
        with self._lock:
            if not path.exists():
                for other in self._folder.iterdir():
                    if other != here:
                        shutil.rmtree(other)
                here.mkdir(exist_ok=True)
                _write(dataset, suffix, path)
        return path


def _write(dataset: Dataset, suffix: str, path: Path) -> None:
    quads = dataset.store.quads()
    statements = (quad.triple for quad in quads) if suffix in _MERGED else quads
    with whole_file(path) as file:
        serialize(statements, file, _ENGINE[suffix], prefixes=PREFIXES)


def download(request: Request) -> Response:
    """Give the graph as a file; ProblemError (404) for a form that there is not."""
    suffix = request.path_params["suffix"]
    if suffix not in MEDIA_TYPES:
        raise ProblemError(404, "not-found", ja=f"ある形式: {', '.join(MEDIA_TYPES)}",
                           en=f"The forms are: {', '.join(MEDIA_TYPES)}")
    dataset = dataset_of(request)
    made: Downloads = request.app.state.downloads
    return FileResponse(
        made.file(dataset, suffix), media_type=MEDIA_TYPES[suffix],
        filename=f"shisaku-{dataset.report.snapshot}.{suffix}",
        headers={**HEADERS, SNAPSHOT: dataset.report.snapshot})
