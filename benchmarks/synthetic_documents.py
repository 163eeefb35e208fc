"""The documents of synthetic cities: each city's plan and reports as one text, in the form in
which progress tables are handed on (a page for each direction, its table's rows in order)."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.synthetic import YEAR
from loaders.records import Direction, Phase, Reading, Report

_ERA = 2018
"""The year before the first of the era in which years are told."""
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLED = "①②③④⑤"


def document(city: Reading) -> str:
    """Return the text of a synthetic ``city``'s document."""
    pages = (_page(city, direction) for direction in city.directions)
    return "\f".join("\n".join(page) for page in pages) + "\n"


def _page(city: Reading, direction: Direction) -> Iterator[str]:
    goal, _, place = direction.notation.partition("-")
    mark = f"【基本目標{goal.translate(_WIDE)}】"
    yield f"基本目標ごとの施策及び具体的事業の進捗について{mark}"
    yield ""
    yield f"R{YEAR - _ERA}年度（実績） R{YEAR + 1 - _ERA}年度（取組予定）"
    yield ""
    for result, plan in _pairs(city, direction):
        yield from _report(f"{result.departments[0]} ", result)
        yield from _report("", plan)
    yield from _lists(city, direction)
    yield "所管部署基本目標と基本的方向、具体的な施策"
    yield ""
    yield f"{_CIRCLED[int(place) - 1]}{direction.label}"
    yield ""
    yield mark + next(each.label for each in city.goals if each.notation == goal)
    yield ""


def _pairs(city: Reading, direction: Direction) -> list[tuple[Report, Report]]:
    own = [each for each in city.reports if each.reports_on == direction.notation]
    return list(zip([each for each in own if each.phase is Phase.RESULT],
                    [each for each in own if each.phase is Phase.PLAN], strict=True))


def _report(label: str, report: Report) -> Iterator[str]:
    first, *rest = report.text.text.split("\n")
    yield label + first
    yield from rest
    yield ""


def _lists(city: Reading, direction: Direction) -> Iterator[str]:
    for measure in city.measures:
        above, _, mark = measure.notation.rpartition("-")
        if above == direction.notation:
            yield f"{mark}　{measure.label}"
            yield f"　{measure.label}に取り組む。"
            yield ""
    yield "【主な事業】"
    for listing in city.listings:
        if listing.listed_in == direction.notation:
            yield f"・{listing.name}{'【再掲】' if listing.cross_listed else ''}"
    yield ""
