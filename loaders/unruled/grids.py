"""Tables whose columns are known → grids: the rows of all pages are weighed together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest

from loaders.layout import Cell, Grid
from loaders.progress.signs import Level
from loaders.unruled.breaks import Breaks
from loaders.unruled.columns import Columns, columns_of
from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import Fragment, in_reading_order, pitch_of
from loaders.unruled.heading_columns import HeadingBlock, Role
from loaders.unruled.labels import LabelColumn
from loaders.unruled.rows import ALIGNMENTS, Alignment, Body, RowSearch
from loaders.unruled.strategy import StrategySigns
from loaders.unruled.strategy_cells import RowEdges, Starts, cell_starts, spaces_in
from loaders.unruled.tables import Table

BELOW_HEAD = 1.5
"""A part of the strategy at the head of its row stands at most so many steps below its texts."""
MOST_TELLING = 40
"""How texts stand in their cells is told from about as many of a document's tables."""


def grids_of(
    tables: Sequence[Table], above: Sequence[Fragment], unit: float, forms: Conventions
) -> dict[int, Grid]:
    """Return the grid of each table by the table's ``id``; ``above`` are the texts outside."""
    all_columns = columns_of(tables, unit, forms)
    pitch = pitch_of(column for one in all_columns for column in one.of(one.told))
    # Goals stand left of directions and measures, and these above what they hold.
    outline = zip_longest(*(one.of(Role.OTHER) for one in all_columns), fillvalue=())
    signs = StrategySigns(chain.from_iterable(outline), above, forms)
    searches = []
    for number, one in enumerate(all_columns):
        body = _body(one, signs, pitch, first=not number, forms=forms)
        breaks = Breaks(
            body.reports,
            one.widths_of(one.told),
            body.labels.lines,
            pitch,
            forms,
            names=body.names,
        )
        searches.append((body, breaks))
    grids = {}
    for kind in {body.names: None for body, _ in searches}:
        alike = [(own, *search) for own, search in zip(all_columns, searches, strict=True)
                 if search[0].names is kind]
        centred = _begins_below_head(*alike[0][:2], signs)
        best = _alignment([(body, breaks) for _, body, breaks in alike], centred=centred)
        level = best.rows_begin or _level_of_lists([own for own, _, _ in alike], signs, pitch)
        for own, body, breaks in alike:
            _, tops = RowSearch(body, breaks, best).best()
            grids[id(own.table)] = _grid(
                own, tops, signs, level, pitch, centred=best.rows_begin is None)
    return grids


def _begins_below_head(own: Columns, body: Body, signs: StrategySigns) -> bool:
    """Tell whether the first part of a column of the strategy stands below the first row of the
    first table of its kind, which goes on with no other: then it stands in the middle of its
    cell."""
    begun = [starts[0].top for column in own.of(Role.OTHER) if (starts := signs.starts_in(column))]
    texts = [column[0].top for column in body.reports if column]
    return bool(begun and texts) and max(begun) - min(texts) > BELOW_HEAD * body.pitch


def _alignment(searches: Sequence[tuple[Body, Breaks]], *, centred: bool) -> Alignment:
    """How texts stand in the cells of tables of one kind; ``centred`` where the strategy's are
    known to stand in the middle."""
    telling = searches[:: 1 + len(searches) // MOST_TELLING]
    possible = [one for one in ALIGNMENTS if one.rows_begin is None or not centred]
    return min(
        possible, key=lambda one: sum(_cost(body, breaks, one) for body, breaks in telling)
    )


def _cost(body: Body, breaks: Breaks, alignment: Alignment) -> float:
    cost, tops = RowSearch(body, breaks, alignment).best()
    return cost + breaks.missed_cost(body.begun(alignment), tops)


def _body(
    own: Columns,
    signs: StrategySigns,
    pitch: float,
    first: bool,
    forms: Conventions,
) -> Body:
    departments = [one for column in own.of(Role.DEPARTMENT) for one in column]
    starts = [start for column in own.of(Role.OTHER) for start in signs.starts_in(column)]
    return Body(
        reports=tuple(own.of(own.told)),
        names=own.told is Role.PROJECT,
        labels=LabelColumn(in_reading_order(departments), pitch, forms),
        strategy=tuple(starts),
        pitch=pitch,
        first_of_document=first,
    )


def _level_of_lists(tables: Sequence[Columns], signs: StrategySigns, pitch: float) -> Level:
    """Whether the cells of a column without signs, as of lists, go with directions or measures:
    the level whose parts are nearer in number to the texts with space between them."""
    texts = parts = directions = 0
    for own in tables:
        for column in own.of(Role.OTHER):
            begun = signs.starts_in(column)
            if not begun and column:
                texts += 1 + spaces_in(column, pitch)
            parts += len(begun)
            directions += sum(start.level < Level.MEASURE for start in begun)
    nearer = abs(texts - parts) < abs(texts - directions)
    return Level.MEASURE if texts and nearer else Level.DIRECTION


def _grid(
    own: Columns,
    tops: tuple[float, ...],
    signs: StrategySigns,
    level: Level,
    pitch: float,
    *,
    centred: bool,
) -> Grid:
    """The grid of a table whose rows begin at ``tops``; the strategy's cells begin where a part
    down to ``level`` does, at the head of its row unless ``centred``."""
    heading = list(heading_cells(own.table.heading)) if own.table.heading else []
    above = max((cell.row + cell.rows for cell in heading), default=0)
    bottom = max((one.bottom for column in own.columns for one in column), default=0.0)
    rows = RowEdges(tops, bottom, pitch, centred)
    cells: list[Cell] = []
    outer: Starts = {}
    for number, (column, role) in enumerate(zip(own.columns, own.table.roles, strict=True)):
        if role is Role.OTHER:
            begun = [one.top for one in signs.starts_in(column, level)]
            outer = cell_starts(column, outer, begun, rows)
            starts = outer
        else:
            starts = dict(enumerate(tops)) or {0: 0.0}
        cells += _cells(column, number, starts, max(1, len(tops)), above)
    return Grid(own.table.page, (*heading, *cells), guessed=True)


def _cells(
    column: Sequence[Fragment],
    number: int,
    starts: Mapping[int, float],
    height: int,
    above: int,
) -> Iterator[Cell]:
    """The cells of a column: each begins in its row at the height that ``starts`` gives."""
    rows = list(starts)
    for index, row in enumerate(rows):
        end = rows[index + 1] if index + 1 < len(rows) else height
        top = starts[row] if index else float("-inf")
        bottom = starts[end] if end in starts else float("inf")
        lines = tuple(one.line for one in column if top <= one.top < bottom)
        yield Cell(above + row, number, end - row, 1, lines)


def heading_cells(heading: HeadingBlock) -> Iterator[Cell]:
    """Yield the cells of a heading: one or two rows, from the grid's first on."""
    levels = 2 if heading.parents else 1
    for number, column in enumerate(heading.columns):
        row = 0 if column.parent is None else 1
        yield Cell(row, number, levels - row, 1, tuple(one.line for one in column.fragments))
    for index, parent in enumerate(heading.parents):
        under = [n for n, column in enumerate(heading.columns) if column.parent == index]
        lines = tuple(one.line for one in parent)
        yield Cell(0, under[0], 1, under[-1] - under[0] + 1, lines)
