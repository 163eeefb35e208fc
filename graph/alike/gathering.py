"""A store → the listed projects of all its municipalities, with where their lists can be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from graph.editions.inventory import Quote
from graph.results import Solutions
from graph.store import GraphStore


@dataclass(frozen=True, slots=True, order=True)
class Municipality:
    """A municipality as people call it; ``code`` is "" where the graph does not tell it."""

    code: str
    name: str
    iri: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project that some list of ``municipality`` has."""

    iri: str
    name: str
    municipality: Municipality
    quotes: tuple[Quote, ...]


def listed_projects(store: GraphStore) -> list[Project]:
    """Return every listed project that has a name, by municipality and name; QueryError where the
    store cannot answer."""
    towns = {row["municipality"]: Municipality(row.get("code", ""),
                                               row.get("label", row["municipality"]),
                                               row["municipality"])
             for row in _ask(store, "municipalities")}
    quotes: defaultdict[tuple[str, str], set[Quote]] = defaultdict(set)
    for row in _ask(store, "listed"):
        quotes[row["project"], row["municipality"]].add(
            Quote(row["file"], row["sha256"], int(row.get("page", 0)), int(row["first"]),
                  int(row["last"])))
    names: dict[str, str] = {}
    for row in _ask(store, "names"):
        names[row["project"]] = min(row["name"], names.get(row["project"], row["name"]))
    found = [Project(project, names[project], towns[town], tuple(sorted(places)))
             for (project, town), places in quotes.items() if project in names and town in towns]
    return sorted(found, key=lambda each: (each.municipality, each.name, each.iri))


def _ask(store: GraphStore, name: str) -> Iterator[Mapping[str, str]]:
    """Yield the rows of the question ``name``, unbound variables left out."""
    text = files("graph.alike").joinpath(f"{name}.rq").read_text(encoding="utf-8")
    found = store.query(text)
    if not isinstance(found, Solutions):
        raise TypeError(f"{name}.rq is not a SELECT")
    for row in found:
        yield {variable: term.value for variable, term in zip(found.variables, row, strict=True)
               if isinstance(term, NamedNode | Literal)}
