"""One document, whatever its form → its reading: the form is recognised by its marks."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from loaders.corrections import looks_like_corrections, municipality_stated, read_corrections
from loaders.figures import with_figures
from loaders.flat import flat
from loaders.formats import open_file
from loaders.layout import Layout, Line
from loaders.minutes import looks_like_minutes, read_minutes
from loaders.municipality import municipality_of, name_by_form, passages_naming
from loaders.progress.grid_reader import (
    looks_like_progress_grids,
    read_known_tables,
    read_progress_grids,
)
from loaders.progress.grid_tables import KnownTable
from loaders.progress.reader import looks_like_progress, read_progress
from loaders.progress.running import running_tables
from loaders.progress.told import told_tables
from loaders.project_list import (
    Tables,
    looks_like_project_list,
    read_project_list,
    tables_of,
)
from loaders.recognised import UnreadError, seen_lines
from loaders.records import Municipality, Reading
from loaders.source import Source
from loaders.unruled import (
    layout_of_dump,
    layout_of_pieces,
    list_of_dump,
    looks_like_layout_dump,
)
from ontology.errors import DocumentError, UnknownMunicipalityError
from ontology.municipalities import by_code

UNRULED = 0.3
"""A PDF file with a smaller share of its text in ruled tables may have others without ruling."""


NUMBERS = 0.2
"""No text of departments' reports has a larger share of lines that are a number."""
_NUMBER = re.compile(r"[\d,.%()▲△\s-]{1,20}")


class Document:
    """A document that was opened: whose it is, and what it says."""

    def __init__(self, name: str, data: bytes) -> None:
        """Open the file; DocumentError where its bytes cannot be read."""
        self._name, self._data = name, data
        self._opened = open_file(name, data)
        self._corrects = looks_like_corrections(name)

    def municipality(self) -> Municipality | None:
        """Return the municipality that a list names in its columns, or else the one that the text
        names most; None where neither tells it."""
        if self._corrects:
            return self._corrected_municipality()
        return self._listed_municipality() or municipality_of(self._opened.source)

    def municipality_name(self) -> str | None:
        """Return the name of the municipality for one whose code alone is stated: as its columns
        or the form of the name tell it, or None."""
        if self._corrects:
            return None
        listed = self._listed_municipality()
        return listed.name if listed else name_by_form(self._opened.source)

    def reading(self, municipality: Municipality | None) -> Reading:
        """Return what the document says, figures included; mentions come when all documents are
        read.

        ``municipality`` is the one that the caller stated or assumed. UnreadError where no form
        is recognised or nothing in it is, UnknownMunicipalityError where the municipality stays
        open.
        """
        try:
            reading = self._read(municipality)
        except UnknownMunicipalityError:
            raise
        except DocumentError as error:
            seen = seen_lines(self._opened.source)
            raise UnreadError(ja=error.ja, en=error.en, seen=seen) from error
        owner = passages_naming(reading.municipality, reading.source)
        return with_figures(replace(reading, municipality=owner))

    @cached_property
    def _tables(self) -> Tables | None:
        """The tables of cells, those of a list in a dump told by its white space."""
        source = self._opened.source
        if self._opened.tables is not None or not looks_like_layout_dump(source):
            return self._opened.tables
        listed = list_of_dump(source)
        return tables_of(listed) if listed is not None else None

    def _corrected_municipality(self) -> Municipality | None:
        code = municipality_stated(self._opened.source)
        known = by_code(code) if code else None
        return Municipality(known.code, known.name) if known else None

    def _listed_municipality(self) -> Municipality | None:
        tables = self._tables
        if tables is None or not looks_like_project_list(tables):
            return None
        try:
            return read_project_list(tables).municipality
        except DocumentError:
            return None  # told when the list is read for good

    def _read(self, municipality: Municipality | None) -> Reading:
        if self._corrects:
            if municipality is None:
                raise unknown_municipality(self._name)
            return read_corrections(self._name, self._data, municipality)
        tables, layout = self._tables, self._with_tables()
        reports = layout is not None and looks_like_progress_grids(layout)
        if tables is not None and not reports and looks_like_project_list(tables):
            return read_project_list(tables, municipality)
        if municipality is None:
            raise unknown_municipality(self._name)
        if layout is not None and reports:
            return read_progress_grids(layout, municipality)
        if looks_like_minutes(self._opened.layout or self._opened.source):
            return read_minutes(self._opened.layout or self._opened.source, municipality)
        is_dump = self._opened.source.unit != "row" and not _mostly_numbers(self._opened.source)
        told = self._told() if self._opened.source.unit != "row" else None
        if told is not None:
            return read_known_tables(*told, municipality)
        running = running_tables(self._opened.source) if is_dump else None
        if running is not None:
            return read_known_tables(*running, municipality)
        if is_dump and looks_like_progress(self._opened.source):
            return self._by_text(municipality)
        raise _no_form(self._name)

    def _with_tables(self) -> Layout | None:
        """Return the layout, with tables told by white space where no line rules any; None for a
        text whose lines hold one column only."""
        layout, source = self._opened.layout, self._opened.source
        if layout is None:
            return layout_of_dump(source) if looks_like_layout_dump(source) else None
        return self._guessed(layout) if source.boxes and _mostly_unruled(layout) else layout

    def _guessed(self, layout: Layout) -> Layout:
        """Return a PDF file's layout with the tables that white space rules; ``layout`` where
        there are none."""
        from loaders.pdf import read_pdf  # a library that other forms need not wait for

        guessed = layout_of_pieces(read_pdf(self._name, self._data, ruled=False))
        if not looks_like_progress_grids(guessed):
            return layout
        warning = (
            f"{self._name}: no line rules the table; its cells were told by the white space "
            "between them, so that departments and columns are less sure"
        )
        return replace(guessed, warnings=(*guessed.warnings, warning))

    def _told(self) -> tuple[Layout, dict[int, KnownTable]] | None:
        source = self._opened.source
        lines = tuple(Line(n, raw) for n, raw in enumerate(source.lines, start=1))
        return told_tables(self._opened.layout or Layout(source, lines))

    def _by_text(self, municipality: Municipality) -> Reading:
        """Read a progress table from its lines alone, and warn where it had cells."""
        reading = read_progress(self._opened.source, municipality)
        if self._opened.layout is None:
            return reading
        warning = (
            f"{self._name}: no ruled table was recognised; read from its lines alone, so that "
            "departments and columns are less sure"
        )
        return replace(
            reading, warnings=(*self._opened.layout.warnings, warning, *reading.warnings)
        )


def _mostly_unruled(layout: Layout) -> bool:
    """Tell whether most of the text stands outside ruled tables: the heads of columns alone can be
    ruled, or filled with a colour."""
    inside = sum(len(cell.text) for grid in layout.grids for cell in grid.cells)
    return inside < UNRULED * sum(map(len, layout.source.lines))


def _mostly_numbers(source: Source) -> bool:
    """Tell whether so many lines hold a number alone as only a list with figures has, told box by
    box or cell by cell: whose they are is lost."""
    lines = [line.strip() for line in source.lines if line.strip()]
    return sum(bool(_NUMBER.fullmatch(flat(line))) for line in lines) > NUMBERS * len(lines)


def municipality_in(name: str, data: bytes) -> Municipality | None:
    """Return the municipality that a document names, or None."""
    return Document(name, data).municipality()


def read_document(name: str, data: bytes, municipality: Municipality | None) -> Reading:
    """Open a document and return what it says (see ``Document.reading``)."""
    return Document(name, data).reading(municipality)


def _no_form(name: str) -> DocumentError:
    return DocumentError(
        ja=f"{name}: 進捗表・議事要旨・事業一覧の見出しがありません。"
        "資料を確かめてください。",
        en=f"{name}: no heading of a progress table, minutes or project list was found; "
        "check the document.",
    )


def unknown_municipality(name: str) -> UnknownMunicipalityError:
    """Return the error that tells that a document names no municipality clearly."""
    return UnknownMunicipalityError(
        ja=f"{name}: どの市区町村の資料か分かりません。"
        "--municipality に団体コード（6桁）を指定してください。",
        en=f"{name}: the document does not tell whose it is; give --municipality (six digits).",
    )
