"""What a report in a setting tells: the truth in the words of the vocabulary."""

from __future__ import annotations

from tests.cities.expected import Truth
from tests.strangers.report import Report


def truth_of(report: Report) -> Truth:
    """Return what the paper tells."""
    town, setting = report.town, report.s
    outline: list[tuple[str, str, str]] = []
    listings: list[tuple[str, str, bool]] = []
    descriptions: dict[str, str] = {}
    reports: dict[tuple[frozenset[str], str, int, str], str] = {}
    by_projects = setting.shape in ("projects", "banners", "headed")
    # A list in the row of its direction's only measure looks as one that stands under it.
    beside = setting.shape == "tree" and all(
        len(branch.measures) == 1 for stem in town.stems for branch in stem.branches
    )
    for goal, stem in enumerate(town.stems, start=1):
        outline.append(("Goal", str(goal), stem.label))
        for number, branch in enumerate(stem.branches, start=1):
            place = f"{goal}-{number}"
            outline.append(("Direction", place, branch.label))
            told_measures = (
                {one.measure for one in branch.listed}
                if setting.shape in ("projects", "banners")
                else set(range(len(branch.measures)))
            )
            for index, (label, about) in enumerate(branch.measures):
                if setting.shape != "split list" and index in told_measures:
                    notation = report.measure_notation(goal, number, index + 1)
                    outline.append(("Measure", notation, label))
                    descriptions[notation] = about if setting.shape in ("cell", "headed") else ""
            for one in branch.listed:
                measured = (
                    by_projects
                    or beside
                    or (setting.shape == "cell" and setting.lists_under == "measure")
                )
                at = report.measure_notation(goal, number, one.measure + 1) if measured else place
                listings.append((one.name, at, one.cross))
            for each in branch.listed if by_projects else branch.told:
                for phase, year, texts in (
                    ("Result", town.year, report.items(each.result)),
                    ("Plan", town.year + 1, report.items(each.plan)),
                ):
                    key = (frozenset(each.departments), place, 2018 + year, phase)
                    reports[key] = "\n".join(filter(None, (reports.get(key, ""), texts)))
    return Truth(tuple(outline), descriptions, tuple(listings), reports)
