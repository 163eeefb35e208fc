"""Whether the document itself says that a text is printed again: by a 再掲 mark in the text, or by
one in the list where the projects stand that it names."""

from __future__ import annotations

from collections.abc import Iterable

from graph.findings.facts import Facts
from graph.findings.grounds import Report
from graph.findings.sentences import Sentence
from ontology.terms import SHISAKU


def is_marked(facts: Facts, report: Report, said: Iterable[Sentence]) -> bool:
    """Tell whether ``said``, sentences of ``report``, stand there as 再掲: a mark stands in every
    paragraph or a heading above it, or all projects that the text names, one at least, are listed
    in the report's direction as 再掲 and not at home in it."""
    parts = tuple(said)
    return ((bool(parts) and all(sentence.marked for sentence in parts))
            or _named_are_listed_again(facts, report, parts))


def _named_are_listed_again(facts: Facts, report: Report, said: Iterable[Sentence]) -> bool:
    contexts = {sentence.context for sentence in said}
    named = {mention.project for mention in report.named
             if any(mention.words in context for context in contexts)}
    return bool(named) and all(
        report.direction in facts.values(project, SHISAKU.crossListedIn)
        and report.direction not in facts.values(project, SHISAKU.homeIn) for project in named)
