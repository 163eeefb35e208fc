"""The tables that maps are made of: questions in .rq files, answered by a store, as evidence.

One question is one .rq file in this folder; variables are bound to terms by the engine, or by a
VALUES block of IRIs that the engine has checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from graph.results import Solutions
from graph.store import GraphStore
from viz.network import Edge, Evidence, Node, NodeKind, SourceDocument, TieKind

Row = Mapping[str, str]
NAMESPACE = "https://w3id.org/shisaku/ns#"


@dataclass(frozen=True, slots=True)
class Parts:
    """What one kind of map makes: nodes, edges, the query asked, and what it is the map of.

    ``wholes`` are those of the network; ``topics`` are the things that a tie is about where that is
    nothing with a goal or department of its own.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    query: str
    subject: str = ""
    wholes: tuple[Node, ...] = ()
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, nodes: Iterable[Node], edges: Iterable[Edge], query: Iterable[str],
           subject: str = "", wholes: Iterable[Node] = (),
           topics: Mapping[str, Iterable[str]] | None = None) -> Parts:
        """Put the parts together, nodes sorted by IRI and edges by their ends."""
        return cls(tuple(sorted(nodes, key=lambda node: node.iri)),
                   tuple(sorted(edges, key=lambda edge: (edge.source, edge.target))),
                   "\n".join(query), subject, tuple(wholes),
                   {about: tuple(things) for about, things in (topics or {}).items()})


def question(name: str) -> str:
    """Return the text of the query ``name``."""
    return files("viz.maps").joinpath(f"{name}.rq").read_text(encoding="utf-8")


def shown(name: str, bound: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return the query ``name`` as a reader can run it: the IRIs of the ``bound`` variables as
    VALUES blocks."""
    values = "".join(f"VALUES ?{variable} {{ {' '.join(str(NamedNode(iri)) for iri in iris)} }}\n"
                     for variable, iris in (bound or {}).items())
    return question(name) + values


def ask(store: GraphStore, name: str, bound: Mapping[str, str] | None = None) -> list[Row]:
    """Return the answer to the query ``name``, plain values by variable, unbound ones left out.

    ``bound`` sets variables to IRIs before the query is evaluated.
    """
    terms = {variable: NamedNode(iri) for variable, iri in (bound or {}).items()}
    return _rows(store, question(name), terms)


def ask_each(store: GraphStore, name: str, bound: Mapping[str, Sequence[str]]) -> list[Row]:
    """Return the answer to the query ``name`` for every of the IRIs of each ``bound`` variable: as
    one question, which is much quicker than one for each."""
    return _rows(store, shown(name, bound), {})


def _rows(store: GraphStore, text: str, terms: Mapping[str, NamedNode]) -> list[Row]:
    found = store.query(text, terms)
    if not isinstance(found, Solutions):
        raise TypeError(f"not a SELECT: {text}")
    return [{variable: term.value for variable, term in zip(found.variables, row, strict=True)
             if isinstance(term, NamedNode | Literal)} for row in found]


def sources(store: GraphStore) -> tuple[SourceDocument, ...]:
    """Return the documents that the graph was read from, by file name."""
    by_digest = {row["sha256"]: SourceDocument(row["fileName"], row.get("title", ""), row["sha256"])
                 for row in reversed(ask(store, "sources"))}
    return tuple(sorted(by_digest.values(), key=lambda source: (source.file_name, source.sha256)))


def spellings(store: GraphStore) -> dict[str, tuple[str, ...]]:
    """Return the other spellings of projects and departments, by IRI."""
    found: dict[str, tuple[str, ...]] = {}
    for row in ask(store, "spellings"):
        found[row["thing"]] = (*found.get(row["thing"], ()), row["alternative"])
    return found


def first_labels(rows: Iterable[Row], iri: str, label: str) -> dict[str, str]:
    """Return one label for each value of ``iri``: the first in the order of the rows."""
    labels: dict[str, str] = {}
    for row in rows:
        labels.setdefault(row[iri], row[label])
    return labels


def evidence(row: Row, kind: TieKind, label: str, *by: str) -> Evidence:
    """Return the passage that ``row`` tells of, about its ``?thing``."""
    return Evidence(
        about=row["thing"], label=label, kind=kind, by=by,
        year=row.get("year", ""), phase=row.get("phase", "").removeprefix(NAMESPACE),
        confidence=float(row.get("confidence", "1")),
        document=row["document"], page=int(row["page"]) if "page" in row else None,
        first_line=int(row["first"]), last_line=int(row["last"]), quote=row["quote"],
        sha256=row["sha256"], told=row["told"],
        cross="cross" in row or kind in (TieKind.CROSS, TieKind.RELISTED),
    )


def merged(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return ``items`` with each passage once for each thing it is about, as sure as its surest.

    A passage that several departments stand behind (a joint report) names them all.
    """
    found: dict[tuple[object, ...], Evidence] = {}
    for item in items:
        key = (item.about, item.kind, item.document, item.first_line, item.last_line,
               item.year, item.phase)
        known = found.get(key, item)
        found[key] = replace(known, by=tuple(dict.fromkeys((*known.by, *item.by))),
                             confidence=max(known.confidence, item.confidence),
                             cross=known.cross and item.cross)
    return tuple(found.values())


def project_kind(cross_listed: bool) -> NodeKind:
    """Return how a project is drawn in the map of a direction that lists it."""
    return NodeKind.CROSS_LISTED if cross_listed else NodeKind.PROJECT
