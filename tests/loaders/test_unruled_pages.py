"""Pages without ruling, as pieces of print with their places in points: which cells they make."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.layout import Grid, Layout, Line
from loaders.source import Box, Source
from loaders.unruled import layout_of_pieces

SIZE = 9.0
LEFTS = (40.0, 160.0, 215.0, 330.0)
"""Where the columns begin, in points; 施策 leaves 4.5 points (half a character) before 所管課."""

HEADING = ("基本目標と施策", "所管課", "R5年度（実績）", "R6年度（予定）")
ROWS = (
    # Upper edge in points, and the texts of the columns; a space parts two pieces of one text.
    (60.0, ("①山を守る森づくり", "農林課", "・苗木を配った。", "・苗木を配る。")),
    (74.0, ("【主な事業】", "", "・下草を刈った。", "・下草を刈る。")),
    (96.0, ("・植林事業", "水産課", "・稚魚を放した。", "・稚魚を放す。")),
    (118.0, ("② まちをひらく仕事", "商工労政", "・催しを開いた。", "・催しを開く。")),
    (132.0, ("", "課", "・店を開いた。", "・店を開く。")),
)
EXPECTED = (
    ("①山を守る森づくり/【主な事業】/・植林事業", "農林課", "・苗木を配った。/・下草を刈った。",
     "・苗木を配る。/・下草を刈る。"),
    ("", "水産課", "・稚魚を放した。", "・稚魚を放す。"),
    ("② まちをひらく仕事", "商工労政/課", "・催しを開いた。/・店を開いた。",
     "・催しを開く。/・店を開く。"),
)


def pieces(rows: tuple[tuple[float, tuple[str, ...]], ...]) -> Layout:
    """The pieces of print of a page, each with its box."""
    texts: list[str] = []
    boxes: list[Box] = []
    for top, columns in rows:
        for left, text in zip(LEFTS, columns, strict=True):
            for word in text.split():
                texts.append(word)
                boxes.append(Box(left, top, left + SIZE * len(word), top + SIZE))
                left += SIZE * (len(word) + 1)
    source = Source("a.pdf", "application/pdf", "0" * 64, "line", tuple(texts),
                    (1,) * len(texts), tuple(boxes))
    return Layout(source, tuple(Line(n, text) for n, text in enumerate(texts, start=1)))


def test_cells_stand_where_the_eye_sees_them() -> None:
    (grid,) = layout_of_pieces(pieces(((40.0, HEADING), *ROWS))).grids
    assert grid.guessed
    texts = {(cell.row, cell.column): "/".join(line.raw for line in cell.lines)
             for cell in grid.cells}
    found = tuple(tuple(texts.get((row, column), "") for column in range(4)) for row in range(4))
    assert found == (HEADING, *EXPECTED)


def test_pieces_of_one_cell_are_one_line_of_the_source() -> None:
    source = layout_of_pieces(pieces(((40.0, HEADING), *ROWS))).source
    number = source.lines.index("② まちをひらく仕事") + 1
    assert source.passage(number).box == Box(40.0, 118.0, 40.0 + 10 * SIZE, 118.0 + SIZE)


def test_without_a_heading_no_table_is_made_up() -> None:
    assert layout_of_pieces(pieces(ROWS)).grids == ()


COLUMN = st.sampled_from(
    ["", "農林課", "R5年度（実績）", "R6年度（予定）", "所管課", "①山を守る", "・苗木"])


@given(st.lists(st.tuples(st.floats(0, 800), st.tuples(COLUMN, COLUMN, COLUMN, COLUMN)),
                min_size=1, max_size=20))
def test_every_line_stands_in_exactly_one_part(
    rows: list[tuple[float, tuple[str, ...]]]
) -> None:
    found = layout_of_pieces(pieces(tuple(rows)))
    counted: list[int] = []
    for part in found.parts:
        counted += {part.number} if isinstance(part, Line) else _numbers(part)
    assert sorted(counted) == list(range(1, len(found.source.lines) + 1))


def _numbers(grid: Grid) -> set[int]:
    return {line.number for cell in grid.cells for line in cell.lines}
