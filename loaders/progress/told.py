"""A report told in running text → tables that the readers of tables understand: a heading with its
list is a row across, and what a department tells under its labels is a row.

Labels must name departments and years beyond doubt; a document where they do not is no such report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from loaders.layout import Cell, Grid, Layout, Line
from loaders.progress.columns import Column
from loaders.progress.conventions import Conventions, conventions
from loaders.progress.grid_header import REPORT, UNREAD, GridColumn, GridHeader
from loaders.progress.grid_tables import LABELLED, KnownTable
from loaders.progress.outline_heading import PARAGRAPH
from loaders.progress.signs import Sign, sign_of
from loaders.progress.told_lines import Is, Told, told_lines
from loaders.source import Source

FEWEST = 2
"""So many labels of reports make a report told in running text."""
_LABELS = (Is.DEPARTMENT, Is.REPORT, Is.UNREAD)


@dataclass
class _Row:
    """Lines across the table, or a department, perhaps a project, and what is told by column."""

    across: list[Line] = field(default_factory=list)
    label: Line | None = None
    project: Line | None = None
    cells: dict[Column | None, list[Line]] = field(default_factory=dict)


def told_tables(layout: Layout) -> tuple[Layout, dict[int, KnownTable]] | None:
    """Return the layout of a report told in running text and its table by its place among the
    layout's parts; None for any other document."""
    forms = conventions()
    lines = [_with_paragraph(part, layout.source) for part in layout.parts
             if isinstance(part, Line) and part.raw.strip()]
    told = told_lines(lines, forms)
    if not any(one.what is Is.DEPARTMENT for one in told):
        return None
    if sum(one.what is Is.REPORT for one in told) < FEWEST:
        return None
    document = _Document(told, forms)
    table = document.table()
    parts: list[Line | Grid] = [*document.outside, *layout.grids, table.grid]
    whole = Layout(layout.source, tuple(parts), layout.warnings, layout.aside)
    return whole, {len(parts) - 1: table}


def _with_paragraph(line: Line, source: Source) -> Line:
    """Return ``line`` as the first of a paragraph where a blank line stands above it, and in a
    document that is made of paragraphs."""
    above = source.lines[line.number - 2] if line.number > 1 else ""
    begins = source.unit == "paragraph" or not above.strip()
    return replace(line, indent=PARAGRAPH[0]) if begins and not line.indent else line


class _Document:
    """One walk over the lines."""

    def __init__(self, told: Sequence[Told], forms: Conventions) -> None:
        self._told = told
        self._forms = forms
        self._signs = [sign_of(one.line.flat, forms.signs) if one.what is Is.TEXT else None
                       for one in told]
        first = next(n for n, one in enumerate(told) if one.what in _LABELS)
        self._kinds = [sign.kind for sign in self._signs[:first] if sign is not None]
        self._last: dict[str, int] = {}
        self._headings: dict[Column | None, list[Line]] = {}
        self._rows: list[_Row] = []
        self._behind = self._stand_behind()
        self._projects = self._project_lines()
        self.outside: list[Line] = []

    def _stand_behind(self) -> bool:
        """Tell whether departments are named behind what they tell."""
        labels = [one.what for one in self._told if one.what in (Is.DEPARTMENT, Is.REPORT)]
        return labels[0] is Is.REPORT and labels[-1] is Is.DEPARTMENT

    def _project_lines(self) -> frozenset[int]:
        """Return the lines that name a project of which alone is told what follows: they stand
        right above labels, behind one mark, and most of them end as projects' names do."""
        by_mark: dict[str, list[int]] = {}
        for at in range(len(self._told) - 1):
            mark = self._mark_above_labels(at)
            if mark:
                by_mark.setdefault(mark, []).append(at)
        return frozenset(
            at for lines in by_mark.values() for at in lines
            if len(lines) >= FEWEST and 2 * sum(map(self._ends_as_project, lines)) >= len(lines))

    def _mark_above_labels(self, at: int) -> str:
        """Return the mark of the line ``at`` if labels follow it and it stands in no list."""
        line, above = self._told[at].line, self._told[at - 1].line if at else Line(0, "")
        if self._told[at].what is not Is.TEXT or self._told[at + 1].what is Is.TEXT:
            return ""
        in_list = any(form.match(above.raw.strip())
                      for form in (self._forms.list_heading, self._forms.list_item))
        marked = self._forms.list_item.match(line.flat) or self._forms.heading.match(line.flat)
        return line.flat[0] if marked and not in_list else ""

    def _ends_as_project(self, at: int) -> bool:
        name = self._forms.cross_listing.sub("", self._told[at].line.flat).rstrip("】] ")
        return self._forms.project_end.search(name) is not None

    def table(self) -> KnownTable:
        """Return all rows as one table."""
        open_at: Column | None = None
        index = 0
        while index < len(self._told):
            one = self._told[index]
            if one.what is Is.FURNITURE:
                self.outside.append(one.line)
            elif one.what is Is.DEPARTMENT:
                self._name(one)
            elif one.what in (Is.REPORT, Is.UNREAD):
                open_at = one.column
                self._open(one)
            else:
                end = self._end(index)
                self._text(index, end, open_at)
                index = end
                continue
            index += 1
        return self._as_table()

    def _end(self, index: int) -> int:
        """Return where the lines end that no label parts."""
        texts = (n for n in range(index, len(self._told)) if self._told[n].what is not Is.TEXT)
        return next(texts, len(self._told))

    def _name(self, one: Told) -> None:
        label = Line(one.line.number, one.rest)
        row = self._rows[-1] if self._rows else _Row()
        begun = row.cells if self._behind else row.project and not row.cells
        if begun and row.label is None:
            row.label = label
        else:
            self._rows.append(_Row(label=label))

    def _open(self, one: Told) -> None:
        headings = self._headings.setdefault(one.column, [])
        cell = self._row().cells.setdefault(one.column, [])
        if one.rest:
            cell.append(Line(one.line.number, one.rest))
        else:
            headings.append(one.line)

    def _row(self) -> _Row:
        """Return the row that is open; behind a heading, and behind a label of a department that
        closes its row, a new one."""
        last = self._rows[-1] if self._rows else None
        closed = last is None or last.across or (self._behind and last.label is not None)
        if closed:
            self._rows.append(_Row())
        return self._rows[-1]

    def _text(self, first: int, end: int, column: Column | None) -> None:
        """Take the lines from ``first`` to ``end``: what an open label tells, then headings."""
        last = end
        end -= end - 1 in self._projects
        begins = self._outline_begins(first, end) if self._is_open() else first
        if begins > first:
            self._row().cells.setdefault(column, []).extend(
                one.line for one in self._told[first:begins])
        lines = [one.line for one in self._told[begins:end]]
        headed = next((n for n, line in enumerate(lines, begins) if self._signs[n]), end)
        if self._rows and begins == first and self._rows[-1].across:
            headed = begins
        self.outside += lines[: headed - begins]
        if headed < end:
            self._rows.append(_Row(across=lines[headed - begins :]))
            self._note(headed, end)
        if end < last:
            self._rows.append(_Row(project=self._told[end].line))

    def _is_open(self) -> bool:
        return bool(self._rows) and bool(self._rows[-1].cells)

    def _note(self, first: int, end: int) -> None:
        """Remember the numbers of the headings from ``first`` to ``end``."""
        for sign in filter(None, self._signs[first:end]):
            for deeper in self._deeper(sign.kind):
                self._last.pop(deeper, None)
            self._last[sign.kind] = _value(sign)

    def _deeper(self, kind: str) -> list[str]:
        ordered = list(dict.fromkeys(self._kinds))
        return ordered[ordered.index(kind) + 1 :] if kind in ordered else []

    def _outline_begins(self, first: int, end: int) -> int:
        """Return where, between the end of a text and the next label, headings begin."""
        return next((n for n in range(first, end) if self._heads(n, end)), end)

    def _heads(self, at: int, end: int) -> bool:
        """Tell whether the line ``at`` is a heading: by its word, or as the last before the next
        label that has the number which is due, and no heading of a level above behind it."""
        sign = self._signs[at]
        if sign is None or sign.kind not in self._kinds or self._told[at].line.flat.endswith("。"):
            return False
        if sign.kind.endswith("word"):
            return True
        later = [other for other in self._signs[at + 1 : end] if other is not None]
        if any(other.number == sign.number if other.kind == sign.kind
               else sign.kind in self._deeper(other.kind) for other in later):
            return False
        return self._opens_place(at, end) and _value(sign) == self._last.get(sign.kind, 0) + 1

    def _opens_place(self, at: int, end: int) -> bool:
        """Whether, behind the line ``at``, a list is headed or the first label of a row follows,
        and the row above is ended: only what stands under a heading begins there."""
        if any(self._forms.list_heading.match(one.line.raw.strip()) for one in self._told[at:end]):
            return True
        if self._behind and self._rows[-1].label is None:
            return False
        first = Is.REPORT if self._behind else Is.DEPARTMENT
        return end in self._projects or (end < len(self._told) and self._told[end].what is first)

    def _as_table(self) -> KnownTable:
        columns = [column for column in self._headings if column is not None]
        places: dict[Column | None, int] = {column: n for n, column in enumerate(columns, start=3)}
        places.setdefault(None, len(columns) + 3)
        heads = (
            GridColumn("strategy", ""),
            GridColumn("department", ""),
            GridColumn("project" if self._projects else UNREAD, ""),
            *(GridColumn(REPORT, f"{column.fiscal_year} {column.phase}", column.fiscal_year,
                         column.phase) for column in columns),
            GridColumn(UNREAD, ""),
        )
        cells = [Cell(0, places[column], 1, 1, tuple(lines))
                 for column, lines in self._headings.items()]
        for number, row in enumerate(self._rows, start=1):
            cells += _cells(number, row, places, len(heads))
        return KnownTable(Grid(None, tuple(cells)), GridHeader(0, 1, heads), LABELLED)


def _cells(
    number: int, row: _Row, places: dict[Column | None, int], width: int
) -> Iterator[Cell]:
    if row.across:
        yield Cell(number, 0, 1, width, tuple(row.across))
        return
    yield Cell(number, 1, 1, 1, (row.label,) if row.label else ())
    if row.project:
        yield Cell(number, 2, 1, 1, (row.project,))
    for column, lines in row.cells.items():
        yield Cell(number, places[column], 1, 1, tuple(lines))


def _value(sign: Sign) -> int:
    """Return the place of a sign among its like: 2 for (2), イ and 1-2."""
    last = sign.number[-1]
    return int(last) if last.isdigit() else _KANA.find(last) + 1


_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
