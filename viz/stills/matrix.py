"""Which department works in which direction, by reports and lists: a square for each, with the
number of projects that they tie to it; a square leads to its rows in the table below.

A square with nothing in it is neither reported nor listed, which is not to say that nothing is
done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.store import GraphStore
from viz.maps import Params
from viz.maps.choices import chosen_municipality, chosen_year
from viz.maps.tables import Row, ask, evidence, shown
from viz.network import TieKind
from viz.stills.still import Cell, Drawing, Sheet
from viz.stills.strategy import numbers
from viz.words import fiscal_year, when, where

NONE_NAMED, BLANK = "・", "空"
LISTED = ("一覧の所管欄", "in charge, by the list")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Square:
    """What one department (IRI) does in one direction (IRI): how many reports and listings tell it,
    how many projects they name; ``text`` stands in the square, ``anchor`` is the id of its first
    row."""

    text: str
    reports: int
    projects: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The matrix of one municipality: IRI and name of each row and column, and the squares."""

    town: str
    departments: tuple[tuple[str, str], ...]
    directions: tuple[tuple[str, str, str], ...]
    squares: Mapping[Key, Square]


def matrix(store: GraphStore, params: Params) -> Drawing:
    """Return the matrices of all municipalities or of the one that ``params`` names, of all years
    or of one; QueryError where there is no such."""
    town = chosen_municipality(store, params.get("municipality"))
    bound = {"municipality": town} if town else {}
    rows, known = ask(store, "matrix", bound), [row["year"] for row in ask(store, "report-years")]
    year = chosen_year(known, params["year"]) if params.get("year") else None
    rows = [row for row in rows if year in (None, row.get("year"))]
    by_square: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=_order):
        by_square[row["department"], row["direction"]].append(row)
    squares = {key: _square(told, f"square-{at}")
               for at, (key, told) in enumerate(by_square.items(), 1)}
    return Drawing("matrix.html.j2", {
        "grids": [_grid(here, squares) for here in _by_town(rows)],
        "year": fiscal_year(year) if year else None},
        (_sheet(by_square, squares),),
        shown("matrix", {name: [iri] for name, iri in bound.items()}))


def _order(row: Row) -> tuple[object, ...]:
    return (row["municipality"], row["departmentLabel"], row["department"],
            numbers(row["notation"]), row["direction"])


def _by_town(rows: Iterable[Row]) -> list[list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["municipality"]].append(row)
    return [found[iri] for iri in sorted(found)]


def _square(rows: list[Row], anchor: str) -> Square:
    reports = {row["told"]: row.get("empty") == "true" for row in rows}
    projects = {row["thing"] for row in rows if "thing" in row}
    text = str(len(projects)) if projects else BLANK if all(reports.values()) else NONE_NAMED
    return Square(text, len(reports), len(projects), anchor)


def _grid(rows: list[Row], squares: Mapping[Key, Square]) -> Grid:
    """Return the matrix of one municipality, departments of the most directions first."""
    names = {row["department"]: row["departmentLabel"] for row in reversed(rows)}
    works = {iri: {row["direction"] for row in rows if row["department"] == iri} for iri in names}
    directions = {row["direction"]: row for row in reversed(rows)}
    ordered = sorted(directions.values(), key=lambda row: (numbers(row["notation"]),
                                                           row["direction"]))
    return Grid(
        rows[0]["municipalityLabel"],
        tuple(sorted(names.items(), key=lambda pair: (-len(works[pair[0]]), pair[1], pair[0]))),
        tuple((row["direction"], row["notation"], row["directionLabel"]) for row in ordered),
        {key: square for key, square in squares.items() if key[0] in names})


def _sheet(by_square: Mapping[Key, list[Row]], squares: Mapping[Key, Square]) -> Sheet:
    rows, anchors = [], []
    for key, told in by_square.items():
        passages: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in told:
            passages[tuple(row.get(name, "") for name in (
                "told", "document", "first", "last"))].append(row)
        for at, same in enumerate(passages.values()):
            rows.append(_report(same))
            anchors.append("" if at else squares[key].anchor)
    return Sheet("reports", ("マスごとの報告と一覧の記載", "What each square rests on"), (
        ("部署", "Department"), ("基本的方向", "Direction"), ("年度・区分", "Year, phase"),
        ("名前のある事業", "Projects named"), ("資料と箇所", "Document and place"),
        ("記載", "Passage")), tuple(rows), tuple(anchors))


def _report(rows: list[Row]) -> tuple[tuple[Cell, ...], ...]:
    """Return the row of one report at one place; ``rows`` differ by the project named."""
    row = rows[0]
    named = {each["thing"]: each["thingLabel"] for each in rows if "thing" in each}
    place, quote = Cell(""), ""
    listed = LISTED if "listed" in row else ("", "")
    told = Cell(f"{row.get('year', '')} {listed[0]}".strip(), row["told"])
    if "quote" in row:
        item = evidence({**row, "thing": row["direction"]}, TieKind.REPORTS_ON, "")
        ja, en = (" ".join(filter(None, pair)) for pair in zip(when(item), listed, strict=True))
        told = replace(told, text=ja, english=en)
        place, quote = Cell(where(item)[0], english=where(item)[1], passage=item), item.quote
    return ((Cell(row["departmentLabel"], row["department"]),),
            (Cell(f"{row['notation']} {row['directionLabel']}", row["direction"]),), (told,),
            tuple(Cell(label, iri) for iri, label in named.items()), (place,), (Cell(quote),))
