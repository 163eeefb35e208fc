"""Lists of projects in dumps that keep their pages' layout: rows told by the columns whose cells
never run over a line, such as numbers, classes and amounts.

What stands in the other columns goes with the row in whose middle, or at whose head, it stands; one
of the two holds for the whole list. A page whose rows cannot be told so is no list that is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import mean

from loaders.layout import Cell, Grid, Layout
from loaders.progress.signs import sign_of
from loaders.project_list.conventions import LEVELS
from loaders.source import Source
from loaders.unruled.conventions import Conventions
from loaders.unruled.conventions import conventions as unruled_conventions
from loaders.unruled.dump import fragments_of, paged
from loaders.unruled.fragments import Fragment
from loaders.unruled.grids import heading_cells
from loaders.unruled.layouts import layout_of
from loaders.unruled.list_pages import SURE, ListPage, list_pages

CROSSED = 0.03
"""Where a larger share of texts runs over from one column into the next, columns are not sure."""
OFF = 1.5
"""A cell that spans rows ends within so many lines of where its middle tells."""


def list_of_dump(source: Source) -> Layout | None:
    """Return the list of projects that a dump holds as tables with guessed cells, or None."""
    forms = unruled_conventions()
    source = paged(source, forms)
    for wide in (False, True):
        lists = list(list_pages(list(fragments_of(source, wide)), forms))
        grids = [_grid(page, forms) for page in lists]
        if grids and None not in grids:
            return replace(layout_of(source, [one for one in grids if one]), warnings=(
                f"{source.name}: no line rules the list; its rows and columns were told by the "
                "white space between them, so that they are less sure",))
    return None


def _grid(page: ListPage, forms: Conventions) -> Grid | None:
    """The grid of a page, None where its rows cannot be told."""
    counts = {number: page.column(number) for number in range(len(page.heading.columns))}
    rows = _anchors(list(counts.values()))
    fragments = sum(map(len, page.lines))
    if rows is None or page.gutters.crossed > CROSSED * fragments:
        return None
    sparse = {number for number, lines in counts.items() if len(lines) < len(rows)
              or (page.heads(number, LEVELS) and _begun(page, number, forms) < len(rows))}
    found = {centred: _cut(page, rows, sparse, centred=centred) for centred in (False, True)}
    least = min(cost for cost, _ in found.values())
    grids = (_gridded(page, rows, starts, sparse, forms, centred=centred)
             for centred, (cost, starts) in found.items() if cost == least)
    return next((grid for grid in grids if grid is not None), None)


def _gridded(
    page: ListPage, rows: Sequence[int], starts: Sequence[int], sparse: set[int],
    forms: Conventions, *, centred: bool,
) -> Grid | None:
    """The grid of rows that begin at ``starts``; None where a column of the strategy or the names
    of projects do not fit it."""
    texts = _dense(page, starts, sparse)
    for number in sorted(sparse):
        parts = _parts(page, number, forms)
        own = [_row_of(part, page, rows, centred=centred) for part in parts]
        if centred and page.heads(number, LEVELS):
            own = _tiled(parts, page, starts) or own
        for row, part in zip(own, parts, strict=True):
            texts.setdefault((row, number), []).extend(part)
        if page.heads(number, LEVELS) and (0, number) not in texts:
            return None
    columns = range(len(page.heading.columns))
    projects = [number for number in columns if page.heads(number, ("project",))]
    named = {row for row, number in texts if number in projects and texts[row, number]}
    if len(named) < len(rows) or any(_cut_amiss(page, n, texts, forms) for n in columns):
        return None
    heads = list(heading_cells(page.heading))
    above = max(cell.row + cell.rows for cell in heads)
    cells = (Cell(above + row, column, 1, 1, tuple(one.line for one in own))
             for (row, column), own in texts.items())
    return Grid(page.lines[0][0].page, (*heads, *cells), guessed=True)


def _dense(
    page: ListPage, starts: Sequence[int], sparse: set[int]
) -> dict[tuple[int, int], list[Fragment]]:
    """The texts of each cell (row, column) but for ``sparse`` columns."""
    texts: dict[tuple[int, int], list[Fragment]] = {
        (row, column): [] for row in range(len(starts))
        for column in range(len(page.heading.columns)) if column not in sparse}
    for row, (start, end) in enumerate(zip(starts, [*starts[1:], len(page.lines)], strict=True)):
        for one in (one for line in page.lines[start:end] for one in line):
            texts.get((row, page.gutters.column_of(one)), []).append(one)
    return texts


def _parts(page: ListPage, number: int, forms: Conventions) -> list[list[Fragment]]:
    """The cells of a column that has none in some rows: each begins with a sign, or below space
    where the column has no signs."""
    column = [one for line in page.lines for one in line if page.gutters.column_of(one) == number]
    signed = _begun(page, number, forms) > 0
    parts: list[list[Fragment]] = []
    for one in column:
        begins = sign_of(one.flat, forms.table.signs) if signed else (
            parts and one.top > parts[-1][-1].top + 1)
        if begins or not parts:
            parts.append([])
        parts[-1].append(one)
    return parts


def _begun(page: ListPage, number: int, forms: Conventions) -> int:
    """How many texts of a column begin with the sign of a part of the strategy."""
    return sum(bool(sign_of(one.flat, forms.table.signs)) for line in page.lines for one in line
               if page.gutters.column_of(one) == number)


def _row_of(
    part: Sequence[Fragment], page: ListPage, rows: Sequence[int], *, centred: bool
) -> int:
    """The row beside which a cell's text stands with its middle, or with its head."""
    tops = [page.lines[row][0].top for row in rows]
    if centred:
        middle = (part[0].top + part[-1].top) / 2
        return min(range(len(rows)), key=lambda row: abs(tops[row] - middle))
    return max((row for row, top in enumerate(tops) if top <= part[0].top), default=0)


def _tiled(parts: Sequence[list[Fragment]], page: ListPage, starts: Sequence[int]) -> list[int]:
    """The rows in which the merged cells of a column begin, if each stands in the middle of its
    rows and all of them together fill the page; none where they do not."""
    edges = [page.lines[start][0].top for start in starts]
    edges.append(page.lines[-1][0].top + 1)
    rows, top = [0], edges[0]
    for part in parts:
        bottom = part[0].top + part[-1].top + 1 - top
        row = min(range(len(edges)), key=lambda row: abs(edges[row] - bottom))
        if row <= rows[-1] or abs(edges[row] - bottom) > OFF:
            return []
        rows.append(row)
        top = edges[row]
    return rows[:-1] if rows[-1] == len(starts) else []


def _cut_amiss(
    page: ListPage, number: int, texts: dict[tuple[int, int], list[Fragment]], forms: Conventions
) -> bool:
    """Whether a column of the strategy that has signs has a cell that begins with none: then it
    is a part of another cell."""
    cells = [own for (_, column), own in texts.items() if column == number and own]
    signed = sum(bool(sign_of(own[0].flat, forms.table.signs)) for own in cells)
    return page.heads(number, LEVELS) and 0 < signed < len(cells)


def _anchors(columns: Sequence[list[int]]) -> list[int] | None:
    """The lines that several columns have in common: one for each row."""
    alike = Counter(tuple(lines) for lines in columns if lines)
    best = max(alike, key=lambda lines: (alike[lines], len(lines)), default=())
    return list(best) if best and alike[best] >= SURE else None


def _cut(
    page: ListPage, rows: Sequence[int], sparse: set[int], *, centred: bool
) -> tuple[float, list[int]]:
    """The first line of each row, and how far the texts of its cells stand from where they
    should: at the row's line with their middle where ``centred``, else with their head."""
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for index, anchor in enumerate(rows):
        last = index + 1 == len(rows)
        ends = [len(page.lines)] if last else range(anchor + 1, rows[index + 1] + 1)
        grown: dict[int, tuple[float, list[int]]] = {}
        for end in ends:
            for start, (cost, path) in best.items():
                own = cost + _fault(page, start, end, anchor, sparse, centred=centred)
                if end not in grown or own < grown[end][0]:
                    grown[end] = (own, [*path, end])
        best = grown
    cost, path = min(best.values(), key=lambda found: found[0])
    return cost, path[:-1]


def _fault(
    page: ListPage, start: int, end: int, anchor: int, sparse: set[int], *, centred: bool
) -> float:
    tops: dict[int, list[float]] = {}
    for line in page.lines[start:end]:
        for one in line:
            tops.setdefault(page.gutters.column_of(one), []).append(one.top)
    height = page.lines[anchor][0].top
    return sum(abs((mean(own) if centred else own[0]) - height)
               for column, own in tops.items() if column not in sparse)
