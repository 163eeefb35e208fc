"""All quads of a dataset as canonical N-Quads or N-Triples, portion by portion: the same bytes as
of everything at once, and no more than one portion in memory.

Lines are sorted by their bytes, and those of a municipality all start with its own IRI: so they
follow each other by code, and only what is of no municipality stands between them.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping

from pyoxigraph import RdfFormat, parse

from graph.canonical import canonical_nquads, canonical_ntriples
from graph.part import Parts
from graph.portion import COMMON, by_code, common_nquads
from graph.portion_files import own_nquads, read_portions

Written = Callable[[bytes], bytes]
"""What is made of canonical N-Quads: the same, or something that keeps the order of subjects."""


def _as_ntriples(nquads: bytes) -> bytes:
    return canonical_ntriples(parse(nquads, RdfFormat.N_QUADS))


FORMS: Mapping[str, Written] = {"nq": bytes, "nt": _as_ntriples}


def portions_written(parts: Parts, form: str) -> Iterator[bytes]:
    """Yield the lines of all that the dataset of ``parts`` says in ``form``, one of FORMS."""
    write = FORMS[form]
    portions = read_portions(parts.folder, shown=parts.shown)
    lines = {*common_nquads(portions.values()).splitlines(keepends=True),
             *own_nquads(parts.folder, COMMON).splitlines(keepends=True)}
    judged = {code: by_code(canonical_nquads(parts.of_code(code).quads()), parts.base)
              for code in sorted(parts.judged & portions.keys())}
    common = write(b"".join(sorted(lines))).splitlines(keepends=True)

    def own() -> Iterator[bytes]:
        for code in portions:
            if code != COMMON:
                nquads = judged[code][code] if code in judged else own_nquads(parts.folder, code)
                yield from write(nquads).splitlines(keepends=True)

    yield from heapq.merge(own(), common)
