"""What minutes show beside the lists and reports: a question without answer, a project that no list
has, a number that differs from the reports'.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.findings.facts import Facts
from graph.findings.finding import Details, Finding, rounded
from graph.findings.grounds import Figure, Grounds, Report, Statement
from graph.findings.settings import settings
from ontology.names import normalised_name
from ontology.terms import DCTERMS, SHISAKU

NO_REPLY, ONLY_IN_MINUTES, SAME_LABEL = "no-reply", "named-only-in-minutes", "same-label"
_SAME_PROJECT, _SAME_WORDS = 0.9, 0.7
"""How surely two numbers are of one thing: both name a project, or bear only a long label."""


@dataclass(frozen=True, slots=True)
class _Forms:
    """How people ask (``questions.toml``)."""

    question: re.Pattern[str]


@cache
def _forms() -> _Forms:
    text = files("graph.findings").joinpath("questions.toml").read_text(encoding="utf-8")
    return _Forms(re.compile(tomllib.loads(text)["question"]))


def unanswered_questions(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each statement that asks and that nobody replies to.

    What an official asks is no question to the administration; minutes in which no statement
    replies to another tell nothing of answers.
    """
    answered = {statement.replies_to for statement in grounds.statements}
    replying = {_meeting(grounds.facts, statement) for statement in grounds.statements
                if statement.replies_to is not None}
    for statement in grounds.statements:
        asked = _forms().question.search(normalised_name(statement.text))
        if (asked and statement.role != SHISAKU.Official and statement.replies_to is None
                and statement.iri not in answered
                and _meeting(grounds.facts, statement) in replying):
            yield _unanswered(grounds.facts, statement)


def unlisted_discussions(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each project that only minutes name, where lists are known at all."""
    listed = {listing.project for listing in grounds.listings}
    naming: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in grounds.statements:
        for thing in grounds.facts.values(statement.iri, SHISAKU.mentions):
            if grounds.facts.is_a(thing, SHISAKU.Project) and thing not in listed:
                naming[thing].append(statement)
    for project, statements in naming.items() if listed else ():
        yield _unlisted(grounds.facts, project, statements)


def differing_figures(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each number of a statement that differs from a report's of the same
    label, unit, year and kind, where both name a project or the label is long."""
    statements = {statement.iri: statement for statement in grounds.statements}
    reports = {report.iri: report for report in grounds.reports}
    reported = _by_label(grounds, reports)
    for figure in grounds.figures:
        statement = statements.get(figure.within)
        if statement is None or not figure.label or figure.year is None:
            continue
        same = reported.get(_label(figure), [])
        if same and all(figure.value != other.value for other in same):
            for other in same:
                surely = _surely(grounds.facts, figure, reports[other.within])
                if surely:
                    yield _differing(grounds.facts, statement, figure, other, surely)


def _meeting(facts: Facts, statement: Statement) -> str | None:
    return facts.value(statement.item, DCTERMS.isPartOf) if statement.item else None


_Label = tuple[str, str, str | None, str | None]


def _label(figure: Figure) -> _Label:
    return figure.label, figure.unit, figure.year, figure.kind


def _by_label(grounds: Grounds, reports: Mapping[str, Report]) -> Mapping[_Label, list[Figure]]:
    found: defaultdict[_Label, list[Figure]] = defaultdict(list)
    for figure in grounds.figures:
        if figure.within in reports:
            found[_label(figure)].append(figure)
    return found


def _surely(facts: Facts, figure: Figure, report: Report) -> float:
    """Return how surely a figure of a statement and one of ``report`` are of one thing; 0 where
    the documents do not tell."""
    named = {thing for thing in facts.values(figure.within, SHISAKU.mentions)
             if facts.is_a(thing, SHISAKU.Project)}
    if named & report.projects:
        return _SAME_PROJECT
    return _SAME_WORDS if len(figure.label) >= settings().figures.label else 0.0


def _unanswered(facts: Facts, statement: Statement) -> Finding:
    where = facts.name(statement.item) if statement.item else ""
    return Finding(
        SHISAKU.UnansweredQuestion, (statement.iri,), (),
        f"要確認: 議事{where}の質問（発言{statement.order}）に対する回答が、"
        "議事録に見当たりません。",
        f"To check: the minutes give no answer to the question in statement {statement.order} "
        f"under {where}.",
        NO_REPLY, statement.passages)


def _unlisted(facts: Facts, project: str, statements: list[Statement]) -> Finding:
    name = facts.name(project)
    return Finding(
        SHISAKU.UnlistedDiscussion, (project,),
        tuple(statement.iri for statement in statements),
        f"要確認: 会議で取り上げられた「{name}」は、どの事業一覧にもありません。",
        f"To check: 「{name}」, discussed in a meeting, is in no list of projects.",
        ONLY_IN_MINUTES,
        tuple(passage for statement in statements for passage in statement.passages))


def _differing(
    facts: Facts, statement: Statement, figure: Figure, other: Figure, surely: float
) -> Finding:
    said, told = f"{figure.value}{figure.unit}", f"{other.value}{other.unit}"
    return Finding(
        SHISAKU.DifferingFigure, (statement.iri, other.within), (figure.iri, other.iri),
        f"要確認: 「{figure.label}」は、会議の発言{statement.order}では{said}、"
        f"進捗報告では{told}です。",
        f"To check: 「{figure.label}」 is {said} in statement {statement.order} of a meeting, "
        f"and {told} in a progress report.",
        SAME_LABEL, figure.passages + other.passages, score=rounded(surely), year=figure.year,
        said=figure.label, details=Details(evidence=(said, told)))
