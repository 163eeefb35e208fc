"""Progress tables whose cells are known: what stands in which row and column, read by eye.

A table is drawn as text: one row a line, cells parted by |, a cell that goes on from the left by <,
from above by ^, line breaks by /.
"""

from __future__ import annotations

import pytest

from loaders.layout import Cell, Grid, Layout, Line
from loaders.progress.grid_reader import looks_like_progress_grids, read_progress_grids
from loaders.records import Municipality, Reading
from loaders.source import Source

TOWN = Municipality("990001", "霧原町")


def layout(*parts: str) -> Layout:
    """Return a document of ``parts``: tables where they hold |, lines outside tables else."""
    lines: list[str] = []
    made: list[Line | Grid] = []

    def numbered(text: str) -> tuple[Line, ...]:
        first = len(lines) + 1
        lines.extend(text.split("/") if text else [])
        return tuple(Line(n, lines[n - 1]) for n in range(first, len(lines) + 1))

    for part in parts:
        if "|" in part:
            made.append(Grid(len(made) + 1, tuple(_cells(part, numbered))))
        else:
            made.extend(numbered(part))
    source = Source("a.pdf", "application/pdf", "0" * 64, "line", tuple(lines), (1,) * len(lines))
    return Layout(source, tuple(made))


def _cells(drawn: str, numbered):  # type: ignore[no-untyped-def]
    rows = [[text.strip(" ") for text in row.split("|")] for row in drawn.strip().split("\n")]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            right = next((n for n in range(c + 1, len(row)) if row[n] != "<"), len(row))
            down = next((n for n in range(r + 1, len(rows)) if rows[n][c] != "^"), len(rows))
            yield Cell(r, c, down - r, right - c, numbered(text))


def read(*parts: str) -> Reading:
    return read_progress_grids(layout(*parts), TOWN)


def reports(reading: Reading) -> set[tuple[str, str, int, str, str]]:
    return {
        ("＋".join(report.departments), report.reports_on, report.fiscal_year, report.phase,
         report.text.text)
        for report in reading.reports
    }


HEAD = "基本目標と基本的方向、施策 | 所管部署 | R5年度（実績） | R6年度（取組予定）"
OUTLINE = ("【基本目標１】里の力/①稼ぐ農業/ア　担い手の確保/　人を育てる。/【主な事業】/"
           "・就農支援事業")
CASES = [
    ("one row", [f"{HEAD}\n{OUTLINE} | 農林課 | 育てた。 | 育てる。"],
     {("農林課", "1-1", 2023, "Result", "育てた。"), ("農林課", "1-1", 2024, "Plan", "育てる。")}),
    ("the strategy's cell spans two rows",
     [f"{HEAD}\n{OUTLINE} | 農林課 | 育てた。 | 育てる。\n^ | 林業室 | 植えた。 | 植える。"],
     {("農林課", "1-1", 2023, "Result", "育てた。"), ("農林課", "1-1", 2024, "Plan", "育てる。"),
      ("林業室", "1-1", 2023, "Result", "植えた。"), ("林業室", "1-1", 2024, "Plan", "植える。")}),
    ("headings on two levels",
     ["基本目標と施策 | 担当課 | 進捗報告 | <\n^ | ^ | 令和５年度実績 | 令和６年度計画\n"
      f"{OUTLINE} | 農林課 | 育てた。 | 育てる。"],
     {("農林課", "1-1", 2023, "Result", "育てた。"), ("農林課", "1-1", 2024, "Plan", "育てる。")}),
    ("years over what they hold",
     ["基本目標と施策 | 担当課 | 令和5年度 | < | 令和6年度\n^ | ^ | 取組実績 | 評価 | 取組予定\n"
      f"{OUTLINE} | 農林課 | 育てた。 | Ａ | 育てる。"],
     {("農林課", "1-1", 2023, "Result", "育てた。"), ("農林課", "1-1", 2024, "Plan", "育てる。")}),
    ("a text beside two labels is told by both",
     [f"{HEAD}\n{OUTLINE} | 農林課 | 育てた。 | 育てる。\n^ | 林業室 | ^ | 植える。"],
     {("農林課＋林業室", "1-1", 2023, "Result", "育てた。"),
      ("農林課", "1-1", 2024, "Plan", "育てる。"), ("林業室", "1-1", 2024, "Plan", "植える。")}),
    ("a label beside two texts owns both",
     [f"{HEAD}\n{OUTLINE} | 農林課 | ・育てた。 | ・育てる。\n^ | ^ | ・植えた。 | ・植える。"],
     {("農林課", "1-1", 2023, "Result", "・育てた。\n・植えた。"),
      ("農林課", "1-1", 2024, "Plan", "・育てる。\n・植える。")}),
    ("a page goes on without label and headings, in the middle of a sentence",
     [f"{HEAD}\n{OUTLINE} | 農林課 | 育てるため | 育てる。", "1/2",
      " |  | 集まりを開いた。 |  \n | 林業室 | 植えた。 | 植える。"],
     {("農林課", "1-1", 2023, "Result", "育てるため集まりを開いた。"),
      ("農林課", "1-1", 2024, "Plan", "育てる。"),
      ("林業室", "1-1", 2023, "Result", "植えた。"), ("林業室", "1-1", 2024, "Plan", "植える。")}),
    ("a page prints all again and goes on",
     [f"{HEAD}\n{OUTLINE} | 農林課 | 育てるため | 育てる。",
      f"{HEAD}\n{OUTLINE} | 農林課 | 集まりを開いた。 |  "],
     {("農林課", "1-1", 2023, "Result", "育てるため集まりを開いた。"),
      ("農林課", "1-1", 2024, "Plan", "育てる。")}),
    ("a page goes on below a single measure, where another cell holds several",
     ["基本的方向 | 施策 | 担当課 | R5年度（実績） | R6年度（予定）\n"
      "1-1 稼ぐ農業 | 1-1-1 担い手の確保/1-1-2 販路の開拓 | 商工課 | 売った。 | 売る。\n"
      "1-2 守る森 | 1-2-1 森の手入れ | 林業室 | 植えるため | 植える。",
      "基本的方向 | 施策 | 担当課 | R5年度（実績） | R6年度（予定）\n"
      " |  |  | 集まりを開いた。 |  "],
     {("商工課", "1-1", 2023, "Result", "売った。"), ("商工課", "1-1", 2024, "Plan", "売る。"),
      ("林業室", "1-2-1", 2023, "Result", "植えるため集まりを開いた。"),
      ("林業室", "1-2-1", 2024, "Plan", "植える。")}),
    ("a cell of several measures runs over the page, and so does the row beside it",
     ["基本的方向 | 施策 | 担当課 | R5年度（実績） | R6年度（予定）\n"
      "1-1 稼ぐ農業 | 1-1-1 担い手の確保/1-1-2 販路の開拓 | 商工課 | 売るための | 売る。",
      " | 1-1-3 市の開催 |  | 市を開いた。 |  \n^ | ^ | 農林課 | 育てるため | 育てる。",
      " | 　市を町に広げる。 |  | 市も開いた。 |  \n^ | ^ | 税務課 | 集めた。 | 集める。"],
     {("商工課", "1-1", 2023, "Result", "売るための市を開いた。"),
      ("商工課", "1-1", 2024, "Plan", "売る。"),
      ("農林課", "1-1-3", 2023, "Result", "育てるため市も開いた。"),
      ("農林課", "1-1-3", 2024, "Plan", "育てる。"),
      ("税務課", "1-1-3", 2023, "Result", "集めた。"),
      ("税務課", "1-1-3", 2024, "Plan", "集める。")}),
    ("one empty cell, one row of dashes",
     [f"{HEAD}\n{OUTLINE} | 農林課 |  | 育てる。\n^ | 林業室 | － | －"],
     {("農林課", "1-1", 2023, "Result", ""), ("農林課", "1-1", 2024, "Plan", "育てる。"),
      ("林業室", "1-1", 2023, "Result", ""), ("林業室", "1-1", 2024, "Plan", "")}),
    ("goal and direction are rows across the table",
     ["施策 | 担当課 | 2023年度実績 | 2024年度予定\n基本目標２　里の力 | < | < | <\n"
      "（３）稼ぐ農業 | < | < | <\nア　担い手の確保 | 農林課 | 育てた。 | 育てる。"],
     {("農林課", "2-3-ア", 2023, "Result", "育てた。"),
      ("農林課", "2-3-ア", 2024, "Plan", "育てる。")}),
    ("each level has a column, and the measure is told",
     ["基本目標 | 基本的方向 | 施策 | 所管課 | R5実績 | R6計画\n"
      "1 里の力 | (2) 稼ぐ農業 | ① 担い手の確保 | 農林課 | 育てた。 | 育てる。"],
     {("農林課", "1-2-1", 2023, "Result", "育てた。"),
      ("農林課", "1-2-1", 2024, "Plan", "育てる。")}),
    ("a cell of two measures stands for their direction",
     ["基本目標 | 基本的方向 | 施策 | 所管課 | R5実績 | R6計画\n"
      "1 里の力 | (2) 稼ぐ農業 | ① 担い手の確保/② 販路の開拓 | 農林課 | 育てた。 | 育てる。"],
     {("農林課", "1-2", 2023, "Result", "育てた。"), ("農林課", "1-2", 2024, "Plan", "育てる。")}),
    ("the title tells the goal, and the year of results",
     ["令和５年度進捗状況【基本目標３】", "基本的方向と施策 | 担当課 | 実績 | 次年度の予定\n"
      "①稼ぐ農業/ア　担い手の確保/　人を育てる。 | 農林課 | 育てた。 | 育てる。"],
     {("農林課", "3-1", 2023, "Result", "育てた。"), ("農林課", "3-1", 2024, "Plan", "育てる。")}),
    ("the tense tells results from plans where headings give years only",
     ["基本目標と施策 | 担当課 | 令和5年度 | 令和6年度\n"
      f"{OUTLINE} | 農林課 | 人を育てた。 | 人を育てる。"],
     {("農林課", "1-1", 2023, "Result", "人を育てた。"),
      ("農林課", "1-1", 2024, "Plan", "人を育てる。")}),
    ("a cell of two directions: the words tell",
     [f"{HEAD}\n【基本目標１】里の力/①稼ぐ農業/【主な事業】/・就農支援事業/②守る森/【主な事業】/"
      "・植樹祭開催事業 | 農林課 | 就農支援事業で育てた。 | 就農支援事業で育てる。\n"
      "^ | 林業室 | 植樹祭開催事業で植えた。 | 植樹祭開催事業で植える。"],
     {("農林課", "1-1", 2023, "Result", "就農支援事業で育てた。"),
      ("農林課", "1-1", 2024, "Plan", "就農支援事業で育てる。"),
      ("林業室", "1-2", 2023, "Result", "植樹祭開催事業で植えた。"),
      ("林業室", "1-2", 2024, "Plan", "植樹祭開催事業で植える。")}),
    ("the columns stand in another order",
     ["担当課 | 令和5年度の取組実績 | 令和6年度の取組予定 | 施策体系\n"
      f"農林課 | 育てた。 | 育てる。 | {OUTLINE}"],
     {("農林課", "1-1", 2023, "Result", "育てた。"), ("農林課", "1-1", 2024, "Plan", "育てる。")}),
    ("of two columns of departments the one that only takes part is left out",
     ["基本目標と施策 | 部 | 担当課 | 関係課 | R5実績 | R6予定\n"
      f"{OUTLINE} | 産業部 | 農林課 | 商工課 | 育てた。 | 育てる。"],
     {("農林課", "1-1", 2023, "Result", "育てた。"), ("農林課", "1-1", 2024, "Plan", "育てる。")}),
    ("a table of figures between stays out",
     [f"{HEAD}\n{OUTLINE} | 農林課 | 育てた。 | 育てる。",
      "指標 | 基準値 | 目標値 | 実績値\n新規就農者数 | 3人 | 10人 | 5人"],
     {("農林課", "1-1", 2023, "Result", "育てた。"), ("農林課", "1-1", 2024, "Plan", "育てる。")}),
]


def test_number_of_cases() -> None:
    assert len(CASES) == 20
    assert sum(len(expected) for _, expected in LISTS) == 38
    assert sum(len(expected) for _, _, expected in CASES) == 55


@pytest.mark.parametrize(("parts", "expected"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])
def test_every_text_stands_in_its_row_and_column(
    parts: list[str], expected: set[tuple[str, str, int, str, str]]
) -> None:
    assert looks_like_progress_grids(layout(*parts))
    reading = read(*parts)

    assert reports(reading) == expected
    assert [entry for entry in reading.ledger if entry.use == "unexplained"] == []


def test_a_row_whose_label_is_missing_is_told_and_given_to_nobody() -> None:
    reading = read(
        f"{HEAD}\n{OUTLINE} | 農林課 | 育てた。 | 育てる。\n②守る森 |  | 植えた。 | 植える。")

    assert {report[0] for report in reports(reading)} == {"農林課"}
    assert [warning for warning in reading.warnings if "without a department" in warning]


def test_a_column_of_projects_with_marks_and_departments() -> None:
    reading = read(
        "基本目標 | 基本的方向 | 事業名 | 所管部署 | 再掲\n"
        "基本目標１　里の力 | ①稼ぐ農業 | 就農支援事業 | 農林課 |  \n"
        "^ | ^ | 市場出荷/促進事業 | 商工課/農林課 | ○\n"
        "^ | ②守る森 | 植樹祭開催事業（再掲） | 林業室 |  ",
    )

    assert [(one.name, one.listed_in, one.cross_listed, one.departments)
            for one in reading.listings] == [
        ("就農支援事業", "1-1", False, ("農林課",)),
        ("市場出荷促進事業", "1-1", True, ("商工課", "農林課")),
        ("植樹祭開催事業", "1-2", True, ("林業室",)),
    ]


def test_a_name_in_a_cell_is_broken_before_its_last_bracket() -> None:
    reading = read(
        "基本目標 | 基本的方向 | 事業名 | 所管部署 | R5実績 | R6計画\n"
        "1 里の力 | (1) 稼ぐ農業 | 就農支援事業/（研修分） | 農林課 | 育てた。 | 育てる。\n"
        "^ | ^ | 就農支援事業/（機械分） | 林業室 | 植えた。 | 植える。",
        "基本目標 | 基本的方向 | 事業名 | 所管部署 | R5実績 | R6計画\n"
        "1 里の力 | (1) 稼ぐ農業 | 植樹祭/開催事業/［町民分］/（再掲） | 林業室 | "
        "集めた。 | 集める。")

    assert [(one.name, one.cross_listed) for one in reading.listings] == [
        ("就農支援事業（研修分）", False), ("就農支援事業（機械分）", False),
        ("植樹祭開催事業［町民分］", True)]


def test_the_last_bracket_of_a_name_stands_on_the_next_page() -> None:
    reading = read(
        "基本目標 | 基本的方向 | 事業名 | 所管部署 | R5実績 | R6計画\n"
        "1 里の力 | (1) 稼ぐ農業 | 就農支援事業 | 農林課 | 育てるため | 育てる。", "1/2",
        " |  | （研修分） |  | 集まりを開いた。 |  \n"
        " |  | 植樹祭事業 | 林業室 | 植えた。 | 植える。")

    assert [one.name for one in reading.listings] == ["就農支援事業（研修分）", "植樹祭事業"]


def test_a_name_goes_on_in_the_first_row_of_the_next_page_where_nobody_is_named_beside_it() -> None:
    head = "基本目標 | 基本的方向 | 事業名 | 所管部署 | R5実績 | R6計画\n"
    reading = read(
        f"{head}1 里の力 | (1) 稼ぐ農業 | 里山の再生に/向けた植樹の | 林業室 | 植えた。 | 植える。",
        f"{head} |  | ための支援事業 |  | 育てた。 |  \n"
        " |  | 里の相談窓口 | 農林課 | 聞いた。 | 聞く。",
        f"{head} |  | 里の市 | 商工課 | 売った。 | 売る。")

    assert [one.name for one in reading.listings] == [
        "里山の再生に向けた植樹のための支援事業", "里の相談窓口", "里の市"]


def test_a_row_that_names_its_project_reports_on_it() -> None:
    reading = read(
        "基本目標 | 基本的方向 | 事業名 | 所管部署 | R5実績 | R6計画\n"
        "1 里の力 | (1) 稼ぐ農業 | 就農支援事業 | 農林課 | 育てた。 | 育てる。\n"
        "^ | ^ | 植樹祭開催事業 | 林業室 | 植えた。 | 植える。")

    assert {(mention.within.key, mention.target) for mention in reading.mentions} == {
        ("農林課|1-1|2023|Result", "就農支援事業"), ("農林課|1-1|2024|Plan", "就農支援事業"),
        ("林業室|1-1|2023|Result", "植樹祭開催事業"), ("林業室|1-1|2024|Plan", "植樹祭開催事業"),
    }


LISTS = [
    ("【主な事業】就農支援事業、市場出荷促進事業（再掲）",
     [("就農支援事業", False), ("市場出荷促進事業", True)]),
    ("主な事業：就農支援事業、市場出荷/促進事業、植樹祭事業",
     [("就農支援事業", False), ("市場出荷促進事業", False), ("植樹祭事業", False)]),
    ("【主な事業】/・就農支援事業/（再掲）/・植樹祭/【再掲】",
     [("就農支援事業", True), ("植樹祭", True)]),
    ("＜関連事業＞/・【再掲】就農支援事業/・再掲：植樹祭事業/・里山事業　再掲/・※再掲 出荷事業",
     [("就農支援事業", True), ("植樹祭事業", True), ("里山事業", True), ("出荷事業", True)]),
    ("■主要事業/①就農支援事業/②植樹祭事業", [("就農支援事業", False), ("植樹祭事業", False)]),
    ("【主な事業】/○就農・後継者/○支援事業/○就農支援/・植樹祭事業",
     [("就農・後継者", False), ("支援事業", False), ("就農支援・植樹祭事業", False)]),
    ("【主な事業】/就農支援事業/市場出荷/促進事業",
     [("就農支援事業", False), ("市場出荷促進事業", False)]),
    ("【主な事業】/就農支援事業/（研修分）/植樹祭事業",
     [("就農支援事業（研修分）", False), ("植樹祭事業", False)]),
    ("【主な事業】/・就農支援事業/(研修分)/・植樹祭事業",
     [("就農支援事業(研修分)", False), ("植樹祭事業", False)]),
    ("【主な事業】/就農支援事業/（研修分）（再掲）/植樹祭事業/（再掲）",
     [("就農支援事業（研修分）", True), ("植樹祭事業", True)]),
    ("【主な事業】/・就農支援事業（研修・/・視察分）/・植樹祭事業/〔町民分〕",
     [("就農支援事業（研修・・視察分）", False), ("植樹祭事業〔町民分〕", False)]),
    ("【主な事業】/就農支援事業/（研修及び/視察分）/植樹祭事業",
     [("就農支援事業（研修及び視察分）", False), ("植樹祭事業", False)]),
    ("【主な事業】/就農支援事業/（仮称）里山整備事業/植樹祭事業",
     [("就農支援事業", False), ("（仮称）里山整備事業", False), ("植樹祭事業", False)]),
    ("主な事業：市場出荷促進事業、就農支援事業/（研修分）、植樹祭事業",
     [("市場出荷促進事業", False), ("就農支援事業（研修分）", False), ("植樹祭事業", False)]),
    ("【主な事業】/(1)就農支援事業/(研修分)/(2)植樹祭事業",
     [("就農支援事業(研修分)", False), ("植樹祭事業", False)]),
    ("・就農支援事業/・植樹祭事業［再掲］", [("就農支援事業", False), ("植樹祭事業", True)]),
]


@pytest.mark.parametrize(("printed", "expected"), LISTS, ids=range(len(LISTS)))
def test_a_list_of_projects_is_read_in_any_of_its_forms(
    printed: str, expected: list[tuple[str, bool]]
) -> None:
    above = "【基本目標１】里の力/①稼ぐ農業/ア　担い手の確保/　人を育てる。"
    reading = read(f"{HEAD}\n{above}/{printed} | 農林課 | 育てた。 | 育てる。")

    assert [(one.name, one.cross_listed) for one in reading.listings] == expected


def test_the_end_of_a_page_parts_a_measure_from_its_description() -> None:
    head = "基本的方向 | 施策 | 担当課 | R5年度（実績） | R6年度（予定）\n"
    reading = read(
        f"{head}1-1 稼ぐ農業 | 1-1-1 担い手の確保/　人を育てる。/1-1-2 販路の開拓 | 商工課 | "
        "売った。 | 売る。",
        f"{head} | 　市を/開く。/1-1-3 市の宣伝/　知らせる。 |  | 買った。 | ")

    assert [(one.notation, one.label, one.description) for one in reading.measures] == [
        ("1-1-1", "担い手の確保", "人を育てる。"), ("1-1-2", "販路の開拓", "市を開く。"),
        ("1-1-3", "市の宣伝", "知らせる。")]


def test_a_measure_printed_again_is_told() -> None:
    outline = ("【基本目標１】里の力/①稼ぐ農業/ア　担い手の確保【再掲】/　人を育てる。/"
               "イ　販路の開拓/【再掲】/　広げる。")
    reading = read(f"{HEAD}\n{outline} | 農林課 | 育てた。 | 育てる。")

    assert [(one.label, one.restated, one.description) for one in reading.measures] == [
        ("担い手の確保", True, "人を育てる。"), ("販路の開拓", True, "広げる。")]
