"""Two editions or years side by side: what was added, ended, moved, renamed, in one picture.

On the left stands where things stood before, on the right where they stand now; between them the
projects, ended ones at the left, new ones at the right, those that moved in the middle. What took
another's place (a name, a number, a merged office) is tied to it straight across. The picture says
what the graph of changes says; a change that a person has rejected is not in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from graph.store import GraphStore
from viz.maps.tables import NAMESPACE, Parts, Row, ask, ask_each, evidence, merged, shown
from viz.network import Edge, Evidence, Node, NodeKind, TieKind

_KINDS = {
    "Added": TieKind.ADDED, "Ended": TieKind.ENDED, "Moved": TieKind.MOVED,
    "Relisted": TieKind.RELISTED, "ChargeChanged": TieKind.CHARGE_CHANGED,
    "Renamed": TieKind.RENAMED, "Renumbered": TieKind.RENAMED,
    "Merged": TieKind.REORGANISED, "Split": TieKind.REORGANISED,
}
_CLASSES = {"Project": NodeKind.PROJECT, "Department": NodeKind.DEPARTMENT}


class Column(IntEnum):
    """The columns of the picture from left to right."""

    BEFORE = 0
    ENDED = 1
    CHANGED = 2
    NEW = 3
    AFTER = 4


HEADINGS = (("前の版・年度", "Before"), ("前の版の事業", "Projects before"),
            ("両方にある事業", "Projects in both"), ("後の版の事業", "Projects after"),
            ("後の版・年度", "After"))
"""What stands above each column."""


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something that a change is about, with its names."""

    iri: str
    kind: NodeKind
    notation: str
    label: str

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.notation, self.label)))


@dataclass(frozen=True, slots=True)
class _Change:
    """A change: what it is about, what stood before, what stands after."""

    row: Row
    kind: TieKind
    subjects: tuple[_Thing, ...]
    earlier: tuple[_Thing, ...]
    later: tuple[_Thing, ...]

    @property
    def label(self) -> str:
        """The change in the words of the documents: 木育事業：1-1 森 → 1-2 海."""
        sides = " → ".join("・".join(each.name for each in side) or "―"
                           for side in (self.earlier, self.later))
        own = {each.iri for each in (*self.earlier, *self.later)}
        about = "・".join(each.name for each in self.subjects if each.iri not in own)
        return f"{about}：{sides}" if about else sides


def change_years(store: GraphStore, municipality: str | None = None) -> tuple[str, ...]:
    """Return the fiscal years ("FY2025") of which changes are known, the latest first."""
    bound = {"municipality": municipality} if municipality else {}
    found = {row["year"] for row in ask(store, "change-years", bound)}
    return tuple(sorted(found, reverse=True))


def changes_map(store: GraphStore, municipality: str | None, year: str | None) -> Parts:
    """Return what changed towards the fiscal ``year`` ("FY2025"), or ever, of one ``municipality``
    (IRI) or of all. A change whose year is not told is in every picture."""
    bound = {"municipality": [municipality]} if municipality else {}
    rows = [row for row in ask_each(store, "changes", bound)
            if year is None or row.get("year", year) == year]
    behind: defaultdict[str, list[Row]] = defaultdict(list)
    for row in ask(store, "change-passages"):
        behind[row["told"]].append(row)
    nodes: dict[str, Node] = {}
    ties: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    topics: dict[str, list[str]] = {}
    for change in _changes(rows):
        topics[change.row["change"]] = [each.iri for each in (
            *change.subjects, *change.earlier, *change.later)]
        for source, target in _pairs(change, nodes):
            ties[source, target] += _behind(change, behind[change.row["change"]])
    edges = (_edge(pair, items) for pair, items in ties.items() if items)
    query = (shown("changes", bound), shown("change-passages"))
    return Parts.of(nodes.values(), edges, query, (year or "").removeprefix("FY"),
                    (), topics)


def _changes(rows: Iterable[Row]) -> Iterator[_Change]:
    by_change: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_change[row["change"]].append(row)
    for found in by_change.values():
        sides: Mapping[str, dict[str, _Thing]] = {"of": {}, "earlier": {}, "later": {}}
        for row in found:
            kind = _CLASSES.get(_local(row["class"]), NodeKind.PLACE)
            sides[row["side"]].setdefault(row["thing"], _Thing(
                row["thing"], kind, row.get("notation", ""), row.get("label", "")))
        yield _Change(found[0], _KINDS[_local(found[0]["kind"])],
                      *(tuple(sides[side].values()) for side in ("of", "earlier", "later")))


def _pairs(change: _Change, nodes: dict[str, Node]) -> list[tuple[str, str]]:
    """Return the ends of the ties of ``change``, whose nodes are put into ``nodes``."""
    sides = {each.iri for each in (*change.earlier, *change.later)}
    if {each.iri for each in change.subjects} <= sides:
        earlier = [_put(nodes, each, _side(each, Column.BEFORE, Column.ENDED), change.kind)
                   for each in change.earlier]
        later = [_put(nodes, each, _side(each, Column.AFTER, Column.NEW), change.kind)
                 for each in change.later]
        return [(one, other) for one in earlier for other in later]
    column = {TieKind.ADDED: Column.NEW, TieKind.ENDED: Column.ENDED}.get(
        change.kind, Column.CHANGED)
    pairs = []
    for subject in change.subjects:
        places = (*((each, Column.BEFORE) for each in change.earlier),
                  *((each, Column.AFTER) for each in change.later))
        for place, side in places:
            there = _put(nodes, place, side)
            here = _put(nodes, subject, column, change.kind, there)
            pairs.append((there, here) if side is Column.BEFORE else (here, there))
    return pairs


def _side(thing: _Thing, place: Column, project: Column) -> Column:
    return project if thing.kind is NodeKind.PROJECT else place


def _put(nodes: dict[str, Node], thing: _Thing, column: Column, kind: TieKind | None = None,
         within: str = "") -> str:
    """Return the id of ``thing`` in ``column``, where it is put unless it stands there; a thing can
    stand before and after. ``kind`` tells what became of it."""
    iri = f"{thing.iri}#{column.name.lower()}"
    drawn = {TieKind.ADDED: NodeKind.NEW, TieKind.ENDED: NodeKind.ENDED}.get(
        kind or TieKind.MOVED, thing.kind)
    if iri not in nodes or drawn is not thing.kind:
        nodes[iri] = Node(iri, thing.label, drawn, "", (), thing.notation, within=within,
                          thing=thing.iri, column=column)
    return iri


def _behind(change: _Change, rows: Iterable[Row]) -> list[Evidence]:
    told = {"thing": change.row["change"], "confidence": change.row["confidence"],
            "year": change.row.get("year", "")}
    return [evidence({**row, **told}, change.kind, change.label) for row in rows]


def _edge(pair: tuple[str, str], items: list[Evidence]) -> Edge:
    unique = merged(items)
    order = list(TieKind)
    kind = min((item.kind for item in unique), key=order.index)
    return Edge(*pair, kind, len({item.about for item in unique}), unique)


def _local(term: str) -> str:
    return term.removeprefix(NAMESPACE)
