"""What cities print around the tables of a report: a cover with contents, tables of indicators,
notes. Nothing in it is a report, and nothing in it may be taken for one."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.cities import marks
from tests.cities.layouts import Layout
from tests.cities.press import Cells, Element, HeaderCell, NewPage, Table, Text
from tests.cities.tables import Column
from tests.cities.truth import City, Goal

CHALLENGES = ("担い手の高齢化が進んでおり、後継者の確保が課題である。",
              "利用者の固定化が見られる。",
              "財源の確保に引き続き課題がある。", "周知が十分に行き届いていない。", "")
REMARKS = ("", "", "県補助事業", "国庫補助", "第２次計画に掲載")


def cover(city: City, layout: Layout, name: str) -> Iterator[Element]:
    """Yield the title page with its contents."""
    yield NewPage((name, "進捗状況報告書"))
    year = city.year - 2018
    yield Text(f"令和{marks.wide(year + 1)}年８月")
    yield Text(city.name)
    yield Text("目　次")
    for number, goal in enumerate(city.goals, start=1):
        yield Text(f"{marks.goal_line(layout, number, goal.label)} ………… {number + 1}")


def indicators(city: City, goal: Goal) -> Iterator[Element]:
    """Yield the numerical targets of a goal."""
    random = Random(f"indicators {city.seed} {goal.label}")
    year = city.year - 2018
    titles = ("指標", "基準値", f"目標値（R{year + 1}）", f"実績値（R{year}）")
    yield Text("数値目標")
    yield Table(
        tuple(Column(3.0 if number == 0 else 1.0, True, number == 0) for number in range(4)),
        tuple(HeaderCell(0, number, 1, 1, title) for number, title in enumerate(titles)),
        tuple(Cells((name, *(f"{random.randint(100, 2000):,}{unit}" for _ in range(3))))
              for name, unit in (("転入者数（年間）", "人"), ("観光入込客数", "千人"))),
    )


def extra_cell(kind: str, number: int, random: Random) -> str:
    """Return the text of a column that is neither a result nor a plan."""
    return {
        "number": str(number),
        "indicator": f"参加者数\n{random.randint(10, 400)}人",
        "evaluation": random.choice("ABCD"),
        "challenge": random.choice(CHALLENGES),
        "remarks": random.choice(REMARKS),
    }[kind]


def note(city: City) -> Text:
    """Return the note below a table."""
    year = marks.wide(city.year - 2017)
    return Text(f"※所管部署の名称は、令和{year}年４月１日現在のものです。")
