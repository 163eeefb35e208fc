"""The heading of a table without ruling: one or two levels of words over its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.progress.signs import sign_of
from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import BETWEEN_WORDS, Fragment
from loaders.unruled.heading_columns import HeadingBlock, Role, heading_block

LONGEST = 60
"""A longer text (in characters) heads no column."""
MOST_LINES = 6
"""The most lines of text that a heading takes."""
MOST_COLUMNS = 30
"""A table has no more columns."""
LONGEST_END = 2
"""The end of a word that its line could not hold has no more characters."""
MOST_OF_LIST = 2
"""A list of projects as a table has more columns than these."""
LONGEST_UNREAD = 10
"""What begins as the heading of a column that is not read is one if it is no longer than this."""
LEFT_OVER = 0.2
"""The share of a heading that can be words which are not known."""
LONGEST_REST = 2
"""What is left of a heading without its words is no longer than this; of a title it is."""
AFTER_SIGN = 10.0
"""The widest space behind the sign of a goal, or a year that stands over a column, in half
characters."""
OVER_TABLES = ("goal_word", "direction_word", "roman_number", "two_numbers")
"""Signs of goals and directions, which stand over tables; the others number lines in cells too."""
_SIGNS = re.compile(r"[\s・]")


def heading_blocks(
    lines: Sequence[Sequence[Fragment]], unit: float, forms: Conventions
) -> list[HeadingBlock]:
    """Return the headings among the text lines of a page; ``first`` and ``end`` count the lines."""
    found: list[HeadingBlock] = []
    lines = [_phrases(line, unit, forms) for line in lines]
    for index, line in enumerate(lines):
        if found and index < found[-1].end:
            continue
        if not (_heads_reports(line, forms) or _heads_list(line, forms)
                or _ends_year(lines, index, forms)):
            continue
        start = found[-1].end if found else 0
        first, end = _extent(lines, start, index, unit, forms)
        block = heading_block(lines, first, end, forms)
        if 1 < len(block.columns) <= MOST_COLUMNS and {Role.REPORT, Role.PROJECT} & set(
            block.roles
        ):
            found.append(block)
    return found


def _phrases(line: Sequence[Fragment], unit: float, forms: Conventions) -> list[Fragment]:
    """The texts of a line: words of one numbered line with no more than a space between them are
    one, but for what heads two columns."""
    phrases = [line[0]]
    for one in line[1:]:
        before = phrases[-1]
        years = forms.table.year.search(before.flat) and forms.table.year.search(one.flat)
        departments = [bool(forms.department.search(word.flat)) for word in (before, one)]
        gap = (one.left - before.right) / unit
        year_alone = forms.table.year.fullmatch(before.flat)
        near = one.number == before.number and gap <= (AFTER_SIGN if year_alone else BETWEEN_WORDS)
        if near and not years and not any(departments):
            text = f"{before.text} {one.text}"
            phrases[-1] = replace(before, right=one.right, text=text)
        else:
            phrases.append(one)
    return phrases


def _heads_reports(line: Sequence[Fragment], forms: Conventions) -> bool:
    """A line of words over columns, one of which is a fiscal year's result or plan."""
    table = forms.table
    text = " ".join(one.flat for one in line)
    told = table.result.search(text) or table.plan.search(text)
    heads = all(len(one.text) <= LONGEST_END or _is_heading(one.flat, forms) for one in line)
    return bool(told) and heads and (len(line) > 1 or bool(table.year.search(text)))


def _ends_year(lines: Sequence[Sequence[Fragment]], index: int, forms: Conventions) -> bool:
    """What the only column of reports holds, alone on its line below its fiscal year."""
    told = lines[index]
    year = [
        one for one in (lines[index - 1] if index else ())
        if forms.table.year.search(one.flat)
        and one.left < told[0].right and told[0].left < one.right
    ]
    return len(year) == len(told) == 1 and _heads_reports((*year, *told), forms)


def _heads_list(line: Sequence[Fragment], forms: Conventions) -> bool:
    """A line of words over the columns of a list of projects: each is a column's known heading,
    one that of the projects, one that of their departments."""
    headings = forms.table.grid.headings
    texts = [_SIGNS.sub("", one.flat) for one in line]
    return (
        len(line) > MOST_OF_LIST
        and all(any(form.fullmatch(text) for form in headings.values()) for text in texts)
        and any(headings["project"].fullmatch(text) for text in texts)
        and any(headings["department"].fullmatch(text) for text in texts)
    )


def _is_heading(text: str, forms: Conventions) -> bool:
    """Tell whether a text is made of the words of headings only."""
    if len(text) > LONGEST:
        return False
    table = forms.table
    rest = _SIGNS.sub("", table.year.sub("", text))
    if any(heading.fullmatch(rest) for heading in table.grid.headings.values()):
        return True
    if len(rest) <= LONGEST_UNREAD and table.grid.unread.match(rest):
        return True
    own = (table.header_words, table.plan, table.result, table.grid.unread, forms.department)
    for pattern in own:
        rest = pattern.sub("", rest)
    return len(forms.fillers.sub("", rest)) <= LEFT_OVER * len(text)


def stands_alone(line: Sequence[Fragment], unit: float, forms: Conventions) -> bool:
    """Tell whether the words of a line are one text: no more than a space between them, but for
    what may stand behind the sign of a goal."""
    sign = sign_of(line[0].flat, forms.table.signs)
    only_sign = sign is not None and sign.label_at >= len(line[0].flat)
    gaps = [right.left - left.right for left, right in pairwise(line)]
    wide = sum(gap > BETWEEN_WORDS * unit for gap in gaps)
    return not wide or (
        wide == 1 and only_sign and BETWEEN_WORDS * unit < gaps[0] <= AFTER_SIGN * unit
    )


def stands_over_tables(one: Fragment, forms: Conventions) -> bool:
    """Tell whether a text begins with the sign of a goal or direction that no cell's item has."""
    sign = sign_of(one.flat, forms.table.signs)
    return sign is not None and sign.kind in OVER_TABLES


def _is_title(line: Sequence[Fragment], unit: float, forms: Conventions) -> bool:
    """A running title, which is made of such words too, but not of them alone."""
    if not stands_alone(line, unit, forms):
        return False
    if stands_over_tables(line[0], forms):
        return True
    text = "".join(one.flat for one in line)
    table = forms.table
    if not table.page_title.search(text):
        return False
    rest = _SIGNS.sub("", table.year.sub("", text))
    for pattern in (table.header_words, table.plan, table.result):
        rest = pattern.sub("", rest)
    return len(_SIGNS.sub("", rest)) > LONGEST_REST


def _extent(
    lines: Sequence[Sequence[Fragment]], start: int, index: int, unit: float, forms: Conventions
) -> tuple[int, int]:
    """The most lines around ``index`` whose words, joined down the page, are headings only."""
    while start < index and any(_is_title(line, unit, forms) for line in lines[start:index]):
        start += 1
    spans = [
        (first, end)
        for first in range(max(start, index - MOST_LINES + 1), index + 1)
        for end in range(index + 1, min(len(lines), first + MOST_LINES) + 1)
    ]
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    return next(
        (
            span
            for span in spans
            if all(
                _is_heading("".join(one.flat for one in words), forms)
                for words in _stacked(lines[span[0] : span[1]])
            )
        ),
        (index, index + 1),
    )


def _stacked(lines: Sequence[Sequence[Fragment]]) -> list[list[Fragment]]:
    """The fragments of several lines that stand over each other, together."""
    stacks: list[list[Fragment]] = []
    for one in sorted((one for line in lines for one in line), key=lambda one: one.left):
        if stacks and one.left < max(other.right for other in stacks[-1]):
            stacks[-1].append(one)
        else:
            stacks.append([one])
    return [sorted(stack, key=lambda one: (one.top, one.left)) for stack in stacks]
