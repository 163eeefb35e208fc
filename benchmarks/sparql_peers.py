"""What the endpoint is measured beside: a bare application over pyoxigraph, and rdflib-endpoint.

Run: ``python benchmarks/sparql_peers.py bare|rdflib DATASET PORT``.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import rdflib
import uvicorn
from fastapi import FastAPI, Response
from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store
from rdflib_endpoint import SparqlEndpoint


def bare(dataset: Path) -> FastAPI:
    """The least that answers a query over HTTP: no limits, no guard, one way to ask."""
    store = Store.read_only(str(dataset / "store"))
    app = FastAPI()

    @app.get("/sparql")
    def sparql(query: str) -> Response:
        found = store.query(query, use_default_graph_as_union=True)
        if isinstance(found, QueryTriples):
            return Response(found.serialize(format=RdfFormat.TURTLE), media_type="text/turtle")
        return Response(found.serialize(format=QueryResultsFormat.JSON),
                        media_type="application/sparql-results+json")

    return app


def over_rdflib(dataset: Path) -> FastAPI:
    """rdflib-endpoint over the same quads in rdflib's memory, their union as the default graph."""
    graph = rdflib.Dataset(default_union=True)
    quads = Store.read_only(str(dataset / "store")).dump(format=RdfFormat.N_QUADS)
    graph.parse(data=quads, format="nquads")
    app: FastAPI = SparqlEndpoint(graph=graph, path="/sparql", cors_enabled=True)
    return app


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    peer, folder, port = sys.argv[1:]
    made = bare(Path(folder)) if peer == "bare" else over_rdflib(Path(folder))
    uvicorn.run(made, port=int(port), log_level="critical")
