"""The one place of each cell of reports, where the cell beside it names several directions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from loaders.progress.grid_rows import ReportCell
from loaders.progress.outline import OutlineBook
from loaders.progress.row_directions import directions_of_rows


def placed_cells(cells: Sequence[ReportCell], outline: OutlineBook) -> list[str]:
    """Return the notation of the place of each of ``cells``, which are in the order of the
    document; "" where nothing tells it."""
    placed: list[str] = []
    for places, group in groupby(cells, key=lambda cell: cell.places):
        together = list(group)
        if len(places) > 1:
            placed += _told_by_text(together, places, outline)
        else:
            placed += [places[0] if places else ""] * len(together)
    return placed


def _told_by_text(
    cells: Sequence[ReportCell], places: Sequence[str], outline: OutlineBook
) -> list[str]:
    rows: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for cell in cells:
        text = "\n".join(line.raw for line in cell.lines)
        rows.setdefault((cell.row, cell.names), []).append(text)
    found = directions_of_rows(
        [names for _, names in rows],
        ["\n".join(texts) for texts in rows.values()],
        [_words_of(place, outline) for place in places],
        [None] * len(rows),
    )
    of_row = dict(zip(rows, found, strict=True))
    return [of_row[cell.row, cell.names] for cell in cells]


def _words_of(notation: str, outline: OutlineBook) -> tuple[str, str, tuple[str, ...]]:
    """Return the notation, the words of the direction's and its measures' headings and of its
    list, and the names in its list."""
    words = [
        f"{heading.printed_label}\n{heading.description}" for heading in outline.headings
        if heading.notation == notation or heading.notation.startswith(f"{notation}-")
    ]
    names = tuple(entry.name for entry in outline.entries if entry.direction == notation)
    return notation, "\n".join([*words, *names]), names
