"""The main function of a worker: opens the dataset to read and answers one question at a time."""

from __future__ import annotations

import os
import socket
import time
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import QueryResultsFormat, RdfFormat

from graph.dataset import Dataset
from graph.part import part_for
from graph.place import Place, open_place
from graph.results import Boolean, Solutions, Triples
from graph.store import GraphStore
from ontology.errors import QueryError, QuerySyntaxError, ShisakuError
from ontology.terms import PREFIXES
from queries.guard import guard
from shisaku.web.formats import GRAPH_FORMATS, ROW_FORMATS
from shisaku.web.limits import Limits
from shisaku.web.workers import sandbox
from shisaku.web.workers.cut import AnswerTooLargeError, EnoughError, Output, RowOutput
from shisaku.web.workers.memory import store_of
from shisaku.web.workers.question import (
    DATA,
    END,
    FAULT,
    HEAD,
    QUESTION,
    READY,
    Question,
    frame,
    not_acceptable,
)

GRACE = 5.0
"""Seconds after the time limit in which the parent ends a worker; then the system does."""
_SPENT = 128 * 1024 * 1024
"""A worker that once held so much more than at its start is not asked again."""
_QUICK = 0.02
"""Seconds in which no query takes so much."""
_looked_at = lru_cache(maxsize=256)(guard)
"""The guard, which lets the same text through again without reading it."""
_NOTICE = {"ttl": "# cut after {} triples\n", "nt": "# cut after {} triples\n",
           "rdf": "<!-- cut after {} triples -->"}


def serve(pipe: socket.socket, path: Place, copies: Path, limits: Limits) -> None:
    """Answer what comes through ``pipe`` about the dataset at ``path`` until the pipe is closed;
    ``copies`` is as in ``memory``."""
    sandbox.be_quiet()
    if isinstance(path, Path):
        sandbox.forbid_network()
    try:
        dataset = open_place(path)
        store = store_of(dataset, copies, limits.in_memory)
    except ShisakuError as error:
        pipe.sendall(frame(FAULT, _fault(error)))
        return
    sandbox.limit_memory(limits.memory)
    _Answering(pipe, dataset, store, limits).run()


class _Answering:
    """One worker at work."""

    def __init__(self, pipe: socket.socket, dataset: Dataset, store: GraphStore,
                 limits: Limits) -> None:
        self._pipe = pipe
        self._store = store
        self._limits = limits
        self._dataset = dataset

    def run(self) -> None:
        report = self._dataset.report
        self._send(READY, {"snapshot": report.snapshot, "quads": report.quads})
        most = sandbox.peak_memory() + _SPENT
        with self._pipe.makefile("rb") as questions:
            while head := questions.read(HEAD.size):
                kind, length = HEAD.unpack(head)
                if kind != QUESTION:
                    raise ValueError(f"a frame of kind {kind!r} is no question")
                question = Question.from_json(questions.read(length))
                sandbox.end_within(self._limits.seconds + GRACE)
                self._answer(question, most)
                sandbox.end_within(0)

    def _answer(self, question: Question, most: int) -> None:
        started = time.perf_counter()
        try:
            rest, told = self._written(question)
        except QueryError as error:
            self._send(FAULT, _fault(error))
            return
        except MemoryError:
            os.abort()  # as the engine does where it gets no memory
        # Asking the system before the answer is out may cost the answer its turn.
        was_quick = time.perf_counter() - started < _QUICK
        told["spent"] = not was_quick and sandbox.peak_memory() > most
        self._pipe.sendall((frame(DATA, rest) if rest else b"") + frame(END, told))

    def _written(self, question: Question) -> tuple[bytes, dict[str, Any]]:
        """Send the answer but for its end; return that, and what is to be told of the answer."""
        _looked_at(question.text)
        found = self._found(question)
        graph = isinstance(found, Triples)
        name = question.graph if graph else question.rows
        if name is None:
            raise not_acceptable(GRAPH_FORMATS if graph else ROW_FORMATS)
        told = {"format": name, "graph": graph}
        try:
            if isinstance(found, Solutions):
                return self._rows(found, name, told)
            if isinstance(found, Triples):
                return self._triples(found, name, told)
        except AnswerTooLargeError as error:
            raise _too_large(self._limits.answer) from error
        engine = ROW_FORMATS[name].engine
        return found.serialize(cast(QueryResultsFormat, engine)), told | {"cut": False}

    def _found(self, question: Question) -> Solutions | Boolean | Triples:
        bound = question.terms
        store = part_for(self._dataset.store, bound.values()) if question.within else self._store
        return store.query(question.text, bound, base=question.base,
                           default_graphs=question.default_graphs,
                           named_graphs=question.named_graphs)

    def _rows(self, found: Solutions, name: str,
              told: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
        output = RowOutput(self._data, self._limits.answer, name, self._limits.rows)
        engine = cast(QueryResultsFormat, ROW_FORMATS[name].engine)
        try:
            found.write(cast(IO[bytes], output), engine)
        except EnoughError:
            return output.rest, told | {"cut": True}
        return output.rest, told | {"cut": False}

    def _triples(self, found: Triples, name: str,
                 told: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
        output = Output(self._data, self._limits.answer)
        engine = cast(RdfFormat, GRAPH_FORMATS[name].engine)
        cut = found.write(cast(IO[bytes], output), engine, PREFIXES, self._limits.rows)
        notice = _NOTICE.get(name, "").format(self._limits.rows) if cut else ""
        return output.rest + notice.encode(), told | {"cut": cut}

    def _data(self, chunk: bytes) -> None:
        self._pipe.sendall(frame(DATA, chunk))

    def _send(self, kind: bytes, content: dict[str, Any]) -> None:
        self._pipe.sendall(frame(kind, content))


def _too_large(most: int) -> QueryError:
    mib = most // (1024 * 1024)
    return QueryError(
        ja=f"答えが {mib} MiB を超えます。LIMIT などで絞ってください。",
        en=f"The answer has more than {mib} MiB; narrow it, for example with LIMIT.")


def _fault(error: ShisakuError) -> dict[str, Any]:
    """Return an error as the parent reads it."""
    told: dict[str, Any] = {"kind": type(error).__name__, "ja": error.ja, "en": error.en}
    if isinstance(error, QuerySyntaxError):
        told |= {"line": error.line, "column": error.column}
    return told
