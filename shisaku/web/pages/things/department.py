"""A department: where it works, what it reports, what it answers for, whom it shares that with."""

from __future__ import annotations

from collections import defaultdict

from ontology.terms import ORE, SHISAKU, SKOS
from shisaku.web.pages.facts import Facts
from shisaku.web.pages.naming import fetch_named, ref
from shisaku.web.pages.things.common import changes, findings, mentioned, reports
from shisaku.web.pages.things.named import Pairs, naming_mentions
from shisaku.web.pages.things.project import fetch_listings, number_key
from shisaku.web.pages.things.section import Row, Section

_SHARED = """SELECT ?other ?project WHERE {{
  <{department}> <{answers}> ?project . ?other <{answers}> ?project .
  FILTER(?other != <{department}>) }}"""


def department_sections(facts: Facts, iri: str) -> list[Section]:
    """Return the sections of the department ``iri``."""
    own = facts.pointing(iri, SHISAKU.reportedBy)
    fetch_named(facts, own)
    written, spoken = mentioned(facts, iri)
    answered = facts.all(iri, SHISAKU.responsibleFor)
    mentions = naming_mentions(facts, answered)
    return [
        _directions(facts, iri, own),
        reports(facts, "reports", "進捗報告（年度順）", "Its reports by year", own,
                by=(SHISAKU.reportedBy,)),
        _projects(facts, iri, answered, mentions),
        _shared(facts, iri, mentions),
        written, spoken, findings(facts, iri), changes(facts, iri)]


def _directions(facts: Facts, iri: str, own: list[str]) -> Section:
    """The directions it works in, each with its reports there."""
    members = list(facts.all(iri, SHISAKU.worksIn))
    facts.fetch_through((place for each in own for place in facts.all(each, SHISAKU.reportsOn)),
                        SKOS.broader)
    facts.fetch(members)
    behind: defaultdict[str, list[str]] = defaultdict(list)
    for each in own:
        for place in facts.all(each, SHISAKU.reportsOn):
            for direction in (place, *facts.all(place, SKOS.broader)):
                behind[direction].append(each)
    members.sort(key=lambda each: (number_key(facts.one(each, SKOS.notation)), each))
    return Section("directions", "担う基本的方向", "Directions that it works in", members,
                   lambda each: Row(ref(facts, each), tuple(behind[each])))


def _projects(
    facts: Facts, iri: str, answered: tuple[str, ...], mentions: Pairs
) -> Section:
    """The projects that its reports name, and those that a list gives it."""
    listings = facts.pointing(iri, SHISAKU.inCharge)
    fetch_listings(facts, listings)
    listed: defaultdict[str, list[str]] = defaultdict(list)
    for each in listings:
        for project in facts.all(each, ORE.proxyFor):
            listed[project].append(each)
    members = list(dict.fromkeys((*answered, *listed)))
    facts.fetch(members)
    members.sort(key=lambda each: (ref(facts, each).label, each))
    return Section("projects", "担当する事業", "Projects that it answers for", members,
                   lambda each: Row(ref(facts, each),
                                    (*mentions.get((iri, each), ()), *listed[each])),
                   (SHISAKU.inCharge,))


def _shared(facts: Facts, iri: str, mentions: Pairs) -> Section:
    """The departments whose reports name the same projects, with what both say of them."""
    shared: defaultdict[str, list[str]] = defaultdict(list)
    for other, project in facts.rows(_SHARED.format(
            department=iri, answers=SHISAKU.responsibleFor)):
        if project not in shared[other]:
            shared[other].append(project)
    facts.fetch((*shared, *(each for projects in shared.values() for each in projects)))
    members = sorted(shared, key=lambda each: (-len(shared[each]), ref(facts, each).label, each))
    name = "projects in both" if facts.tongue == "en" else "双方の報告にある事業"

    def row(each: str) -> Row:
        projects = sorted(shared[each], key=lambda project: ref(facts, project).label)
        behind = tuple(mention for project in projects for department in (iri, each)
                       for mention in mentions.get((department, project), ()))
        return Row(ref(facts, each), behind,
                   about=((name, tuple(ref(facts, project) for project in projects)),))

    return Section("shared", "事業を共にする部署", "Departments that share projects with it",
                   members, row)
