"""The direction or municipality that a reader means by a number or an IRI."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.store import GraphStore
from ontology.errors import QueryError
from viz.maps.tables import ask
from viz.network import Node, NodeKind


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a parameter can have, and its name in the words of the documents."""

    value: str
    label: str


def municipality_choices(store: GraphStore) -> tuple[Choice, ...]:
    """Return the municipalities by their codes."""
    found = {row["code"]: row.get("label", row["code"])
             for row in reversed(ask(store, "municipalities"))}
    return tuple(Choice(code, found[code]) for code in sorted(found))


def direction_choices(store: GraphStore) -> tuple[Choice, ...]:
    """Return the directions by their IRIs, as the strategies number them."""
    nodes = sorted(direction_nodes(store).values(), key=lambda node: (
        node.detail.partition(" ")[0], [int(n) for n in re.findall(r"\d+", node.notation)],
        node.iri))
    return tuple(Choice(node.iri, f"{node.name}（{node.detail}）" if node.detail else node.name)
                 for node in nodes)


def direction_nodes(store: GraphStore, municipality: str | None = None) -> dict[str, Node]:
    """Return the directions, all or those of a ``municipality``, by IRI.

    The detail of each names the strategy and goal above it.
    """
    nodes: dict[str, Node] = {}
    for row in ask(store, "directions"):
        if municipality not in (None, row.get("municipality")):
            continue
        goal = f"基本目標{row['goal']} {row['goalLabel']}" if "goal" in row else ""
        detail = " ".join(filter(None, (row.get("strategyLabel"), goal)))
        nodes.setdefault(row["direction"], Node(
            row["direction"], row["label"], NodeKind.DIRECTION, detail, (), row["notation"]))
    return nodes


def chosen_direction(store: GraphStore, wanted: str, municipality: str | None = None) -> Node:
    """Return the direction with the notation or IRI ``wanted``, of ``municipality`` where given.

    Raises QueryError where there is none, or where several strategies have that notation.
    """
    nodes = direction_nodes(store, municipality)
    if wanted in nodes:
        return nodes[wanted]
    found = [node for node in nodes.values() if node.notation == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        choice = " / ".join(f"{node.detail} {node.iri}" for node in found)
        raise QueryError(
            ja=f"基本的方向「{wanted}」は複数あります。IRI か municipality で選びます：{choice}",
            en=f'There are several directions "{wanted}"; choose by municipality or IRI: {choice}')
    known = ", ".join(sorted({node.notation for node in nodes.values()})) or "-"
    raise QueryError(ja=f"基本的方向「{wanted}」はありません。あるもの：{known}",
                     en=f'There is no direction "{wanted}". There are: {known}')


def chosen_municipality(store: GraphStore, wanted: str | None) -> str | None:
    """Return the IRI of the municipality with the code or IRI ``wanted``, None for none wanted.

    Raises QueryError where there is no such municipality.
    """
    if not wanted:
        return None
    codes = {row["municipality"]: row["code"] for row in ask(store, "municipalities")}
    for iri, code in codes.items():
        if wanted in (iri, code):
            return iri
    known = ", ".join(sorted(codes.values())) or "-"
    raise QueryError(ja=f"自治体「{wanted}」はありません。あるもの：{known}",
                     en=f'There is no municipality "{wanted}". There are: {known}')
