"""What the cells of a row say of its project: who is in charge, its class, its 再掲 mark."""

from __future__ import annotations

from loaders.flat import flat, mended_name
from loaders.project_list.columns import Header
from loaders.project_list.conventions import Conventions
from loaders.project_list.departments import departments_in
from loaders.project_list.figure_columns import CLASS_MARK
from loaders.project_list.heading import heading_in
from loaders.project_list.listings import Facts, category_in
from loaders.project_list.marks import CrossMark, mark_in_class, mark_in_column, mark_in_remarks
from loaders.project_list.table import Row

Values = dict[str, str]
"""The texts of a row by field: signs that mean nothing are "", signs that repeat are filled in."""


def facts_in(
    values: Values, header: Header, row: Row, forms: Conventions, year: int | None,
    number: int = 0, projects: int = 1,
) -> Facts:
    """Return what the row says of its project ``number`` of ``projects``; departments in as many
    lines as there are projects stand beside one project each. ``year`` is that of the list."""
    cell = values.get("department", "")
    lines = [line for line in cell.splitlines() if line.strip()]
    if projects > 1 and len(lines) == projects:
        cell = lines[number]
    departments = [*departments_in(cell, forms.departments),
                   *departments_in(values.get("joint_department", ""), forms.departments)]
    category = _category(values, header, row, forms)
    description = values.get("description", "") if projects == 1 else ""
    return Facts(tuple(dict.fromkeys(departments)), _paragraphs(description), category,
                 year if category else None)


def _category(values: Values, header: Header, row: Row, forms: Conventions) -> str:
    category = category_in(values.get("class", ""), forms)
    marked = [each.heading.plain[-1] for each in header.figures
              if each.role == CLASS_MARK and flat(row.cell(each.column)) in forms.figures.marks]
    return category or (marked[0] if len(marked) == 1 else "")


def mark_beside(values: Values, forms: Conventions) -> CrossMark:
    """Return the 再掲 mark that stands in a column beside the name."""
    return (mark_in_column(values.get("cross_listed", ""), forms.cells)
            .beside(mark_in_class(values.get("class", ""), forms.cells))
            .beside(mark_in_remarks(values.get("remarks", ""), forms.cells)))


def with_notation(mark: CrossMark, forms: Conventions) -> CrossMark:
    """Return ``mark`` with its home as a notation, "" where it is not told in full."""
    parts = heading_in(mark.home, forms.outline).number if mark.home else ()
    return CrossMark(mark.marked, "-".join(parts) if len(parts) > 1 else "")


def _paragraphs(text: str) -> str:
    return "\n".join(mended_name(line) for line in text.splitlines() if line.strip())
