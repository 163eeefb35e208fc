"""A city's progress report as elements of print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from tests.cities import marks, surroundings
from tests.cities.expected import project_rows
from tests.cities.layouts import EXTRAS, Layout
from tests.cities.press import Cells, Element, HeaderCell, NewPage, Press, Table, Text
from tests.cities.strategy import bullets, strategy_lines
from tests.cities.tables import Column, DoesNotFitError
from tests.cities.truth import City, Direction, Goal, Listing, Report

Place = tuple[int, int]
"""The numbers of a goal and of a direction in it, from 1."""

SHARES = {"strategy": 3.2, "goal": 1.1, "direction": 1.3, "measure": 2.4, "list": 2.0,
          "project": 1.8, "department": 1.0, "result": 3.4, "plan": 3.4, "earlier": 3.0,
          "number": 0.5, "indicator": 1.0, "evaluation": 0.6, "challenge": 1.6, "remarks": 1.0}
PHASES = ("earlier", "result", "plan")
EXTRA_NAMES = {"number": "No.", "indicator": "KPI", "evaluation": "評価", "challenge": "課題",
               "remarks": "備考"}


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
    return list(_Report(city, layout, Random(f"extras {layout.seed}")).elements())


@dataclass(slots=True)
class _Report:
    city: City
    layout: Layout
    random: Random
    numbered: int = field(default=0)

    def elements(self) -> Iterator[Element]:
        """Yield the report's tables and what stands around them."""
        if self.layout.cover:
            yield from surroundings.cover(self.city, self.layout, self._name())
        for batch in self._batches():
            yield NewPage(self._titles(batch[0][0]))
            if self.layout.indicators and batch[0][1] == 1:
                yield from surroundings.indicators(self.city, self.city.goals[batch[0][0] - 1])
            if self.layout.structure == "headed":
                yield from self._headed(batch)
            else:
                yield Table(self._columns(), self._header(), tuple(
                    row for place in batch for row in self._rows(place, batch)))
            if self.layout.notes:
                yield surroundings.note(self.city)
        if self.layout.lists == "table":
            title = f"{self.layout.list_heading.strip('【】■＜＞〈〉')}一覧"
            yield NewPage((f"{self._name()}　{title}",))
            yield self._list_table()

    def _batches(self) -> list[list[Place]]:
        """Return the directions that share a table or a run of pages."""
        batches: list[list[Place]] = []
        for first, goal in enumerate(self.city.goals, start=1):
            for second, _ in enumerate(goal.directions, start=1):
                by_goal = self.layout.structure == "title" or self.layout.new_page == "goal"
                if ((first, second) == (1, 1) or self.layout.new_page == "direction"
                        or (by_goal and second == 1)):
                    batches.append([])
                batches[-1].append((first, second))
        return batches

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
                "title": ["strategy"], "by-measure": ["measure"], "headed": ["measure"],
                "by-project": ["goal", "direction"]}[layout.structure]
        if layout.structure in ("columns", "by-project") and layout.measures:
            left.append("measure")
        if not layout.measures and layout.lists not in ("cell", "measures"):
            left = [kind for kind in left if kind != "measure"]
        if layout.lists == "column":
            left.append("list")
        if layout.structure == "by-project":
            left.append("project")
        right = list(layout.phases)
        if "evaluation" in layout.extras:
            right.insert(right.index("result") + 1, "evaluation")
        right += [kind for kind in ("challenge", "remarks") if kind in layout.extras]
        if "indicator" in layout.extras:
            right.insert(0, "indicator")
        kinds = ([*left, *right, "department"] if layout.department_last and left
                 else [*left, "department", *right])
        return ["number", *kinds] if "number" in layout.extras else kinds

    def _columns(self) -> tuple[Column, ...]:
        own = {*PHASES, *EXTRAS, "project"}
        if not self.layout.item_rows:
            own.add("department")
        return tuple(Column(SHARES[kind], kind in own, kind in own and kind == "department")
                     for kind in self._kinds())

    def _header(self) -> tuple[HeaderCell, ...]:
        kinds = self._kinds()
        names = self._column_names()
        if self.layout.header == "one":
            return tuple(HeaderCell(0, number, 1, 1, names[kind])
                         for number, kind in enumerate(kinds))
        above = [HeaderCell(0, number, 2, 1, names[kind]) for number, kind in enumerate(kinds)
                 if kind not in PHASES]
        places = [number for number, kind in enumerate(kinds) if kind in PHASES]
        together = places == list(range(places[0], places[0] + len(places)))
        if self.layout.header == "over" and together:
            above.append(HeaderCell(0, places[0], 1, len(places), "進捗報告"))
            below = [names[kinds[number]] for number in places]
        elif self.layout.header == "over":
            above += [HeaderCell(0, number, 1, 1, "進捗報告") for number in places]
            below = [names[kinds[number]] for number in places]
        else:
            year = self.city.year - 2018
            above += [HeaderCell(0, number, 1, 1, f"令和{year + later}年度")
                      for later, number in enumerate(places)]
            below = ["取組実績", "取組予定"]
        return (*above, *(HeaderCell(1, number, 1, 1, text)
                          for number, text in zip(places, below, strict=True)))

    def _column_names(self) -> dict[str, str]:
        layout = self.layout
        goal, direction, measure, projects = layout.column_names
        department = layout.department_column
        return EXTRA_NAMES | {
            "goal": goal, "direction": direction, "list": projects, "project": "事業名",
            "strategy": f"{goal}と{direction}、{measure}" if layout.structure == "cell"
            else f"{direction}、{measure}",
            "measure": f"{measure}・{projects}" if layout.lists == "cell" else measure,
            "department": "\n".join(department) if layout.stacked else department,
            **marks.year_columns(self.city, layout),
        }

    # Rows

    def _rows(self, place: Place, batch: list[Place]) -> Iterator[Cells]:
        goal, direction = self._at(place)
        opens_goal = place[1] == 1 or place == batch[0]
        if self.layout.structure in ("banner", "by-measure"):
            if opens_goal:
                yield Cells((marks.goal_line(self.layout, place[0], goal.label),), banner=True)
            yield Cells((marks.direction_line(self.layout, *place, direction.label),), banner=True)
        if self.layout.structure == "by-project":
            yield from self._project_rows(place, opens_goal)
            return
        seen = -1
        for number, report in enumerate(direction.reports):
            opens = {"goal": number == 0 and opens_goal, "direction": number == 0,
                     "measure": report.measure != seen}
            seen = report.measure
            first, *others = self._split(report)
            places = self._place_cells(place, report.measure, opens)
            yield self._cells(places, self._departments(report.departments), first)
            for other in others:
                yield self._cells(dict.fromkeys(places), None, other)

    def _split(self, report: Report) -> list[dict[str, str]]:
        """Return the texts of each row of a report, by phase."""
        rows = [replace(report, items=(item,)) for item in report.items]
        return [
            {phase: "\n".join(row.paragraphs(phase)) for phase in self.layout.phases}
            for row in (rows if self.layout.item_rows else [report])
        ]

    def _project_rows(self, place: Place, opens_goal: bool) -> Iterator[Cells]:
        _, direction = self._at(place)
        before: Listing | None = None
        for listing, item in project_rows(direction):
            opens = {"goal": before is None and opens_goal, "direction": before is None,
                     "measure": before is None or listing.measure != before.measure}
            same = before is not None and before.departments == listing.departments
            cells = self._place_cells(place, listing.measure, opens)
            cells["project"] = self._marked_name(listing)
            texts = {phase: "\n".join(getattr(item, phase)) for phase in self.layout.phases}
            merged = same and self.layout.item_rows and not opens["direction"]
            yield self._cells(cells, None if merged else self._departments(listing.departments),
                              texts)
            before = listing

    def _cells(self, places: dict[str, str | None], department: str | None,
               texts: dict[str, str]) -> Cells:
        """Return a row; a place or a department that is None goes on from above."""
        self.numbered += 1
        cells: dict[str, str | None] = {
            extra: surroundings.extra_cell(extra, self.numbered, self.random)
            for extra in self.layout.extras}
        cells |= {**places, "department": department}
        cells |= {phase: self._signs(text) for phase, text in texts.items()}
        return Cells(tuple(cells[kind] for kind in self._kinds()))

    def _place_cells(
        self, place: Place, measure: int, opens: dict[str, bool]
    ) -> dict[str, str | None]:
        """Return the text of each cell of the strategy, None where it goes on from above."""
        goal, direction = self._at(place)
        by_measure = self.layout.structure == "by-measure" or (
            self.layout.structure == "by-project")
        only = measure if by_measure else None
        here = opens["measure" if by_measure else "direction"]
        lines = strategy_lines(self.city, self.layout, place, only)
        text = "\n".join(lines).strip("\n")
        heading = marks.goal_line(self.layout, place[0], goal.label)
        way = marks.direction_line(self.layout, *place, direction.label)
        whole = f"{heading}\n\n{way}" if opens["goal"] and self.layout.structure == "cell" else way
        return {
            "goal": heading if opens["goal"] else None,
            "direction": way if opens["direction"] else None,
            "strategy": f"{whole}\n{text}" if here else None,
            "measure": text if here else None,
            "list": "\n".join(bullets(self.layout, direction, only)) if here else None,
        }

    def _departments(self, names: tuple[str, ...]) -> str:
        pointed = len(names) > 1 and self.layout.joint.endswith("・")
        return ("・" if pointed else "") + self.layout.joint.join(names)

    def _marked_name(self, listing: Listing) -> str:
        return next(bullets(replace(self.layout, bullet=""), Direction("", (), (listing,), ()),
                            None))

    def _signs(self, text: str) -> str:
        text = text.replace("【再掲】", self.layout.cross.strip())
        return marks.in_signs(text, self.layout.signs)

    # The list of projects as a table of its own

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
