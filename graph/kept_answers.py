"""What a portion answers to questions, kept beside it: ``portions/{code}.answers``.

A question about all municipalities is answered by putting these together, instead of working it
out anew for a whole country. A file is a line of JSON, which tells where in the rest of the file
each question's rows stand and how many they are, and the rows, packed. What rows are chosen and
put in order by stands apart from them and unpacked, so that few of them need to be read.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.portion_files import answers_path
from ontology.errors import DatasetError

_QUICK = 1
_APART = "\0"


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One portion's rows to one question.

    ``digest`` is that of the question's text. ``rows`` are the objects of SPARQL 1.1 JSON results,
    a row each, without what the question was told. ``told`` has values of each row by the name of
    what they are good for.
    """

    digest: str
    columns: tuple[str, ...]
    rows: Sequence[str]
    told: Mapping[str, Sequence[str]]


def write_answers(folder: Path, code: str, answers: Mapping[str, KeptAnswer]) -> None:
    """Write what the portion ``code`` in a dataset's ``folder`` answers, by name of question."""
    pieces: list[bytes] = []

    def put(piece: bytes) -> tuple[int, int]:
        place = sum(map(len, pieces)), len(piece)
        pieces.append(piece)
        return place

    head = {
        name: {
            "digest": answer.digest, "columns": answer.columns, "count": len(answer.rows),
            "rows": put(zlib.compress("\n".join(answer.rows).encode(), _QUICK)),
            "told": {kind: put(_joined(values)) for kind, values in answer.told.items()},
        } for name, answer in answers.items()}
    line = json.dumps(head).encode() + b"\n"
    answers_path(folder, code).write_bytes(line + b"".join(pieces))


def _joined(values: Sequence[str]) -> bytes:
    return _APART.join(value.replace(_APART, "\N{REPLACEMENT CHARACTER}")
                       for value in values).encode()


class AnswersOf:
    """What one portion answers to one question, read as far as it is asked for."""

    def __init__(self, path: Path, start: int, head: Mapping[str, Any]) -> None:
        self._path = path
        self._start = start
        self._head = head
        self.digest: str = head["digest"]
        self.columns: tuple[str, ...] = tuple(head["columns"])
        self.count: int = head["count"]

    @classmethod
    def find(cls, folder: Path, code: str, name: str) -> AnswersOf | None:
        """Return what the portion ``code`` in a dataset's ``folder`` answers to the question
        ``name``; None where that is not kept. DatasetError where it cannot be read."""
        path = answers_path(folder, code)
        try:
            with path.open("rb") as file:
                line = file.readline()
            head = json.loads(line).get(name)
            return None if head is None else cls(path, len(line), head)
        except FileNotFoundError:
            return None
        except (OSError, KeyError, ValueError) as error:
            raise DatasetError(
                ja=f"{path.name}: 読めません。shisaku build --fresh で作り直してください。",
                en=f"{path.name}: cannot be read; make the dataset again with "
                   "shisaku build --fresh.") from error

    def rows(self) -> Sequence[str]:
        """Return all rows, as ``KeptAnswer`` has them."""
        return zlib.decompress(self._piece(self._head["rows"])).decode().split("\n") \
            if self.count else ()

    def told(self, kind: str) -> Sequence[str]:
        """Return the values of one kind, one for each row."""
        return self._piece(self._head["told"][kind]).decode().split(_APART) if self.count else ()

    def _piece(self, place: tuple[int, int]) -> bytes:
        at, size = place
        with self._path.open("rb") as file:
            file.seek(self._start + at)
            return file.read(size)
