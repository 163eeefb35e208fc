"""Rows of a list that are no projects: sums, notes, and headings that stand in a row alone."""

from __future__ import annotations

from loaders.flat import flat, on_one_line
from loaders.project_list.columns import PLACES, Header, squeezed
from loaders.project_list.conventions import Conventions
from loaders.project_list.heading import heading_in, level_in, style_of
from loaders.project_list.table import Row

LONGEST_SECTION = 200
LONGEST_TOTAL = 60
"""No longer cell is looked at for a word that tells a sum."""
LONGEST_TOTAL = 200
"""A cell of more characters names no sum."""


def is_total(row: Row, header: Header, forms: Conventions) -> bool:
    """Whether a row sums up others: a cell of its places, names or numbers says so, or of its
    departments where it names no project."""
    names_project = any(row.cell(column).strip() for column in header.fields["project"])
    told = {column for name in ("description", "remarks", "class",
                                *(("department", "joint_department") if names_project else ()))
            for column in header.fields.get(name, ())}
    told |= {figure.column for figure in header.figures}
    return any(says_total(row.cells[column], forms) for column in row.own if column not in told)


def says_total(cell: str, forms: Conventions) -> bool:
    """Whether a cell says that its row sums up others."""
    if len(cell) > LONGEST_TOTAL:
        return False
    plain = flat(on_one_line(cell))
    total = forms.cells.total
    return bool(total.fullmatch(plain) or total.fullmatch("".join(plain.split())))


def is_note(row: Row, forms: Conventions) -> bool:
    """Whether a row holds nothing but a note (※…)."""
    return len(row.own) == 1 and bool(forms.cells.note.match(flat(row.cells[row.own[0]]).strip()))


def is_repeated_header(row: Row, header: Header) -> bool:
    """Whether a row gives the column headings once more."""
    return squeezed(row.cells) in header.rows


def section_in(row: Row, header: Header, forms: Conventions) -> str:
    """Return the text of a row that stands alone as the heading of those below, "" for others.

    It is the only text of its row and names its level, or is numbered and spans columns or stands
    outside the columns that hold projects and places.
    """
    own = row.own
    texts = {row.cells[column] for column in own}
    if len(texts) != 1 or (row.held and not _spans(row, own[0], header)):
        return ""
    text, column = texts.pop(), own[0]
    if len(text) > LONGEST_SECTION:
        return ""
    if level_in(text, forms.outline):
        return text
    if not style_of(text, forms.outline) or not heading_in(text, forms.outline).label:
        return ""
    placed = {column for name in PLACES for column in header.fields.get(name, ())}
    alone = column not in placed and column not in header.fields["project"]
    return text if alone or _spans(row, column, header) or (
        not placed and column in header.fields["project"] and len(header.fields) > 1) else ""


def _spans(row: Row, column: int, header: Header) -> bool:
    """Whether a cell spans half the table or more."""
    return row.across.get(column, 1) * 2 >= header.width and row.across.get(column, 1) > 1
