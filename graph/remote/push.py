"""A dataset into an endpoint: graph by graph, counted, to be taken up again, and never seen half.

What has changed is loaded into staging graphs and counted; then all of them are moved to their
places, and the manifest with them. An engine that shows an update as a whole gets one for that;
at another one readers are told to wait (see ``manifest``). A push that was interrupted finds what
it has loaded, for the same content bears the same staging name.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.remote.files import file_graph, file_triples
from graph.remote.manifest import (
    PUSHED,
    STAGED,
    UNDER_WAY,
    Held,
    Manifest,
    Stamp,
    listed,
    staging_graph,
    under_way,
)
from graph.remote.store import RemoteStore
from graph.remote.transport import UnansweredError
from ontology.errors import DatasetError

_PIECE = 2 * 1024 * 1024
"""Bytes sent at once, about."""
Fetch = Callable[[], bytes]
Step = Callable[[str, int, int], None]
"""Told the graph that is sent, its number, and how many there are."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is to stand at an endpoint: ``graphs`` fetch canonical N-Triples by the graph's IRI,
    ``files`` bytes by the file's name. ``kept`` and ``kept_files`` are of the version ``based_on``
    that stands there."""

    snapshot: str
    graphs: Mapping[str, Fetch]
    files: Mapping[str, Fetch]
    kept: Mapping[str, Held] = field(default_factory=dict)
    kept_files: Mapping[str, str] = field(default_factory=dict)
    based_on: str = ""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: graphs replaced, taken over from an interrupted push, left as they were,
    taken away; and the triples of all graphs of the dataset, as counted at the endpoint."""

    replaced: int
    resumed: int
    unchanged: int
    removed: int
    triples: int


def push(store: RemoteStore, content: Content, step: Step = lambda *_: None) -> Pushed:
    """Let the endpoint of ``store`` have ``content`` and nothing else of a dataset.

    QueryError where it refuses or does not answer, DatasetError where a count is not right or
    another push came in between; readers see the old data until all is right.
    """
    return _Push(store, content, step).run()


class _Push:
    """One push at work."""

    def __init__(self, store: RemoteStore, content: Content, step: Step) -> None:
        self._store, self._client = store, store.client
        self._content, self._step = content, step
        self._resumed = 0
        self._unchanged = 0
        self._moves: dict[str, str] = {}

    def run(self) -> Pushed:
        before, stamp = self._before()
        held = dict(self._graphs(before, stamp))
        files = dict(self._files(before))
        manifest = Manifest(
            uuid.uuid4().hex, self._content.snapshot, held,
            {name: graph for name, (graph, _) in files.items()},
            dict(files.values()))
        gone = sorted(set(before.graphs) - set(held)) if before else []
        if before is None or self._moves or gone or not self._same(before, manifest):
            self._switch(manifest, gone, stamp)
        self._clear(before, manifest)
        return Pushed(len(self._moves), self._resumed, self._unchanged, len(gone),
                      sum(each.triples for each in held.values()))

    def _before(self) -> tuple[Manifest | None, Stamp]:
        stamp = self._store.stamp()
        if self._content.based_on not in ("", stamp.version):
            raise self._overtaken()
        return self._store.told(), stamp

    @staticmethod
    def _same(before: Manifest, after: Manifest) -> bool:
        return (before.snapshot, before.files) == (after.snapshot, after.files)

    def _graphs(self, before: Manifest | None, stamp: Stamp) -> Iterator[tuple[str, Held]]:
        """Load what has changed into staging graphs; yield all graphs of the dataset. Where a push
        was interrupted while it moved graphs, nothing is taken for unchanged."""
        known = {} if before is None or stamp.is_under_way else before.graphs
        yield from self._content.kept.items()
        for number, (graph, fetch) in enumerate(self._content.graphs.items(), start=1):
            triples = fetch()
            held = Held(triples.count(b"\n"), hashlib.sha256(triples).hexdigest())
            if known.get(graph) == held and self._client.count(graph) == held.triples:
                self._unchanged += 1
            else:
                self._step(graph, number, len(self._content.graphs))
                staged = staging_graph(graph, held.digest)
                self._resumed += not self._load(staged, triples, held)
                self._moves[graph] = staged
            yield graph, held

    def _files(self, before: Manifest | None) -> Iterator[tuple[str, tuple[str, Held]]]:
        """Load the files that are not there yet; yield for each name the graph and its size."""
        known = before.held if before else {}
        for name, graph in self._content.kept_files.items():
            yield name, (graph, known[graph])
        for number, (name, fetch) in enumerate(self._content.files.items(), start=1):
            data = fetch()
            graph = file_graph(data)
            held = known.get(graph)
            if held is None or self._client.count(graph) != held.triples:
                self._step(name, number, len(self._content.files))
                triples = file_triples(data)
                held = Held(triples.count(b"\n"), graph.rpartition("/")[2])
                self._load(graph, triples, held)
            yield name, (graph, held)

    def _load(self, graph: str, triples: bytes, held: Held) -> bool:
        """Let ``graph`` hold ``triples``; tell whether it did not do so already. DatasetError
        where the endpoint then counts another number."""
        if self._client.count(graph) == held.triples:
            return False
        self._client.update(listed(graph, held.triples), repeatable=True)
        self._client.write_graph(graph, _pieces(triples))
        self._check(graph, held.triples)
        return True

    def _check(self, graph: str, triples: int) -> None:
        found = self._client.count(graph)
        if found != triples:
            raise DatasetError(
                ja=f"{self._store.url}: {graph} は {triples} 件のはずですが {found} 件です。"
                "もう一度 push を実行してください。",
                en=f"{self._store.url}: {graph} should have {triples} triples, and {found} are "
                "there; run push again.")

    def _switch(self, manifest: Manifest, gone: list[str], stamp: Stamp) -> None:
        """Put everything in its place, and tell readers."""
        staged = staging_graph(PUSHED, manifest.version)
        told = b"".join(f"{quad.triple} .\n".encode() for quad in manifest.quads(staged))
        self._load(staged, told, Held(told.count(b"\n"), manifest.version))
        moves = {**self._moves, PUSHED: staged}
        if self._store.stamp() != stamp:
            raise self._overtaken()
        if self._client.dialect.atomic:
            self._at_once(moves, gone, manifest.version)
        else:
            self._one_by_one(moves, gone, manifest)
        for graph in self._moves:
            self._check(graph, manifest.graphs[graph].triples)

    def _overtaken(self) -> DatasetError:
        return DatasetError(
            ja=f"{self._store.url}: ほかの push が先に終わりました。もう一度実行してください。",
            en=f"{self._store.url}: another push came in between; run again.")

    def _at_once(self, moves: Mapping[str, str], gone: list[str], version: str) -> None:
        steps = [self._client.move(source, target) for target, source in moves.items()]
        steps += [self._client.drop(graph) for graph in (*gone, UNDER_WAY)]
        try:
            self._client.update(" ;\n".join(steps))
        except UnansweredError:
            if self._store.stamp().version != version:
                raise

    def _one_by_one(self, moves: Mapping[str, str], gone: list[str], manifest: Manifest) -> None:
        """Move graph by graph, the manifest last, while readers wait."""
        self._client.update(under_way(manifest.version), repeatable=True)
        for graph in gone:
            self._client.delete_graph(graph)
        for target, source in moves.items():
            number = self._client.count(source)
            try:
                self._client.update(self._client.move(source, target))
            except UnansweredError:
                if self._client.count(source) or self._client.count(target) != number:
                    raise
        self._client.delete_graph(UNDER_WAY)

    def _clear(self, before: Manifest | None, manifest: Manifest) -> None:
        """Take away what no reader is told of any more."""
        files = set(before.files.values()) if before else set()
        staged = set(self._store.staged())
        for graph in sorted((files | staged) - set(manifest.files.values())):
            self._client.delete_graph(graph)
        if staged:
            self._client.delete_graph(STAGED)


def _pieces(triples: bytes) -> Iterator[bytes]:
    """Yield ``triples`` in parts that end where a line does."""
    start = 0
    while start < len(triples):
        end = triples.find(b"\n", start + _PIECE) + 1 or len(triples)
        yield triples[start:end]
        start = end
