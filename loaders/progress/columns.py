"""The columns of a progress table in the words that head them: for which year, results or plans."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.dates import fiscal_year_of
from loaders.progress.conventions import Conventions
from loaders.records import Phase

LONGEST_HEADER = 80
"""A longer line (in characters) is no line of column headings and no title."""
_SIGNS = re.compile(r"[\s()\[\]【】・]")
_HEADER_FILLERS = re.compile(r"[年度取組の事業内容]")
_BRACKETED = re.compile(r"\([^()]*\)")
_WESTERN = re.compile(r"\(\d{4}\)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of reports: the fiscal year (its first calendar year) and what it tells."""

    fiscal_year: int
    phase: Phase


def columns_of(line: str, forms: Conventions) -> tuple[Column, ...]:
    """Return the report columns that a heading line names, from left to right."""
    marks = list(forms.year.finditer(line))
    found = []
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else len(line)
        what = line[mark.end() : end]
        year = fiscal_year_of(mark.group(0))
        if year is None:
            return ()
        if forms.plan.search(what):
            found.append(Column(year, Phase.PLAN))
        elif forms.result.search(what):
            found.append(Column(year, Phase.RESULT))
    return tuple(found)


def is_heading_line(line: str, forms: Conventions) -> bool:
    """A line made of the words of column headings only, as long as a few of them can be."""
    if len(line) > LONGEST_HEADER:
        return False
    rest = _SIGNS.sub("", forms.header_words.sub("", _SIGNS.sub("", line)))
    words = line.split()
    return not rest or (len(words) > 1 and all(heads_column(word, forms) for word in words))


def heads_column(word: str, forms: Conventions) -> bool:
    """Tell whether a word of a line is the heading of a column of a known kind."""
    plain = _BRACKETED.sub("", word)
    return bool(plain) and (
        forms.grid.role_of(plain) is not None
        or bool(forms.grid.unread.search(plain))
        or not _SIGNS.sub("", forms.header_words.sub("", _SIGNS.sub("", plain)))
    )


def columns_only(line: str, forms: Conventions) -> tuple[Column, ...]:
    """Columns of a line that holds nothing but column headings."""
    if len(line) > LONGEST_HEADER:
        return ()
    found = columns_of(line, forms)
    if not found:
        return ()
    words = " ".join(word for word in line.split() if not heads_column(word, forms))
    rest = _SIGNS.sub("", forms.year.sub("", _WESTERN.sub("", words)))
    for pattern in (forms.header_words, forms.plan, forms.result):
        rest = pattern.sub("", rest)
    return found if not _HEADER_FILLERS.sub("", rest) else ()
