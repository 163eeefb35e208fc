"""Which passages of a report hold given words: a finding opens the lines, not the whole cell."""

from __future__ import annotations

from collections.abc import Collection

from graph.findings.facts import Facts
from graph.findings.grounds import Report
from ontology.names import normalised_name
from ontology.terms import OA


def holding(facts: Facts, report: Report, keys: Collection[str]) -> tuple[str, ...]:
    """Return the passages of ``report`` that hold one of ``keys`` (normalised sentences); all of
    them where none does."""
    quoted = {passage: normalised_name(facts.value(passage, OA.exact) or "")
              for passage in report.passages}
    found = tuple(passage for passage, words in quoted.items()
                  if any(key in words for key in keys))
    return found or report.passages
