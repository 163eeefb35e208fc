"""What engines do otherwise than the SPARQL 1.1 recommendations say or leave open, as data.

Where an engine answers queries, takes updates and keeps graphs; how it is asked for the union of
all graphs; what must be mended in its answers. docs/remote-engines.md names the source of each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one engine is spoken to.

    ``server`` is how its Server header begins. ``places`` are three forms of one address: what
    the query address ends in, and what stands there for updates and for the Graph Store Protocol;
    ``guarded`` are those for who has a user and password. ``union`` are the parameters that make
    the default graph the union of all. ``row_limit`` counts the rows of an answer after which it
    may have been cut without a word. ``atomic``: one update request is seen as a whole, as its
    makers say or as was measured.
    ``digest``: passwords are given by digest. ``mends``: answers are mended (answers.mended).
    ``moves``: the engine knows MOVE and DROP. ``pragma`` stands before every query.
    """

    name: str
    server: str = ""
    places: tuple[tuple[str, str, str], ...] = ()
    guarded: tuple[tuple[str, str, str], ...] = ()
    union: tuple[tuple[str, str], ...] = ()
    row_limit: int | None = None
    atomic: bool = True
    digest: bool = False
    mends: bool = False
    moves: bool = True
    pragma: str = ""

    def addresses(self, url: str, guarded: bool) -> tuple[str, str]:
        """Return where updates go and where graphs are kept, for the query address ``url``; for
        both that address itself where nothing else is known."""
        for end, update, graphs in (self.guarded if guarded else ()) or self.places:
            found = re.fullmatch(f"(.*?){end}/?", url)
            if found:
                return found[1] + update, found[1] + graphs
        return url, url


GENERIC = Dialect("generic", atomic=False, places=(("/query", "/update", "/data"),))
VIRTUOSO = Dialect(
    "virtuoso", "Virtuoso", row_limit=10_000, atomic=False, digest=True, mends=True,
    pragma='DEFINE sql:select-option "order" ',
    places=(("/sparql-auth", "/sparql-auth", "/sparql-graph-crud-auth"),
            ("/sparql", "/sparql", "/sparql-graph-crud")),
    guarded=(("/sparql(?:-auth)?", "/sparql-auth", "/sparql-graph-crud-auth"),))
OXIGRAPH = Dialect(
    "oxigraph", "Oxigraph", places=(("/query", "/update", "/store"),),
    union=(("union-default-graph", "true"),))
FUSEKI = Dialect(
    "fuseki", "Apache Jena Fuseki", places=(("/(?:query|sparql)", "/update", "/data"),
                                           ("", "/update", "/data")),
    union=(("default-graph-uri", "urn:x-arq:UnionGraph"),))
GRAPHDB = Dialect(
    "graphdb", "GraphDB", atomic=False, places=(("", "/statements", "/rdf-graphs/service"),))
NEPTUNE = Dialect(
    "neptune", places=(("/sparql", "/sparql", "/sparql/gsp/"),))
STARDOG = Dialect(
    "stardog", atomic=False, places=(("/query", "/update", ""),),
    union=(("default-graph-uri", "tag:stardog:api:context:all"),))
QLEVER = Dialect("qlever", moves=False, atomic=False)

DIALECTS: Mapping[str, Dialect] = {
    each.name: each for each in (
        GENERIC, VIRTUOSO, OXIGRAPH, FUSEKI, GRAPHDB, NEPTUNE, STARDOG, QLEVER)}


def dialect_of(server: str) -> Dialect:
    """Return the dialect of the engine whose Server header is ``server``."""
    return next((each for each in DIALECTS.values()
                 if each.server and server.startswith(each.server)), GENERIC)
