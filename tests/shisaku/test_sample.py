"""The packaged sample and what was written into it on purpose: text and gold must agree.

The gold tables were noted down while the text was written; ``a-b`` is a range of lines, counted
from 1, ``;`` stands between places.
"""

import csv
import re
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "shisaku" / "sample"
GOLD = ROOT / "tests" / "gold"
PROGRESS = tuple((SAMPLE / "kirihara_progress.txt").read_text(encoding="utf-8").split("\n"))
MINUTES = tuple((SAMPLE / "kirihara_minutes.txt").read_text(encoding="utf-8").split("\n"))
PAGE_STARTS = (1, 99, 190, 253, 397, 449)

COUNTS = {"strategy": 19, "listings": 41, "reports": 40, "mentions": 77, "department_mentions": 4,
          "statements": 14, "minutes_mentions": 19, "minutes_agenda": 7, "minutes_materials": 6,
          "minutes_meeting": 10, "minutes_figures": 4}

# What makes such a document hard to read, the line where it stands, and what that line holds.
DIFFICULTIES = (
    ("the plan is printed before the result", 50, "・町有林保育管理事業"),
    ("a label before the text", 6, "農業委員会事務局 ・"),
    ("a label at the foot of the page", 98, "森林資源課"),
    ("a label glued to a measure", 165, "観光まちづくり課ア 星空"),
    ("a joint label of two departments, broken over lines", 117, "観光まちづ"),
    ("a blank line inside a label", 121, "ンター"),
    ("two labels at the foot for four cells", 218, "高原交流"),
    ("a page without title", 190, " 郷土資料館 ■"),
    ("a page number and three blank lines", 249, "3/6"),
    ("three directions on one page, the headings out of order", 367, "③ "),
    ("the list of one direction among the reports of others", 289, "【主な事業】"),
    ("a direction that goes on, heading repeated", 409, "③"),
    ("a column heading that looks like the start of a page", 400, " 基本目標と基本的方向"),
    ("the heading of a goal at the foot", 95, "【基本目標１】"),
    ("column headings in the middle of a report", 42, "進捗報告"),
    ("column headings run together", 91, "所管部署基本目標と"),
    ("a stray space in a project's name", 88, "町産材住宅 活用促進事業"),
    ("a stray space in a measure's name", 70, "畜産 の再生"),
    ("a project's name over two lines, each with a bullet", 354, "・お試し居住推進事業"),
    ("a measure's name over two lines with a blank one between", 172, "づくり"),
    ("a cell printed a second time", 475, "【自主防災組織育成事業】"),
    ("a department with empty cells", 467, "高原交流センター"),
    ("wording that does not tell result from plan", 128, "動画を作成。"),
    ("a result and a plan that differ in the tense alone", 472, "商店街の12店"),
    ("a listing marked 再掲", 188, "羊毛産品開発事業 【再掲】"),
    ("a listing marked 再掲 whose home is nowhere", 360, "山村留学受入事業【再掲】"),
    ("a project listed twice without mark", 358, "新規就農者受入支援事業"),
    ("a measure marked 再掲", 375, "イ　親子の健康づくり（再掲）"),
    ("a report used again, marked", 136, "高原そば産地づくり事業【再掲】"),
    ("a report used again, not marked", 460, "乳幼児健康診査事業の実施"),
    ("an activity that no list has", 127, "■地域おこし協力隊の活動"),
    ("a project's name broken inside a report", 275, "のほか、冬の灯"),
    ("a department named by another, broken over lines", 265, "商工振"),
    ("a project named with a word missing", 27, "めん羊増頭事業"),
    ("a project named by its stem", 125, "星空案内人による"),
    ("full-width digits in a figure", 269, "５２組"),
    ("a figure of another year", 261, "R4年度 355件⇒R5年度 412件"),
    ("a target among the reports", 115, "〇R6年度目標"),
)


def gold(name: str) -> list[dict[str, str]]:
    with (GOLD / f"sample_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def places(cell: str) -> list[range]:
    bounds = [part.partition("-") for part in cell.split(";") if part]
    return [range(int(first), int(last or first) + 1) for first, _, last in bounds]


def lines(cell: str) -> list[int]:
    return list(chain.from_iterable(places(cell)))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def printed(text: tuple[str, ...], where: range | list[int]) -> str:
    return bare("".join(text[number - 1] for number in where))


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_number_of_gold_rows(name: str, count: int) -> None:
    assert len(gold(name)) == count


@pytest.mark.parametrize(("line", "held"), [case[1:] for case in DIFFICULTIES],
                         ids=[case[0] for case in DIFFICULTIES])
def test_difficulty(line: int, held: str) -> None:
    assert held in PROGRESS[line - 1]


def test_size_of_the_sample() -> None:
    assert len(DIFFICULTIES) == 38
    assert (len(PROGRESS) - 1, len(MINUTES) - 1) == (514, 145)
    assert PROGRESS[-1] == MINUTES[-1] == ""
    assert sum("霧原町" in line for line in PROGRESS) == 7


def test_pages_begin_where_the_number_on_page_three_says() -> None:
    heads = [PROGRESS[start - 1] for start in PAGE_STARTS]

    assert PROGRESS[248:252] == ("3/6", "", "", "")
    assert heads[0] == ""
    assert [head.startswith(" ") for head in heads] == [False, True, True, False, True, True]
    assert PAGE_STARTS[3] == 249 + 4


def test_strategy() -> None:
    rows = gold("strategy")
    kinds = [row["kind"] for row in rows]

    assert [kinds.count(kind) for kind in ("goal", "direction", "measure")] == [2, 5, 12]
    for row in rows:
        described = {printed(PROGRESS, where) for where in places(row["description_lines"])}
        assert len(described) == (row["kind"] == "measure")
        for where in places(row["label_lines"]):
            assert bare(row["label"]) in printed(PROGRESS, where)
            assert ("（再掲）" in printed(PROGRESS, where)) == (row["restated"] == "true")


def test_the_restated_measure_says_what_its_original_says() -> None:
    by_notation = {row["notation"]: row for row in gold("strategy")}
    original, restated = by_notation["2-2-ア"], by_notation["2-3-イ"]

    assert original["label"] == restated["label"]
    assert [row["notation"] for row in gold("strategy") if row["restated"] == "true"] == ["2-3-イ"]
    assert printed(PROGRESS, places(original["description_lines"])[0]) == printed(
        PROGRESS, places(restated["description_lines"])[0])


def test_listings() -> None:
    for row in gold("listings"):
        mark = "【再掲】" if row["cross_listed"] == "true" else ""
        for where in places(row["lines"]):
            assert printed(PROGRESS, where) == f"・{row['name']}{mark}"


def test_every_listing_stands_in_the_gold_once() -> None:
    found = [number for row in gold("listings") for number in lines(row["lines"])]
    heads = [number for number, line in enumerate(PROGRESS, start=1) if line == "【主な事業】"]

    assert len(found) == len(set(found))
    assert len(heads) == 8
    for head in heads:
        below = range(head + 1, len(PROGRESS) + 1)
        end = next(number for number in below if not PROGRESS[number - 1].startswith("・"))
        assert set(range(head + 1, end)) <= set(found)


def test_homes_of_cross_listings() -> None:
    rows = gold("listings")
    homes = {row["name"]: row["direction"] for row in rows if row["cross_listed"] == "false"}
    crossed = [row for row in rows if row["cross_listed"] == "true"]
    names = [row["name"] for row in rows if row["cross_listed"] == "false"]

    assert len(crossed) == 8
    assert [row["name"] for row in crossed if not row["home"]] == ["山村留学受入事業"]
    assert all(homes.get(row["name"], "") == row["home"] for row in crossed)
    assert {name for name in names if names.count(name) > 1} == {"新規就農者受入支援事業"}


def test_reports_and_their_labels() -> None:
    rows = gold("reports")
    departments = {name for row in rows for name in row["departments"].split(";")}

    assert len(departments) == 13
    assert {(row["phase"], row["fiscal_year"]) for row in rows} == {
        ("Result", "2023"), ("Plan", "2024")}
    assert len({(row["departments"], row["direction"], row["phase"]) for row in rows}) == 40
    for row in rows:
        label = printed(PROGRESS, lines(row["label_lines"]))
        assert all(bare(name) in label for name in row["departments"].split(";"))
        assert all(PROGRESS[number - 1].strip() for number in lines(row["lines"]))
    assert [row["departments"] for row in rows if not row["lines"]] == ["高原交流センター"] * 2
    assert {row["departments"] for row in rows if ";" in row["departments"]} == {
        "観光まちづくり課;高原交流センター"}


def test_the_cell_printed_twice_says_the_same_twice() -> None:
    repeated = [row for row in gold("reports") if row["repeated_lines"]]

    assert [(row["departments"], row["phase"]) for row in repeated] == [("町民生活課", "Result")]
    assert printed(PROGRESS, lines(repeated[0]["lines"])) == printed(
        PROGRESS, lines(repeated[0]["repeated_lines"]))


def test_every_printed_line_has_one_owner() -> None:
    cells = [number for row in gold("reports")
             for number in lines(row["lines"]) + lines(row["repeated_lines"])]
    labels = {number for row in gold("reports") for number in lines(row["label_lines"])}
    strategy = {number for row in gold("strategy")
                for number in lines(row["label_lines"]) + lines(row["description_lines"])}
    listed = {number for row in gold("listings") for number in lines(row["lines"])}
    headings = re.compile(
        r"\s?(基本目標ごとの.*|R5年度（実績） R6年度（取組予定）|進捗報告|3/6|【主な事業】|"
        r"(所管部署)?(基本目標と基本的方向、具体的な施策)?( 所管部署)?)")
    other = {number for number, line in enumerate(PROGRESS, start=1)
             if not line.strip() or headings.fullmatch(line)}

    assert len(cells) == len(set(cells))
    assert not set(cells) & (strategy | listed | other)
    assert set(cells) | labels | strategy | listed | other == set(range(1, len(PROGRESS) + 1))


def test_mentions_stand_in_reports() -> None:
    listed = {row["name"] for row in gold("listings")}
    reported = {number for row in gold("reports") for number in lines(row["lines"])}
    rows = gold("mentions")

    assert [sum(row["method"] == method for row in rows)
            for method in ("exact", "variant", "stem")] == [60, 8, 9]
    for row in rows:
        number = int(row["line"])
        assert row["text"] in printed(PROGRESS, [number, number + 1])
        assert row["project"] in listed
        assert number in reported
        assert (row["text"] == row["project"]) == (row["method"] == "exact")
        if row["method"] == "stem":
            assert row["project"].startswith(row["text"])


def test_every_exact_name_in_a_report_is_a_mention() -> None:
    noted: dict[str, int] = {}
    for row in gold("mentions"):
        if row["method"] == "exact":
            noted[row["project"]] = noted.get(row["project"], 0) + 1
    texts = [printed(PROGRESS, lines(row["lines"])) for row in gold("reports")]

    for name in {row["name"] for row in gold("listings")}:
        assert sum(text.count(name) for text in texts) == noted.get(name, 0), name


def test_departments_named_by_others() -> None:
    names = {name for row in gold("reports") for name in row["departments"].split(";")}
    for row in gold("department_mentions"):
        number = int(row["line"])
        assert row["department"] in names
        assert row["text"] in printed(PROGRESS, [number, number + 1])


def test_statements() -> None:
    roles = {"◎": "Chair", "○": "Member", "〇": "Member", "●": "Observer", "■": "Official"}
    rows = gold("statements")

    assert [row["order"] for row in rows] == [str(order) for order in range(1, 15)]
    for row in rows:
        first, last = int(row["first_line"]), int(row["last_line"])
        assert roles[MINUTES[first - 1][0]] == row["role"]
        assert MINUTES[last - 1].endswith("。 ")
        assert MINUTES[last : last + 2] == ("", " ")
        before = [other for other in rows if int(other["order"]) < int(row["order"])]
        if row["replies_to"]:
            answered = rows[int(row["replies_to"]) - 1]
            assert answered in before
            assert answered["thread"] == row["thread"]
    marked = [number for number, line in enumerate(MINUTES, start=1) if line[:1] in set(roles)]
    assert marked == [int(row["first_line"]) for row in rows]


@pytest.mark.parametrize(("table", "column"), [("minutes_agenda", "label"),
                                               ("minutes_materials", "title")])
def test_agenda_and_materials(table: str, column: str) -> None:
    for row in gold(table):
        assert bare(row[column]) in printed(MINUTES, lines(row["lines"]))


def test_facts_of_the_meeting_are_printed() -> None:
    facts = {row["key"]: row["value"] for row in gold("minutes_meeting")}

    assert bare(facts["label"]) in bare(MINUTES[0])
    assert facts["held_on"] == "2025-11-12"
    assert MINUTES[2] == "日時：令和７年 11 月 12 日（水） 13 時 30 分～14 時 45 分 "
    assert facts["place"] in MINUTES[4]
    assert "委員 10 名中８名" in MINUTES[10]


def test_mentions_and_figures_of_the_minutes() -> None:
    listed = {row["name"] for row in gold("listings")}
    ranges = {row["order"]: (int(row["first_line"]), int(row["last_line"]))
              for row in gold("statements")}
    for row in gold("minutes_mentions") + gold("minutes_figures"):
        number = int(row["line"])
        first, last = ranges[row["statement"]]
        assert first <= number <= last
        text = printed(MINUTES, [number, number + 1, number + 2])
        assert bare(row.get("text") or f"{row['unit']}") in text
    only_here = [row["target"] for row in gold("minutes_mentions")
                 if row["kind"] == "Project" and row["target"] not in listed]
    assert only_here == ["薬草蒸留所整備調査事業"]
    assert {row["only_in_minutes"] for row in gold("minutes_mentions")
            if row["target"] in only_here} == {"true"}


def test_the_town_borrows_no_department() -> None:
    with (GOLD / "departments.csv").open(encoding="utf-8", newline="") as file:
        others = {row["name"] for row in csv.DictReader(file)}
    town = {name for row in gold("reports") for name in row["departments"].split(";")}

    assert not town & others


def test_no_sentence_is_borrowed(seeds: Path) -> None:
    borrowed = bare("".join(path.read_text(encoding="utf-8") for path in seeds.glob("*.txt")))
    own = [number for row in gold("reports") for number in lines(row["lines"])]
    own += [number for row in gold("strategy") for number in lines(row["description_lines"])]
    pieces = {bare(PROGRESS[number - 1]) for number in own}
    pieces |= {bare(MINUTES[number - 1]) for row in gold("statements")
               for number in range(int(row["first_line"]), int(row["last_line"]) + 1)}
    runs = {piece[start : start + 14] for piece in pieces for start in range(len(piece) - 13)}

    assert not {run for run in runs if run in borrowed}
