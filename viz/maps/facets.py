"""By what a map can be narrowed besides its ties: the goals and departments of what it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.store import GraphStore
from viz.maps.tables import Row, ask_each
from viz.network import NO_FACET, Edge, Facet


def facets(store: GraphStore, edges: Iterable[Edge],
           topics: Mapping[str, tuple[str, ...]]) -> tuple[Facet, Facet]:
    """Return goals and departments of everything that ``edges`` rest on. ``topics`` are the things
    (IRIs) that stand for one that has neither itself, a change or a statement."""
    abouts = sorted({item.about for edge in edges for item in edge.evidence})
    things = {about: topics.get(about, (about,)) for about in abouts}
    asked = {"thing": sorted({thing for each in things.values() for thing in each})}
    if not asked["thing"]:
        return NO_FACET, NO_FACET
    goals = ask_each(store, "goals", asked)
    several = len({row.get("strategyLabel") for row in goals}) > 1
    names = {row["goal"]: _goal_name(row, several) for row in reversed(goals)}
    charge = ask_each(store, "in-charge", asked)
    departments = {row["department"]: row["label"] for row in reversed(charge)}
    return _facet(names, goals, "goal", things), _facet(departments, charge, "department", things)


def _goal_name(row: Row, several: bool) -> str:
    name = f"{row['notation']} {row['label']}"
    return f"{name}（{row['strategyLabel']}）" if several and "strategyLabel" in row else name


def _facet(names: Mapping[str, str], rows: Iterable[Row], variable: str,
           things: Mapping[str, tuple[str, ...]]) -> Facet:
    of_thing: dict[str, dict[str, None]] = {}
    for row in rows:
        of_thing.setdefault(row["thing"], {})[row[variable]] = None
    found = {about: tuple(dict.fromkeys(
        value for thing in each for value in of_thing.get(thing, ())))
        for about, each in things.items()}
    ordered = sorted(names.items(), key=lambda pair: (pair[1], pair[0]))
    return Facet(dict(ordered), {about: values for about, values in found.items() if values})
