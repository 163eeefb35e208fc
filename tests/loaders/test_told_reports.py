"""Reports told in running text: headings, labels and what stands under them, in forms drawn at
random; the expected facts are those that the texts were made of."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import count

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.document import read_document
from loaders.records import Municipality, Phase, Reading
from ontology.errors import DocumentError

TOWN = Municipality("990001", "霧原町")
Facts = dict[str, object]

DEPARTMENT_LABELS = ("担当課　{}", "担当課：{}", "【担当部署】{}", "■所管課:{}", "（担当課）{}")
RESULT_LABELS = ("令和６年度の取組実績", "【令和6年度実績】", "■R6実績", "○2024年度の実績",
                 "（令和６年度取組状況）")
PLAN_LABELS = ("令和７年度の取組予定", "【令和7年度計画】", "■R7予定", "○2025年度の計画",
               "（令和７年度予定）")
LIST_HEADINGS = ("主な事業", "【関連事業】", "＜主な取組＞")
MARKS = ("【再掲】", "（再掲）", "[再掲]", "※再掲")
ABOVE = (("基本目標{}　海の仕事", "（{}）担い手"), ("基本目標{}　海の仕事", "{goal}－{}　担い手"))
DEPARTMENTS = ("水産課", "企画政策課", "子育て支援課", "建設課、水産課", "観光振興課・港湾課")
PROJECTS = ("漁港整備事業", "研修開催事業", "海の駅運営事業", "住まい支援補助金",
            "読書まつり", "相談窓口事業")
TEXTS = (
    ("研修会を３回開催し、延べ45人が参加した。",),
    ("（１）研修会の開催", "研修会を開いた。", "（２）住まいの改修", "空き家を２戸改修した。"),
    ("・相談会を開き、", "　窓口を広げた。", "・窓口に12件の相談があった。"),
    ("① 岸壁の改修", "岸壁120mを改修した。"),
)


@dataclass(frozen=True)
class Section:
    departments: str
    projects: tuple[tuple[str, bool], ...]
    result: tuple[str, ...]
    plan: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    department: str
    report: int
    heading: str
    mark: str
    above: tuple[str, str]
    behind: bool
    blank: bool


sections = st.builds(
    Section, st.sampled_from(DEPARTMENTS),
    st.lists(st.tuples(st.sampled_from(PROJECTS), st.booleans()), min_size=1, max_size=3,
             unique_by=lambda project: project[0]).map(tuple),
    st.sampled_from(TEXTS), st.sampled_from(TEXTS))
forms = st.builds(
    Form, st.sampled_from(DEPARTMENT_LABELS), st.integers(0, len(RESULT_LABELS) - 1),
    st.sampled_from(LIST_HEADINGS), st.sampled_from(MARKS), st.sampled_from(ABOVE),
    st.booleans(), st.booleans())
documents = st.lists(st.lists(sections, min_size=1, max_size=3), min_size=1, max_size=3)


def lines_of(goals: list[list[Section]], form: Form) -> list[str]:
    lines = ["霧原町総合戦略　令和６年度の報告", ""]
    for goal, under in enumerate(goals, start=1):
        lines.append(form.above[0].format(goal))
        for number, section in enumerate(under, start=1):
            lines.append(form.above[1].format(number, goal=goal))
            lines.append(form.heading)
            lines += [f"・{name}{form.mark if crossed else ''}"
                      for name, crossed in section.projects]
            lines += [""] if form.blank else []
            told = [RESULT_LABELS[form.report], *section.result,
                    PLAN_LABELS[form.report], *section.plan]
            label = form.department.format(section.departments)
            lines += [*told, label] if form.behind else [label, *told]
            lines += [""] if form.blank else []
    return lines


def told_by(reading: Reading) -> Facts:
    return {
        "goals": [goal.notation for goal in reading.goals],
        "directions": [direction.notation for direction in reading.directions],
        "listings": [(listing.listed_in, listing.name, listing.cross_listed)
                     for listing in reading.listings],
        "reports": [(report.reports_on, report.departments, report.fiscal_year, report.phase,
                     squeezed(report.text.text)) for report in reading.reports],
    }


def meant_by(goals: list[list[Section]]) -> Facts:
    placed = [(f"{goal}-{number}", section) for goal, under in enumerate(goals, start=1)
              for number, section in enumerate(under, start=1)]
    return {
        "goals": [str(number) for number, _ in zip(count(1), goals, strict=False)],
        "directions": [place for place, _ in placed],
        "listings": [(place, name, crossed) for place, section in placed
                     for name, crossed in section.projects],
        "reports": [(place, departments(section), year, phase, squeezed("".join(text)))
                    for place, section in placed
                    for year, phase, text in ((2024, Phase.RESULT, section.result),
                                              (2025, Phase.PLAN, section.plan))],
    }


def departments(section: Section) -> tuple[str, ...]:
    return tuple(section.departments.replace("・", "、").split("、"))


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents, forms)
def test_what_was_written_is_read(goals: list[list[Section]], form: Form) -> None:
    text = "\n".join(lines_of(goals, form))
    reading = read_document("h.txt", text.encode(), TOWN)

    assert told_by(reading) == meant_by(goals)
    assert not [entry for entry in reading.ledger if entry.use == "unexplained"]


def test_a_word_file_tells_the_same() -> None:
    goals = [[Section("水産課", (("漁港整備事業", False),), TEXTS[1], TEXTS[0])],
             [Section("観光課、企画課", (("漁港整備事業", True),), TEXTS[2], TEXTS[3])]]
    form = Form(DEPARTMENT_LABELS[2], 1, LIST_HEADINGS[1], MARKS[0], ABOVE[1], True, False)
    document = docx.Document()
    for line in filter(None, lines_of(goals, form)):
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)

    assert told_by(read_document("h.docx", file.getvalue(), TOWN)) == meant_by(goals)


ONE_BY_ONE = """令和６年度　事業の報告
基本目標１　海の仕事
（１）担い手
○漁業就業者確保事業
担当課：水産課
令和６年度実績：研修会を３回開き、
45人が参加した。
令和７年度計画：引き続き開く。
課題：担い手が少ない。
○地域おこし協力隊【再掲】
担当課：企画課
令和６年度実績：２人を任用した。
令和７年度計画：３人を任用する。
（２）にぎわい
○海の駅運営事業（観光課）
担当課：観光課
令和６年度実績：12,300人が来た。
"""


def test_a_project_above_labels_is_what_they_tell_of() -> None:
    reading = read_document("h.txt", ONE_BY_ONE.encode(), TOWN)

    assert [(each.listed_in, each.name, each.cross_listed, each.departments)
            for each in reading.listings] == [
        ("1-1", "漁業就業者確保事業", False, ("水産課",)),
        ("1-1", "地域おこし協力隊", True, ("企画課",)),
        ("1-2", "海の駅運営事業", False, ("観光課",))]
    named = {mention.within.key: mention.target for mention in reading.mentions}
    assert {report.departments[0]: (report.reports_on, named[report.key])
            for report in reading.reports} == {
        "水産課": ("1-1", "漁業就業者確保事業"), "企画課": ("1-1", "地域おこし協力隊"),
        "観光課": ("1-2", "海の駅運営事業（観光課）")}
    assert "少ない" not in "".join(report.text.text for report in reading.reports)


def test_what_a_blank_line_parts_is_no_part_of_a_heading() -> None:
    text = ONE_BY_ONE.replace(
        "基本目標１　海の仕事\n", "基本目標１　海の仕事をつくる\n\n目標値 人口\n\n")
    reading = read_document("h.txt", text.encode(), TOWN)

    assert [goal.label for goal in reading.goals] == ["海の仕事をつくる"]


WITHOUT_DEPARTMENT = """基本目標１　海の仕事
（１）担い手
主な事業
・漁業就業者確保事業
令和６年度の実績
研修を開いた。
（２）にぎわい
主な事業
・海の駅運営事業
担当課　観光課
令和６年度の実績
人が来た。
令和７年度の予定
広げる。
"""


def test_a_text_of_no_department_is_told_and_given_to_nobody() -> None:
    reading = read_document("h.txt", WITHOUT_DEPARTMENT.encode(), TOWN)

    assert {report.departments for report in reading.reports} == {("観光課",)}
    assert {report.reports_on for report in reading.reports} == {"1-2"}
    assert any("line 6" in warning and "department" in warning for warning in reading.warnings)


@pytest.mark.parametrize("text", [
    WITHOUT_DEPARTMENT.replace("担当課　観光課", "担当課　観光を担う人たち"),
    WITHOUT_DEPARTMENT.replace("の実績", "のこと").replace("の予定", "のこと"),
])
def test_labels_that_leave_doubt_make_no_report(text: str) -> None:
    try:
        reports = read_document("h.txt", text.encode(), TOWN).reports
    except DocumentError:
        reports = ()
    assert reports == ()
