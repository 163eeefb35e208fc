"""The direction or municipality that a reader means by a number or an IRI."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.store import GraphStore
from ontology.errors import QueryError
from viz.maps.changes import change_years
from viz.maps.tables import ask
from viz.network import Node, NodeKind
from viz.words import fiscal_year


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


def goal_choices(store: GraphStore) -> tuple[Choice, ...]:
    """Return the goals that have directions, by their IRIs, as the strategies number them."""
    found = {row["above"]: (row.get("strategyLabel", ""), row["goal"], row["goalLabel"])
             for row in ask(store, "directions") if "goal" in row}
    return tuple(Choice(iri, f"{goal} {label}（{strategy}）" if strategy else f"{goal} {label}")
                 for iri, (strategy, goal, label) in sorted(
                     found.items(), key=lambda pair: (pair[1], pair[0])))


def meeting_choices(store: GraphStore) -> tuple[Choice, ...]:
    """Return the meetings of which there are statements, by their IRIs."""
    found = {row["meeting"]: row["meetingLabel"] for row in reversed(ask(store, "meetings"))}
    return tuple(Choice(iri, label) for iri, label in sorted(
        found.items(), key=lambda pair: (pair[1], pair[0])))


def discussed_choices(store: GraphStore) -> tuple[Choice, ...]:
    """Return the projects that statements name, by their IRIs."""
    found = {row["project"]: row["projectLabel"]
             for row in reversed(ask(store, "meetings")) if "project" in row}
    return tuple(Choice(iri, label) for iri, label in sorted(
        found.items(), key=lambda pair: (pair[1], pair[0])))


def department_choices(store: GraphStore) -> tuple[Choice, ...]:
    """Return the departments by their IRIs, those of one municipality together."""
    found = {row["department"]: (row.get("municipalityLabel", ""), row["label"])
             for row in reversed(ask(store, "departments"))}
    return tuple(Choice(iri, f"{label}（{town}）" if town else label)
                 for iri, (town, label) in sorted(found.items(), key=lambda pair: (
                     pair[1], pair[0])))


def year_choices(store: GraphStore) -> tuple[Choice, ...]:
    """Return the fiscal years of which changes are known, the latest first."""
    return tuple(Choice(year, fiscal_year(year)[0]) for year in change_years(store))


def report_year_choices(store: GraphStore) -> tuple[Choice, ...]:
    """Return the fiscal years that reports tell of, the first first."""
    return tuple(Choice(row["year"], fiscal_year(row["year"])[0])
                 for row in ask(store, "report-years"))


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
    named = [(node.notation, f"{node.detail} {node.iri}", node.iri) for node in nodes.values()]
    return nodes[_chosen("基本的方向", "direction", wanted, named)]


def chosen_goal(store: GraphStore, wanted: str,
                municipality: str | None = None) -> tuple[str, list[Node]]:
    """Return the name and the directions of the goal with the notation or IRI ``wanted``, of
    ``municipality`` where given; QueryError as for a direction."""
    nodes = direction_nodes(store, municipality)
    rows = [row for row in ask(store, "directions") if "goal" in row and row["direction"] in nodes]
    named = {row["above"]: (row["goal"], f"{row.get('strategyLabel', '')} {row['above']}",
                            row["above"]) for row in rows}
    goal = _chosen("基本目標", "goal", wanted, list(named.values()))
    below = [row for row in rows if row["above"] == goal]
    return (f"{below[0]['goal']} {below[0]['goalLabel']}",
            [nodes[iri] for iri in dict.fromkeys(row["direction"] for row in below)])


def chosen_department(store: GraphStore, wanted: str,
                      municipality: str | None = None) -> tuple[str, str, str]:
    """Return IRI, name and municipality (IRI) of the department with the name or IRI ``wanted``, of
    ``municipality`` where given; QueryError as for a direction."""
    rows = [row for row in ask(store, "departments") if municipality in (None, row["municipality"])]
    named = {row["department"]: (row["label"], f"{row.get('municipalityLabel', '')} "
                                 f"{row['department']}", row["department"]) for row in rows}
    iri = _chosen("部署", "department", wanted, list(named.values()))
    (found,) = [row for row in rows if row["department"] == iri][:1]
    return iri, found["label"], found["municipality"]


def chosen_year(known: Sequence[str], wanted: str | None) -> str | None:
    """Return the fiscal year ("FY2025") that ``wanted`` ("2025", "FY2025") means among those
    ``known``; without one the first, None where none is known. QueryError for any other."""
    if not wanted:
        return next(iter(known), None)
    return _chosen("年度", "fiscal year", wanted, [
        (year.removeprefix("FY"), year, year) for year in known])


def chosen_meeting(store: GraphStore, wanted: str) -> str:
    """Return the IRI of the meeting with the name or IRI ``wanted``; QueryError as above."""
    return _chosen("会議", "meeting", wanted, [
        (each.label, each.value, each.value) for each in meeting_choices(store)])


def chosen_discussed(store: GraphStore, wanted: str) -> str:
    """Return the IRI of the project with the name or IRI ``wanted`` that statements name;
    QueryError as above."""
    return _chosen("会議で挙がった事業", "project named in a meeting", wanted, [
        (each.label, each.value, each.value) for each in discussed_choices(store)])


def _chosen(ja: str, en: str, wanted: str, named: list[tuple[str, str, str]]) -> str:
    """Return the IRI that ``wanted`` means among (name, description, IRI)."""
    found = sorted({iri for name, _, iri in named if wanted in (name, iri)})
    if len(found) == 1:
        return found[0]
    if found:
        choice = " / ".join(told for _, told, iri in named if iri in found)
        raise QueryError(
            ja=f"{ja}「{wanted}」は複数あります。IRI か municipality で選びます：{choice}",
            en=f'There are several {en}s "{wanted}"; choose by municipality or IRI: {choice}')
    known = ", ".join(sorted({name for name, _, _ in named})) or "-"
    raise QueryError(ja=f"{ja}「{wanted}」はありません。あるもの：{known}",
                     en=f'There is no {en} "{wanted}". There are: {known}')


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
