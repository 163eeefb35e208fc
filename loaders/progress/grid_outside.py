"""The lines outside a document's tables: titles, page numbers, and the headings that stand above a
table with what describes them."""

from __future__ import annotations

from loaders.flat import in_digits
from loaders.layout import Line
from loaders.ledger import Ledger
from loaders.progress.conventions import Conventions
from loaders.progress.outline import OutlineBook
from loaders.progress.pages import is_title
from loaders.progress.report_text import width_of
from loaders.progress.signs import Level
from loaders.records import Strategy
from loaders.source import Source

_NONE = "outside the tables"


class OutsideLines:
    """Reads them one after the other into an outline and a ledger."""

    def __init__(
        self, source: Source, outline: OutlineBook, ledger: Ledger, forms: Conventions
    ) -> None:
        """Nothing is read yet."""
        self._source = source
        self._outline = outline
        self._ledger = ledger
        self._forms = forms
        self._waiting: list[Line] = []
        self._below_measure = False
        self.title = ""
        self.strategies: list[Strategy] = []

    def read(self, line: Line) -> None:
        """Read a line: a heading, a title, a page's number, or none of these."""
        number = line.number
        edition = self._forms.edition.search(line.flat)
        if edition:
            passage = self._source.passage(number)
            self.strategies.append(Strategy(int(edition[1]), edition[0], (passage,)))
        if self._forms.page_number.search(line.flat):
            self._ledger.skip(number, "page number")
        elif self._forms.contents.search(line.flat):
            self._ledger.skip(number, "table of contents")
        elif is_title(line.flat, self._forms):
            self._read_title(line)
        elif self._outline.repeats(line):
            return
        elif self._is_outline(line):
            self.end_paragraph()
            self._outline.read([line], width_of(line.raw))
            self._below_measure = self._outline.in_measure
        elif self._below_measure and not self._forms.note.match(line.flat):
            self._describe(line)
        else:
            self._ledger.skip(number, _NONE)

    def end_paragraph(self) -> None:
        """Pass over what stood below a measure's heading and was no sentence."""
        for line in self._waiting:
            self._ledger.skip(line.number, _NONE)
        self._waiting = []
        self._below_measure = False

    def _read_title(self, line: Line) -> None:
        self.title = self.title or line.raw.strip()
        named = self._forms.title_goal.search(line.flat)
        if named:
            self._outline.enter_goal(in_digits(named.group(1)))
        self._ledger.skip(line.number, "page title")

    def _describe(self, line: Line) -> None:
        """Take what stands below a measure's heading for its description, up to its full stop."""
        self._waiting.append(line)
        if line.flat.endswith("。"):
            self._outline.describe(self._waiting)
            self._waiting = []

    def _is_outline(self, line: Line) -> bool:
        """Whether a line outside the tables is a heading, or an entry of a list begun there; no
        measure stands above the first goal."""
        if line.flat.endswith("。"):
            return False
        level, _ = self._outline.heading_of(line) or (None, None)
        if level is None:
            return self._outline.goes_on_with_list(line)
        return level is not Level.MEASURE or bool(self._outline.place)
