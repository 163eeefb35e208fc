"""Who does what in a strategy: goals hold directions, directions hold measures, and every listed
project is a tile of one size that bears the departments in charge.

A tile's name and departments are written on it; the colour, one of eight, only helps the eye to
find a department again. A project that is listed again (再掲) has a broken edge there.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.store import GraphStore
from viz.labels import width, wrap
from viz.maps import Params
from viz.maps.choices import chosen_municipality
from viz.maps.tables import Row, ask, first_labels, shown
from viz.stills.still import Cell, Drawing, Sheet

WIDTH = 1352
TILE_WIDTH, TILE_HEIGHT, GAP = 116, 72, 6
HEAD = 24
LINE = 18
PAD = 10
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#f0e442", "#7f7f7f")
WIDEST_TOLD, MARK = 9.6, 3.2
"""How much of a tile's line is for departments, and what the mark of a re-listing takes, in em."""
_QUERIES = ("strategy-places", "strategy-listings", "owners")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its heading and what stands in it, in pixels."""

    iri: str
    heading: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    tiles: tuple[dict[str, Any], ...] = ()
    boxes: tuple[Box, ...] = ()


def strategy(store: GraphStore, params: Params) -> Drawing:
    """Return the picture of all strategies, or of those of the municipality that ``params`` names;
    QueryError where there is no such."""
    town = chosen_municipality(store, params.get("municipality"))
    places, listings, owners = (ask(store, name) for name in _QUERIES)
    places = [row for row in places if town in (None, row.get("municipality"))]
    directions = {row["direction"] for row in places}
    listings = _once(row for row in listings if row["direction"] in directions)
    charge = _in_charge(owners, listings)
    ranks = {iri: rank for rank, (iri, _) in enumerate(charge.most_common())}
    names = first_labels(owners, "department", "departmentLabel")
    by_thing: defaultdict[str, list[str]] = defaultdict(list)
    for row in owners:
        if row["department"] in ranks and row["department"] not in by_thing[row["thing"]]:
            by_thing[row["thing"]].append(row["department"])
    tiles = {row_key(row): _tile(row, by_thing[row["thing"]], ranks, names) for row in listings}
    goals = _goals(places, listings, tiles)
    legend = [{"iri": iri, "name": names[iri], "count": charge[iri],
               "colour": COLOURS[rank % len(COLOURS)]} for iri, rank in ranks.items()]
    return Drawing(
        "strategy.svg.j2", {"goals": goals, "width": WIDTH, "legend": legend,
                            "tile_width": TILE_WIDTH, "tile_height": TILE_HEIGHT, "head": HEAD,
                            "line": LINE},
        (_listing_sheet(places, listings, by_thing, names), _charge_sheet(legend)),
        "\n".join(shown(name) for name in _QUERIES))


def row_key(row: Row) -> tuple[str, str, str]:
    """Return what tells a tile from others: where it stands, and of which project it is."""
    return row["direction"], row.get("measure", ""), row["thing"]


def _once(rows: Iterable[Row]) -> list[Row]:
    """Return one row for each project of each place: the listing at home, where there is one."""
    found: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        known = found.get(row_key(row))
        if known is None or ("cross" in known and "cross" not in row):
            found[row_key(row)] = row
    return list(found.values())


def _in_charge(owners: list[Row], listings: list[Row]) -> Counter[str]:
    """Return how many of the listed projects each department is in charge of."""
    listed = {row["thing"] for row in listings}
    pairs = {(row["department"], row["thing"]) for row in owners if row["thing"] in listed}
    return Counter(department for department, _ in sorted(pairs))


def _tile(row: Row, departments: list[str], ranks: dict[str, int],
          names: dict[str, str]) -> dict[str, Any]:
    ordered = sorted(departments, key=lambda iri: ranks[iri])
    told = "、".join(names[iri] for iri in ordered)
    return {"iri": row["thing"], "name": row["thingLabel"], "lines": wrap(row["thingLabel"], 8.8),
            "cross": "cross" in row, "departments": told,
            "short": _fitting(told, WIDEST_TOLD - (MARK if "cross" in row else 0)),
            "colours": [COLOURS[ranks[iri] % len(COLOURS)] for iri in ordered[:3]]}


def _fitting(text: str, widest: float) -> str:
    kept = text
    while width(kept) > widest:
        kept = kept[:-1]
    return text if kept == text else f"{kept[:-1]}…"


def _goals(places: list[Row], listings: list[Row],
           tiles: dict[tuple[str, str, str], dict[str, Any]]) -> list[Box]:
    strategies = {row["strategy"] for row in places}
    goals: defaultdict[tuple[Any, ...], dict[str, Row]] = defaultdict(dict)
    for row in places:
        key = (row["strategyLabel"], row["strategy"], numbers(row["goalNotation"]), row["goal"])
        goals[key].setdefault(row["direction"], row)
    boxes, top = [], 0.0
    for key in sorted(goals):
        rows = sorted(goals[key].values(), key=lambda row: numbers(row["directionNotation"]))
        made = [_direction(row, listings, tiles) for row in rows]
        placed, bottom = _shelves(made, top + HEAD + PAD)
        heading = f"{rows[0]['goalNotation']} {rows[0]['goalLabel']}"
        if len(strategies) > 1:
            heading = f"{rows[0]['strategyLabel']}：{heading}"
        boxes.append(Box(key[3], (heading,), 0, top, WIDTH, bottom - top + PAD, (), tuple(placed)))
        top = bottom + 2 * PAD
    return boxes


def _direction(row: Row, listings: list[Row],
               tiles: dict[tuple[str, str, str], dict[str, Any]]) -> Box:
    """Return the box of a direction at the origin: its own tiles, then those of each measure."""
    own = [each for each in listings if each["direction"] == row["direction"]]
    groups: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for each in own:
        measure = " ".join(filter(None, (each.get("measureNotation"), each.get("measureLabel"))))
        groups[each.get("measure", ""), measure].append(tiles[row_key(each)])
    most = max((len(group) for group in groups.values()), default=1)
    across = min(11, max(2, round(math.sqrt(most * 1.5))))
    breadth = across * (TILE_WIDTH + GAP) + GAP
    heading = wrap(f"{row['directionNotation']} {row['directionLabel']}", (breadth - 20) / 13)
    y = 12.0 + LINE * len(heading)
    placed: list[dict[str, Any]] = []
    heads = []
    for (_, told), group in groups.items():
        if told:
            heads.append({"y": y + 12, "name": _fitting(told, (breadth - 20) / 12)})
            y += LINE
        for at, tile in enumerate(group):
            placed.append({**tile, "x": GAP + at % across * (TILE_WIDTH + GAP),
                           "y": y + at // across * (TILE_HEIGHT + GAP)})
        y += math.ceil(len(group) / across) * (TILE_HEIGHT + GAP)
    return Box(row["direction"], heading, 0, 0, breadth, y + 4,
               (*placed, *({"head": each} for each in heads)))


def _shelves(boxes: list[Box], top: float) -> tuple[list[Box], float]:
    """Place ``boxes`` from left to right, in as many rows as they need; return where they end."""
    placed: list[Box] = []
    x, y, high = float(PAD), top, 0.0
    for box in boxes:
        if x + box.width > WIDTH - PAD and x > PAD:
            x, y, high = float(PAD), y + high + PAD, 0.0
        placed.append(Box(box.iri, box.heading, x, y, box.width, box.height, box.tiles))
        x += box.width + PAD
        high = max(high, box.height)
    return placed, y + high


def numbers(notation: str) -> tuple[int, ...]:
    """Return the numbers in ``notation``, so that 1-10 sorts after 1-9."""
    return tuple(int(part) for part in re.findall(r"\d+", notation))


def _listing_sheet(places: list[Row], listings: list[Row], by_thing: dict[str, list[str]],
                   names: dict[str, str]) -> Sheet:
    above = {row["direction"]: row for row in places}
    ordered = sorted(listings, key=lambda row: (
        above[row["direction"]]["strategyLabel"],
        numbers(above[row["direction"]]["directionNotation"]), row.get("measureNotation", ""),
        int(row.get("order", 0)), row["thingLabel"]))
    rows = tuple((
        (Cell(f"{above[row['direction']]['goalNotation']} {above[row['direction']]['goalLabel']}",
              above[row["direction"]]["goal"]),),
        (Cell(f"{above[row['direction']]['directionNotation']} "
              f"{above[row['direction']]['directionLabel']}", row["direction"]),),
        (Cell(" ".join(filter(None, (row.get("measureNotation"), row.get("measureLabel")))),
              row.get("measure", "")),),
        (Cell(row["thingLabel"], row["thing"]),),
        (Cell("再掲", english="again") if "cross" in row else Cell(""),),
        tuple(Cell(names[iri], iri) for iri in by_thing[row["thing"]]),
    ) for row in ordered)
    caption = ("一覧に載っている事業と担当部署", "Listed projects and who is in charge")
    return Sheet("listings", caption, (
        ("基本目標", "Goal"), ("基本的方向", "Direction"), ("具体的な施策", "Measure"),
        ("事業", "Project"), ("再掲", "Cross-listed"), ("担当部署", "In charge")), rows)


def _charge_sheet(legend: list[dict[str, Any]]) -> Sheet:
    return Sheet("charge", ("部署ごとの事業の数", "Projects of each department"), (
        ("部署", "Department"), ("事業（再掲は数えない）", "Projects (each once)")),
        tuple(((Cell(each["name"], each["iri"]),), (Cell(str(each["count"])),))
              for each in legend))
