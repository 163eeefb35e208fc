"""What the fuzzers call: one target for each way into the readers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from tests.fuzz.pieces import MINUTES, PROGRESS, csv_from, damaged, text_from
from tests.fuzz.properties import attempted_or_refused, read_or_refused
from tests.shisaku.hostile_files import paragraph, pdf, word_document, workbook

Target = Callable[[bytes], object]


@cache
def _sound(target: str) -> bytes:
    made: dict[str, Callable[[], bytes]] = {
        "pdf": pdf, "xlsx": workbook,
        "docx": lambda: word_document("".join(map(paragraph, MINUTES))),
    }
    return made[target]()


def _damaged(target: str, data: bytes) -> object:
    read = attempted_or_refused if target == "pdf" else read_or_refused
    return read(f"a.{target}", damaged(_sound(target), data))


TARGETS: dict[str, Target] = {
    "progress": lambda data: read_or_refused("a.txt", text_from(data, PROGRESS)),
    "minutes": lambda data: read_or_refused("a.txt", text_from(data, MINUTES)),
    "csv": lambda data: read_or_refused("a.csv", csv_from(data)),
    "xlsx": partial(_damaged, "xlsx"),
    "docx": partial(_damaged, "docx"),
    "pdf": partial(_damaged, "pdf"),
    "bytes": lambda data: read_or_refused("a.txt", data),
}
