"""What a push has put into an endpoint, told in a graph of its own there: the dataset's graphs with
the number of their triples and a digest, its files, and which version of all that readers see.

Readers look for the version before and after a question. Where a push has come in between, they
ask again; so they see the old data or the new on any engine. An engine that shows an update only
as a whole needs no more; on others the graph ``UNDER_WAY`` stands as long as graphs are moved, and
nobody reads meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from graph.named_graph import NamedGraph
from graph.results import Solutions
from ontology.terms import DCTERMS, SHISAKU

PUSHED = "https://w3id.org/shisaku/pushed"
"""The graph of the manifest, and the subject of what it says of the whole."""
UNDER_WAY = f"{PUSHED}/under-way"
STAGED = f"{PUSHED}/staged"
"""Lists the staging graphs that a push has begun to fill."""
FILES, STAGING = f"{PUSHED}/file/", f"{PUSHED}/staging/"
_VERSION = "http://www.w3.org/2002/07/owl#versionInfo"
_TRIPLES = "http://rdfs.org/ns/void#triples"
STAMP = f"""SELECT ?graph ?version WHERE {{
  GRAPH ?graph {{ <{PUSHED}> <{_VERSION}> ?version }} }}"""
TOLD = f"""SELECT ?subject ?property ?value WHERE {{
  GRAPH <{PUSHED}> {{ ?subject ?property ?value }} }}"""
LISTED = f"SELECT ?graph WHERE {{ GRAPH <{STAGED}> {{ ?graph <{_TRIPLES}> ?number }} }}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which version readers see ("" where nothing was ever pushed), and whether graphs are being
    moved at this moment."""

    version: str = ""
    is_under_way: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """One graph: how many triples, and the SHA-256 of its canonical N-Triples."""

    triples: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``graphs`` are those of the dataset by IRI; ``files`` are the graphs that hold the files of
    the dataset folder, by file name; ``held`` counts these."""

    version: str
    snapshot: str
    graphs: Mapping[str, Held]
    files: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, Held] = field(default_factory=dict)

    def quads(self, graph: str) -> Iterator[Quad]:
        """Yield the manifest as the quads of ``graph``."""
        said = NamedGraph(graph)
        yield said.plain(PUSHED, _VERSION, self.version)
        yield said.plain(PUSHED, DCTERMS.identifier, self.snapshot)
        for iri, held in {**self.graphs, **self.held}.items():
            yield said.integer(iri, _TRIPLES, held.triples)
            yield said.plain(iri, SHISAKU.sha256, held.digest)
        for name, iri in self.files.items():
            yield said.plain(iri, DCTERMS.title, name)

    @classmethod
    def read(cls, answer: Iterable[tuple[object, ...]]) -> Manifest | None:
        """Return what the rows of ``TOLD`` tell; None where they are none."""
        version, snapshot = "", ""
        counts: dict[str, int] = {}
        digests: dict[str, str] = {}
        files: dict[str, str] = {}
        for subject, prop, value in answer:
            if not (isinstance(subject, NamedNode) and isinstance(prop, NamedNode)
                    and isinstance(value, Literal)):
                continue
            match prop.value:
                case str(name) if name == _VERSION:
                    version = value.value
                case DCTERMS.identifier:
                    snapshot = value.value
                case str(name) if name == _TRIPLES:
                    counts[subject.value] = int(value.value)
                case SHISAKU.sha256:
                    digests[subject.value] = value.value
                case DCTERMS.title:
                    files[value.value] = subject.value
        if not version:
            return None
        found = {iri: Held(counts[iri], digests.get(iri, "")) for iri in sorted(counts)}
        return cls(version, snapshot,
                   {iri: held for iri, held in found.items() if not iri.startswith(FILES)},
                   files, {iri: held for iri, held in found.items() if iri.startswith(FILES)})


def stamp_of(answer: Solutions) -> Stamp:
    """Return what the rows of ``STAMP`` tell."""
    version, is_under_way = "", False
    for graph, told in answer:
        if isinstance(graph, NamedNode) and isinstance(told, Literal):
            if graph.value == PUSHED:
                version = told.value
            is_under_way |= graph.value == UNDER_WAY
    return Stamp(version, is_under_way)


def staging_graph(graph: str, digest: str) -> str:
    """Return under which name ``graph`` is loaded before it is moved: the same content gets the
    same name, so that an interrupted push finds what it has loaded."""
    return STAGING + hashlib.sha256(f"{graph}\n{digest}".encode()).hexdigest()[:32]


def under_way(version: str) -> str:
    """Return the update that tells readers to wait for ``version``."""
    return (f"INSERT DATA {{ GRAPH <{UNDER_WAY}> {{ <{PUSHED}> <{_VERSION}> "
            f"{Literal(version)} }} }}")


def listed(graph: str, triples: int) -> str:
    """Return the update that lists a staging graph before it is filled."""
    return (f"INSERT DATA {{ GRAPH <{STAGED}> {{ <{graph}> <{_TRIPLES}> {triples} }} }}")
