"""How long the catalogue's questions take on a dataset, by our own way in and by others'.

Every question that asks of something is asked of one thing of the first municipality, narrowed to
that municipality where it can be; every question that may be is asked of the whole dataset as
well; one whose thing the municipality does not have is left out. Beside ours: the engine asked
directly over the same store, and with ``--peers`` rdflib's interface over it (oxrdflib) and rdflib
with all in memory ("!" where a peer finds another number of rows). Milliseconds, the median of
warm rounds; ``slow`` marks what takes more than a second.

Run: ``python benchmarks/catalogue_scale.py [DATASET] [--peers] [--narrowed]`` (without a dataset:
three synthetic cities). rdflib takes minutes for some questions of a single city.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).parents[1]))

import rdflib
from oxrdflib import OxigraphStore
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, Variable

from benchmarks.synthetic_dataset import make
from graph.dataset import Dataset, open_dataset
from graph.results import Solutions, Term
from graph.store import GraphStore
from queries.answer import Rows
from queries.catalogue import catalogue
from queries.lookup import CLASSES
from queries.parameters import bound_terms
from queries.question import Question
from queries.runner import run

CITIES, ROUNDS = 3, 3
_PATIENCE = 2.0
"""A question that takes longer is asked once."""
_WORDS = {"words": "子育て"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it is asked of; ``whole`` where nothing narrows it."""

    question: Question
    given: dict[str, str]

    @property
    def name(self) -> str:
        """The question's name, and whether it is asked of the whole dataset."""
        return self.question.name + ("" if self.given else " (all)")


def asked(store: GraphStore) -> Iterator[Asked]:
    """Yield what is asked of ``store``."""
    town, things = _things(store)
    for question in catalogue():
        names = {parameter.name: parameter for parameter in question.parameters}
        needed = {name: _WORDS.get(name) or things[parameter.type]
                  for name, parameter in names.items() if parameter.required
                  if name in _WORDS or parameter.type in things}
        if any(each.required and name not in needed for name, each in names.items()):
            continue
        narrowed = needed | ({"municipality": town} if "municipality" in names else {})
        yield Asked(question, narrowed)
        if not needed and narrowed:
            yield Asked(question, {})


def _things(store: GraphStore) -> tuple[str, dict[str, str]]:
    """Return the first municipality, and one thing of it for each type of parameter."""
    town = _first(store, f"SELECT ?t {{ ?t a <{CLASSES['municipality']}> }} ORDER BY ?t LIMIT 1")
    found = {"iri": town, "municipality": town}
    for kind, its_class in CLASSES.items():
        own = f"FILTER (STRSTARTS(STR(?t), '{town[1:-1]}/'))"
        thing = _first(store, f"SELECT ?t {{ ?t a <{its_class}> {own} }} ORDER BY ?t LIMIT 1")
        if thing:
            found[kind] = thing
    return town, found


def _first(store: GraphStore, query: str) -> str:
    """Return the IRI that a query finds first, "" where it finds none."""
    for row in cast(Solutions, store.query(query)):
        return f"<{cast(NamedNode, row[0]).value}>"
    return ""


def timed(act: Callable[..., int], *arguments: object) -> tuple[float, int]:
    """Return the median milliseconds and what ``act`` returns."""
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        rows = act(*arguments)
        took.append(time.perf_counter() - start)
        if took[0] > _PATIENCE:
            break
    return statistics.median(took[1:] or took) * 1000, rows


def ours(dataset: Dataset, one: Asked) -> int:
    """Ask as the program does; return how many rows there are."""
    answer = run(dataset.store, one.question, one.given)
    return len(answer.rows) if isinstance(answer, Rows) else 1


def directly(store: Store, one: Asked, terms: dict[str, Term]) -> int:
    """Ask the engine, values bound."""
    found = store.query(one.question.text, use_default_graph_as_union=True,
                        substitutions={Variable(name): term for name, term in terms.items()})
    return sum(1 for _ in cast(QuerySolutions, found))


def over_rdflib(graph: rdflib.Dataset, one: Asked, terms: dict[str, Term]) -> int:
    """Ask rdflib, values bound."""
    bound: dict[str, rdflib.term.Identifier] = {}
    for name, term in terms.items():
        if isinstance(term, NamedNode):
            bound[name] = rdflib.URIRef(term.value)
        elif isinstance(term, Literal):
            bound[name] = rdflib.Literal(term.value, datatype=term.datatype.value)
    return sum(1 for _ in graph.query(one.question.text, initBindings=bound))


def main() -> None:
    """Measure and print."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dataset", type=Path, nargs="?")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--narrowed", action="store_true", help="ask nothing of all")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.dataset or Path(folder) / "data"
        if given.dataset is None:
            make(CITIES, path)
        compare(path, with_peers=given.peers, narrowed=given.narrowed)


def compare(path: Path, *, with_peers: bool, narrowed: bool) -> None:
    """Print a line for each question."""
    dataset = open_dataset(path)
    store = Store.read_only(str(path / "store"))
    peers: dict[str, rdflib.Dataset] = {}
    if with_peers:
        peers["oxrdflib"] = rdflib.Dataset(store=OxigraphStore(store=store), default_union=True)
        peers["rdflib"] = rdflib.Dataset(default_union=True)
        peers["rdflib"].parse(data=store.dump(format=RdfFormat.N_QUADS), format="nquads")
    print(f"{dataset.report.quads} quads")
    for one in asked(dataset.store):
        if narrowed and not one.given:
            continue
        terms = bound_terms(dataset.store, one.question, one.given)
        took, rows = timed(ours, dataset, one)
        bare, _ = timed(directly, store, one, terms)
        line = (f"{one.name:45} {rows:8} rows  {took:9.1f} ms  "
                f"engine {bare:9.1f} ms ({bare / took:.2f})")
        for name, graph in peers.items():
            slow, count = timed(over_rdflib, graph, one, terms)
            line += f"  {name} {slow:9.1f} ms ({slow / took:.1f}{'' if count == rows else ' !'})"
        print(line + ("  slow" if took > 1000 else ""), flush=True)


if __name__ == "__main__":
    main()
