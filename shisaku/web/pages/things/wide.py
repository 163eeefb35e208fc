"""Things that a whole country's graph points to: municipalities and fiscal years.

Each kind of tie is asked for on its own and only so far, so that a page costs the same with one
city and with all.
"""

from __future__ import annotations

from dataclasses import replace

from ontology.terms import DCTERMS, ORG, SHISAKU
from shisaku.web.pages.facts import Facts
from shisaku.web.pages.naming import fetch_named, ref
from shisaku.web.pages.things.common import figures, reports
from shisaku.web.pages.things.section import Row, Section

OF_YEAR, OF_MUNICIPALITY = 50, 500
"""So many ties of one kind are looked for; the query behind the page has them all."""


def municipality_sections(facts: Facts, iri: str) -> list[Section]:
    """Return the sections of the municipality ``iri``."""
    def of(key: str, ja: str, en: str, predicate: str, kind: str) -> Section:
        members = facts.pointing(iri, predicate, kind, most=OF_MUNICIPALITY)
        return _told(_section(facts, key, ja, en, members), OF_MUNICIPALITY)

    return [of("strategies", "総合戦略", "Strategies", DCTERMS.publisher, SHISAKU.Strategy),
            of("departments", "所管部署", "Departments", ORG.unitOf, ""),
            of("documents", "資料", "Documents", DCTERMS.publisher, SHISAKU.SourceDocument)]


def year_sections(facts: Facts, iri: str) -> list[Section]:
    """Return the sections of the fiscal year ``iri``."""
    def some(kind: str, *, rare: bool) -> list[str]:
        return facts.pointing(iri, SHISAKU.fiscalYear, kind, most=OF_YEAR, rare=rare)

    found = (
        _section(facts, "documents", "資料", "Documents", some(SHISAKU.SourceDocument, rare=True)),
        _section(facts, "meetings", "会議", "Meetings", some(SHISAKU.Meeting, rare=True)),
        reports(facts, "reports", "進捗報告", "Progress reports",
                some(SHISAKU.ProgressReport, rare=False)),
        figures(facts, some(SHISAKU.Figure, rare=False), ()))
    return [_told(section, OF_YEAR) for section in found]


def _told(section: Section, most: int) -> Section:
    """Say of a section that it may be cut, where it has as much as was looked for."""
    return replace(section, cut=len(section.members) >= most)


def _section(facts: Facts, key: str, ja: str, en: str, members: list[str]) -> Section:
    fetch_named(facts, members)
    members.sort(key=lambda each: (ref(facts, each).label, each))
    return Section(key, ja, en, members, lambda each: Row(ref(facts, each), (each,)))
