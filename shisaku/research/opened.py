"""What ``shisaku.open`` gives: a dataset folder or an endpoint, and the few things to ask of it."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from graph.dataset import open_dataset
from graph.findings.table import FindingRow
from graph.remote import RemoteStore, endpoint_set, is_endpoint
from graph.store import GraphStore
from ontology.errors import QueryError
from queries.catalogue import Question, catalogue_with, question
from queries.runner import run
from shisaku.drawing import store_map_html
from shisaku.exports.networks import network_graph
from shisaku.findings import STATUSES, chosen_rows
from shisaku.language import chosen, speaking
from shisaku.research.picture import Picture
from shisaku.research.table import Table

if TYPE_CHECKING:
    import networkx as nx

FINDING_COLUMNS = ("kind", "status", "score", "label", "involved", "source", "reviewer", "reason",
                   "id", "iri")
_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Opened:
    """A dataset to ask. ``snapshot`` is the id of its state, "" for an endpoint; ``known`` are the
    questions that have a name."""

    place: str
    store: GraphStore
    snapshot: str
    known: tuple[Question, ...]
    language: str

    @classmethod
    def at(cls, place: str | Path, queries: str | Path | None, language: str | None) -> Opened:
        """See ``shisaku.open``."""
        known = catalogue_with(Path(queries) if queries is not None else None)
        spoken = language or chosen()
        if spoken not in ("ja", "en"):
            raise QueryError(ja=f"表示言語「{spoken}」はありません。ja か en です。",
                             en=f'There is no language "{spoken}"; choose ja or en.')
        if is_endpoint(str(place)):
            return cls(str(place), RemoteStore(endpoint_set(str(place))), "", known, spoken)
        dataset = open_dataset(Path(place))
        return cls(str(place), dataset.store, dataset.report.snapshot, known, spoken)

    def questions(self) -> Table:
        """Return what may be asked by name: for whom, the question, and its parameters."""
        return Table(("name", "user", "question", "parameters"), tuple(
            (each.name, each.user, each.question(self.language), ", ".join(
                part.name if part.required else f"[{part.name}]" for part in each.parameters))
            for each in self.known))

    def query(self, asked: str, **parameters: object) -> Table:
        """Answer ``asked``: the name of a question (``questions()`` lists them), or SPARQL.

        ``parameters`` are names, numbers or IRIs, as ``--param`` takes them. QueryError where
        the question or a parameter is wrong.
        """
        given = {name: str(value) for name, value in parameters.items()}
        with self._speaking():
            wanted = asked if _is_sparql(asked) else question(asked, self.known)
            return Table.of(run(self.store, wanted, given), self.language)

    def findings(self, *kinds: str, status: str | Collection[str] = ()) -> Table:
        """Return the findings of ``kinds`` and ``status`` (all unless given), the columns being
        FINDING_COLUMNS; each is a candidate until a person has judged it. QueryError for a kind
        or status that there is not."""
        wanted = [status] if isinstance(status, str) else status
        statuses = [each.lower() for each in wanted]
        if unknown := [each for each in statuses if each not in STATUSES]:
            raise QueryError(
                ja=f"状態「{unknown[0]}」はありません。使えるもの: {', '.join(STATUSES)}",
                en=f'There is no status "{unknown[0]}". Choose of: {", ".join(STATUSES)}')
        with self._speaking():
            rows = chosen_rows(self.store, kinds, statuses)
        return Table(FINDING_COLUMNS, tuple(self._finding(row) for row in rows))

    def network(self, kind: str = "departments",
                municipality: str | None = None) -> nx.Graph[str]:
        """Return a network by IRI: "departments" (undirected), "projects" or "cross-listings"
        (directed), of all municipalities or of the one named. QueryError for another kind or an
        unknown municipality."""
        with self._speaking():
            return network_graph(self.store, kind, municipality)

    def map(self, kind: str, **parameters: str) -> Picture:
        """Draw a map (``shisaku map --list`` tells the kinds); QueryError for a wrong kind or
        parameter."""
        with self._speaking():
            return Picture(kind, store_map_html(self.store, kind, parameters, self.language,
                                                self.snapshot))

    def __repr__(self) -> str:
        return f"shisaku.open({self.place!r})"

    def _finding(self, row: FindingRow) -> tuple[str | Decimal | None, ...]:
        source = dict.fromkeys(f"{each.document}:{each.first}" + (
            f"-{each.last}" if each.last != each.first else "") for each in row.passages)
        return (row.kind, row.status, row.score,
                row.label_ja if self.language == "ja" else row.label_en,
                _BETWEEN.join(row.involved), _BETWEEN.join(source), row.reviewer or None,
                row.reason or None, row.id, row.iri)

    def _speaking(self) -> AbstractContextManager[None]:
        return speaking(self.language)


def _is_sparql(asked: str) -> bool:
    """Tell a query from the name of a question: it has a pattern, or at least two words."""
    return "{" in asked or len(asked.split()) > 1
