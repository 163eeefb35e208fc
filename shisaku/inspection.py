"""What was recognised in a document, line by line: the way to see why a form is not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from loaders.recognised import SeenLine, UnreadError
from loaders.records import Municipality, Reading
from ontology.errors import UnknownMunicipalityError
from shisaku.given import Given
from shisaku.language import say
from shisaku.reading import read_all

_NOBODY = Municipality("000000", "?")
"""Whose a document is shown to be that does not tell it: its form can be seen all the same."""


def inspection(given: Given) -> Iterator[str]:
    """Yield the form, the counts of uses, and each line with what it became, as lines of text.

    Of a document in no known form each line is told with the conventions that it fits; UnreadError
    follows. DocumentError where the document cannot be opened.
    """
    try:
        reading = _read(given)
    except UnreadError as error:
        yield from map(_seen, error.seen)
        raise
    counts = Counter(entry.use for entry in reading.ledger)
    yield f"{given.name}: {reading.form}  {_owner(reading)}\n"
    yield "  ".join(f"{use} {number}" for use, number in counts.most_common()) + "\n"
    yield from (f"{warning}\n" for warning in reading.warnings)
    yield "\n"
    printed = reading.source.file_lines
    for entry in reading.ledger:
        if entry.detail != "blank":
            text = printed[entry.number - 1].strip()
            yield _line(entry.page, entry.number, f"{entry.use:<15} {entry.detail}", text)


def _read(given: Given) -> Reading:
    try:
        (reading,) = read_all([given])
    except UnknownMunicipalityError:
        (reading,) = read_all([given.of_municipality(_NOBODY)])
    return reading


def _owner(reading: Reading) -> str:
    owner = reading.municipality
    if owner.code == _NOBODY.code:
        return say(ja="どの市区町村の資料か分かりません（build では --municipality が必要です）",
                   en="it does not tell whose it is (build needs --municipality)")
    return f"{owner.name} ({owner.code})"


def _seen(line: SeenLine) -> str:
    return _line(line.page, line.number, f"{' '.join(line.forms) or '-':<15}", line.text.strip())


def _line(page: int | None, number: int, what: str, text: str) -> str:
    place = say(ja=f"{page}頁 ", en=f"p.{page} ") if page else ""
    return f"{place}{number:>5}  {what}  | {text}\n"
