"""The minutes map: who asked what, who answered, and which projects and departments they named.

A statement is drawn by the role of its speaker, with its number and first words. One meeting is
one map; so are all threads that name one project, whatever meeting they are of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graph.store import GraphStore
from viz.maps.tables import NAMESPACE, Parts, Row, ask, evidence, first_labels, merged, shown
from viz.network import Edge, Evidence, Node, NodeKind, TieKind

FIRST_WORDS = 22
_ROLES = {"Chair": NodeKind.CHAIR, "Member": NodeKind.MEMBER, "Observer": NodeKind.OBSERVER,
          "Official": NodeKind.OFFICIAL}
_THINGS = {"Project": NodeKind.PROJECT, "Department": NodeKind.DEPARTMENT}


def minutes_map(store: GraphStore, meeting: str | None, project: str | None) -> Parts:
    """Return the map of one ``meeting`` or of the threads that name one ``project`` (IRIs)."""
    bound = {"meeting": meeting} if meeting else {}
    rows, naming = (ask(store, name, bound) for name in ("statements", "statement-mentions"))
    if project is not None:
        rows = _threads_naming(rows, naming, project)
    said = {row["statement"]: row for row in rows}
    naming = [row for row in naming if row["told"] in said]
    edges = [*_exchanges(rows, said), *_namings(naming)]
    labels = first_labels(naming, "thing", "thingLabel")
    classes = {row["thing"]: _local(row["class"]) for row in naming}
    nodes = [_statement(row) for row in said.values()]
    nodes += [Node(iri, label, _THINGS[classes[iri]], "", (), "",
                   len({row["told"] for row in naming if row["thing"] == iri}))
              for iri, label in labels.items()]
    named: defaultdict[str, list[str]] = defaultdict(list)
    for row in naming:
        named[row["told"]].append(row["thing"])
    subject = labels[project] if project in labels else next(
        (row["meetingLabel"] for row in rows), "")
    shown_bound = {name: [iri] for name, iri in bound.items()}
    return Parts.of(nodes, edges, (shown(name, shown_bound) for name in (
        "statements", "statement-mentions")), subject, (), named)


def first_words(text: str) -> str:
    """Return how ``text`` begins; an ellipsis says that it goes on."""
    whole = " ".join(text.split())
    return whole if len(whole) <= FIRST_WORDS else f"{whole[:FIRST_WORDS]}…"


def _threads_naming(rows: list[Row], naming: list[Row], project: str) -> list[Row]:
    telling = {row["told"] for row in naming if row["thing"] == project}
    threads = {row["thread"] for row in rows if row["statement"] in telling}
    return [row for row in rows if row["thread"] in threads]


def _statement(row: Row) -> Node:
    detail = " ".join(filter(None, (row["meetingLabel"], row.get("agendaLabel"))))
    return Node(row["statement"], first_words(row["text"]),
                _ROLES.get(_local(row["role"]), NodeKind.OBSERVER), detail, (), row["order"],
                within="" if row["thread"] == row["statement"] else row["thread"])


def _exchanges(rows: list[Row], said: Mapping[str, Row]) -> list[Edge]:
    """Return one edge for each statement that replies to another, or goes on with its thread, with
    the passages of both."""
    pairs: defaultdict[tuple[str, str, TieKind], list[Evidence]] = defaultdict(list)
    passages: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        passages[row["statement"]].append(row)
    for row in rows:
        kind = TieKind.REPLIES if "reply" in row else TieKind.THREAD
        before = row.get("reply", row["thread"])
        if before in said and before != row["statement"]:
            label = first_words(said[before]["text"])
            pairs[row["statement"], before, kind] += [
                evidence({**each, "thing": before, "told": each["statement"]}, kind, label)
                for each in (*passages[before], row)]
    return [_edge(one, other, kind, items) for (one, other, kind), items in pairs.items()]


def _namings(naming: list[Row]) -> list[Edge]:
    pairs: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for row in naming:
        pairs[row["told"], row["thing"]].append(
            evidence(row, TieKind.NAMES, row["thingLabel"]))
    return [_edge(one, other, TieKind.NAMES, items) for (one, other), items in pairs.items()]


def _edge(source: str, target: str, kind: TieKind, items: list[Evidence]) -> Edge:
    return Edge(source, target, kind, 1, merged(items))


def _local(term: str) -> str:
    return term.removeprefix(NAMESPACE)
