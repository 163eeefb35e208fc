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

MOST = 100
"""So many ties of one kind are shown; the query behind the page has them all."""


def municipality_sections(facts: Facts, iri: str) -> list[Section]:
    """Return the sections of the municipality ``iri``."""
    return [_of(facts, iri, "strategies", "総合戦略", "Strategies", DCTERMS.publisher,
                SHISAKU.Strategy),
            _of(facts, iri, "departments", "所管部署", "Departments", ORG.unitOf, ""),
            _of(facts, iri, "documents", "資料", "Documents", DCTERMS.publisher,
                SHISAKU.SourceDocument)]


def year_sections(facts: Facts, iri: str) -> list[Section]:
    """Return the sections of the fiscal year ``iri``, of each kind no more than one page."""
    by = (SHISAKU.fiscalYear, SHISAKU.firstFiscalYear)
    return [_of(facts, iri, "documents", "資料", "Documents", SHISAKU.fiscalYear,
                SHISAKU.SourceDocument),
            _of(facts, iri, "meetings", "会議", "Meetings", SHISAKU.fiscalYear, SHISAKU.Meeting),
            _told(reports(facts, "reports", "進捗報告", "Progress reports",
                          _some(facts, iri, SHISAKU.fiscalYear, SHISAKU.ProgressReport), by=by)),
            _told(figures(facts, _some(facts, iri, SHISAKU.fiscalYear, SHISAKU.Figure), by))]


def _told(section: Section) -> Section:
    """Say of a section that it has no more than a page, where it may be cut."""
    return replace(section, cut=len(section.members) >= MOST)


def _some(facts: Facts, iri: str, predicate: str, kind: str) -> list[str]:
    return facts.pointing(iri, predicate, kind, most=MOST)


def _of(facts: Facts, iri: str, key: str, ja: str, en: str, predicate: str, kind: str) -> Section:
    members = _some(facts, iri, predicate, kind)
    fetch_named(facts, members)
    members.sort(key=lambda each: (ref(facts, each).label, each))
    return _told(Section(key, ja, en, members, lambda each: Row(ref(facts, each), (each,)),
                         (predicate,)))
