"""Tables as browsers and word processors rule them: in dots, side by side, open where a page ends;
and texts that stand upright."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from loaders.layout import Grid
from loaders.pdf import read_pdf
from tests.loaders.test_pdf import HEIGHT, across, down, pdf, ruled, text


def cells(data: bytes) -> list[tuple[int, int, int, str]]:
    """Return row, column, rows spanned and text of each cell of the one table."""
    (grid,) = (part for part in read_pdf("a.pdf", data).parts if isinstance(part, Grid))
    return [(cell.row, cell.column, cell.rows, cell.text) for cell in grid.cells]


def dots(canvas: Canvas, left: float, top: float, right: float, bottom: float) -> None:
    """Draw a level or upright line as squares of 0.75 points, as browsers do."""
    steps = int(max(right - left, bottom - top) / 1.5)
    for step in range(steps + 1):
        x = left + (1.5 * step if right > left else 0)
        y = top + (1.5 * step if bottom > top else 0)
        canvas.rect(x, HEIGHT - y, 0.75, 0.75, stroke=0, fill=1)


def test_a_line_of_dots_rules_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        for top in (40, 70, 110):
            dots(canvas, 50, top, 250, top)
        for left in (50, 150, 250):
            dots(canvas, left, 40, left, 110)
        for place in ((52, 42, "部署"), (152, 42, "実績"), (52, 72, "農林課"),
                      (152, 72, "育てた。")):
            text(canvas, *place)

    assert cells(pdf(draw)) == [
        (0, 0, 1, "部署"), (0, 1, 1, "実績"), (1, 0, 1, "農林課"), (1, 1, 1, "育てた。")]


def test_lines_drawn_row_by_row_do_not_part_a_cell_that_spans_rows() -> None:
    def draw(canvas: Canvas) -> None:
        for top in (40, 160):
            across(canvas, top, 50, 250)
        for top in (80, 120):
            across(canvas, top, 150, 250)
        for top in (40, 80, 120):
            for left in (50, 150, 250):
                down(canvas, left, top, top + 40)
        text(canvas, 52, 60, "里の力を")
        text(canvas, 52, 90, "生かす")
        for top, word in ((42, "農林課"), (82, "観光課"), (122, "福祉課")):
            text(canvas, 152, top, word)

    assert cells(pdf(draw)) == [
        (0, 0, 3, "里の力を\n生かす"), (0, 1, 1, "農林課"), (1, 1, 1, "観光課"),
        (2, 1, 1, "福祉課")]


def test_a_cell_that_goes_on_from_the_page_before_is_closed_with_its_row() -> None:
    def draw(canvas: Canvas) -> None:
        for first, last in ((50, 100), (200, 300)):
            for top in (40, 80):
                across(canvas, top, first, last)
        across(canvas, 120, 50, 300)
        for left in (50, 100, 200, 300):
            down(canvas, left, 40, 120)
        text(canvas, 102, 60, "里の力を")
        text(canvas, 102, 90, "生かす")
        for top, number, word in ((42, "1", "農林課"), (82, "2", "観光課")):
            text(canvas, 52, top, number)
            text(canvas, 202, top, word)

    assert cells(pdf(draw)) == [
        (0, 0, 1, "1"), (0, 1, 2, "里の力を\n生かす"), (0, 2, 1, "農林課"),
        (1, 0, 1, "2"), (1, 2, 1, "観光課")]


def test_a_row_across_is_not_parted_where_the_rows_around_it_are() -> None:
    def draw(canvas: Canvas) -> None:
        for top in (40, 80, 120, 160):
            across(canvas, top, 50, 250)
        for left in (50, 250):
            down(canvas, left, 40, 160)
        for top in (40, 120):
            down(canvas, 150, top, top + 40)
        text(canvas, 52, 82, "里の力を生かし、働く人を増やす")
        for top in (42, 122):
            text(canvas, 52, top, "農林課")
            text(canvas, 152, top, "育てた。")

    assert (1, 0, 1, "里の力を生かし、働く人を増やす") in cells(pdf(draw))


def upright(canvas: Canvas, left: float, words: str) -> None:
    for number, letter in enumerate(words):
        text(canvas, left, 45 + 10 * number, letter)


def test_letters_one_below_the_other_are_one_text_from_right_to_left() -> None:
    def draw(canvas: Canvas) -> None:
        ruled(canvas, [40, 150], [50, 100, 250])
        upright(canvas, 80, "基本目標１里の力")
        upright(canvas, 64, "を生かす")
        text(canvas, 102, 42, "農林課が苗木を植え、下草を")
        text(canvas, 102, 54, "刈った。水路も直した。")

    assert cells(pdf(draw)) == [
        (0, 0, 1, "基本目標１里の力を生かす"),
        (0, 1, 1, "農林課が苗木を植え、下草を\n刈った。水路も直した。")]


def test_short_lines_one_below_the_other_stay_lines() -> None:
    def draw(canvas: Canvas) -> None:
        ruled(canvas, [40, 150], [50, 100, 250])
        for number, word in enumerate(("農林課", "観光課", "福祉課")):
            text(canvas, 52, 42 + 10 * number, word)
        text(canvas, 102, 42, "育てた。")

    assert cells(pdf(draw))[0] == (0, 0, 1, "農林課\n観光課\n福祉課")
