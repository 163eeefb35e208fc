"""Rectangles with text, and the lines around them, as they go on to a page of a PDF file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.cities.cells import HANG
from tests.cities.fonts import width
from tests.cities.layouts import Layout

Segment = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the page's upper left corner; one of both is the same."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as drawn. ``soft``: the line above it may be dotted."""

    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[str, ...]
    header: bool = False
    column: int = 0
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text at a place; ``cell`` and ``column`` say to what it belongs, ``top`` where
    the table or line begins whose part it is. Headings are drawn twice where the layout's font has
    no bold letters."""

    x: float
    y: float
    text: str
    cell: int
    column: int
    heading: bool
    top: float


@dataclass(slots=True)
class Page:
    """What stands on one page: boxes of tables, and lines of text outside them (x, y, text)."""

    tables: list[list[Box]] = field(default_factory=list)
    lines: list[tuple[float, float, str]] = field(default_factory=list)


def put(canvas: Canvas, page: Page, layout: Layout, height: float, random: Random) -> None:
    """Draw ``page``: fills, rules, then texts in the layout's order."""
    for table in page.tables:
        _fill(canvas, table, layout, height)
        _rule(canvas, table, layout, height)
    runs = [Run(x, y, text, -1 - index, -1, True, y)
            for index, (x, y, text) in enumerate(page.lines)]
    boxes = [(box, min(each.top for each in table)) for table in page.tables for box in table]
    for number, (box, top) in enumerate(boxes):
        runs.extend(_runs(box, number, top, layout))
    canvas.setFillGray(0)
    for run in _ordered(runs, layout.order, random):
        for x, text in _pieces(run, layout, random):
            canvas.setFont(layout.font, layout.font_size)
            canvas.drawString(x, height - run.y, text)
            if run.heading and layout.bold:
                canvas.drawString(x + 0.3, height - run.y, text)


def _fill(canvas: Canvas, table: list[Box], layout: Layout, height: float) -> None:
    if layout.header_filled:
        canvas.setFillGray(0.85)
        for box in table:
            if box.header:
                canvas.rect(box.left, height - box.bottom, box.right - box.left,
                            box.bottom - box.top, stroke=0, fill=1)


def _runs(box: Box, number: int, table: float, layout: Layout) -> list[Run]:
    leading, size = layout.font_size * 1.25, layout.font_size
    padding = layout.padding
    used = len(box.lines) * leading
    top = box.top + padding
    if box.header or layout.valign == "middle":
        top = max(top, (box.top + box.bottom - used) / 2)
    found = []
    for index, line in enumerate(box.lines):
        if not line.strip():
            continue
        left = box.left + padding
        if box.header:
            left = (box.left + box.right - width(line) * size) / 2
        text = line.lstrip(HANG)
        left += (len(line) - len(text)) * size
        found.append(Run(left, top + index * leading + size * 0.95, text, number, box.column,
                         box.header, table))
    return found


def _ordered(runs: list[Run], order: str, random: Random) -> list[Run]:
    if order == "columns":
        return sorted(runs, key=lambda run: run.column)
    if order == "lines":
        return random.sample(runs, len(runs))
    if order == "cells":
        cells = list(dict.fromkeys(run.cell for run in runs))
        place = {cell: index for index, cell in enumerate(random.sample(cells, len(cells)))}
        return sorted(runs, key=lambda run: place[run.cell])
    if order == "content last":
        return sorted(runs, key=lambda run: (run.column == 0, run.column != -1, run.cell))
    # Word processors draw what stands above a table before it, and below it after it.
    return sorted(runs, key=lambda run: run.top)


def _pieces(run: Run, layout: Layout, random: Random) -> list[tuple[float, str]]:
    """Cut the text of ``run`` where a word processor changes its font or its spacing."""
    cuts = {"lines": [], "pieces": [random.randint(1, max(1, len(run.text) - 1))],
            "characters": list(range(1, len(run.text)))}[layout.chunks]
    return [
        (run.x + stringWidth(run.text[:start], layout.font, layout.font_size),
         run.text[start:end])
        for start, end in zip([0, *cuts], [*cuts, len(run.text)], strict=True)
        if run.text[start:end].strip()
    ]


def _rule(canvas: Canvas, table: list[Box], layout: Layout, height: float) -> None:
    canvas.setLineWidth(layout.thickness)
    canvas.setFillGray(0)
    if layout.ruling == "rects":
        for box in table:
            canvas.rect(box.left, height - box.bottom, box.right - box.left,
                        box.bottom - box.top, stroke=1, fill=0)
        return
    if layout.ruling == "none" or not table:
        return
    soft, hard = _edges(table, layout)
    for dotted, segments in ((True, soft), (False, hard)):
        for left, top, right, bottom in segments:
            if layout.ruling == "fills" and not dotted:
                half = layout.thickness / 2
                canvas.rect(left - half, height - bottom - half, right - left + 2 * half,
                            bottom - top + 2 * half, stroke=0, fill=1)
                continue
            canvas.setDash([1, 2] if dotted else [])
            canvas.line(left, height - top, right, height - bottom)
    canvas.setDash([])


def _edges(table: list[Box], layout: Layout) -> tuple[list[Segment], list[Segment]]:
    """Return the dotted and the solid lines of a table."""
    soft = {(box.left, box.top, box.right, box.top) for box in table if box.soft and layout.dotted}
    hard: set[Segment] = set()
    outer = (min(box.left for box in table), max(box.right for box in table))
    for box in table:
        sides = [(box.left, box.top, box.right, box.top),
                 (box.left, box.bottom, box.right, box.bottom)]
        sides += [(x, box.top, x, box.bottom) for x in (box.left, box.right)
                  if layout.outer or x not in outer]
        hard.update(side for side in sides if side not in soft)
    if layout.ruling == "segments":
        return sorted(soft), sorted(hard)
    return sorted(soft), _joined(hard)


def _joined(segments: Iterable[Segment]) -> list[Segment]:
    """Return the longest lines that the segments make together."""
    found: list[Segment] = []
    upright = sorted((s for s in segments if s[0] == s[2]), key=lambda s: (s[0], s[1]))
    level = sorted((s for s in segments if s[0] != s[2]), key=lambda s: (s[1], s[0]))
    for left, top, right, bottom in (*upright, *level):
        if found:
            before = found[-1]
            if left == right == before[0] == before[2] and top <= before[3] + 0.01:
                found[-1] = (left, before[1], right, max(bottom, before[3]))
                continue
            if top == bottom == before[1] == before[3] and left <= before[2] + 0.01:
                found[-1] = (before[0], top, max(right, before[2]), bottom)
                continue
        found.append((left, top, right, bottom))
    return found
