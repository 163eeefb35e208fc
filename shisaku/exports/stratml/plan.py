"""A store → the strategies in it, as StratML looks at them: goals, and objectives below each.

StratML knows two levels. Directions and measures both become objectives of their goal, in the
order of their notations, which keep the level ("1-3", "1-3-ア").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from graph.results import Solutions
from graph.store import GraphStore
from ontology.errors import QueryError
from ontology.terms import SHISAKU

_Row = Mapping[str, str]
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a report: its ``value`` as printed in the graph, ``kind`` the local name of its
    figureKind, ``first`` and ``last`` days of its years ("" where no year is told)."""

    label: str
    unit: str
    value: str
    kind: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Place:
    """A goal, direction or measure: ``workers`` are the departments that report on it, ``listed``
    the projects of its list, by name."""

    iri: str
    notation: str
    name: str
    text: str
    above: str
    workers: tuple[str, ...]
    listed: tuple[str, ...]
    figures: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A strategy that has goals: its name and municipality, and each goal with what is below."""

    iri: str
    name: str
    code: str
    municipality: str
    goals: tuple[tuple[Place, tuple[Place, ...]], ...]


def plans(store: GraphStore, municipality: str | None = None) -> list[Plan]:
    """Return the strategies that have goals, all or those of one ``municipality`` (IRI), by IRI."""
    places, goals = _places(store), defaultdict(set)
    for row in _ask(store, "outline"):
        if row["kind"] == SHISAKU.Goal:
            goals[row["strategy"]].add(row["place"])
    found = {row["strategy"]: row for row in reversed(_ask(store, "strategies"))
             if municipality in (None, row.get("municipality"))}
    return [Plan(iri, row["label"], row.get("code", ""), row.get("municipalityLabel", ""),
                 _tree(places[iri], goals[iri]))
            for iri, row in sorted(found.items()) if goals[iri]]


def chosen_plan(found: Sequence[Plan], wanted: str | None) -> Plan:
    """Return the plan with the name or IRI ``wanted``, the only one where nothing is wanted;
    QueryError where that is none or several."""
    fitting = [plan for plan in found if wanted in (None, plan.iri, plan.name)]
    if len(fitting) == 1:
        return fitting[0]
    told = " / ".join(f"{plan.municipality} {plan.name} {plan.iri}" for plan in found) or "-"
    raise QueryError(
        ja=f"総合戦略を一つ選んでください（名称か IRI）。あるもの: {told}",
        en=f"Choose one strategy by its name or IRI. There are: {told}")


def _tree(
    places: Iterable[Place], goals: Iterable[str]
) -> tuple[tuple[Place, tuple[Place, ...]], ...]:
    by_iri = {place.iri: place for place in sorted(places, key=_order)}
    below: defaultdict[str, list[Place]] = defaultdict(list)
    for place in by_iri.values():
        if place.iri not in goals:
            below[_goal_of(place, by_iri, set(goals))].append(place)
    return tuple((place, tuple(below[place.iri])) for place in by_iri.values()
                 if place.iri in goals)


def _goal_of(place: Place, by_iri: Mapping[str, Place], goals: set[str]) -> str:
    """Return the goal above ``place``; where nothing leads there, the one whose number it bears,
    and "" where there is no such goal: then nobody can tell."""
    seen: set[str] = set()
    above = place.above
    while above in by_iri and above not in goals and above not in seen:
        seen.add(above)
        above = by_iri[above].above
    if above in goals:
        return above
    number = place.notation.partition("-")[0]
    return next((iri for iri in sorted(goals) if by_iri[iri].notation == number), "")


def _order(place: Place) -> tuple[list[tuple[int, str]], str]:
    return ([(int(part), "") if part.isdecimal() else (0, part)
             for part in _NUMBER.split(place.notation) if part], place.iri)


def _places(store: GraphStore) -> Mapping[str, list[Place]]:
    workers, listed = (_labels(_ask(store, name)) for name in ("workers", "listed"))
    figures: defaultdict[str, list[Measured]] = defaultdict(list)
    for row in _ask(store, "figures"):
        figures[row["place"]].append(Measured(
            row["label"], row.get("unit", ""), row["value"],
            row["kind"].removeprefix(SHISAKU.BASE), row.get("first", ""), row.get("last", "")))
    found: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    for row in _ask(store, "outline"):
        iri = row["place"]
        found[row["strategy"]].setdefault(iri, Place(
            iri, row["notation"], row.get("label", row["notation"]), row.get("text", ""),
            row.get("above", ""), tuple(workers[iri]), tuple(listed[iri]), tuple(figures[iri])))
    return defaultdict(list, {iri: list(places.values()) for iri, places in found.items()})


def _labels(rows: Iterable[_Row]) -> Mapping[str, dict[str, None]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        found[row["place"]][row["label"]] = None
    return found


def _ask(store: GraphStore, name: str) -> list[_Row]:
    text = files("shisaku.exports.stratml").joinpath(f"{name}.rq").read_text(encoding="utf-8")
    found = store.query(text)
    if not isinstance(found, Solutions):
        raise TypeError(f"{name}.rq is not a SELECT")
    return [{variable: term.value for variable, term in zip(found.variables, row, strict=True)
             if isinstance(term, NamedNode | Literal)} for row in found]
