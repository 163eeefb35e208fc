"""The dataset behind an endpoint as a store: what it answers comes from one version, old or new.

Where a push has put a dataset there, questions are asked of its graphs; otherwise of the union of
all. See ``manifest`` for how the version is kept sight of.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from graph.remote.binding import query_form
from graph.remote.client import Client
from graph.remote.endpoint import Endpoint
from graph.remote.manifest import LISTED, PUSHED, STAMP, TOLD, Manifest, Stamp, stamp_of
from graph.results import Result, Solutions, Term
from graph.store import names_its_graphs
from ontology.errors import DatasetError, QueryError

MOST_GRAPHS = 200
"""Where a dataset has more graphs, a question names none: the union of all is asked."""
PATIENCE = 30.0
"""Seconds that a reader waits while a push moves graphs."""
_PAUSE = 0.1
_ROUNDS = 5
_Answer = TypeVar("_Answer")


class RemoteStore:
    """Asks the endpoint ``place`` (or at this address)."""

    def __init__(self, place: Endpoint | str) -> None:
        self.client = Client(Endpoint(place) if isinstance(place, str) else place)
        self.url = self.client.endpoint.url
        self._read: tuple[Manifest | None] | None = None
        self._is_pinned = False

    def query(
        self,
        text: str,
        substitutions: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base: str | None = None,
    ) -> Result:
        """See graph.store.GraphStore; QueryError also where the endpoint does not answer."""
        query_form(text)
        asked = text if base is None else f"BASE <{base}> {text}"
        values = substitutions or {}
        if default_graphs or named_graphs or names_its_graphs(text):
            return self._steadily(lambda _: self.client.ask(
                asked, default_graphs, named_graphs, values=values))
        return self._steadily(lambda manifest: self._ask(asked, manifest, values))

    def _ask(self, text: str, manifest: Manifest | None, values: Mapping[str, Term]) -> Result:
        graphs = tuple(manifest.graphs) if manifest else ()
        if 0 < len(graphs) <= MOST_GRAPHS:
            return self.client.ask(text, graphs, graphs, values=values)
        return self.client.ask(text, union=True, values=values)

    def _steadily(self, answer: Callable[[Manifest | None], _Answer]) -> _Answer:
        """Return what ``answer`` finds in one version, however often a push comes in between."""
        for _ in range(_ROUNDS):
            manifest = self.manifest()
            found = answer(manifest)
            stamp = self.stamp()
            if not stamp.is_under_way and stamp.version == (manifest.version if manifest else ""):
                return found
            if self._is_pinned:
                break
            self._read = None
        raise DatasetError(
            ja=f"{self.url}: 読んでいる間にデータが入れ替わりました。もう一度実行してください。",
            en=f"{self.url}: the data was replaced while it was being read; run again.")

    def pin(self) -> None:
        """Stay with the version that stands there now: DatasetError once there is another."""
        self.manifest()
        self._is_pinned = True

    def manifest(self) -> Manifest | None:
        """Return what a push has told of the data there, None where none ever did; DatasetError
        where one that moves graphs does not come to its end."""
        if self._read is None:
            until = time.monotonic() + PATIENCE
            while self.stamp().is_under_way:
                if time.monotonic() > until:
                    raise DatasetError(
                        ja=f"{self.url}: 途中で止まった shisaku push があります。"
                        "もう一度 push を実行してください。",
                        en=f"{self.url}: a shisaku push has stopped half way; run it again.")
                time.sleep(_PAUSE)
            self._read = (self.told(),)
        return self._read[0]

    def told(self) -> Manifest | None:
        """Return what the manifest says at this moment, whatever is under way."""
        return Manifest.read(self._solutions(TOLD))

    def stamp(self) -> Stamp:
        """Return which version stands there now."""
        return stamp_of(self._solutions(STAMP))

    def staged(self) -> list[str]:
        """Return the staging graphs that pushes have begun to fill and not moved."""
        return [term.value for (term,) in self._solutions(LISTED) if isinstance(term, NamedNode)]

    def _solutions(self, text: str) -> Solutions:
        found = self.client.ask(text)
        if not isinstance(found, Solutions):
            raise TypeError(f"not a SELECT: {text}")
        return found

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads of ``graph``, or of all graphs of the dataset; DatasetError where fewer
        come than are there."""
        graphs = self.graphs() if graph is None else [graph]
        for iri in graphs:
            name = NamedNode(iri)
            for triple in self._steadily(lambda _, iri=iri: self._triples(iri)):  # type: ignore[misc]
                yield Quad(triple.subject, triple.predicate, triple.object, name)

    def graphs(self) -> list[str]:
        """Return the graphs of the dataset; where nothing was pushed, all that there are."""
        manifest = self.manifest()
        if manifest is not None:
            return list(manifest.graphs)
        found = self._solutions("SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }")
        return sorted(term.value for (term,) in found if isinstance(term, NamedNode)
                      and not term.value.startswith(PUSHED))

    def _triples(self, graph: str) -> list[Triple]:
        number = self.client.count(graph)
        most = self.client.dialect.row_limit
        if most is None:
            reply = self.client.read_graph(graph)
            try:
                found = [quad.triple for quad in parse(reply.body, _form(reply.media_type))]
            except SyntaxError as error:
                raise self._short(graph, number, 0) from error
        else:
            text = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
            rows = self._solutions(text)
            found = [Triple(*row) for row in rows]  # type: ignore[arg-type]
        if len(set(found)) != number:
            raise self._short(graph, number, len(set(found)))
        return found

    def _short(self, graph: str, number: int, found: int) -> QueryError:
        return QueryError(
            ja=f"{self.url}: {graph} は {number} 件のはずですが {found} 件しか読めません。"
            "もう一度実行してください。",
            en=f"{self.url}: {graph} has {number} triples, and {found} were read; run again.")


def _form(media_type: str) -> RdfFormat:
    return RdfFormat.TURTLE if "turtle" in media_type else RdfFormat.N_TRIPLES
