"""The store behind one small interface, and its embedded form over Oxigraph.

The default graph of a query is the union of all graphs, as the model says, unless the query or
the caller names the graphs to look in. Values are bound as terms by the engine; a variable that
is bound must stand in the SELECT of the query (the engine refuses it otherwise), and a subselect
that does not project it does not see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol, Self

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, Store, Variable

from graph.results import Boolean, Result, Solutions, Term, Triples, reported
from graph.tokens import tokens
from ontology.errors import DatasetError


class GraphStore(Protocol):
    """What the other rooms need of a store, embedded or remote."""

    def query(
        self,
        text: str,
        substitutions: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base: str | None = None,
    ) -> Result:
        """Answer the SPARQL query ``text``.

        ``substitutions`` binds variables (without "?") to terms. ``default_graphs`` and
        ``named_graphs`` are the dataset of the SPARQL protocol: where either is given, the query
        sees those graphs alone. Relative IRIs are resolved against ``base``. QueryError where the
        query is wrong or cannot be answered.
        """

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads of ``graph``, or of all graphs."""

    def graphs(self) -> list[str]:
        """Return the IRIs of all graphs, in order."""


class EmbeddedStore:
    """An Oxigraph database in this process, opened to read."""

    def __init__(self, store: Store, keeps: object = None) -> None:
        """``keeps`` lives as long as the store: the hold on the folder it reads from."""
        self._store = store
        self._keeps = keeps

    @classmethod
    def open(cls, path: Path, *, shown: Path, keeps: object) -> Self:
        """Open the database in the folder ``path``, which messages call ``shown``; DatasetError
        where it cannot be read."""
        try:
            return cls(Store.read_only(str(path)), keeps)
        except (OSError, RuntimeError) as error:
            raise DatasetError(
                ja=f"{shown}: データベースを開けません。shisaku build で作り直してください。",
                en=f"{shown}: the store cannot be opened; make it again with shisaku build.",
            ) from error

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> EmbeddedStore:
        """Return a store in memory that holds ``quads``."""
        store = Store()
        store.extend(quads)
        return cls(store)

    def query(
        self,
        text: str,
        substitutions: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base: str | None = None,
    ) -> Result:
        """See GraphStore; the query is read only (an update does not parse)."""
        with reported():
            bound = {Variable(name): term for name, term in (substitutions or {}).items()}
            if default_graphs or named_graphs:
                found = self._store.query(
                    text, base_iri=base, substitutions=bound,
                    default_graph=[NamedNode(iri) for iri in default_graphs],
                    named_graphs=[NamedNode(iri) for iri in named_graphs])
            else:
                found = self._store.query(
                    text, base_iri=base, substitutions=bound,
                    use_default_graph_as_union=not names_its_graphs(text))
        match found:
            case QuerySolutions():
                return Solutions.of(found)
            case QueryBoolean():
                return Boolean(found)
            case _:
                return Triples(found)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads of ``graph``, or of all graphs."""
        name = None if graph is None else NamedNode(graph)
        yield from self._store.quads_for_pattern(None, None, None, name)

    def graphs(self) -> list[str]:
        """Return the IRIs of all graphs, in order."""
        return sorted(name.value for name in self._store.named_graphs()
                      if isinstance(name, NamedNode))



@lru_cache(maxsize=256)
def names_its_graphs(text: str) -> bool:
    """Tell whether the query ``text`` has a dataset clause (FROM): the engine would pass over it
    where the union is asked for."""
    return any(token.word.upper() == "FROM" for token in tokens(text))
