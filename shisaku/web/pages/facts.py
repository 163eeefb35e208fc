"""What the graph says of things, fetched in a few large gulps instead of one query for each.

A page knows which things it shows; what they are called, who reports them and where they were read
is then one query for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pyoxigraph import Literal, NamedNode

from graph.dataset import Dataset
from graph.editions.inventory import Quote
from graph.results import Solutions
from ontology.terms import OA, PROV, RDF, SHISAKU
from shisaku.web.pages.rows import rows

AT_ONCE = 500
"""So many things are asked for in one query."""


class Facts:
    """The facts of one page, in ``tongue`` ("ja" or "en") where there are several."""

    def __init__(self, dataset: Dataset, tongue: str) -> None:
        self.base = dataset.report.base
        self.tongue = tongue
        self._store = dataset.store
        self._known: dict[str, dict[str, dict[tuple[str, str], None]]] = {}

    def fetch(self, iris: Iterable[str]) -> None:
        """Fetch all that is said of those of ``iris`` that are not known yet."""
        wanted = [iri for iri in dict.fromkeys(iris) if iri not in self._known]
        for batch in _batches(wanted):
            for iri in batch:
                self._known[iri] = {}
            named = " ".join(str(NamedNode(iri)) for iri in batch)
            found = self._store.query(
                f"SELECT ?thing ?said ?what WHERE {{ VALUES ?thing {{ {named} }} "
                "?thing ?said ?what }")
            assert isinstance(found, Solutions)
            for thing, said, what in found:
                assert isinstance(thing, NamedNode)
                assert isinstance(said, NamedNode)
                if isinstance(what, NamedNode | Literal):
                    language = (what.language or "") if isinstance(what, Literal) else ""
                    self._known[thing.value].setdefault(said.value, {})[what.value, language] = None

    def fetch_through(self, iris: Iterable[str], *predicates: str) -> None:
        """Fetch ``iris`` and what they point to by ``predicates``."""
        starts = list(iris)
        self.fetch(starts)
        self.fetch(other for iri in starts for predicate in predicates
                   for other in self.all(iri, predicate))

    def all(self, iri: str, predicate: str) -> tuple[str, ...]:
        """Return what ``predicate`` gives of ``iri``, each value once, sorted."""
        return tuple(sorted({value for value, _ in self._said(iri, predicate)}))

    def one(self, iri: str, predicate: str) -> str:
        """Return the first value of ``predicate``, the one in the page's language before others;
        "" where there is none."""
        said = self._said(iri, predicate)
        return min(said, key=lambda each: (each[1] != self.tongue, each), default=("", ""))[0]

    def number(self, iri: str, predicate: str) -> int:
        """Return the integer that ``predicate`` gives, 0 where it gives none."""
        value = self.one(iri, predicate)
        return int(value) if value.isdecimal() else 0

    def predicates(self, iri: str) -> tuple[str, ...]:
        """Return the properties that ``iri`` has, sorted."""
        return tuple(sorted(self._known.get(iri, {})))

    def texts(self, iri: str, predicate: str) -> tuple[str, ...]:
        """Return the values of ``predicate`` that are in the page's language or in none, or those
        in another where there are no such."""
        said = self._said(iri, predicate)
        fitting = {value for value, language in said if language in ("", self.tongue)}
        return tuple(sorted(fitting or {value for value, _ in said}))

    def pointing(self, iri: str, predicate: str, kind: str = "", most: int = 5000, *,
                 rare: bool = False) -> list[str]:
        """Return at most ``most`` things, of class ``kind`` where one is named, whose
        ``predicate`` is ``iri``, sorted. ``rare`` tells that the class has few things beside those
        that point there: the engine, which does not know that, is then led by the class."""
        tie = f"?other <{predicate}> {NamedNode(iri)}"
        of_kind = f"?other a <{kind}>"
        first, then = (of_kind, tie) if rare else (tie, of_kind)
        pattern = f"{first} FILTER EXISTS {{ {then} }}" if kind else tie
        found = self._store.query(
            f"SELECT DISTINCT ?other WHERE {{ {pattern} }} LIMIT {most}")
        assert isinstance(found, Solutions)
        return sorted(row[0].value for row in found if isinstance(row[0], NamedNode))

    def rows(self, query: str) -> Iterator[tuple[str, ...]]:
        """Yield the solutions of ``query`` as strings."""
        return rows(self._store, query)

    def fetch_quotes(self, iris: Iterable[str]) -> None:
        """Fetch the passages of ``iris``, which are known."""
        passages = [passage for iri in iris for passage in self.all(iri, PROV.wasQuotedFrom)]
        self.fetch_through(passages, OA.hasSource)

    def quotes(self, iri: str) -> tuple[Quote, ...]:
        """Return where ``iri`` was read, in the order of the documents; fetch_quotes first."""
        found = {self.place(passage) for passage in self.all(iri, PROV.wasQuotedFrom)}
        return tuple(sorted(found, key=lambda quote: (
            quote.document, quote.sha256, quote.first, quote.last)))

    def is_a(self, iri: str, kind: str) -> bool:
        """Tell whether ``iri`` is of class ``kind``."""
        return any(value == kind for value, _ in self._said(iri, RDF.type))

    def place(self, passage: str) -> Quote:
        """Return the place that the passage ``passage`` is; fetch it through its document first."""
        source = self.one(passage, OA.hasSource)
        return Quote(self.one(source, SHISAKU.fileName), self.one(source, SHISAKU.sha256),
                     self.number(passage, SHISAKU.page), self.number(passage, SHISAKU.firstLine),
                     self.number(passage, SHISAKU.lastLine))

    def _said(self, iri: str, predicate: str) -> Sequence[tuple[str, str]]:
        return tuple(self._known.get(iri, {}).get(predicate, ()))


def _batches(iris: list[str]) -> Iterator[list[str]]:
    rest = iter(iris)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch
