"""A city's 事業一覧 as a PDF file: the rows of the sheet, ruled and set on pages."""

from __future__ import annotations

from dataclasses import replace

from tests.cities.press import Cells, Element, HeaderCell, NewPage, Press, Table, Text
from tests.cities.sheets import SheetLayout, SheetTable, Value
from tests.cities.tables import Column, DoesNotFitError
from tests.cities.truth import City

SHARES = {"number": 0.6, "goal": 2.2, "direction": 2.0, "measure": 2.0, "name": 3.6, "cross": 0.7,
          "department": 1.6, "class": 0.8, "earlier": 1.2, "later": 1.2, "indicator": 1.5,
          "unit": 0.8, "target": 1.0, "actual": 1.0, "evaluation": 0.7}
PLACES = ("goal", "direction", "measure")


def list_pdf(city: City, layout: SheetLayout) -> bytes:
    """Return the list as a PDF file of landscape pages."""
    size = layout.print.font_size
    while True:
        page = replace(layout.print, page="A3 landscape", font_size=size, split=False)
        try:
            return Press(page).pdf(_elements(city, layout))
        except DoesNotFitError:
            if size <= 4:
                raise
            size -= 0.5


def _elements(city: City, layout: SheetLayout) -> list[Element]:
    table = SheetTable(city, layout)
    rows = list(table.rows())
    kinds = table.kinds()
    titles = rows[: table.first_header - 1]
    header = rows[table.first_header - 1 : table.first_body - 1]
    body = [row for row in rows[table.first_body - 1 :] if len(row) == len(kinds)]
    notes = [row for row in rows[table.first_body - 1 :] if 0 < len(row) < len(kinds)]
    return [
        NewPage(tuple("　".join(str(cell) for cell in row if cell) for row in titles)),
        Table(tuple(Column(SHARES[kind], kind not in PLACES, kind == "department")
                    for kind in kinds),
              _header(table, header),
              tuple(_cells(row, kinds, layout) for row in body)),
        *(Text(str(row[0])) for row in notes),
    ]


def _header(table: SheetTable, rows: list[list[Value]]) -> tuple[HeaderCell, ...]:
    covered = set()
    cells = []
    for first, last, left, right in table.merged_header:
        row = first - table.first_header
        covered |= {(r, c) for r in range(row, row + last - first + 1)
                    for c in range(left - 1, right)}
        cells.append(HeaderCell(row, left - 1, last - first + 1, right - left + 1,
                                str(rows[row][left - 1])))
    cells += [
        HeaderCell(number, column, 1, 1, str(value))
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if (number, column) not in covered
    ]
    return tuple(cells)


def _cells(row: list[Value], kinds: list[str], layout: SheetLayout) -> Cells:
    """A cell of a place without text goes on from above where cells are merged; in a row of sums
    it is empty."""
    sums = row[kinds.index("name")] is None
    return Cells(tuple(
        None if value is None and kind in PLACES and layout.places == "merged" and not sums
        else "" if value is None else f"{value:,}" if isinstance(value, int) else value
        for value, kind in zip(row, kinds, strict=True)
    ))
