"""How a city prints: every choice of a progress report's form in one record, drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

STRUCTURES = ("cell", "cell", "columns", "banner", "title", "by-measure", "headed", "by-project",
              "by-project")
"""Where goal, direction and measure stand: in one cell beside the departments; in columns of
their own; goal and direction in banner rows; the goal in the page's title; direction in a banner
and a row group for each measure; goal and direction as lines above a table for each direction;
in columns of their own before a row for each project."""

YEAR_COLUMNS = (
    ("R{y}年度（実績）", "R{z}年度（取組予定）"),
    ("令和{y}年度の取組実績", "令和{z}年度の取組予定"),
    ("令和{Y}年度　実績", "令和{Z}年度　予定"),
    ("R{y}実績", "R{z}計画"),
    ("{w}年度実績", "{x}年度予定"),
    ("令和{Y}年度\n（実績）", "令和{Z}年度\n（計画）"),
    ("令和{Y}（{w}）年度実績", "令和{Z}（{x}）年度予定"),
)
THREE_COLUMNS = (
    ("R{y}年度計画", "R{y}年度実績", "R{z}年度計画"),
    ("令和{Y}年度　取組予定", "令和{Y}年度　取組実績", "令和{Z}年度　取組予定"),
)
"""What was planned, what was done, what is planned."""
GOAL_FORMS = ("【基本目標{n}】{label}", "基本目標{n}　{label}", "基本目標{n}：{label}",
              "基本目標{r}　{label}", "{r}　{label}", "基本目標（{n}）{label}", "({a}) {label}")
DIRECTION_FORMS = ("{c}{label}", "{c} {label}", "（{n}）{label}", "{g}-{a} {label}",
                   "{G}－{n}　{label}")
MEASURE_FORMS = ("{k}　{label}", "({k}) {label}", "（{k}）{label}", "{g}-{d}-{a} {label}")
LIST_HEADINGS = ("【主な事業】", "主な事業", "【主要事業】", "■関連事業", "＜主な事業＞",
                 "〈関連事業〉")
CROSS_FORMS = ("【再掲】", "（再掲）", "[再掲]", "＜再掲＞", "※再掲", " 【再掲】", "\n【再掲】",
               "\n（再掲）")
DEPARTMENT_COLUMNS = ("所管部署", "担当課", "担当部署", "所管課", "担当課等")
JOINTS = ("\n", "、", "／", "\n・", "，")
COLUMN_NAMES = (
    ("基本目標", "基本的方向", "具体的な施策", "主な事業"),
    ("基本目標", "基本的な方向", "施策", "主要事業"),
    ("基本目標", "施策の基本的方向", "具体的施策", "関連事業"),
)
"""Goal, direction, measure, list."""
TITLES = (
    "{name}　進捗状況について　　【資料３】",
    "{name}　令和{Y}年度進捗状況一覧",
    "資料２　{name}に係る取組の進捗状況（令和{Y}年度末現在）",
    "{name}　基本目標ごとの施策の実施状況",
)
EXTRAS = ("number", "indicator", "evaluation", "challenge", "remarks")
"""Columns that are neither a result nor a plan."""
RULINGS = ("lines", "segments", "rects", "fills", "none")
"""One long line where cells allow it; a line for each side; a rectangle for each cell; thin filled
rectangles, as spreadsheets print lines; nothing at all."""

FLAGS = ("rotated", "bold", "hanging", "stacked", "cross_first", "extras", "cover", "indicators",
         "notes", "department_last", "dotted")


@dataclass(frozen=True, slots=True)
class Layout:
    """The choices; their names are words of print, their values are explained beside the tables
    above or where they are drawn. With ``item_rows`` a department's cell spans a row for each of
    its items. ``chunks``: a line is drawn whole, in "pieces" or by "characters"."""

    seed: int
    page: str
    font: str
    font_size: float
    structure: str
    measures: bool
    lists: str
    list_heading: str
    bullet: str
    cross: str
    goal_form: str
    direction_form: str
    measure_form: str
    phases: tuple[str, ...]
    year_columns: tuple[str, ...]
    header: str
    header_repeated: bool
    header_filled: bool
    department_column: str
    department_last: bool
    joint: str
    ruling: str
    thickness: float
    outer: bool
    dotted: bool
    continuation: str
    split: bool
    label_repeated: bool
    new_page: str
    order: str
    chunks: str
    rotated: bool
    bold: bool
    hanging: bool
    stacked: bool
    cross_first: bool
    extras: tuple[str, ...]
    cover: bool
    indicators: bool
    notes: bool
    valign: str
    item_rows: bool
    column_names: tuple[str, str, str, str]
    signs: str
    title: str
    page_number: str

    @property
    def padding(self) -> float:
        """The white space at the sides of a cell's text, in points; columns without ruling stand
        further apart."""
        return self.font_size * (1.0 if self.ruling == "none" else 0.3)

    def __str__(self) -> str:
        """Name the layout by the choices that matter most to a reader."""
        return (f"layout {self.seed}: {self.structure}, lists {self.lists}, {self.ruling}, "
                f"{self.page}, {self.continuation}, order {self.order}, "
                f"split {'yes' if self.split else 'no'}"
                f"{'+label' if self.label_repeated else ''}"
                f"{', rows of items' if self.item_rows else ''}, "
                f"{'+'.join(self.phases)}, chunks {self.chunks}"
                f"{''.join(', ' + name for name in FLAGS if getattr(self, name))}")


def draw(seed: int, *, ruled: bool = True) -> Layout:
    """Return the layout of ``seed``. Only if not ``ruled`` it has no ruling at all, and then none
    of what a reader could not tell apart without it."""
    layout = _drawn(seed, ruled)
    return layout if ruled else replace(layout, item_rows=False, extras=(), valign="top")


def _drawn(seed: int, ruled: bool) -> Layout:
    random = Random(f"layout {seed}")
    pick = random.choice
    structure = pick(STRUCTURES)
    goal_form = pick(GOAL_FORMS)
    direction_form = pick([form for form in DIRECTION_FORMS
                           if not (goal_form.startswith("({") and "（" in form)])
    phases = pick((("result", "plan"),) * 4 + (("result",), ("earlier", "result", "plan")))
    years = pick(THREE_COLUMNS if len(phases) == 3 else YEAR_COLUMNS)[: len(phases)]
    cross = pick(CROSS_FORMS)
    lists = pick({"columns": ("column",), "by-measure": ("column", "cell", "cell"),
                  "by-project": ("row",), "headed": ("cell", "table"), "banner": ("cell", "column"),
                  }.get(structure, ("cell", "cell", "table", "measures")))
    return Layout(
        seed=seed,
        page=pick(("A4 landscape", "A4 landscape", "A3 landscape", "A4 portrait"))
        if structure not in ("columns", "by-project") else pick(("A3 landscape", "A4 landscape")),
        font=pick(("Plain", "Plain", "Radical", "HeiseiKakuGo-W5")),
        font_size=pick((8.0, 9.0, 10.0)),
        structure=structure,
        measures=structure == "by-measure" or lists == "measures" or random.random() < 0.85,
        lists=lists,
        list_heading=pick(LIST_HEADINGS),
        bullet=pick(("・", "・", "○", "●", "◆")),
        cross=cross,
        goal_form=goal_form,
        direction_form=direction_form,
        measure_form=pick(MEASURE_FORMS),
        phases=phases,
        year_columns=years,
        header=pick(("one", "over", "over", "years") if phases == ("result", "plan")
                    else ("one", "over")),
        header_repeated=random.random() < 0.75,
        header_filled=random.random() < 0.5,
        department_column=pick(DEPARTMENT_COLUMNS),
        department_last=random.random() < 0.12,
        joint=pick(JOINTS),
        ruling=pick(RULINGS[:-1]) if ruled else "none",
        thickness=pick((0.3, 0.5, 1.0)),
        outer=random.random() < 0.85,
        dotted=random.random() < 0.25,
        continuation=pick(("first", "first", "repeat", "flow")),
        split=random.random() < 0.5,
        label_repeated=random.random() < 0.5,
        new_page=pick(("goal", "direction", "none")),
        order=pick(("reading", "columns", "cells", "lines", "cells", "content last")),
        chunks=pick(("lines", "lines", "lines", "pieces", "characters")),
        rotated=random.random() < 0.15,
        bold=random.random() < 0.2,
        hanging=random.random() < 0.25,
        stacked=random.random() < 0.2,
        cross_first=cross[0] in "【（[＜" and random.random() < 0.2,
        extras=tuple(extra for extra in EXTRAS if random.random() < 0.15),
        cover=random.random() < 0.2,
        indicators=random.random() < 0.2,
        notes=random.random() < 0.2,
        valign=pick(("top", "top", "middle")),
        item_rows=random.random() < 0.15,
        column_names=pick(COLUMN_NAMES),
        signs=pick(("as written", "as written", "half-width kana", "full-width digits")),
        title=pick((*TITLES, "")),
        page_number=pick(("", "{p}/{t}", "- {p} -", "{p}", "－ {p} －")),
    )
