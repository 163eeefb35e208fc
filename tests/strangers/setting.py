"""How a stranger sets its report: choices drawn from a seed, none from the other generator."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

SHAPES = ("cell", "cell", "tree", "projects", "banners", "headed", "headed", "split list")
GOAL = (
    "基本目標{n} {label}",
    "基本目標{w}　{label}",
    "基本目標{r}　{label}",
    "{r}　{label}",
    "（{w}）{label}",
    "({n}) {label}",
    "【基本目標{w}】{label}",
    "＜基本目標{w}＞\n{label}",
    "基本目標{w}：{label}",
    "■基本目標{w}　{label}",
    "基本目標{w}「{label}」",
)
DIRECTION = (
    "{c}{label}",
    "{c}　{label}",
    "（{w}）{label}",
    "({n}) {label}",
    "{g}-{n} {label}",
    "{G}－{w}　{label}",
    "{g}-{n}.{label}",
    "基本的方向{c}　{label}",
    "【{c}{label}】",
)
MEASURE = (
    "{k} {label}",
    "{k}　{label}",
    "({k}) {label}",
    "（{k}）{label}",
    "{g}-{d}-{n} {label}",
    "{G}－{D}－{w}　{label}",
    "{k}．{label}",
    "{hk} {label}",
    "施策{k}　{label}",
)
CROSS = (
    "【再掲】",
    "（再掲）",
    "[再掲]",
    "＜再掲＞",
    "※再掲",
    "　【再掲】",
    "\n（再掲）",
    "\n【再掲】",
    "〔再掲〕",
    "(再掲)",
    " ※再掲",
    "\n※再掲",
)
LISTS = (
    "【主な事業】",
    "■主な事業",
    "＜主要事業＞",
    "主要事業",
    "【関連事業】",
    "関連事業",
    "◆主な事業◆",
    "〔主な事業〕",
    "（主な事業）",
    "主な事業：",
)
BULLETS = ("・", "○", "●", "◇", "◎", "■", "- ", "①")
OFFICES = ("所管部署", "担当課", "担当部署", "所管課", "担当", "担当課名", "所管", "担当部課")
JOINTS = ("\n", "、", "・", "／", "，", "\n・", "及び", " ")
YEARS = (
    ("R{y}年度（実績）", "R{z}年度（予定）"),
    ("令和{y}年度の取組実績", "令和{z}年度の取組予定"),
    ("R{y}実績", "R{z}計画"),
    ("令和{Y}年度実績", "令和{Z}年度計画"),
    ("R{y}年度\n実績", "R{z}年度\n計画"),
    ("令和{y}年度の取組状況", "令和{z}年度の取組方針"),
    ("{w}年度（令和{y}年度）実績", "{x}年度（令和{z}年度）計画"),
    ("令和{Y}年度（実績）", "令和{Z}年度（取組予定）"),
    ("Ｒ{Y}実績", "Ｒ{Z}予定"),
    ("令和{y}年度 主な取組実績", "令和{z}年度 主な取組予定"),
)
TITLES = (
    "{name}　進捗状況報告書（令和{Y}年度）",
    "{name}の進捗状況について",
    "資料１　{name}　令和{Y}年度　施策・事業の進捗管理表",
    "{name}に基づく取組の実績及び予定",
    "第１回推進委員会　資料２\n{name}進捗状況一覧表",
)


@dataclass(frozen=True, slots=True)
class Setting:
    """The choices of one paper."""

    seed: int
    shape: str
    goal: str
    direction: str
    measure: str
    cross: str
    cross_column: bool
    list_heading: str
    bullet: str
    office: str
    office_at: str
    joint: str
    years: tuple[str, str]
    two_level: bool
    title: str
    title_goal: bool
    page: str
    font: str
    size: float
    repeat_heads: bool
    keep_rows: bool
    cover: bool
    notes: bool
    upright: bool
    number: bool
    extra: str
    valign: str
    item: str
    lists_under: str
    ditto: bool
    fill: bool
    margin: str
    rule: str


def drawn(seed: int) -> Setting:
    """Return the setting of ``seed``."""
    random = Random(f"setting {seed}")
    pick = random.choice
    shape = pick(SHAPES)
    goal = pick(GOAL)
    brackets = goal[0] in "（("
    direction = pick([form for form in DIRECTION if not (brackets and form[0] in "（(")])
    return Setting(
        seed,
        shape,
        goal,
        direction,
        pick(MEASURE),
        pick(CROSS),
        random.random() < 0.3,
        pick(LISTS),
        pick(BULLETS),
        pick(OFFICES),
        pick(("middle", "middle", "middle", "first", "last")),
        pick(JOINTS),
        pick(YEARS),
        random.random() < 0.25,
        pick(TITLES),
        shape == "cell" and random.random() < 0.3,
        pick(("A4 landscape", "A3 landscape", "A4 portrait")),
        pick(("Noto Sans CJK JP", "Noto Serif CJK JP")),
        pick((7.5, 8.5, 9.0, 10.5)),
        random.random() < 0.7,
        random.random() < 0.6,
        random.random() < 0.35,
        random.random() < 0.35,
        random.random() < 0.3,
        random.random() < 0.25,
        pick(("", "", "", "評価", "課題", "備考", "予算額（千円）", "ＫＰＩ")),
        pick(("top", "middle")),
        pick(("・", "○", "", "●", "　", "【")),
        pick(("direction", "direction", "measure")),
        random.random() < 0.2,
        random.random() < 0.5,
        pick(("8mm", "14mm", "20mm")),
        pick(("0.5pt solid", "1px solid", "0.3pt solid", "0.5pt dotted", "1.5pt solid")),
    )
