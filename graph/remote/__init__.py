"""A SPARQL 1.1 endpoint as a store: the same questions, asked over HTTP.

One file for each concept: ``endpoint`` (address and settings), ``dialects`` (what engines do
otherwise), ``transport`` (one request, its time limit and repetitions), ``answers``, ``binding``,
``pages``, ``manifest`` (what a push has put there), ``store``, ``push`` and ``folder`` (the
dataset behind an endpoint, to be read like one on the disk).
"""

from graph.remote.endpoint import Endpoint, endpoint_set, is_endpoint
from graph.remote.store import RemoteStore

__all__ = ["Endpoint", "RemoteStore", "endpoint_set", "is_endpoint"]
