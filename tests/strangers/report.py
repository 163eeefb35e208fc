"""A city in a setting → the elements of its report."""

from __future__ import annotations

from collections.abc import Iterator

from tests.strangers.city import Branch, Listed, Town
from tests.strangers.paper import Cell, Element, Line, NewPage, Table
from tests.strangers.setting import Setting
from tests.strangers.signs import CIRCLED, Signs, wide


class Report(Signs):
    """One paper."""

    def __init__(self, town: Town, setting: Setting) -> None:
        super().__init__(setting)
        self.town = town
        year = {
            "y": str(town.year),
            "z": str(town.year + 1),
            "Y": wide(town.year),
            "Z": wide(town.year + 1),
            "w": str(2018 + town.year),
            "x": str(2019 + town.year),
        }
        self.years = [form.format(**year) for form in setting.years]
        self.name = f"第{wide(town.edition)}期{town.name}まち・ひと・しごと創生総合戦略"
        self.title = setting.title.format(name=self.name, Y=wide(town.year))
        self.measures_told = setting.shape != "headed" or setting.lists_under == "measure"

    def named(self, listed: Listed) -> str:
        mark = self.s.cross if listed.cross and not self._has_cross_column() else ""
        return listed.name + mark

    def _has_cross_column(self) -> bool:
        return self.s.cross_column and self.s.shape in (
            "projects",
            "headed",
            "banners",
            "split list",
        )

    def offices(self, names: tuple[str, ...]) -> str:
        joint = self.s.joint
        if joint in ("・", " ") and any("・" in name for name in names):
            joint = "\n"
        first = "・" if joint == "\n・" else ""
        return first + joint.join(names)

    def items(self, texts: tuple[str, ...]) -> str:
        if self.s.item == "【":
            return "\n".join(texts)
        return "\n".join(self.s.item + text for text in texts)

    # Columns

    def heads(self, kinds: list[str]) -> tuple[tuple[Cell, ...], ...]:
        names = {
            "strategy": "基本目標・基本的方向・具体的な施策",
            "goal": "基本目標",
            "direction": "基本的方向",
            "measure": "具体的な施策",
            "project": "事業名",
            "list": "主な事業",
            "cross": "再掲",
            "office": self.s.office,
            "result": self.years[0],
            "plan": self.years[1],
            "number": "No.",
            "extra": self.s.extra,
        }
        if self.s.shape == "cell" and self.s.title_goal:
            names["strategy"] = "基本的方向と具体的な施策"
        if not self.s.two_level or not {"result", "plan"} <= set(kinds):
            return (tuple(Cell(names[kind], head=True) for kind in kinds),)
        top, low = [], []
        for kind in kinds:
            if kind == "result":
                top.append(Cell("進捗状況", columns=2, head=True))
            if kind in ("result", "plan"):
                low.append(Cell(names[kind], head=True))
            else:
                top.append(Cell(names[kind], rows=2, head=True))
        return (tuple(top), tuple(low))

    def kinds(self, left: list[str]) -> list[str]:
        office, extra = ["office"], ["extra"] if self.s.extra else []
        right = ["result", "plan"]
        if self.s.extra == "評価" and not self.s.two_level:
            right.insert(1, "extra")
        else:
            right += extra
        found = {
            "middle": [*left, *office, *right],
            "first": [*office, *left, *right],
            "last": [*left, *right, *office],
        }[self._office_at(left)]
        return ["number", *found] if self.s.number else found

    def _office_at(self, left: list[str]) -> str:
        if self.s.office_at == "first" and left and left[0] not in ("project", "measure"):
            return "middle"
        return self.s.office_at if left else "middle"

    def table(self, kinds: list[str], rows: list[dict[str, Cell | None]]) -> Table:
        shares = {
            "strategy": 3.4,
            "goal": 0.5 if self.s.upright else 1.1,
            "direction": 1.4,
            "measure": 1.5,
            "project": 2.0,
            "list": 2.2,
            "cross": 0.6,
            "office": 1.1,
            "result": 3.4,
            "plan": 3.4,
            "number": 0.5,
            "extra": 1.0,
        }
        heads = self.heads(kinds)
        body: list[tuple[Cell, ...]] = []
        for number, row in enumerate(rows, start=1):
            if "banner" in row:
                found = row["banner"]
                assert found is not None
                body.append((Cell(found.text, columns=len(kinds)),))
                continue
            row.setdefault("number", Cell(str(number)))
            row.setdefault(
                "extra",
                Cell(
                    {
                        "評価": "ABC"[number % 3],
                        "課題": "財源の確保が課題である。",
                        "備考": "",
                        "予算額（千円）": f"{number * 317:,}",
                        "ＫＰＩ": "参加者数",
                        "": "",
                    }[self.s.extra]
                ),
            )
            body.append(tuple(cell for kind in kinds if (cell := row.get(kind)) is not None))
        return Table(tuple(shares[kind] for kind in kinds), len(heads), (*heads, *body))

    # Shapes

    def elements(self) -> Iterator[Element]:
        """Yield what the paper prints."""
        if self.s.cover:
            yield Line(self.name, "title")
            yield Line("進捗状況報告書", "title")
            yield Line(f"令和{wide(self.town.year + 1)}年８月")
            yield Line(self.town.name)
            yield Line("目次")
            for number, stem in enumerate(self.town.stems, start=1):
                yield Line(
                    f"{self.goal_line(number, stem)}".replace("\n", " ")
                    + f"・・・・・・・・・・{number + 1}"
                )
            yield NewPage()
        if not self.s.title_goal:
            yield Line(self.title, "title")
        yield from {
            "cell": self._cells,
            "tree": self._tree,
            "projects": self._projects,
            "banners": self._projects,
            "headed": self._headed,
            "split list": self._split,
        }[self.s.shape]()
        if self.s.notes:
            yield Line("※１　事業名は令和６年４月１日現在のものです。", "note")
            yield Line("（注）端数処理の関係で合計が一致しない場合があります。", "note")

    def _strategy_text(self, goal: int, number: int, branch: Branch, first: bool) -> str:
        lines = []
        if first and not self.s.title_goal:
            lines.append(self.goal_line(goal, self.town.stems[goal - 1]))
        lines.append(self.direction_line(goal, number, branch))
        for index, (label, about) in enumerate(branch.measures):
            lines += [self.measure_line(goal, number, index + 1, label), "　" + about]
            if self.s.lists_under == "measure":
                lines += self._list([one for one in branch.listed if one.measure == index])
        if self.s.lists_under != "measure":
            lines += self._list(list(branch.listed))
        return "\n".join(lines)

    def _list(self, listed: list[Listed]) -> list[str]:
        if not listed:
            return []
        bullets = (
            (CIRCLED[n % 6] for n in range(len(listed)))
            if self.s.bullet == "①"
            else (self.s.bullet for _ in listed)
        )
        return [
            self.s.list_heading,
            *(b + self.named(one) for b, one in zip(bullets, listed, strict=True)),
        ]

    def _cells(self) -> Iterator[Element]:
        for goal, stem in enumerate(self.town.stems, start=1):
            if self.s.title_goal:
                yield Line(self.title, "title")
                yield Line(self.goal_line(goal, stem).replace("\n", " "), "heading")
            rows: list[dict[str, Cell | None]] = []
            for number, branch in enumerate(stem.branches, start=1):
                text = self._strategy_text(goal, number, branch, number == 1)
                for index, told in enumerate(branch.told):
                    rows.append(
                        {
                            "strategy": Cell(text, rows=len(branch.told)) if not index else None,
                            "office": Cell(self.offices(told.departments)),
                            "result": Cell(self.items(told.result)),
                            "plan": Cell(self.items(told.plan)),
                        }
                    )
            yield self.table(self.kinds(["strategy"]), rows)
            if goal < len(self.town.stems):
                yield NewPage()

    def _tree(self) -> Iterator[Element]:
        rows: list[dict[str, Cell | None]] = []
        for goal, stem in enumerate(self.town.stems, start=1):
            height = sum(len(branch.told) for branch in stem.branches)
            first = True
            for number, branch in enumerate(stem.branches, start=1):
                measures = "\n".join(
                    f"{self.measure_line(goal, number, n, label)}"
                    for n, (label, _) in enumerate(branch.measures, start=1)
                )
                listed = "\n".join(self._list(list(branch.listed))[1:])
                for index, told in enumerate(branch.told):
                    spans = len(branch.told)
                    rows.append(
                        {
                            "goal": Cell(
                                self.goal_line(goal, stem), rows=height, upright=self.s.upright
                            )
                            if first
                            else None,
                            "direction": Cell(self.direction_line(goal, number, branch), rows=spans)
                            if not index
                            else None,
                            "measure": Cell(measures, rows=spans) if not index else None,
                            "list": Cell(listed, rows=spans) if not index else None,
                            "office": Cell(self.offices(told.departments)),
                            "result": Cell(self.items(told.result)),
                            "plan": Cell(self.items(told.plan)),
                        }
                    )
                    first = False
        yield self.table(self.kinds(["goal", "direction", "measure", "list"]), rows)

    def _project_row(self, one: Listed) -> dict[str, Cell | None]:
        return {
            "project": Cell(self.named(one)),
            "cross": Cell("○" if one.cross else ""),
            "office": Cell(self.offices(one.departments)),
            "result": Cell(self.items(one.result)),
            "plan": Cell(self.items(one.plan)),
        }

    def _project_kinds(self, left: list[str]) -> list[str]:
        return self.kinds([*left, "project", *(["cross"] if self._has_cross_column() else [])])

    def _projects(self) -> Iterator[Element]:
        rows: list[dict[str, Cell | None]] = []
        banners = self.s.shape == "banners"
        for goal, stem in enumerate(self.town.stems, start=1):
            if banners:
                rows.append({"banner": Cell(self.goal_line(goal, stem).replace("\n", " "))})
            height, first = sum(len(branch.listed) for branch in stem.branches), True
            for number, branch in enumerate(stem.branches, start=1):
                if banners:
                    rows.append({"banner": Cell(self.direction_line(goal, number, branch))})
                last = -1
                for index, one in enumerate(branch.listed):
                    row = self._project_row(one)
                    if not banners:
                        row["goal"] = (
                            Cell(self.goal_line(goal, stem), rows=height, upright=self.s.upright)
                            if first
                            else None
                        )
                        row["direction"] = (
                            Cell(self.direction_line(goal, number, branch), rows=len(branch.listed))
                            if not index
                            else None
                        )
                    same = sum(each.measure == one.measure for each in branch.listed)
                    label = branch.measures[one.measure][0]
                    row["measure"] = (
                        Cell(self.measure_line(goal, number, one.measure + 1, label), rows=same)
                        if one.measure != last
                        else None
                    )
                    first, last = False, one.measure
                    rows.append(row)
        left = ["measure"] if banners else ["goal", "direction", "measure"]
        yield self.table(self._project_kinds(left), rows)

    def _headed(self) -> Iterator[Element]:
        for goal, stem in enumerate(self.town.stems, start=1):
            yield Line(self.goal_line(goal, stem).replace("\n", " "), "heading")
            for number, branch in enumerate(stem.branches, start=1):
                yield Line(self.direction_line(goal, number, branch), "heading")
                for index, (label, about) in enumerate(branch.measures):
                    listed = [one for one in branch.listed if one.measure == index]
                    yield Line(self.measure_line(goal, number, index + 1, label), "heading")
                    yield Line(about)
                    if listed:
                        yield self.table(
                            self._project_kinds([]), [self._project_row(one) for one in listed]
                        )

    def _split(self) -> Iterator[Element]:
        yield Line("１　事業一覧" if self.s.goal[0] != "{" else "事業一覧", "text")
        kinds = [
            "goal",
            "direction",
            "project",
            *(["cross"] if self._has_cross_column() else []),
            "office",
        ]
        rows: list[dict[str, Cell | None]] = []
        for goal, stem in enumerate(self.town.stems, start=1):
            height, first = sum(len(branch.listed) for branch in stem.branches), True
            for number, branch in enumerate(stem.branches, start=1):
                for index, one in enumerate(branch.listed):
                    row = self._project_row(one)
                    row["goal"] = Cell(self.goal_line(goal, stem), rows=height) if first else None
                    row["direction"] = (
                        Cell(self.direction_line(goal, number, branch), rows=len(branch.listed))
                        if not index
                        else None
                    )
                    first = False
                    rows.append(row)
        yield self.table(kinds, rows)
        for goal, stem in enumerate(self.town.stems, start=1):
            yield NewPage()
            yield Line(self.title, "title")
            rows = []
            height = sum(len(branch.told) for branch in stem.branches)
            for number, branch in enumerate(stem.branches, start=1):
                for index, told in enumerate(branch.told):
                    rows.append(
                        {
                            "goal": Cell(self.goal_line(goal, stem), rows=height)
                            if not rows
                            else None,
                            "direction": Cell(
                                self.direction_line(goal, number, branch), rows=len(branch.told)
                            )
                            if not index
                            else None,
                            "office": Cell(self.offices(told.departments)),
                            "result": Cell(self.items(told.result)),
                            "plan": Cell(self.items(told.plan)),
                        }
                    )
            yield self.table(self.kinds(["goal", "direction"]), rows)
