"""What single lines look like where a document as a whole has no known form: so that who adds a
form sees which of its marks and headings are known already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from loaders.flat import flat
from loaders.minutes.conventions import conventions as minutes
from loaders.minutes.labels import LabelReader
from loaders.minutes.lines import plain
from loaders.progress.conventions import conventions as progress
from loaders.progress.labels import is_label
from loaders.progress.signs import sign_of
from loaders.project_list.columns import heading_names_field
from loaders.project_list.conventions import conventions as project_list
from loaders.source import Source
from ontology.errors import DocumentError

LONGEST = 200
"""Characters of a line that are looked at and shown."""


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line of a document (number and page as in its source), cut to LONGEST characters, and the
    conventions that it fits, named as in the conventions files: "progress.list_heading"."""

    number: int
    page: int | None
    text: str
    forms: tuple[str, ...]


class UnreadError(DocumentError):
    """A document was opened, and its form is not known or it holds nothing that can be read;
    ``seen`` are its lines that are not blank."""

    def __init__(self, *, ja: str, en: str, seen: tuple[SeenLine, ...]) -> None:
        super().__init__(ja=ja, en=en)
        self.seen = seen

    def __reduce__(self) -> tuple[Callable[[], UnreadError], tuple[Any, ...]]:
        """Let the error pass from one process to another with what was seen."""
        return partial(type(self), ja=self.ja, en=self.en, seen=self.seen), ()


def seen_lines(source: Source) -> tuple[SeenLine, ...]:
    """Return the lines of ``source`` that are not blank; DocumentError where an operator's own
    conventions are faulty."""
    speakers = LabelReader(minutes().speakers, "")
    return tuple(
        SeenLine(source.number(number), page, text[:LONGEST],
                 tuple(dict.fromkeys(_forms(text[:LONGEST], speakers))))
        for number, (text, page) in enumerate(
            zip(source.lines, source.pages, strict=True), start=1)
        if text.strip())


def _forms(text: str, speakers: LabelReader) -> Iterator[str]:
    """Yield the names of the conventions that a line fits; those of cells, for a row."""
    for cell in text.split("\t"):
        yield from _in_progress(flat(cell))
        squeezed = "".join(flat(cell).split())
        if heading_names_field(squeezed, project_list()):
            yield "project_list.columns"
    if any(label.strong for label in speakers.labels(plain(text.strip()))):
        yield "minutes.speakers"


def _in_progress(line: str) -> Iterator[str]:
    forms = progress()
    sign = sign_of(line, forms.signs)
    if sign is not None:
        yield f"progress.signs.{sign.kind}"
    if forms.year.search(line) and (forms.result.search(line) or forms.plan.search(line)):
        yield "progress.columns"
    for name, pattern in (("list_heading", forms.list_heading), ("list_item", forms.list_item)):
        if pattern.match(line):
            yield f"progress.strategy.{name}"
    if forms.cross_listing.search(line):
        yield "progress.strategy.cross_listing"
    if is_label(line, forms):
        yield "progress.departments"
