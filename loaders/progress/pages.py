"""Pages of a text dump: where each starts, and which lines are only furniture of the page.

A dump keeps form feeds at best; else a page starts at a running title, after a printed page
number, or where the column headings come again. The printed numbers (6/19) check the count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate

from loaders.flat import flat
from loaders.layout import Line
from loaders.progress.columns import (
    LONGEST_HEADER,
    Column,
    columns_only,
    is_heading_line,
)
from loaders.progress.conventions import Conventions
from loaders.progress.running_headings import OTHER, headings_in
from loaders.progress.signs import parted_sign
from loaders.source import Source

HEADING_LINES = 3
"""The heading of a column takes no more lines."""
NEAR = 4
"""A title stands so many lines above the headings of columns."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that belongs to the page and not to the table's cells."""

    kind: str
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Lines ``first``–``last`` of the document, the furniture among them by line number.

    ``roles`` are what the columns hold that its headings name (see GridForms), ``other`` tells
    that they head no results or plans but a table of another kind.
    """

    number: int
    first: int
    last: int
    furniture: dict[int, Furniture]
    goal: str | None
    columns: tuple[Column, ...]
    roles: frozenset[str]
    other: bool


def has_columns(source: Source, forms: Conventions) -> bool:
    """Tell whether a line of the document heads columns of results or plans."""
    return bool(_headings(source, forms)) or any(
        columns_only(flat(line), forms) for line in source.lines)


def is_title(line: str, forms: Conventions) -> bool:
    """Tell whether a line (flat) has the words and the length of a running title."""
    if len(line) > LONGEST_HEADER or line.endswith(("。", "、")):
        return False
    return bool(forms.page_title.search(line))


def furniture_of(source: Source, forms: Conventions) -> dict[int, Furniture]:
    """Return the furniture of every page by line number (1-based)."""
    found = _headings(source, forms)
    titles: set[str] = set()
    boxes = _heading_boxes(source, forms)
    for number, raw in enumerate(source.lines, start=1):
        line = flat(raw)
        if not line or number in found:
            continue
        below = flat(source.lines[number]) if number < len(source.lines) else ""
        if below and parted_sign(line, below, forms.signs):
            continue
        if forms.page_number.search(line):
            found[number] = Furniture("page number")
        elif columns := columns_only(line, forms):
            found[number] = Furniture("column header", columns)
        elif number in boxes or is_heading_line(line, forms):
            found[number] = boxes.get(number, Furniture("column header"))
        elif is_title(line, forms) and (
            _stem(line) in titles or _is_on_top(source, number)
            or _near_columns(source, number, found, forms)
        ):
            titles.add(_stem(line))
            found[number] = Furniture("page title")
    return found


def _headings(source: Source, forms: Conventions) -> dict[int, Furniture]:
    """Return the lines of headings that tell the columns together, on two levels or line by line;
    the first line of each printing bears the columns."""
    lines = [Line(n, raw) for n, raw in enumerate(source.lines, start=1) if raw.strip()]
    found: dict[int, Furniture] = {}
    for headings in headings_in(lines, forms):
        found |= dict.fromkeys(headings.lines, Furniture("column header"))
        found[min(headings.lines)] = Furniture("column header", headings.reports)
    return found


def _heading_boxes(source: Source, forms: Conventions) -> dict[int, Furniture]:
    """Return the lines of boxes, which blank lines part, that are the heading of one column; the
    first line of a box bears what it tells of a column of reports."""
    boxes: list[list[int]] = [[]]
    for number, raw in enumerate(source.lines, start=1):
        if raw.strip():
            boxes[-1].append(number)
        elif boxes[-1]:
            boxes.append([])
    found: dict[int, Furniture] = {}
    for box in boxes:
        text = "".join(flat(source.lines[n - 1]) for n in box[: HEADING_LINES + 1])
        columns = columns_only(text, forms)
        if box and len(box) <= HEADING_LINES and (columns or forms.grid.role_of(text)):
            found |= dict.fromkeys(box, Furniture("column header"))
            found[box[0]] = Furniture("column header", columns)
    return found


def _is_on_top(source: Source, number: int) -> bool:
    """Tell whether a line is the first of the document or of a page that the document parts."""
    parted = source.page_count > 1 and source.pages[number - 1] != source.pages[number - 2]
    return parted or not any(line.strip() for line in source.lines[: number - 1])


def _stem(title: str) -> str:
    return re.sub(r"[\s\d]", "", re.sub(r"[【\[(].*?[】\])]", "", title))


def _near_columns(
    source: Source, number: int, found: dict[int, Furniture], forms: Conventions
) -> bool:
    """Tell whether columns are headed within the next few lines."""
    return any(
        (below in found and bool(found[below].columns)) or columns_only(flat(line), forms)
        for below, line in enumerate(source.lines[number : number + NEAR], start=number + 1)
    )


def page_starts(source: Source, furniture: dict[int, Furniture]) -> list[int]:
    """Return the first line of each page."""
    if source.page_count > 1:
        return [
            n
            for n in range(1, len(source.lines) + 1)
            if n == 1 or source.pages[n - 1] != source.pages[n - 2]
        ]
    starts = [1]
    spaced = _form_feeds_became_spaces(source, furniture)
    text = 0
    columns: set[Column] = set()
    for number in range(2, len(source.lines) + 1):
        above = furniture.get(number - 1, Furniture(""))
        text = number - 1 if _is_text(source, furniture, number - 1) else text
        columns.update(above.columns)
        if not source.lines[number - 1].strip() or text < starts[-1]:
            continue
        own = furniture.get(number, Furniture(""))
        if (
            own.kind == "page title"
            or _follows_page_number(source, furniture, number)
            or (spaced and _starts_after_form_feed(source, own, number))
            or not columns.isdisjoint(own.columns)
        ):
            starts.append(number)
            columns.clear()
    return starts


def _is_text(source: Source, furniture: dict[int, Furniture], number: int) -> bool:
    return bool(source.lines[number - 1].strip()) and number not in furniture


def _form_feeds_became_spaces(source: Source, furniture: dict[int, Furniture]) -> bool:
    """Some dumps turn a form feed into a space: then titles stand behind one."""
    titles = [n for n, item in furniture.items() if item.kind == "page title"]
    return sum(source.lines[n - 1].startswith(" ") for n in titles) >= 2


def _starts_after_form_feed(source: Source, own: Furniture, number: int) -> bool:
    line = source.lines[number - 1]
    return (
        line.startswith(" ")
        and line[1:2].strip() != ""
        and bool(source.lines[number - 2].strip())
        and (own.kind != "column header" or bool(own.columns))
    )


def _follows_page_number(source: Source, furniture: dict[int, Furniture], number: int) -> bool:
    previous = number - 1
    while previous >= 1 and not source.lines[previous - 1].strip():
        previous -= 1
    return previous >= 1 and furniture.get(previous, Furniture("")).kind == "page number"


def with_pages(source: Source, starts: list[int]) -> Source:
    """Return ``source`` with the page of every line, counted from 1."""
    begins = set(starts)
    pages = accumulate(int(number in begins) for number in range(1, len(source.lines) + 1))
    return replace(source, pages=tuple(pages))


def _columns_on(furniture: dict[int, Furniture]) -> tuple[Column, ...]:
    """Return the columns that the headings of one page name, each once, in their order: they may
    stand on one line or on several."""
    return tuple(dict.fromkeys(c for item in furniture.values() for c in item.columns))


def _roles(
    source: Source, furniture: dict[int, Furniture], forms: Conventions
) -> frozenset[str]:
    """Return what the columns hold that the headings of one page name: each on one line, several
    on one, or on the lines of a box."""
    lines = [n for n, item in sorted(furniture.items()) if item.kind == "column header"]
    texts = {n: flat(source.lines[n - 1]) for n in lines}
    heads = [word for text in texts.values() for word in (text, *text.split())]
    heads += [texts[n] + texts[n + 1] for n in lines if n + 1 in texts]
    return frozenset(role for head in heads if (role := forms.grid.role_of(head)))


def split_pages(source: Source, forms: Conventions) -> tuple[Source, list[Page]]:
    """Return the source with its pages numbered, and the pages.

    Columns and goal carry over from the page before where a page does not print them.
    """
    furniture = furniture_of(source, forms)
    starts = page_starts(source, furniture)
    pages: list[Page] = []
    goal: str | None = None
    columns: tuple[Column, ...] = ()
    for index, first in enumerate(starts):
        last = starts[index + 1] - 1 if index + 1 < len(starts) else len(source.lines)
        own = {n: furniture[n] for n in range(first, last + 1) if n in furniture}
        columns = _columns_on(own) or columns
        for number, item in own.items():
            named = forms.title_goal.search(flat(source.lines[number - 1]))
            goal = named.group(1) if item.kind == "page title" and named else goal
        roles = _roles(source, own, forms)
        other = len(roles) >= OTHER and "project" in roles and not _columns_on(own)
        pages.append(Page(index + 1, first, last, own, goal, columns, roles, other))
    return with_pages(source, starts), pages
