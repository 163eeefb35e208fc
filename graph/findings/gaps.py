"""What is missing where the plan would have it: a second department, a project, a number.

Each rule looks at a place only where the documents tell that kind of thing at all: where lists
stand under directions, no measure is without project; where a text gives no number to anything,
no project is without. Unknown is never zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from graph.findings.facts import Facts
from graph.findings.figure_sentences import sentences_of
from graph.findings.finding import Finding
from graph.findings.grounds import Grounds, Stake, last_printed
from graph.findings.overlap.profiles import Profile, profiles
from ontology.terms import PROV, SHISAKU, SKOS

SOLE, NO_LIST, NO_FIGURE = "departments-per-direction", "no-list", "no-figure"


def sole_departments(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each direction in which one department alone works, as the last
    year's documents tell it; none where lists alone tell it and print nobody beside a project."""
    reported = {report.direction for report in grounds.reports}
    untold = {grounds.facts.direction_of(listing.container) for listing in grounds.listings
              if not listing.marked and not listing.departments}
    by_direction: defaultdict[str, list[Stake]] = defaultdict(list)
    for stake in grounds.stakes():
        if stake.direction is not None:
            by_direction[stake.direction].append(stake)
    for direction, every in by_direction.items():
        stakes = last_printed(every)
        departments = {name for stake in stakes for name in stake.departments}
        if len(departments) == 1 and (direction in reported or direction not in untold):
            yield _sole(grounds.facts, direction, departments.pop(), stakes)


def measures_without_project(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each measure with no list, where a list stands under another measure
    of its direction; what is listed 再掲 is listed."""
    listed = {listing.container for listing in grounds.listings}
    siblings: defaultdict[str, list[str]] = defaultdict(list)
    for measure in grounds.facts.all(SHISAKU.Measure):
        direction = grounds.facts.value(measure, SKOS.broader)
        if direction is not None:
            siblings[direction].append(measure)
    for direction, measures in siblings.items():
        if direction not in listed and not listed.isdisjoint(measures):
            for measure in measures:
                if measure not in listed:
                    yield _empty_measure(grounds.facts, measure)


def projects_without_figure(grounds: Grounds) -> Iterator[Finding]:
    """Yield one finding for each project of which reports tell, in no sentence with a figure; only
    where the strategy's reports have figures at all.

    A figure in a sentence that names no project may be of any that the department reports on in
    that direction: none of these is told to be without.
    """
    saying = _sentences_with_figures(grounds)
    measured = {figure.of for figure in grounds.figures}
    cells = {report.iri: (report.departments, report.direction) for report in grounds.reports}
    strategies = {report.iri: report.strategy for report in grounds.reports}
    counting = {strategies[report] for report, _ in saying}
    for strategy, of_strategy in profiles(grounds).items():
        about = frozenset().union(*(profile.told_in for profile in of_strategy))
        open_cells = {cells[report] for report, _ in saying - about}
        for profile in of_strategy if strategy in counting else ():
            told = {cells[report] for report, _ in profile.told_in}
            if (told and told.isdisjoint(open_cells) and profile.told_in.isdisjoint(saying)
                    and profile.project not in measured):
                yield _no_figure(grounds.facts, profile)


def _sentences_with_figures(grounds: Grounds) -> frozenset[tuple[str, str]]:
    """Return each report (IRI) with each of its sentences that holds a figure."""
    reports = {report.iri: report for report in grounds.reports}
    return frozenset(
        (figure.within, sentence.key)
        for figure in grounds.figures if figure.within in reports
        for sentence in sentences_of(grounds.facts, figure, reports[figure.within]))


def _sole(facts: Facts, direction: str, department: str, stakes: Iterable[Stake]) -> Finding:
    where, who = facts.name(direction), facts.name(department)
    return Finding(
        SHISAKU.SoleDepartment, (direction, department), (),
        f"要確認: {where}に関わる部署として資料に記されているのは{who}だけです。",
        f"To check: {who} alone is printed as working in {where}.",
        SOLE, tuple(chain.from_iterable(stake.passages for stake in stakes)))


def _empty_measure(facts: Facts, measure: str) -> Finding:
    where = facts.name(measure)
    return Finding(
        SHISAKU.MeasureWithoutProject, (measure,), (),
        f"要確認: 施策{where}には掲載された事業がありません。",
        f"To check: no project is listed under the measure {where}.",
        NO_LIST, facts.values(measure, PROV.wasQuotedFrom))


def _no_figure(facts: Facts, profile: Profile) -> Finding:
    name = facts.name(profile.project)
    return Finding(
        SHISAKU.ProjectWithoutFigure, (profile.project,),
        tuple(sorted({report for report, _ in profile.told_in})),
        f"要確認: 「{name}」について、報告には数値がありません。",
        f"To check: what reports tell of 「{name}」 has no figure.",
        NO_FIGURE, profile.passages(facts))
