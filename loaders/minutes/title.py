"""The title of minutes: which body met, in which fiscal year, for which time.

The title is the line of the head that holds a title word (議事要旨 …), together with the lines
beside it as long as no name of a body is left once year, round and title word are taken away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.dates import arabic_numerals, year_of
from loaders.minutes.conventions import TitleForms
from loaders.minutes.lines import Line, plain

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Title:
    """The title as printed, and its parts; ``fiscal_year`` and ``round`` are None if not told."""

    text: str
    label: str
    series: str
    fiscal_year: int | None
    round: int | None
    lines: frozenset[int]


def title_in(lines: tuple[Line, ...], forms: TitleForms) -> Title | None:
    """Return the title that the head of ``lines`` holds, or None."""
    head = lines[: forms.within]
    at = next((i for i, line in enumerate(head) if _may_be_title(line, forms)), None)
    if at is None:
        return None
    spans = [head[max(at - count, 0) : at + 1] for count in range(3)] + [head[at : at + 2]]
    titles = [title for title in (_title(span, forms) for span in spans) if title.series]
    return max(titles, key=lambda title: _told(title, forms), default=None)


def _told(title: Title, forms: TitleForms) -> tuple[bool, int]:
    """Return how much ``title`` tells, the body first; the shortest of equals is taken."""
    named = not forms.generic.search(title.series)
    return named, (title.fiscal_year is not None) + (title.round is not None)


def _may_be_title(line: Line, forms: TitleForms) -> bool:
    return bool(forms.words.search(line.plain)) and "。" not in line.plain


def _title(lines: tuple[Line, ...], forms: TitleForms) -> Title:
    text = " ".join(line.text for line in lines)
    label = _without(text, forms.words, forms)
    series = _without(_without(label, forms.year, forms), forms.round, forms)
    year = forms.year.search(plain(text))
    number = forms.round.search(plain(text))
    return Title(
        text=text,
        label=label,
        series=_SPACE.sub(" ", series),
        fiscal_year=year_of(arabic_numerals(year.group())) if year else None,
        round=int(arabic_numerals(f"{number[1]}回")[:-1]) if number else None,
        lines=frozenset(line.number for line in lines),
    )


def _without(text: str, pattern: re.Pattern[str], forms: TitleForms) -> str:
    """Return ``text`` without ``pattern`` and without what is left empty around it."""
    for unwanted in (pattern, forms.emptied, forms.edges):
        for found in reversed(list(unwanted.finditer(plain(text)))):
            text = text[: found.start()] + text[found.end() :]
    return text
