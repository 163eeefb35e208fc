"""A dataset against the shapes: of several municipalities one after the other, as each was checked
when it was built, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from graph.part import Parts, parts_of
from graph.store import GraphStore
from graph.validation import ValidationReport, validate, validate_parts
from shisaku.language import say
from shisaku.progress import Step


def checked(store: GraphStore, step: Step) -> ValidationReport:
    """Check all that ``store`` says against the shapes."""
    parts = parts_of(store)
    return validate(store.quads()) if parts is None else validate_parts(_each(parts, step))


def _each(parts: Parts, step: Step) -> Iterator[tuple[str, Iterator[Quad]]]:
    """Yield the start of each municipality's own IRIs, and what is said of it."""
    for number, code in enumerate(parts.codes, start=1):
        yield f"{parts.base}{code}", parts.of_code(code).quads()
        step(say(ja="検証しています", en="validating"), number, len(parts.codes))
