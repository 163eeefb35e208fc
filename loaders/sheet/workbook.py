"""A spreadsheet file → the layout of its visible sheets."""

from __future__ import annotations

from loaders.archive import COMPOUND, refused_compound
from loaders.layout import Grid, Layout
from loaders.sheet import faults
from loaders.sheet.cells import stored_sheet
from loaders.sheet.grid import sheet_grid
from loaders.sheet.package import VISIBLE, open_package
from loaders.source import Source, digest

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read_workbook(name: str, data: bytes) -> Layout:
    """Return the visible sheets of an XLSX file: one grid for each, one line for each of its rows.

    A row that is hidden, or has no entry, is an empty line. Hidden sheets, rows and columns are
    not read and named in a warning, as is a formula whose value was not stored. DocumentError for
    a file that is no workbook, is encrypted, damaged or too large, or shows nothing.
    """
    if data.startswith(COMPOUND):
        raise refused_compound(name, data)
    package = open_package(name, data)
    lines: list[str] = []
    grids: list[Grid] = []
    warnings: list[str] = []
    for sheet in package.sheets:
        if sheet.state != VISIBLE:
            warnings.append(f"{name}: sheet 「{sheet.name}」 is hidden and not read")
            continue
        found = sheet_grid(name, stored_sheet(package, sheet), len(lines) + 1)
        warnings.extend(found.warnings)
        lines.extend(found.lines)
        grids.append(found.grid)
    if not any(line.strip() for line in lines):
        raise faults.nothing_visible(name)
    source = Source(name, MEDIA_TYPE, digest(data), "row", tuple(lines), (None,) * len(lines))
    return Layout(source, tuple(grids), tuple(warnings))
