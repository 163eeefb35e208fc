"""Any row of speakers, printed in any convention, reads back as the same roles and words."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.layout import Layout, Line
from loaders.minutes import read_minutes
from loaders.records import Municipality, Role
from loaders.source import Source, digest
from ontology.errors import DocumentError

TOWN = Municipality("999999", "朝凪市")
HEAD = ["令和７年度第１回朝凪市推進会議 会議録", "",
        "日時：令和７年10月６日", "場所：朝凪市役所", "", "１ 開会", "２ 議事", ""]
NAMES = {Role.CHAIR: ("会長", "委員長", "座長", "議長"),
         Role.MEMBER: ("委員", "Ａ委員", "委員Ｂ", "山田委員", "副会長", "委員１", "○○委員"),
         Role.OFFICIAL: ("事務局", "企画課長", "商工労政課長", "福祉部次長", "市長",
                         "こども未来課"),
         Role.OBSERVER: ("オブザーバー", "アドバイザー", "ｵﾌﾞｻﾞｰﾊﾞｰ")}
WORDS = ("資料の見方を教えてください。", "目標は、いつ達成できるのか。", "検討します。",
         "令和６年度は45人でした。前の年より５人増えています。", "市としての考えを伺いたい。",
         "はい。そのように進めます。", "「子育て」と「仕事」の両方が要ると思います。")
CONVENTIONS: dict[str, Callable[[str], str]] = {
    "colon": lambda name: f"{name}：",
    "spaced colon": lambda name: f"{name} ： ",
    "round brackets": lambda name: f"（{name}）",
    "square brackets": lambda name: f"［{name}］ ",
    "heavy brackets": lambda name: f"【{name}】",
    "shell brackets": lambda name: f"〔{name}〕　",
    "angle brackets": lambda name: f"＜{name}＞",
    "space": lambda name: f"{name}　",
    "spread": lambda name: f"{'　'.join(name)}：",
    "closing bracket": lambda name: f"{name}）",
    "circle": lambda name: f"○{name}　",
    "bullet": lambda name: f"・{name}：",
    "person": lambda name: f"{name}（相川）：",
    "alone": lambda name: f"{name}\n　",
    "boxed alone": lambda name: f"【{name}】\n　",
    "circled alone": lambda name: f"○ {name}\n　",
    "arrow": lambda name: f"{name}→",
}

role = st.sampled_from(list(NAMES)).flatmap(
    lambda one: st.tuples(st.just(one), st.sampled_from(NAMES[one]), st.sampled_from(WORDS))
)
# At least two, since a form that stands once may be no custom.
spoken = st.lists(role, min_size=2, max_size=12)


def layout_of(lines: list[str], unit: str) -> Layout:
    sha256 = digest("\n".join(lines).encode())
    source = Source("m.txt", "text/plain", sha256, unit, tuple(lines), (None,) * len(lines))
    return Layout(source, tuple(Line(n, raw) for n, raw in enumerate(lines, 1)))


def printed(said: list[tuple[Role, str, str]], convention: str, gap: bool) -> list[str]:
    lines = list(HEAD)
    for _, name, words in said:
        lines += (CONVENTIONS[convention](name) + words).split("\n") + [""] * gap
    return lines


@pytest.mark.parametrize("convention", CONVENTIONS)
@settings(deadline=None)
@given(said=spoken, gap=st.booleans(), unit=st.sampled_from(["line", "paragraph"]))
def test_roles_and_words_come_back(
    convention: str, said: list[tuple[Role, str, str]], gap: bool, unit: str
) -> None:
    reading = read_minutes(layout_of(printed(said, convention, gap), unit), TOWN)

    found = [(one.role, one.text.text) for one in reading.meetings[0].statements]
    assert found == [(role, words) for role, _, words in said]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.lists(st.sampled_from(WORDS), max_size=3)),
                min_size=1, max_size=8),
       st.sampled_from([("Ｑ{}．", "Ａ{}．"), ("問{}　", "答{}　"), ("【質問{}】", "【回答{}】"),
                        ("質問{}：", "回答{}："), ("Q{}: ", "A{}: ")]),
       st.booleans())
def test_numbers_tie_answers_to_questions(
    pairs: list[tuple[str, list[str]]], signs: tuple[str, str], together: bool
) -> None:
    """Whether each answer stands below its question or all of them after all questions."""
    asking, answering = signs
    rows = [(n, 0, asking.format(n) + asked) for n, (asked, _) in enumerate(pairs, 1)]
    rows += [(n, at, answering.format(n) + answer) for n, (_, answers) in enumerate(pairs, 1)
             for at, answer in enumerate(answers, 1)]
    rows.sort(key=(lambda row: (row[0], row[1])) if together else (lambda row: bool(row[1])))
    lines = [*HEAD, *(text for _, _, text in rows)]
    if not any(at for _, at, _ in rows):
        lines.append("Ａ99．ほかにない。")
    statements = read_minutes(layout_of(lines, "line"), TOWN).meetings[0].statements

    orders = {n: order for order, (n, at, _) in enumerate(rows, 1) if at == 0}
    expected = [None if at == 0 else orders[n] for n, at, _ in rows]
    assert [one.replies_to for one in statements][: len(rows)] == expected


signs = st.sampled_from("会長委員事務局課ＱＡ１２(（）)：:→・○【】　 。\n問答質")
hostile = st.lists(st.text(signs, max_size=30), max_size=12)


@given(hostile, st.sampled_from(["line", "paragraph"]))
def test_any_lines_are_read_or_refused(lines: list[str], unit: str) -> None:
    parts = [part for line in [*HEAD, *lines] for part in line.split("\n")]
    layout = layout_of(parts, unit)
    try:
        reading = read_minutes(layout, TOWN)
    except DocumentError:
        return

    assert {entry.number for entry in reading.ledger} == set(range(1, len(parts) + 1))
    for said in reading.meetings[0].statements:
        assert said.thread <= said.order
        assert said.replies_to is None or said.replies_to < said.order


HOSTILE = [
    ["・あ。→" * 50_000], ["（" + " " * 100_000 + "委員"], ["1" + " " * 100_000 + "委員"],
    ["（" * 100_000], ["Q" + ":" * 100_000], ["○" * 100_000], ["会長" + " " * 100_000 + "x"],
    ["事務局：はい。"] * 5_000, ["Ｑ１．はい。"] * 2_500 + ["Ａ１．はい。"] * 2_500,
    ["次第"] + ["あ"] * 5_000, ["会長：はい。"] * 2_500 + ["委員Ａ：では。"] * 2_500,
]


@pytest.mark.parametrize("lines", HOSTILE)
def test_hostile_lines_are_read_in_proportion(lines: list[str]) -> None:
    """A quadratic reader would not come to an end."""
    reading = read_minutes(layout_of([*HEAD, *lines, "会長：はい。"], "line"), TOWN)

    assert reading.meetings[0].statements


def test_the_conventions_are_whole() -> None:
    assert (len(CONVENTIONS), len(HOSTILE)) == (17, 11)
