"""A city's progress report as elements of print, and the truth as that print tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.cities import marks
from tests.cities.layouts import Layout
from tests.cities.press import Cells, Element, HeaderCell, NewPage, Press, Table, Text
from tests.cities.tables import Column, DoesNotFitError
from tests.cities.truth import City, Direction, Goal, Listing, Report

Place = tuple[int, int]
"""The numbers of a goal and of a direction in it, from 1."""

SHARES = {"strategy": 3.2, "goal": 1.1, "direction": 1.3, "measure": 2.4, "list": 2.0,
          "department": 1.0, "result": 3.4, "plan": 3.4}


def progress_pdf(city: City, layout: Layout) -> bytes:
    """Return the report as a PDF file; the letters shrink until every row fits its page."""
    size = layout.font_size
    while True:
        try:
            fitting = replace(layout, font_size=size)
            return Press(fitting).pdf(report_elements(city, fitting))
        except DoesNotFitError:
            if size <= 4:
                raise
            size -= 0.5


def report_elements(city: City, layout: Layout) -> list[Element]:
    """Return the report's headings and tables in the order of print."""
    return list(_Report(city, layout).elements())


@dataclass(frozen=True, slots=True)
class _Report:
    city: City
    layout: Layout

    def elements(self) -> Iterator[Element]:
        """Yield the report's tables and what stands above them."""
        batches: list[list[tuple[int, int]]] = []
        for first, goal in enumerate(self.city.goals, start=1):
            for second, _ in enumerate(goal.directions, start=1):
                if self._begins_page(first, second):
                    batches.append([])
                batches[-1].append((first, second))
        for batch in batches:
            yield NewPage(self._titles(batch[0][0]))
            if self.layout.structure == "headed":
                yield from self._headed(batch)
            else:
                yield Table(self._columns(), self._header(), tuple(
                    row for place in batch for row in self._rows(place, batch)))
        if self.layout.lists == "table":
            yield NewPage((f"{self._name()}　{self._list_title()}",))
            yield self._list_table()

    def _begins_page(self, first: int, second: int) -> bool:
        by_goal = self.layout.structure == "title" or self.layout.new_page == "goal"
        return ((first, second) == (1, 1) or self.layout.new_page == "direction"
                or (by_goal and second == 1))

    def _name(self) -> str:
        return f"第{marks.wide(self.city.edition)}期{self.city.strategy}"

    def _titles(self, goal: int) -> tuple[str, ...]:
        titles: tuple[str, ...] = ()
        if self.layout.title:
            year = marks.wide(self.city.year - 2018)
            titles = (self.layout.title.format(name=self._name(), Y=year),)
        if self.layout.structure == "title":
            label = self.city.goals[goal - 1].label
            titles = (*titles, marks.goal_line(self.layout, goal, label))
        return titles

    def _headed(self, batch: list[Place]) -> Iterator[Element]:
        for place in batch:
            goal, direction = self._at(place)
            if place[1] == 1 or place == batch[0]:
                yield Text(marks.goal_line(self.layout, place[0], goal.label))
            yield Text(marks.direction_line(self.layout, *place, direction.label))
            yield Table(self._columns(), self._header(), tuple(self._rows(place, batch)))

    def _at(self, place: Place) -> tuple[Goal, Direction]:
        goal = self.city.goals[place[0] - 1]
        return goal, goal.directions[place[1] - 1]

    # Columns

    def _kinds(self) -> list[str]:
        layout = self.layout
        left = {"cell": ["strategy"], "columns": ["goal", "direction"], "banner": ["measure"],
                "title": ["strategy"], "by-measure": ["measure"],
                "headed": ["measure"]}[layout.structure]
        if layout.structure == "columns" and layout.measures:
            left.append("measure")
        if not layout.measures and layout.lists not in ("cell", "measures"):
            left = [kind for kind in left if kind != "measure"]
        if layout.lists == "column":
            left.append("list")
        right = ["result", "plan"]
        if layout.department_last and left:
            return [*left, *right, "department"]
        return [*left, "department", *right]

    def _columns(self) -> tuple[Column, ...]:
        own = {"result", "plan"} if self.layout.item_rows else {"department", "result", "plan"}
        return tuple(Column(SHARES[kind], kind in own, kind in own and kind == "department")
                     for kind in self._kinds())

    def _header(self) -> tuple[HeaderCell, ...]:
        kinds = self._kinds()
        goal, direction, measure, projects = self.layout.column_names
        names = {
            "goal": goal, "direction": direction, "list": projects,
            "strategy": f"{goal}と{direction}、{measure}" if self.layout.structure == "cell"
            else f"{direction}、{measure}",
            "measure": f"{measure}・{projects}" if self.layout.lists == "cell" else measure,
            "department": self.layout.department_column,
            **dict(zip(("result", "plan"), marks.year_columns(self.city, self.layout),
                       strict=True)),
        }
        if self.layout.header == "one":
            return tuple(HeaderCell(0, number, 1, 1, names[kind])
                         for number, kind in enumerate(kinds))
        above = [HeaderCell(0, number, 2, 1, names[kind]) for number, kind in enumerate(kinds)
                 if kind not in ("result", "plan")]
        first = kinds.index("result")
        if self.layout.header == "over":
            above.append(HeaderCell(0, first, 1, 2, "進捗報告"))
            below = [names["result"], names["plan"]]
        else:
            year = self.city.year - 2018
            above += [HeaderCell(0, first, 1, 1, f"令和{year}年度"),
                      HeaderCell(0, first + 1, 1, 1, f"令和{year + 1}年度")]
            below = ["取組実績", "取組予定"]
        return (*above, *(HeaderCell(1, first + number, 1, 1, text)
                          for number, text in enumerate(below)))

    # Rows

    def _rows(self, place: Place, batch: list[Place]) -> Iterator[Cells]:
        goal, direction = self._at(place)
        opens_goal = place[1] == 1 or place == batch[0]
        if self.layout.structure in ("banner", "by-measure"):
            if opens_goal:
                yield Cells((marks.goal_line(self.layout, place[0], goal.label),), banner=True)
            yield Cells((marks.direction_line(self.layout, *place, direction.label),), banner=True)
        seen = -1
        for number, report in enumerate(direction.reports):
            opens_measure = report.measure != seen
            seen = report.measure
            first, *others = self._items(report)
            yield Cells(tuple(
                self._cell(kind, place, first, number == 0, opens_measure, opens_goal)
                for kind in self._kinds()
            ))
            for other in others:
                texts = {"result": other.result, "plan": other.plan}
                yield Cells(tuple(
                    self._marked("\n".join(texts[kind])) if kind in texts else None
                    for kind in self._kinds()
                ))

    def _items(self, report: Report) -> list[Report]:
        """Return the report as one for each row: cut where both texts begin something new."""
        if not (self.layout.item_rows and report.result and report.plan):
            return [report]
        pairs = list(zip(report.result, report.plan, strict=False))
        headed = any(done == planned for done, planned in pairs)
        cuts = [index for index, (done, planned) in enumerate(pairs)
                if done == planned or (not headed and not done.startswith("　"))] or [0]
        ends = [*cuts[1:], max(len(report.result), len(report.plan))]
        starts = [0, *cuts[1:]]
        return [replace(report, result=report.result[start:end], plan=report.plan[start:end])
                for start, end in zip(starts, ends, strict=True)]

    def _cell(self, kind: str, place: Place, report: Report, opens: bool, opens_measure: bool,
              opens_goal: bool) -> str | None:
        goal, direction = self._at(place)
        if kind == "department":
            return self._departments(report.departments)
        if kind in ("result", "plan"):
            paragraphs = report.result if kind == "result" else report.plan
            return self._marked("\n".join(paragraphs))
        by_measure = self.layout.structure == "by-measure"
        if not (opens_measure if by_measure else opens):
            return None
        only = report.measure if by_measure else None
        if kind == "goal":
            heading = marks.goal_line(self.layout, place[0], goal.label)
            return heading if opens_goal else None
        if kind == "direction":
            return marks.direction_line(self.layout, *place, direction.label)
        if kind == "list":
            return "\n".join(self._bullets(direction, only))
        return "\n".join(self._strategy(kind, place, opens_goal, only)).strip("\n")

    def _strategy(
        self, kind: str, place: Place, opens_goal: bool, only: int | None
    ) -> Iterator[str]:
        goal, direction = self._at(place)
        if kind == "strategy":
            if self.layout.structure == "cell" and opens_goal:
                yield marks.goal_line(self.layout, place[0], goal.label) + "\n"
            yield marks.direction_line(self.layout, *place, direction.label)
        for number, measure in enumerate(direction.measures):
            if only not in (None, number):
                continue
            if self.layout.measures:
                yield marks.measure_line(self.layout, *place, number + 1, measure.label)
                yield from (f"　{sentence}" for sentence in measure.description)
            if self.layout.lists == "measures":
                yield self.layout.list_heading
                yield from self._bullets(direction, number)
            if only is None and (self.layout.measures or self.layout.lists == "measures"):
                yield ""
        if self.layout.lists == "cell":
            yield self.layout.list_heading
            yield from self._bullets(direction, only)

    def _bullets(self, direction: Direction, measure: int | None) -> Iterator[str]:
        for listing in direction.listings:
            if measure in (None, listing.measure):
                yield (self.layout.bullet + listing.name
                       + (self.layout.cross if listing.cross else ""))

    def _departments(self, names: tuple[str, ...]) -> str:
        pointed = len(names) > 1 and self.layout.joint.endswith("・")
        return ("・" if pointed else "") + self.layout.joint.join(names)

    def _marked(self, text: str) -> str:
        text = text.replace("【再掲】", self.layout.cross.strip())
        return marks.in_signs(text, self.layout.signs)

    # The list of projects as a table of its own

    def _list_title(self) -> str:
        return f"{self.layout.list_heading.strip('【】■＜＞〈〉')}一覧"

    def _list_table(self) -> Table:
        columns = (Column(2.0), Column(2.0), Column(4.0, True), Column(1.8, True, True),
                   Column(0.8, True))
        titles = ("基本目標", "基本的方向", "事業名", self.layout.department_column, "再掲")
        header = tuple(HeaderCell(0, number, 1, 1, title) for number, title in enumerate(titles))
        return Table(columns, header, tuple(self._list_rows()))

    def _list_rows(self) -> Iterator[Cells]:
        for first, goal in enumerate(self.city.goals, start=1):
            for second, direction in enumerate(goal.directions, start=1):
                for number, listing in enumerate(direction.listings):
                    top = number == 0
                    yield Cells((
                        marks.goal_line(self.layout, first, goal.label)
                        if top and second == 1 else None,
                        marks.direction_line(self.layout, first, second, direction.label)
                        if top else None,
                        listing.name,
                        self._departments(listing.departments),
                        "○" if listing.cross else "",
                    ))


Key = tuple[frozenset[str], str, int, str]
"""Departments, notation of the direction, fiscal year, phase."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a document tells, with names as printed. ``outline`` holds (kind, notation, label),
    ``listings`` (name, place, cross or not)."""

    outline: tuple[tuple[str, str, str], ...]
    descriptions: dict[str, str]
    listings: tuple[tuple[str, str, bool], ...]
    reports: dict[Key, str]


def truth_of(city: City, layout: Layout) -> Truth:
    """Return what the report of ``city`` in ``layout`` tells."""
    outline: list[tuple[str, str, str]] = []
    descriptions: dict[str, str] = {}
    listings: list[tuple[str, str, bool]] = []
    reports: dict[Key, str] = {}
    for first, goal in enumerate(city.goals, start=1):
        outline.append(("Goal", str(first), goal.label))
        for second, direction in enumerate(goal.directions, start=1):
            place = f"{first}-{second}"
            outline.append(("Direction", place, direction.label))
            notations = [marks.measure_notation(layout, first, second, number + 1)
                         for number in range(len(direction.measures))]
            if layout.measures:
                for notation, measure in zip(notations, direction.measures, strict=True):
                    outline.append(("Measure", notation, measure.label))
                    descriptions[notation] = "\n".join(measure.description)
            listings += _listings(direction.listings, place, notations, layout)
            for report in direction.reports:
                for year, phase, texts in ((city.year, "Result", report.result),
                                           (city.year + 1, "Plan", report.plan)):
                    key = (frozenset(report.departments), place, year, phase)
                    reports[key] = "\n".join(texts)
    return Truth(tuple(outline), descriptions, tuple(listings), reports)


def _listings(
    listings: tuple[Listing, ...], place: str, notations: list[str], layout: Layout
) -> Iterator[tuple[str, str, bool]]:
    under_measures = layout.lists == "measures" or layout.structure == "by-measure"
    for listing in listings:
        yield (listing.name, notations[listing.measure] if under_measures else place,
               listing.cross)
