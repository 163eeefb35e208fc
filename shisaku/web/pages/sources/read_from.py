"""What the graph took from a document: the things read from its lines, and where on its pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.dataset import Dataset
from ontology.iris import Iris
from ontology.terms import OA, PROV, RDF, SHISAKU
from shisaku.web.pages.asked import Range, Rectangle, rectangles
from shisaku.web.pages.facts import Facts
from shisaku.web.pages.naming import Ref, fetch_named, ref
from shisaku.web.pages.rows import rows

_SHOWN = (SHISAKU.Municipality, SHISAKU.Strategy, SHISAKU.Goal, SHISAKU.Direction,
          SHISAKU.Measure, SHISAKU.Listing, SHISAKU.Department, SHISAKU.Meeting,
          SHISAKU.AgendaItem, SHISAKU.Statement, SHISAKU.ProgressReport, SHISAKU.Figure)
"""Projects stand behind their listings; mentions and findings are told by the things' own pages."""

READ = f"""SELECT DISTINCT ?first ?last ?thing WHERE {{
  ?passage <{OA.hasSource}> ?document ; <{SHISAKU.firstLine}> ?first ; <{SHISAKU.lastLine}> ?last .
  FILTER(?first <= %d && ?last >= %d)
  ?thing <{PROV.wasQuotedFrom}> ?passage ; <{RDF.type}> ?kind .
  FILTER(?kind IN ({', '.join(f'<{kind}>' for kind in _SHOWN)}))
}}"""
_PLACED = f"""SELECT DISTINCT ?first ?last ?page ?rectangle WHERE {{
  ?passage <{OA.hasSource}> <%s> ; <{SHISAKU.rectangle}> ?rectangle ; <{SHISAKU.page}> ?page ;
    <{SHISAKU.firstLine}> ?first ; <{SHISAKU.lastLine}> ?last .
  FILTER(?first <= %d && ?last >= %d) }}"""


@dataclass(frozen=True, slots=True)
class Marks:
    """The rectangles to draw on one page."""

    page: int
    rectangles: tuple[Rectangle, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """The rectangles as an address names them."""
        return tuple(",".join(f"{side:g}" for side in each) for each in self.rectangles)


def document_iri(dataset: Dataset, sha256: str) -> str:
    """Return the IRI of a document; DatasetError where the dataset has no such document."""
    return Iris(dataset.report.base, dataset.entry(sha256).municipality_code).document(sha256)


def read_query(document: str, first: int, last: int) -> str:
    """Return the query for what was read from lines ``first``–``last`` of ``document``."""
    return (READ % (last, first)).replace("?document", f"<{document}>")


def things_read(
    dataset: Dataset, document: str, first: int, last: int, tongue: str
) -> dict[int, tuple[Ref, ...]]:
    """Return what was read from lines ``first``–``last``, by the first of its lines there."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for begin, _, thing in rows(dataset.store, read_query(document, first, last)):
        found[max(int(begin), first)].add(thing)
    facts = Facts(dataset, tongue)
    fetch_named(facts, (thing for things in found.values() for thing in things))
    return {line: tuple(sorted((ref(facts, thing) for thing in things),
                               key=lambda each: (_SHOWN.index(each.kind), each.label, each.iri)))
            for line, things in found.items()}


def marks(dataset: Dataset, document: str, marked: Sequence[Range]) -> tuple[Marks, ...]:
    """Return where on its pages the ``marked`` lines stand: the rectangles of the passages that
    are those lines, else of the ones within them, else of the ones that hold them."""
    found: defaultdict[int, dict[Rectangle, None]] = defaultdict(dict)
    for first, last in marked:
        placed = [(int(begin), int(end), int(page), rectangle) for begin, end, page, rectangle
                  in rows(dataset.store, _PLACED % (document, last, first))]
        best = min((_fit(each[0], each[1], first, last) for each in placed), default=0)
        for begin, end, page, rectangle in sorted(placed):
            if _fit(begin, end, first, last) == best:
                found[page].update(dict.fromkeys(rectangles([rectangle])))
    return tuple(Marks(page, tuple(each)) for page, each in sorted(found.items()))


def _fit(begin: int, end: int, first: int, last: int) -> int:
    if (begin, end) == (first, last):
        return 0
    return 1 if first <= begin and end <= last else 2
