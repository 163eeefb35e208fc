"""In which sentence of a report a figure stands: what it is about, and whether two are one."""

from __future__ import annotations

import re

from graph.findings.facts import Facts
from graph.findings.grounds import Figure, Report
from graph.findings.sentences import Sentence, sentences
from ontology.names import normalised_name
from ontology.terms import OA

_BEFORE = 8
"""So many characters before a number tell which of a text it is."""


def sentences_of(facts: Facts, figure: Figure, report: Report) -> tuple[Sentence, ...]:
    """Return the sentences of ``report`` in which the number of ``figure`` stands with its unit,
    those of the figure's own line where it can be told; none where the text has it in other signs.
    """
    number = _pattern(figure)
    parts = sentences(report.text or "", {named.words for named in report.named})
    saying = tuple(sentence for sentence in parts if number.search(sentence.key))
    lines = [normalised_name(facts.value(passage, OA.exact) or "") for passage in figure.passages]
    here = {line[max(0, found.start() - _BEFORE) : found.end()]
            for line in lines for found in number.finditer(line)}
    own = tuple(each for each in saying if any(words in each.key for words in here))
    return own or saying


def _pattern(figure: Figure) -> re.Pattern[str]:
    whole, _, part = figure.value.partition(".")
    digits = ",?".join(whole) + (rf"\.{part}" if part else "")
    return re.compile(rf"(?<![\d.]){digits}(?![\d,.]*\d){re.escape(figure.unit)}")
