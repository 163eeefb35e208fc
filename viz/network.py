"""What a picture shows, as frozen records, so that asking, placing and drawing stay apart.

A network is built by ``viz.maps`` from the graph, placed by ``viz.layout`` and drawn by
``viz.page``; nothing here knows SPARQL or HTML. Labels, quotes and names come from documents and
are data only: whoever draws them escapes them.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import StrEnum


class NodeKind(StrEnum):
    """What a node stands for: a thing, or what somebody of a role said.

    A project marked 再掲 in the direction drawn is a kind of its own.
    """

    DEPARTMENT = "department"
    PROJECT = "project"
    CROSS_LISTED = "cross-listed-project"
    DIRECTION = "direction"
    MEMBER = "member"
    OFFICIAL = "official"
    CHAIR = "chair"
    OBSERVER = "observer"
    MUNICIPALITY = "municipality"
    GROUP = "group"
    PLACE = "place"
    NEW = "new"
    ENDED = "ended"


class TieKind(StrEnum):
    """Why two nodes are tied; one edge can rest on evidence of several kinds."""

    SHARED_PROJECT = "shared-project"
    SHARED_DIRECTION = "shared-direction"
    RESPONSIBLE = "responsible"
    REPORTS_ON = "reports-on"
    HOME = "home"
    CROSS = "cross"
    REPLIES = "replies"
    THREAD = "thread"
    NAMES = "names"
    ADDED = "added"
    ENDED = "ended"
    MOVED = "moved"
    RENAMED = "renamed"
    REORGANISED = "reorganised"
    CHARGE_CHANGED = "charge-changed"
    RELISTED = "relisted"


SHARED = (TieKind.SHARED_PROJECT, TieKind.SHARED_DIRECTION)
"""The kinds of tie that hold only as long as both ends stand behind the same thing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage behind an edge.

    ``about`` and ``label`` are the IRI and name of the thing it is about (a shared project, say);
    ``by`` names the reporting departments, ``year`` the fiscal year ("FY2023") and ``phase`` is
    "Result", "Plan" or ""; each is empty where it does not apply. ``confidence`` (0–1) is below 1
    where the name was not found exactly, ``cross`` is true of what rests on a 再掲 alone. ``page``
    is None in a document without pages; lines are
    1-based. ``sha256`` is the document's; ``told`` is the IRI of the report or listing that the
    passage is of.
    """

    about: str
    label: str
    kind: TieKind
    document: str
    page: int | None
    first_line: int
    last_line: int
    quote: str
    by: tuple[str, ...] = ()
    year: str = ""
    phase: str = ""
    confidence: float = 1.0
    sha256: str = ""
    told: str = ""
    cross: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A department, project, direction or statement.

    ``detail`` is one line about it in the words of the documents, ``alternatives`` its other
    spellings, ``weight`` the number of things it stands for in this map (0 where none is counted).
    ``within`` is the IRI of what stands for it where there is no room for it ("": nothing does),
    ``members`` the labels of those that it stands for itself. Where one thing has several nodes,
    ``thing`` is its IRI; ``column`` counts from the left in a picture that has columns.
    """

    iri: str
    label: str
    kind: NodeKind
    detail: str = ""
    alternatives: tuple[str, ...] = ()
    notation: str = ""
    weight: int = 0
    within: str = ""
    members: tuple[str, ...] = ()
    thing: str = ""
    column: int | None = None

    @property
    def about(self) -> str:
        """The IRI of what the node shows."""
        return self.thing or self.iri

    @property
    def name(self) -> str:
        """The label with its notation before it, where it has one."""
        return f"{self.notation} {self.label}" if self.notation else self.label


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between the nodes ``source`` and ``target`` (IRIs).

    ``kind`` is its strongest kind; ``weight`` counts the different things it rests on, so that a
    project named ten times counts once.
    """

    source: str
    target: str
    kind: TieKind
    weight: int
    evidence: tuple[Evidence, ...]

    def count(self, kind: TieKind) -> int:
        """Return how many different things of ``kind`` the edge rests on."""
        return len({item.about for item in self.evidence if item.kind is kind})

    def is_of(self, kinds: Container[TieKind]) -> bool:
        """Tell whether anything that the edge rests on is of one of ``kinds``; so it is where it
        rests on nothing."""
        return not self.evidence or any(item.kind in kinds for item in self.evidence)


@dataclass(frozen=True, slots=True)
class Facet:
    """Something by which ties can be chosen: the names of its values by IRI, and the values (IRIs)
    of each thing that ties rest on."""

    names: Mapping[str, str]
    values: Mapping[str, tuple[str, ...]]


NO_FACET = Facet({}, {})


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document that the graph was read from."""

    file_name: str
    title: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Network:
    """A whole map: nodes sorted by IRI, edges by their ends, and what made it.

    ``query`` is the SPARQL that was asked, ``snapshot`` the id of the state of the graph,
    ``wholes`` are nodes that are not drawn unless there is no room for those within them,
    ``quiet`` are the kinds of tie not shown at first, ``headings`` (Japanese, English) stand above
    the columns of a picture that has columns.
    """

    kind: str
    title_ja: str
    title_en: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    query: str
    snapshot: str
    sources: tuple[SourceDocument, ...]
    wholes: tuple[Node, ...] = ()
    goals: Facet = NO_FACET
    departments: Facet = NO_FACET
    quiet: tuple[TieKind, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()

    @property
    def node_kinds(self) -> tuple[NodeKind, ...]:
        """The kinds of node that occur, in the order of ``NodeKind``."""
        present = {node.kind for node in self.nodes}
        return tuple(kind for kind in NodeKind if kind in present)

    @property
    def tie_kinds(self) -> tuple[TieKind, ...]:
        """The kinds of tie that occur in the evidence, in the order of ``TieKind``."""
        present = {item.kind for edge in self.edges for item in edge.evidence}
        return tuple(kind for kind in TieKind if kind in present)

    @property
    def started(self) -> tuple[TieKind, ...]:
        """The kinds of tie to show at first: not the quiet ones, unless there is no other."""
        loud = tuple(kind for kind in self.tie_kinds if kind not in self.quiet)
        return loud or self.tie_kinds
