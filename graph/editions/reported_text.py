"""What reports say of each project: the lines from its name to the name of the next one.

A department reports on several projects in one text, and next year's report is laid out the same
way; compared as wholes, any two projects of a department would look alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from loaders.records import Kind, Reading, Report
from ontology.names import mend_characters, normalised_name

_FIGURES = re.compile(r"[\d,.]+")


Named = Mapping[int, Mapping[str, str]]
"""By line the projects (normalised) named there, with the words that name them."""


def texts_on_projects(readings: Iterable[Reading]) -> Mapping[str, str]:
    """Return by project (normalised name) what all reports say of it, names and figures left out:
    a name is compared as a name, and figures change every year."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for reading in readings:
        named = _named(reading)
        for report in reading.reports:
            for project, words in _said(report, named.get(report.key, {})):
                found[project].append(words)
    return {project: "\n".join(words) for project, words in found.items()}


def _named(reading: Reading) -> Mapping[str, Named]:
    """Return by report which projects it names in which line."""
    found: defaultdict[str, defaultdict[int, dict[str, str]]] = defaultdict(
        lambda: defaultdict(dict))
    for mention in reading.mentions:
        if mention.kind is Kind.PROJECT and mention.within.kind == "report" and mention.passages:
            line = min(passage.first_line for passage in mention.passages)
            found[mention.within.key][line][normalised_name(mention.target)] = mention.matched_text
    return found


def _said(report: Report, named: Named) -> Iterator[tuple[str, str]]:
    text = report.text
    ends = (*text.starts[1:], len(text.text))
    spoken_of: Mapping[str, str] = {}
    for start, end, line in zip(text.starts, ends, text.numbers, strict=False):
        spoken_of = named.get(line, spoken_of)
        for project, words in spoken_of.items():
            yield project, _FIGURES.sub("", mend_characters(
                text.text[start:end].replace(words, "")))
