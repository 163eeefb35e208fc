"""An answer as a table for people: names instead of IRIs, one place instead of five columns.

Texts come from documents: their control characters, which a terminal would obey, are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from graph.results import Term
from ontology.resources import vocabulary
from ontology.terms import PREFIXES, RDFS, XSD
from queries.answer import Answer, Rows, Truth
from queries.columns import SOURCE, grouped, heading

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WHITE = re.compile(r"\s+")
_PLACE = {"ja": ("{}ページ", "{}～{}行"), "en": ("p. {}", "lines {}–{}")}
_TRUTH = {"ja": ("いいえ", "はい"), "en": ("no", "yes")}
_TRIPLE = {"ja": ("主語", "述語", "目的語"), "en": ("subject", "predicate", "object")}


@dataclass(frozen=True, slots=True)
class Shown:
    """A table of texts: each row has one for each heading."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def shown(answer: Answer, language: str) -> Shown:
    """Return ``answer`` as people read it in ``language`` ("ja", anything else gives English).

    Columns that only repeat what was asked for are left out.
    """
    language = "ja" if language == "ja" else "en"
    if isinstance(answer, Rows):
        return _rows(answer, language)
    if isinstance(answer, Truth):
        return Shown(("",), ((_TRUTH[language][answer.value],),))
    return Shown(_TRIPLE[language], tuple(
        (term_text(triple.subject, language), term_text(triple.predicate, language),
         term_text(triple.object, language)) for triple in answer.triples))


def rich_table(answer: Answer, language: str) -> Table:
    """Return ``answer`` for a terminal."""
    content = shown(answer, language)
    table = Table()
    for each in content.headings:
        table.add_column(Text(each), overflow="fold")
    for row in content.rows:
        table.add_row(*map(Text, row))
    return table


def plain_lines(pages: Callable[[], Iterable[Answer]], language: str) -> Iterator[str]:
    """Yield an answer as aligned text, one line for each row; ``pages`` gives its rows, piece by
    piece, once to see how wide they are and once to write them."""
    widths: list[int] = []
    for content in (shown(page, language) for page in pages()):
        lines = [_flat(line) for line in (content.headings, *content.rows)]
        widths = [max(known, *map(cell_len, column)) for known, column in zip(
            widths or [0] * len(content.headings), zip(*lines, strict=True), strict=True)]
    for number, content in enumerate(shown(page, language) for page in pages()):
        for line in content.rows if number else (content.headings, *content.rows):
            yield f"{_aligned(_flat(line), widths)}\n"


def _flat(line: Sequence[str]) -> tuple[str, ...]:
    return tuple(_WHITE.sub(" ", cell) for cell in line)


def term_text(term: Term | None, language: str) -> str:
    """Return ``term`` as a person reads it: an IRI by its label in the vocabulary or shortened."""
    if isinstance(term, NamedNode):
        return _words(language).get(term.value) or short_iri(term.value)
    if isinstance(term, Literal):
        if term.datatype.value == XSD.boolean:
            return _TRUTH[language][term.value in ("true", "1")]
        return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", term.value)
    return "" if term is None else str(term)


def short_iri(iri: str) -> str:
    """Return ``iri`` with the prefix of its vocabulary, or its last two parts."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    parts = iri.rsplit("/", 2)
    return f"…/{parts[1]}/{parts[2]}" if len(parts) > 2 and all(parts[1:]) else iri


@cache
def _words(language: str) -> Mapping[str, str]:
    """Return the labels of the vocabulary's own terms in ``language``, by IRI."""
    return {
        quad.subject.value: quad.object.value
        for quad in parse(vocabulary(), format=RdfFormat.TURTLE)
        if quad.predicate.value == RDFS.label and isinstance(quad.object, Literal)
        and isinstance(quad.subject, NamedNode) and quad.object.language == language
    }


def _rows(answer: Rows, language: str) -> Shown:
    groups = {stem: places for stem, places in grouped(answer.columns).items()
              if answer.bound.isdisjoint(answer.columns[place] for place in places)}
    headings = tuple(heading(stem, language) for stem in groups)
    return Shown(headings, tuple(
        tuple(_cell(stem, {answer.columns[place]: row[place] for place in places}, language)
              for stem, places in groups.items())
        for row in answer.rows))


def _cell(stem: str, terms: Mapping[str, Term | None], language: str) -> str:
    if stem == SOURCE:
        return _source(terms, language)
    names = [term_text(term, language) for column, term in terms.items()
             if column != stem and term is not None]
    return " ".join(names) or term_text(terms.get(stem), language)


def _source(terms: Mapping[str, Term | None], language: str) -> str:
    text = {column: term_text(term, language) for column, term in terms.items()}
    page, lines = _PLACE[language]
    file = text.get("file") or text.get("document", "")
    return " ".join(filter(None, (
        file,
        page.format(text["page"]) if text.get("page") else "",
        lines.format(text["firstLine"], text["lastLine"])
        if text.get("firstLine") and text.get("lastLine") else "")))


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(_padded(line, widths)).rstrip()


def _padded(line: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    for cell, width in zip(line, widths, strict=True):
        yield cell + " " * (width - cell_len(cell))
