"""Which sections the page of a thing has, by its kind."""

from __future__ import annotations

from collections.abc import Callable

from ontology.terms import SHISAKU
from shisaku.web.pages.facts import Facts
from shisaku.web.pages.things.common import changes, findings, mentioned, others
from shisaku.web.pages.things.department import department_sections
from shisaku.web.pages.things.place import place_sections, strategy_sections
from shisaku.web.pages.things.project import listing_sections, project_sections
from shisaku.web.pages.things.section import Section
from shisaku.web.pages.things.texts import (
    agenda_sections,
    meeting_sections,
    report_sections,
    statement_sections,
)
from shisaku.web.pages.things.wide import municipality_sections, year_sections

_Sections = Callable[[Facts, str], list[Section]]
_BY_KIND: dict[str, _Sections] = {
    SHISAKU.Project: project_sections, SHISAKU.Listing: listing_sections,
    SHISAKU.Department: department_sections, SHISAKU.Strategy: strategy_sections,
    SHISAKU.Goal: place_sections, SHISAKU.Direction: place_sections,
    SHISAKU.Measure: place_sections, SHISAKU.ProgressReport: report_sections,
    SHISAKU.Statement: statement_sections, SHISAKU.Meeting: meeting_sections,
    SHISAKU.AgendaItem: agenda_sections}
_WIDE: dict[str, _Sections] = {
    SHISAKU.Municipality: municipality_sections, SHISAKU.FiscalYear: year_sections}


def sections(facts: Facts, iri: str, kind: str) -> list[Section]:
    """Return the sections of ``iri``, a thing of class ``kind``: what its kind is asked for, then
    whatever else points to it."""
    if kind in _WIDE:
        return _WIDE[kind](facts, iri)
    own = _BY_KIND.get(kind, _any)(facts, iri)
    return [*own, *others(facts, iri, (by for section in own for by in section.by))]


def _any(facts: Facts, iri: str) -> list[Section]:
    return [*mentioned(facts, iri), findings(facts, iri), changes(facts, iri)]
