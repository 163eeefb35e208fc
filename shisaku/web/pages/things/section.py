"""A page's sections: one for each kind of tie, each tie with the passages that say so.

A section knows all its members and makes rows of those that are shown, so a thing with thousands of
ties costs no more than one with fifty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.editions.inventory import Quote
from shisaku.web.pages.facts import Facts
from shisaku.web.pages.naming import Ref

SHOWN, PAGED = 50, 200
"""Rows of a section beside others, and of one on a page of its own."""
MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text; ``marked`` where it names what the page is about."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A tie: the thing at its other end, what is said of the tie, and where it says so.

    ``own`` is the thing that says so where it has a page of its own (a listing), ``about`` are
    further things under what they are to the tie, ``said`` plain values under their names, ``text``
    the words of a report or statement, ``quoted`` the things whose passages are the evidence.
    """

    ref: Ref
    quoted: tuple[str, ...]
    tags: tuple[str, ...] = ()
    about: tuple[tuple[str, tuple[Ref, ...]], ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    text: tuple[Span, ...] = ()
    own: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """``members`` are IRIs in the order in which they are shown; ``by`` the properties that tie
    them to the page's thing, which are told nowhere else then; ``cut`` tells that there are more
    than were looked for."""

    key: str
    ja: str
    en: str
    members: Sequence[str]
    row: Callable[[str], Row]
    by: tuple[str, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its passages."""

    row: Row
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """The rows of a section from ``start`` on, ``total`` being how many there are."""

    key: str
    title: str
    rows: tuple[ShownRow, ...]
    start: int
    total: int
    cut: bool


def shown(
    facts: Facts, sections: Iterable[Section], only: str = "", start: int = 0
) -> tuple[ShownSection, ...]:
    """Return the sections that have members, each with its first rows; where ``only`` names a
    section, that one alone with more rows from ``start`` on."""
    windows = [(section, *_window(section, only, start)) for section in sections
               if section.members and only in ("", section.key)]
    made = [(section, first, [section.row(iri) for iri in here])
            for section, first, here in windows]
    quoted = [iri for _, _, rows in made for row in rows for iri in row.quoted]
    facts.fetch(quoted)
    facts.fetch_quotes(quoted)
    return tuple(ShownSection(
        section.key, section.en if facts.tongue == "en" else section.ja,
        tuple(ShownRow(row, _quotes(facts, row.quoted)) for row in rows), first,
        len(section.members), section.cut) for section, first, rows in made)


def _window(section: Section, only: str, start: int) -> tuple[int, Sequence[str]]:
    if not only:
        return 0, section.members[:SHOWN]
    first = min(start, max(len(section.members) - 1, 0))
    return first, section.members[first : first + PAGED]


def _quotes(facts: Facts, iris: Iterable[str]) -> tuple[Quote, ...]:
    found = {quote for iri in iris for quote in facts.quotes(iri)}
    return tuple(sorted(found, key=lambda quote: (
        quote.document, quote.sha256, quote.first, quote.last)))


def spans(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    """Return ``text`` with every one of ``words`` in it marked, the longest first."""
    wanted = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    if not wanted:
        return (Span(text, False),) if text else ()
    pattern = re.compile("|".join(map(re.escape, wanted[:MOST_WORDS])))
    return tuple(_parted(text, pattern))


def _parted(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    done = 0
    for found in pattern.finditer(text):
        if found.start() > done:
            yield Span(text[done : found.start()], False)
        yield Span(found[0], True)
        done = found.end()
    if done < len(text):
        yield Span(text[done:], False)
