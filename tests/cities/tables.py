"""Tables that run over pages: rows of cells that span, cut where a page ends."""

from __future__ import annotations

from dataclasses import dataclass, replace

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``share`` of the table's width; the cells of an ``own`` column belong to one row each, all
    others may span rows. The row's label stands in the column ``label``."""

    share: float
    own: bool = False
    label: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of each column's cell; None where the cell above goes on.

    A banner has one cell over all columns. ``continued`` is true for a row's second part.
    """

    cells: tuple[Lines | None, ...]
    banner: bool = False
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A row on a page, with its height in points."""

    row: Row
    height: float


@dataclass(frozen=True, slots=True)
class Setting:
    """Sizes in points, and what becomes of a table's cells where a page ends.

    ``continuation`` of a spanning cell: its text stands in the "first" part alone, is "repeat"ed
    in each, or "flow"s on. ``split``: a row may run over a page; ``label_repeated``: with its
    label.
    """

    leading: float
    padding: float
    continuation: str
    split: bool
    label_repeated: bool

    def height(self, lines: int) -> float:
        """Return the height of a cell with so many lines."""
        return max(lines, 1) * self.leading + 2 * self.padding


class DoesNotFitError(ValueError):
    """A row is higher than a page."""


def paginate(
    rows: list[Row], columns: list[Column], setting: Setting, first: float, full: float
) -> list[list[Placed]]:
    """Cut ``rows`` into pages: ``first`` points on the first page, ``full`` on each other.

    A first page that holds nothing is an empty list. Raises DoesNotFitError.
    """
    pages: list[list[Placed]] = []
    pending, room = list(rows), first
    while pending:
        count = _fitting(pending, columns, setting, room)
        if setting.split and count < len(pending):
            parts = _split(pending, count, columns, setting, room)
            if parts:
                pending[count : count + 1] = parts
                count += 1
        if count == 0 and pages:
            raise DoesNotFitError
        page, pending = pending[:count], pending[count:]
        heights = _heights(page, pending, columns, setting)
        page, pending = _handed_on(page, pending, heights, columns, setting)
        pages.append([Placed(row, height) for row, height in zip(page, heights, strict=True)])
        room = full
    return pages


def _fitting(rows: list[Row], columns: list[Column], setting: Setting, room: float) -> int:
    count = 0
    while count < len(rows):
        page, rest = rows[: count + 1], rows[count + 1 :]
        if sum(_heights(page, rest, columns, setting)) > room:
            break
        count += 1
    # A banner is not left alone at a page's end.
    while count and count < len(rows) and rows[count - 1].banner:
        count -= 1
    return count


def _heights(
    page: list[Row], rest: list[Row], columns: list[Column], setting: Setting
) -> list[float]:
    heights = [
        setting.height(max(
            (len(cell) for cell, column in zip(row.cells, columns, strict=True)
             if cell is not None and (column.own or row.banner)), default=1))
        for row in page
    ]
    for number in reversed(range(len(columns))):
        for start, end in _spans(page, number):
            goes_on = end == len(page) and bool(rest) and rest[0].cells[number] is None
            cell = page[start].cells[number] or ()
            lines = 1 if goes_on and setting.continuation == "flow" else len(cell)
            short = setting.height(lines) - sum(heights[start:end])
            if not columns[number].own and short > 0:
                heights[end - 1] += short
    return heights


def _spans(page: list[Row], number: int) -> list[tuple[int, int]]:
    starts = [index for index, row in enumerate(page)
              if not row.banner and (row.cells[number] is not None or index == 0)]
    found = []
    for start in starts:
        end = start + 1
        while end < len(page) and not page[end].banner and page[end].cells[number] is None:
            end += 1
        found.append((start, end))
    return found


def _split(
    pending: list[Row], count: int, columns: list[Column], setting: Setting, room: float
) -> list[Row] | None:
    """Return the row that does not fit as two, the first of them as high as fits."""
    row = pending[count]
    longest = max(len(cell or ()) for cell, column in zip(row.cells, columns, strict=True)
                  if column.own)
    if row.banner:
        return None
    for lines in range(longest - 1, 1, -1):
        parts = _parts(row, lines, columns, setting)
        page, rest = [*pending[:count], parts[0]], [parts[1], *pending[count + 1 :]]
        if sum(_heights(page, rest, columns, setting)) <= room:
            return parts
    return None


def _parts(row: Row, lines: int, columns: list[Column], setting: Setting) -> list[Row]:
    upper: list[Lines | None] = []
    lower: list[Lines | None] = []
    for cell, column in zip(row.cells, columns, strict=True):
        if column.label:
            upper.append(cell)
            lower.append(cell if setting.label_repeated else ())
        elif column.own and cell is not None:
            upper.append(cell[:lines])
            lower.append(cell[lines:])
        else:
            upper.append(cell)
            lower.append(None)
    return [Row(tuple(upper)), Row(tuple(lower), continued=True)]


def _handed_on(
    page: list[Row], rest: list[Row], heights: list[float], columns: list[Column],
    setting: Setting,
) -> tuple[list[Row], list[Row]]:
    """Give the cells that a page's end cuts what each part of them shows."""
    if not rest or rest[0].banner or not page:
        return page, rest
    following = list(rest[0].cells)
    for number in range(len(columns)):
        if following[number] is not None:
            continue
        start, end = _spans(page, number)[-1]
        cell = page[start].cells[number] or ()
        following[number] = {"first": (), "repeat": cell}.get(setting.continuation, ())
        if setting.continuation == "flow":
            room = sum(heights[start:end]) - 2 * setting.padding
            fits = int(room / setting.leading + 1e-6)
            cells = list(page[start].cells)
            cells[number], following[number] = cell[:fits], cell[fits:]
            page[start] = replace(page[start], cells=tuple(cells))
    return page, [replace(rest[0], cells=tuple(following)), *rest[1:]]
