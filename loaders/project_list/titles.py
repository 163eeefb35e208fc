"""What stands above the column headings: the strategy, the goal of the sheet, year and unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.flat import flat, mended_name
from loaders.ledger import Ledger
from loaders.project_list.columns import Header
from loaders.project_list.conventions import Conventions
from loaders.project_list.figures import Standing
from loaders.project_list.heading import level_in, style_of
from loaders.project_list.rowkinds import section_in
from loaders.project_list.table import Row, Table, Tables
from loaders.project_list.years import year_of_titles
from loaders.records import Strategy


@dataclass(frozen=True, slots=True)
class Title:
    """A text above the headings and the row (or line) in which it stands."""

    text: str
    row: Row


class Titles:
    """Collects the titles of the tables of one document."""

    def __init__(self, tables: Tables, forms: Conventions, ledger: Ledger) -> None:
        self._tables = tables
        self._forms = forms
        self._ledger = ledger
        self._standing = Standing(None, "")
        self.first = ""
        self.strategies: list[Strategy] = []

    def begin(self, table: Table, header: Header) -> Iterator[Title]:
        """Take the titles of ``table``; yield those that name a goal, direction or measure, and
        the name of the sheet where it does."""
        titles = list(self._titles(table, header))
        texts = [title.text for title in titles]
        self.first = self.first or next((" ".join(text.split()) for text in texts), "")
        self._take(texts, table)
        named = [title for title in titles if level_in(title.text, self._forms.outline)
                 and not self._names_strategy(title)]
        if not named and not header.has_place:
            named = self._numbered_like_rows(titles, table, header)
        for title in titles:
            if self._names_strategy(title):
                self._strategy(title)
            elif title not in named:
                self._skip(title)
        if not named and level_in(table.sheet, self._forms.outline):
            yield Title(table.sheet, Row(1, self._first_line(table, header), ()))
        yield from named

    def _numbered_like_rows(
        self, titles: list[Title], table: Table, header: Header
    ) -> list[Title]:
        """Return the titles that are numbered as the headings that stand in rows below."""
        sections = (section_in(row, header, self._forms)
                    for row in table.rows[max(header.last, 0) + 1:])
        styles = {style_of(text, self._forms.outline) for text in sections if text}
        return [title for title in titles
                if (style := style_of(title.text, self._forms.outline)) and style in styles]

    def cover(self, table: Table) -> None:
        """Take the name of the strategy from a table that is no list (表紙)."""
        for row in table.rows:
            title = Title("　".join(row.cells[column].strip() for column in row.own), row)
            if self._names_strategy(title) and not self.strategies:
                self._strategy(title)

    @property
    def standing(self) -> Standing:
        """What the titles so far tell of the figures."""
        return self._standing

    def _titles(self, table: Table, header: Header) -> Iterator[Title]:
        for line in table.above:
            if line.raw.strip():
                yield Title(line.raw, Row(line.number, (line.number,), (line.raw,)))
        for row in table.rows[: max(header.first, 0)]:
            texts = dict.fromkeys(row.cells[column].strip() for column in row.own)
            if texts:
                yield Title("　".join(texts), row)

    def _take(self, texts: list[str], table: Table) -> None:
        lines = [self._forms.numbers.unit_line.search(flat(text)) for text in texts]
        money = [line[1] for line in lines if line and self._forms.numbers.bracketed_unit.fullmatch(
            line[1])]
        year = year_of_titles([*texts, table.sheet], self._forms.title)
        self._standing = Standing(year or self._standing.fiscal_year,
                                  money[-1] if money else self._standing.money)

    def _names_strategy(self, title: Title) -> bool:
        return bool(self._forms.title.edition.search(flat(title.text)))

    def _strategy(self, title: Title) -> None:
        found = self._forms.title.edition.search(flat(title.text))
        if found is None or self.strategies:
            return self._skip(title)
        label = mended_name(found[0])
        self.strategies.append(
            Strategy(int(found[1]), label, self._tables.passages(title.row.lines)))
        for line in title.row.lines:
            self._ledger.use(line, "Strategy", label)

    def _skip(self, title: Title) -> None:
        for line in title.row.lines:
            self._ledger.skip(line, "above the column header")

    def _first_line(self, table: Table, header: Header) -> tuple[int, ...]:
        rows = (row for row in table.rows[max(header.last, 0) + 1:] if row.lines)
        return next((row.lines for row in rows), ())
