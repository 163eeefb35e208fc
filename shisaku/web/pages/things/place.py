"""A goal, direction, measure or strategy: its parts, the projects in its lists (再掲 told apart),
who works in it, what is reported on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ontology.terms import ORE, SHISAKU, SKOS
from shisaku.web.pages.facts import Facts
from shisaku.web.pages.naming import fetch_named, kind_of, ref
from shisaku.web.pages.things.common import MOST, changes, findings, mentioned, reports
from shisaku.web.pages.things.project import fetch_listings, in_order, listing_row, number_key
from shisaku.web.pages.things.section import Row, Section

_KINDS = (SHISAKU.Goal, SHISAKU.Direction, SHISAKU.Measure)


def place_sections(facts: Facts, iri: str) -> list[Section]:
    """Return the sections of the goal, direction or measure ``iri``; what stands under the
    measures of a direction counts to it."""
    parts = facts.pointing(iri, SKOS.broader)
    within = [iri, *parts] if facts.is_a(iri, SHISAKU.Direction) else [iri]
    told = [each for place in within for each in facts.pointing(place, SHISAKU.reportsOn)]
    restated = facts.pointing(iri, SHISAKU.restates)
    facts.fetch(restated)
    written, spoken = mentioned(facts, iri)
    return [
        _parts(facts, parts, SKOS.broader),
        *_listings(facts, within),
        _departments(facts, iri, told),
        reports(facts, "reports", "進捗報告（年度順）", "Progress reports by year", told,
                by=(SHISAKU.reportsOn,)),
        Section("restated", "この施策の再掲", "Printed again as", restated,
                lambda each: Row(ref(facts, each), (each,)), (SHISAKU.restates,)),
        written, spoken, findings(facts, iri), changes(facts, iri)]


def strategy_sections(facts: Facts, iri: str) -> list[Section]:
    """Return the sections of the strategy ``iri``."""
    written, spoken = mentioned(facts, iri)
    return [_parts(facts, facts.pointing(iri, SKOS.inScheme, most=MOST), SKOS.inScheme),
            written, spoken, findings(facts, iri), changes(facts, iri)]


def _parts(facts: Facts, members: list[str], by: str) -> Section:
    fetch_named(facts, members)
    ranks = {kind: rank for rank, kind in enumerate(_KINDS)}
    members.sort(key=lambda each: (number_key(facts.one(each, SKOS.notation)),
                                   ranks.get(kind_of(facts, each), 9), each))
    return Section("parts", "構成", "Its parts", members, lambda each: Row(
        ref(facts, each), (each,), (ref(facts, each).kind_label,)), (by,))


def _listings(facts: Facts, within: Sequence[str]) -> list[Section]:
    """The projects at home here, and those listed again."""
    found = [each for place in within for each in facts.pointing(place, ORE.proxyIn)]
    fetch_listings(facts, found)
    ordered = in_order(facts, found)
    again = [each for each in ordered if facts.is_a(each, SHISAKU.CrossListing)]
    home = [each for each in ordered if each not in set(again)]

    def row(each: str) -> Row:
        return listing_row(facts, each, ref(facts, facts.one(each, ORE.proxyFor)))

    return [Section("projects", "事業（再掲を除く）", "Projects, 再掲 left out", home, row,
                    (ORE.proxyIn, SHISAKU.homeIn)),
            Section("again", "再掲の事業", "Projects listed again (再掲)", again, row,
                    (SHISAKU.crossListedIn,))]


def _departments(facts: Facts, iri: str, told: Sequence[str]) -> Section:
    """The departments that work here, each with its reports."""
    fetch_named(facts, told)
    behind: defaultdict[str, list[str]] = defaultdict(list)
    for each in told:
        for department in facts.all(each, SHISAKU.reportedBy):
            behind[department].append(each)
    members = list(dict.fromkeys((*facts.pointing(iri, SHISAKU.worksIn), *behind)))
    facts.fetch(members)
    members.sort(key=lambda each: (ref(facts, each).label, each))
    return Section("departments", "報告する部署", "Departments that report", members,
                   lambda each: Row(ref(facts, each), tuple(behind[each])), (SHISAKU.worksIn,))
