"""Figures in texts: a number with its unit, what it counts, for which year, reached or aimed at.

A date, an age, an ordinal or a number inside a name is none. What a figure counts is read from
the words before it, so labels are the document's own; nothing is added up or converted but
万 and 億, which are part of the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from loaders.dates import fiscal_year_of
from loaders.forms import conventions_of
from loaders.mentions.folded import Folded
from loaders.records import Figure, FigureKind, Phase, Reading, TextRef
from loaders.source import Source
from loaders.text import LinedText

WINDOW = 40
"""How many characters before a number are searched for what it counts."""
LONGEST_LABEL = 18
"""A longer label is cut after a particle, so that it begins with a word."""
LONGEST_SENTENCE = 1_000
"""So many characters to both sides of a number are searched for the ends of its sentence."""
LONGEST_NUMBER = 18
"""More digits in a row count nothing."""
_SCALES = {"万": Decimal(10_000), "億": Decimal(100_000_000), None: Decimal(1)}


@dataclass(frozen=True, slots=True)
class FigureForms:
    """Compiled patterns; the names are those of ``conventions/figures.toml``."""

    number: re.Pattern[str]
    unit: re.Pattern[str]
    bracketed_unit: re.Pattern[str]
    not_before: re.Pattern[str]
    target: re.Pattern[str]
    actual: re.Pattern[str]
    cumulative: re.Pattern[str]
    year: re.Pattern[str]
    label_boundary: re.Pattern[str]
    filler: re.Pattern[str]
    day: re.Pattern[str]


@conventions_of("figures.toml")
def figure_forms(data: dict[str, Any]) -> FigureForms:
    """Return the packaged conventions, compiled once."""
    return FigureForms(
        number=re.compile(data["number"]),
        unit=_longest(data["units"]),
        bracketed_unit=re.compile(rf"\(({_longest(data['bracketed_unit']).pattern})\)"),
        not_before=re.compile(data["not_before"]),
        target=re.compile(data["target"]),
        actual=re.compile(data["actual"]),
        cumulative=re.compile(data["cumulative"]),
        year=re.compile(data["year"]),
        label_boundary=re.compile(data["label_boundary"]),
        filler=re.compile(data["filler"]),
        day=re.compile(data["day"]),
    )


def _longest(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class _Context:
    """What a text says of all its figures: the year it reports on and its phase."""

    within: TextRef
    fiscal_year: int | None
    phase: Phase | None


def with_figures(reading: Reading) -> Reading:
    """Return ``reading`` with the figures of its reports and statements beside those it has."""
    found: list[Figure] = []
    for report in reading.reports:
        context = _Context(TextRef("report", report.key), report.fiscal_year, report.phase)
        found.extend(figures_in(report.text, reading.source, context))
    for meeting in reading.meetings:
        for statement in meeting.statements:
            context = _Context(TextRef("statement", str(statement.order)), None, None)
            found.extend(figures_in(statement.text, reading.source, context))
    return replace(reading, figures=(*reading.figures, *found))


def figures_in(text: LinedText, source: Source, context: _Context) -> Iterator[Figure]:
    """Yield the figures of one text, in order."""
    forms, folded = figure_forms(), Folded.of(text.text)
    for number in forms.number.finditer(folded.text):
        unit = _unit(folded.text, number.end(), forms)
        if unit is None or len(number.group()) > LONGEST_NUMBER:
            continue
        first, last = folded.original(number.start(), unit[1])
        value = Decimal((number.group(1) + (number.group(2) or "")).replace(",", ""))
        sentence = _sentence(folded.text, number.start())
        begins, ends = _years(folded.text, sentence[0], number.start(), context.fiscal_year, forms)
        yield Figure(
            within=context.within,
            label=_label(folded.text, number.start(), forms),
            value=value * _SCALES[number.group(3)],
            unit=unit[0],
            fiscal_year=ends,
            kind=_kind(folded.text, number.start(), unit[1], sentence[1], context.phase, forms),
            passages=(text.passage(source, first, last),),
            first_year=begins,
        )


def _unit(text: str, end: int, forms: FigureForms) -> tuple[str, int] | None:
    if forms.not_before.match(text[end : end + 4]):
        return None
    bracketed = forms.bracketed_unit.match(text, end)
    if bracketed:
        return bracketed.group(1).removesuffix("数"), bracketed.end()
    unit = forms.unit.match(text, end)
    return (unit.group(), unit.end()) if unit else None


def _sentence(text: str, place: int) -> tuple[int, int]:
    begin, end = max(0, place - LONGEST_SENTENCE), place + LONGEST_SENTENCE
    first = max(begin, *(text.rfind(sign, begin, place) + 1 for sign in "。\n"))
    ends = [found for sign in "。\n" if (found := text.find(sign, place, end)) >= 0]
    return first, min(ends, default=min(end, len(text)))


def _label(text: str, start: int, forms: FigureForms) -> str:
    """Return the words before a figure that say what it counts; other figures are passed over."""
    window = text[max(0, start - WINDOW) : start]
    before_bracket = re.search(r"([^、。,()\n]{2,})\((?:延べ?|実)?$", window)
    pieces = forms.label_boundary.split(before_bracket.group(1) if before_bracket else window)
    for piece in reversed(pieces):
        last = piece
        for number in forms.number.finditer(piece):
            unit = _unit(piece, number.end(), forms)
            last = (piece[unit[1] :] or piece[: number.start()]) if unit else last
        named = forms.year.sub("", forms.cumulative.sub("", last))
        words = _first_word(forms.filler.sub("", named))
        if len(words) >= 2 and not forms.day.search(words):
            return words
    return ""


def _first_word(label: str) -> str:
    if len(label) <= LONGEST_LABEL:
        return label
    cuts = [cut.end() for cut in re.finditer(r"[はがをにで]", label) if len(label) - cut.end() >= 4]
    fitting = [cut for cut in cuts if len(label) - cut <= LONGEST_LABEL] or cuts[-1:]
    return label[fitting[0] :] if fitting else label


def _kind(
    text: str, start: int, end: int, sentence_end: int, phase: Phase | None, forms: FigureForms
) -> FigureKind:
    """Say what the nearest word tells; a plan's figures are aimed at unless a word says other."""
    behind = text[end : min(sentence_end, end + 8)].split("、")[0]
    before = re.split(r"[、。\n]", text[max(0, start - 8) : start])[-1]
    if forms.target.search(behind) or forms.target.search(before):
        return FigureKind.TARGET
    if forms.actual.search(before) or forms.actual.search(behind):
        return FigureKind.ACTUAL
    return FigureKind.TARGET if phase is Phase.PLAN else FigureKind.ACTUAL


def _years(
    text: str, first: int, place: int, year: int | None, forms: FigureForms
) -> tuple[int | None, int | None]:
    """Return the first year (where cumulative) and the fiscal year of a figure at ``place``."""
    spans = list(forms.cumulative.finditer(text, first, place))
    if spans:
        since, until, open_since = spans[-1].groups()
        if open_since:
            return fiscal_year_of(open_since), year
        return fiscal_year_of(f"R{since}"), fiscal_year_of(f"R{until}")
    near = list(forms.year.finditer(text, max(first, place - 8), place))
    return None, fiscal_year_of(near[-1].group()) if near else year
