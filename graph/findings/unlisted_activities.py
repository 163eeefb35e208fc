"""一覧にない取組: a heading in a report names an activity that no list has.

A heading is told by its form: words in brackets, words behind a bullet under which others stand, or
an item that ends as a project's name does. It names no listed project where no listed project's
name, nor another spelling of it, stands in it, and where it has words of its own beside those of
every listed project.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from graph.findings.facts import Facts
from graph.findings.finding import Details, Finding
from graph.findings.grounds import Grounds, Report
from graph.findings.quoting import holding
from graph.findings.sentences import Sentence, sentences
from graph.words import words
from ontology.names import normalised_name
from ontology.terms import SHISAKU, SKOS

METHOD = "heading"
_IN_BRACKETS = re.compile(r"[\[<【〈《〔「『]([^\]>】〉》〕」』]*)[\]>】〉》〕」』]")


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a heading that names an activity looks (``unlisted.toml``)."""

    strong: str
    name: re.Pattern[str]
    type_words: tuple[str, ...]
    no_name: re.Pattern[str]
    plain: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading as its key, and the reports in which it stands."""

    words: str
    reports: tuple[Report, ...]


@cache
def _forms() -> _Forms:
    text = files("graph.findings").joinpath("unlisted.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return _Forms(table["strong"], re.compile(table["name"]), tuple(table["type_words"]),
                  re.compile(table["no_name"]), frozenset(table["plain"]))


def unlisted_activities(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each heading, department set and direction, where lists are known."""
    listed = _listed(grounds)
    found: defaultdict[tuple[tuple[str, ...], str, str], list[Report]] = defaultdict(list)
    for report in grounds.reports:
        if report.direction is not None and report.strategy is not None:
            for heading in _headings(report, listed.get(report.strategy, frozenset())):
                found[report.departments, report.direction, heading].append(report)
    for (departments, direction, heading), reports in found.items():
        yield _finding(grounds.facts, departments, direction, _Heading(heading, tuple(reports)))


def _listed(grounds: Grounds) -> Mapping[str, frozenset[str]]:
    """Return every spelling of the projects that a strategy lists, normalised."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for listing in grounds.listings:
        if listing.strategy is not None:
            for label in (SKOS.prefLabel, SKOS.altLabel):
                found[listing.strategy].update(
                    map(normalised_name, grounds.facts.values(listing.project, label)))
    return {strategy: frozenset(names) for strategy, names in found.items()}


def _headings(report: Report, listed: Collection[str]) -> Iterator[str]:
    """Yield the headings of ``report`` that name an activity of which ``listed`` has no name; none
    where no list is known."""
    if not listed:
        return
    named = {each.words for each in report.named}
    for heading in dict.fromkeys(
            _bare(sentence.key) for sentence in sentences(report.text or "", named)
            if _is_heading(sentence)):
        if not any(name in heading for name in (*named, *listed)) and not any(
                _content(heading) <= _content(name) for name in listed):
            yield heading


def _is_heading(sentence: Sentence) -> bool:
    forms, bare = _forms(), _bare(sentence.key)
    if not (sentence.starts and sentence.ends and forms.name.fullmatch(bare)
            and not forms.no_name.search(bare)):
        return False
    return sentence.opener != "" and (
        sentence.heading or (sentence.title and sentence.opener in forms.strong)
        or bare.endswith(forms.type_words))


def _bare(key: str) -> str:
    within = _IN_BRACKETS.fullmatch(key)
    return within[1] if within else key


@lru_cache(maxsize=20_000)
def _content(name: str) -> frozenset[str]:
    """Return the words of a name that tell it from others."""
    return frozenset(word.normal for word in words(name)
                     if word.has_content and word.normal not in _forms().plain)


def _finding(
    facts: Facts, departments: tuple[str, ...], direction: str, heading: _Heading
) -> Finding:
    who, where = "・".join(facts.names(departments)), facts.name(direction)
    return Finding(
        SHISAKU.UnlistedActivity, (*departments, direction),
        tuple(report.iri for report in heading.reports),
        f"要確認: {where}についての{who}の報告にある「{heading.words}」は、"
        "どの事業一覧にもありません。",
        f"To check: 「{heading.words}」, a heading in the report of {who} under {where}, "
        "is in no list of projects.",
        METHOD,
        tuple(chain.from_iterable(
            holding(facts, report, [heading.words]) for report in heading.reports)),
        said=heading.words, details=Details(evidence=(heading.words,)))
