"""Lists of projects as municipalities print them, form by form; every expected value is what a
person reads in the table above it."""

from dataclasses import dataclass

import pytest

from loaders.project_list import looks_like_project_list, read_csv, read_project_list
from loaders.records import Municipality, Reading

TOWN = Municipality("990001", "霧原町")

Row = tuple[str, str, bool, tuple[str, ...]]
"""listed_in, name, cross_listed, departments."""


@dataclass(frozen=True)
class Case:
    form: str
    text: str
    listings: tuple[Row, ...]


CASES = (
    Case("number and name in columns of their own",
         "基本目標番号,基本目標,基本的方向番号,基本的方向,事業名,所管部署\n"
         "1,高原のしごと,2,星空の観光,星空案内人養成事業,観光まちづくり課\n",
         (("1-2", "星空案内人養成事業", False, ("観光まちづくり課",)),)),
    Case("number inside the cell, a word or a circle before the name",
         "基本目標,基本的方向,事業名\n"
         "基本目標１ 高原のしごと,①そばの里,高原そば産地づくり事業\n"
         "【基本目標２】支え合う町,③ 暮らしの足,デマンドバス運行事業\n",
         (("1-1", "高原そば産地づくり事業", False, ()),
          ("2-3", "デマンドバス運行事業", False, ()))),
    Case("Roman and bracketed numbers, the whole number before a direction",
         "基本目標,基本的方向,事業名\n"
         "基本目標Ⅰ　高原のしごと,（１）そばの里,薬草栽培実証事業\n"
         "基本目標Ⅱ　支え合う町,２－３　暮らしの足,デマンドバス運行事業\n",
         (("1-1", "薬草栽培実証事業", False, ()), ("2-3", "デマンドバス運行事業", False, ()))),
    Case("empty cells mean the row above; a new goal ends the direction",
         "基本目標,基本的方向,事業名\n"
         "基本目標１ 高原のしごと,①そばの里,高原そば産地づくり事業\n,,薬草栽培実証事業\n"
         ",②星空の観光,星空案内人養成事業\n基本目標２ 支え合う町,,高齢者見守り訪問事業\n",
         (("1-1", "高原そば産地づくり事業", False, ()), ("1-1", "薬草栽培実証事業", False, ()),
          ("1-2", "星空案内人養成事業", False, ()), ("2", "高齢者見守り訪問事業", False, ()))),
    Case("再掲 in the class column; 新規, 継続 and 再掲元 are no cross-listing",
         "基本目標,事業名,区分\n1,木育推進事業,再掲\n1,めん羊増頭支援事業,新規\n"
         "1,羊毛産品開発事業,継続（再掲）\n1,薬草栽培実証事業,再掲元\n",
         (("1", "木育推進事業", True, ()), ("1", "めん羊増頭支援事業", False, ()),
          ("1", "羊毛産品開発事業", True, ()), ("1", "薬草栽培実証事業", False, ()))),
    Case("再掲 as a mark in the name",
         "基本目標,事業名\n1,木育推進事業【再掲】\n1,めん羊増頭支援事業　（再掲）\n"
         "1,〔再 掲〕羊毛産品開発事業\n1,薬草栽培実証事業※再掲\n1,再掲図書整理事業\n",
         (("1", "木育推進事業", True, ()), ("1", "めん羊増頭支援事業", True, ()),
          ("1", "羊毛産品開発事業", True, ()), ("1", "薬草栽培実証事業", True, ()),
          ("1", "再掲図書整理事業", False, ()))),
    Case("再掲 as a column of circles",
         "基本目標,事業名,再掲\n1,木育推進事業,○\n1,めん羊増頭支援事業,－\n1,薬草栽培実証事業,\n",
         (("1", "木育推進事業", True, ()), ("1", "めん羊増頭支援事業", False, ()),
          ("1", "薬草栽培実証事業", False, ()))),
    Case("several departments in a cell; ・ is part of a name",
         "基本目標,事業名,担当課（R6）\n1,木育推進事業,森林資源課、学校教育課\n"
         "1,薬草栽培実証事業,農政畜産課／保健福祉センター\n"
         "1,ふるさと応援団交流事業,\"企画政策課\n移住・定住推進室\"\n1,観光案内標識更新事業,－\n",
         (("1", "木育推進事業", False, ("森林資源課", "学校教育課")),
          ("1", "薬草栽培実証事業", False, ("農政畜産課", "保健福祉センター")),
          ("1", "ふるさと応援団交流事業", False, ("企画政策課", "移住・定住推進室")),
          ("1", "観光案内標識更新事業", False, ()))),
    Case("a department broken before the bare ending of its name",
         "基本目標,事業名,担当課\n1,木育推進事業,\"学校教育課／議会\n事務局\"\n"
         "1,薬草栽培実証事業,\"農業委員会\n事務局\n農政畜産課\"\n"
         "1,羊毛産品開発事業,\"学校\n教育課\"\n1,めん羊増頭支援事業,\"観光協会\n商工会\"\n",
         (("1", "木育推進事業", False, ("学校教育課", "議会事務局")),
          ("1", "薬草栽培実証事業", False, ("農業委員会事務局", "農政畜産課")),
          ("1", "羊毛産品開発事業", False, ("学校教育課",)),
          ("1", "めん羊増頭支援事業", False, ("観光協会", "商工会")))),
    Case("a line break and stray spaces inside a name",
         "基本目標,事業名\n1,\"空き家活用\n・お試し居住推進事業\"\n"
         "1,廃線跡サイクリング道 整備事業\n",
         (("1", "空き家活用・お試し居住推進事業", False, ()),
          ("1", "廃線跡サイクリング道整備事業", False, ()))),
    Case("sums are no projects, whatever cell tells them; a name that begins like one is",
         "基本目標,事業名,所管課\n1,木育推進事業,森林資源課\n1,小計（1事業）,\n"
         "基本目標１ 小計,,\n2,合計特殊出生率調査事業,企画政策課\n,合計,\n",
         (("1", "木育推進事業", False, ("森林資源課",)),
          ("2", "合計特殊出生率調査事業", False, ("企画政策課",)))),
    Case("titles above the headings, headings once more on the next page",
         "第２期霧原町まち・ひと・しごと創生総合戦略　事業一覧,,\n令和6年4月1日現在,,\n"
         "基本目標,事業名,所管課\n1,木育推進事業,森林資源課\n基本目標,事業名,所管課\n"
         "2,デマンドバス運行事業,企画政策課\n",
         (("1", "木育推進事業", False, ("森林資源課",)),
          ("2", "デマンドバス運行事業", False, ("企画政策課",)))),
    Case("goal and direction as rows of their own",
         "基本目標,基本的方向,事業名\n基本目標１ 高原のしごと,,\n,①そばの里,\n"
         ",,薬草栽培実証事業\n,②星空の観光,\n,,星空案内人養成事業\n",
         (("1-1", "薬草栽培実証事業", False, ()), ("1-2", "星空案内人養成事業", False, ()))),
    Case("lists under measures, with letters or numbers; a dash is no measure",
         "基本目標,基本的方向,具体的な施策,事業名\n1,1,ア　そばの里,高原そば産地づくり事業\n"
         ",,イ　羊の里,めん羊増頭支援事業\n,,－,薬草栽培実証事業\n"
         ",2,1-2-1 夜の観光,星空案内人養成事業\n",
         (("1-1-ア", "高原そば産地づくり事業", False, ()),
          ("1-1-イ", "めん羊増頭支援事業", False, ()),
          ("1-1", "薬草栽培実証事業", False, ()), ("1-2-1", "星空案内人養成事業", False, ()))),
    Case("ditto signs",
         "基本目標,事業名,所管部署\n1,木育推進事業,森林資源課\n〃,町有林保育管理事業,〃\n"
         "2,放課後ひろば運営事業,同上\n",
         (("1", "木育推進事業", False, ("森林資源課",)),
          ("1", "町有林保育管理事業", False, ("森林資源課",)),
          ("2", "放課後ひろば運営事業", False, ("森林資源課",)))),
    Case("columns parted by tabs",
         "基本目標\t事業名\t所管部署\n1\t木育推進事業\t森林資源課, 学校教育課\n",
         (("1", "木育推進事業", False, ("森林資源課", "学校教育課")),)),
    Case("goals without numbers are counted",
         "基本目標,事業名\n高原のしごと,木育推進事業\n支え合う町,デマンドバス運行事業\n"
         "高原のしごと,薬草栽培実証事業\n",
         (("1", "木育推進事業", False, ()), ("2", "デマンドバス運行事業", False, ()),
          ("1", "薬草栽培実証事業", False, ()))),
    Case("one project in two rows of one direction, a department in each",
         "基本目標,事業名,所管課\n1,木育推進事業,森林資源課\n1,薬草栽培実証事業,農政畜産課\n"
         "1,木育推進 事業,学校教育課\n",
         (("1", "木育推進事業", False, ("森林資源課", "学校教育課")),
          ("1", "薬草栽培実証事業", False, ("農政畜産課",)))),
    Case("基本目標 heads the numbers where 基本目標名 heads the names",
         "No.,基本目標,基本目標名,事業名\n1,２,支え合う町,デマンドバス運行事業\n",
         (("2", "デマンドバス運行事業", False, ()),)),
    Case("a number in a name is not the goal's number",
         "基本目標,事業名\n3つの柱を立てる,木育推進事業\n2040年の町,薬草栽培実証事業\n",
         (("1", "木育推進事業", False, ()), ("2", "薬草栽培実証事業", False, ()))),
)


def read(text: str, given: Municipality | None = TOWN) -> Reading:
    return read_project_list(read_csv("list.csv", text.encode()), given)


def test_number_of_cases() -> None:
    assert len(CASES) == 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.form)
def test_listings(case: Case) -> None:
    reading = read(case.text)

    assert looks_like_project_list(read_csv("list.csv", case.text.encode()))
    assert tuple((listing.listed_in, listing.name, listing.cross_listed, listing.departments)
                 for listing in reading.listings) == case.listings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    text = "基本目標,事業名,所管部署\n1,木育推進事業,森林資源課\n1,薬草栽培実証事業,農政畜産課\n"

    table = read_csv("list.csv", text.replace("\n", end).encode(encoding))

    assert tuple(row.cells for row in table.tables[0].rows) == (("基本目標", "事業名", "所管部署"),
                          ("1", "木育推進事業", "森林資源課"),
                          ("1", "薬草栽培実証事業", "農政畜産課"))
    assert table.source.lines[1] == "1\t木育推進事業\t森林資源課"
    assert (table.source.unit, table.source.media_type) == ("row", "text/csv")


def test_goals_directions_and_measures_as_printed() -> None:
    reading = read("基本目標,基本的方向,施策,事業名\n"
                   "基本目標１：高原で「働く」（しごと）,①そばの里,ア　産地づくり（再掲）,"
                   "木育推進事業\n"
                   "１,1,ア,薬草栽培実証事業\n")

    assert [(g.notation, g.label) for g in reading.goals] == [("1", "高原で「働く」（しごと）")]
    assert [(d.notation, d.label) for d in reading.directions] == [("1-1", "そばの里")]
    assert [(m.notation, m.label, m.restated) for m in reading.measures] == [
        ("1-1-ア", "産地づくり", True)]
    assert {p.first_line for g in reading.goals for p in g.passages} == {2}
    assert [listing.order for listing in reading.listings] == [1, 2]
    assert reading.warnings == ()


def test_every_row_is_accounted_for() -> None:
    reading = read("第２期霧原町まち・ひと・しごと創生総合戦略,,\n事業一覧,,\n"
                   "基本目標,事業名,所管課\n"
                   "1,木育推進事業,森林資源課\n\n2,デマンドバス運行事業,企画政策課\n,合計,\n※注記,,\n")

    uses: dict[int, set[tuple[str, str]]] = {}
    for entry in reading.ledger:
        uses.setdefault(entry.number, set()).add((entry.use, entry.detail))
    assert uses == {
        1: {("Strategy", "第2期霧原町まち・ひと・しごと創生総合戦略")},
        2: {("skipped", "above the column header")},
        3: {("skipped", "column header")},
        4: {("Listing", "1 木育推進事業"), ("Department", "森林資源課")},
        5: {("skipped", "blank")},
        6: {("Listing", "2 デマンドバス運行事業"), ("Department", "企画政策課")},
        7: {("skipped", "total")},
        8: {("skipped", "note")},
    }
    assert [(s.edition, s.label) for s in reading.strategies] == [
        (2, "第2期霧原町まち・ひと・しごと創生総合戦略")]
    assert reading.title == "第２期霧原町まち・ひと・しごと創生総合戦略"


def test_passages_quote_the_row() -> None:
    listing, = read("基本目標,事業名\n1,\"空き家活用\n・お試し居住推進事業【再掲】\"\n").listings

    assert listing.passages[0].exact == "1\t空き家活用 ・お試し居住推進事業【再掲】"
    assert (listing.passages[0].first_line, listing.passages[0].page) == (2, None)
    assert listing.spellings == ("空き家活用 ・お試し居住推進事業",)


MUNICIPALITIES = (
    ("both columns", "市町村コード,市町村,", "990001,霧原町,", None, ("990001", "霧原町")),
    ("the columns count, not what was asked for", "団体コード,自治体名,", "990001,霧原町,",
     Municipality("012068", "釧路市"), ("990001", "霧原町")),
    ("a known code", "市町村コード,", "０１２０６８,", None, ("012068", "釧路市")),
    ("the zero that a spreadsheet took", "市町村コード,", "12068,", None, ("012068", "釧路市")),
    ("five digits without check digit", "市町村コード,", "01206,", None, ("012068", "釧路市")),
    ("a known name", "市町村,", "釧路市,", None, ("012068", "釧路市")),
    ("a name with the code asked for", "市町村,", "霧原町,", TOWN, ("990001", "霧原町")),
    ("a code with the name asked for", "市町村コード,", "990001,", TOWN, ("990001", "霧原町")),
    ("no column", "", "", TOWN, ("990001", "霧原町")),
)


def test_number_of_municipalities() -> None:
    assert len(MUNICIPALITIES) == 9


@pytest.mark.parametrize(("head", "cells", "given", "expected"),
                         [case[1:] for case in MUNICIPALITIES],
                         ids=[case[0] for case in MUNICIPALITIES])
def test_municipality(head: str, cells: str, given: Municipality | None,
                      expected: tuple[str, str]) -> None:
    reading = read(f"{head}基本目標,事業名\n{cells}1,木育推進事業\n", given)

    assert (reading.municipality.code, reading.municipality.name) == expected
    assert bool(reading.municipality.passages) == bool(head)
    overruled = given is not None and given.code != expected[0]
    assert len(reading.warnings) == overruled


WARNINGS = (
    ("a column that nothing reads", "基本目標,事業名,開始年月,備考\n1,木育推進事業,100,\n",
     ("list.csv, row 1", "開始年月")),
    ("money without a unit", "基本目標,事業名,予算額\n1,木育推進事業,100\n",
     ("list.csv", "予算額", "unit")),
    ("a goal without number", "基本目標,事業名\n高原のしごと,木育推進事業\n",
     ("list.csv, row 2", "高原のしごと")),
    ("two names of one goal",
     "基本目標,事業名\n1 高原のしごと,木育推進事業\n1 高原の仕事,薬草栽培実証事業\n",
     ("list.csv, row 3", "高原の仕事")),
)


@pytest.mark.parametrize(("text", "parts"), [case[1:] for case in WARNINGS],
                         ids=[case[0] for case in WARNINGS])
def test_warnings(text: str, parts: tuple[str, ...]) -> None:
    warning, = read(text).warnings

    assert all(part in warning for part in parts)


@pytest.mark.parametrize("text", [
    "令和6年度の予算\n", "年度,事業名,予算額\n6,木育推進事業,100\n",
    "基本目標,指標,目標値\n1,移住者数,60\n",
])
def test_other_tables_are_not_taken_for_a_list(text: str) -> None:
    assert not looks_like_project_list(read_csv("list.csv", text.encode()))
