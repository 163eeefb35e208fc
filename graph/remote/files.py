"""Files of a dataset as graphs at an endpoint: compressed, in pieces that every engine takes.

A file's graph is named by what the file holds: the same file is never sent twice, and no reader
meets one that is just being changed.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from graph.canonical import canonical_ntriples
from graph.named_graph import named
from graph.remote.manifest import FILES
from ontology.errors import DatasetError
from ontology.terms import RDF, XSD

LARGEST = 256 * 1024 * 1024
"""A file of more bytes is refused."""
_PIECE = 24 * 1024
"""Bytes of a piece: Virtuoso reads no literal of 64 KiB (docs/remote-engines.md)."""
_VALUE = f"{RDF.BASE}value"
_BINARY = f"{XSD.BASE}base64Binary"


def file_graph(data: bytes) -> str:
    """Return the IRI of the graph that holds a file of these bytes."""
    return FILES + hashlib.sha256(data).hexdigest()


def file_triples(data: bytes) -> bytes:
    """Return the graph of a file as canonical N-Triples."""
    graph, packed = file_graph(data), zlib.compress(data)
    return canonical_ntriples(
        Quad(named(f"{graph}#{start // _PIECE:06}"), named(_VALUE),
             Literal(base64.b64encode(packed[start:start + _PIECE]).decode(),
                     datatype=named(_BINARY)))
        for start in range(0, len(packed), _PIECE))


def file_of(graph: str, quads: Iterable[Quad], shown: str) -> bytes:
    """Return the file that ``quads``, those of ``graph``, hold; DatasetError where it is not
    whole."""
    pieces = {quad.subject.value: quad.object.value for quad in quads
              if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)}
    unpacking = zlib.decompressobj()
    try:
        packed = b"".join(base64.b64decode(pieces[name], validate=True) for name in sorted(pieces))
        data = unpacking.decompress(packed, LARGEST)
    except (ValueError, zlib.error):
        data = b""
    if file_graph(data) != graph:
        raise DatasetError(
            ja=f"{shown}: ファイルが欠けています。shisaku push をもう一度実行してください。",
            en=f"{shown}: a file there is not whole; run shisaku push again.")
    return data
