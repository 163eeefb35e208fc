"""PDF files drawn line by line, so that what a person sees on the page is known."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib import pdfencrypt
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from loaders.layout import Grid, Layout, Line
from loaders.pdf import read_pdf
from ontology.errors import DocumentError

FONT = "HeiseiKakuGo-W5"
WIDTH, HEIGHT = 400, 300
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, encrypt: pdfencrypt.StandardEncryption | None = None) -> bytes:
    """Return a file with one page for each of ``pages``, 400 × 300 points."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(WIDTH, HEIGHT), encrypt=encrypt)
    for draw in pages:
        canvas.setFont(FONT, 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def text(canvas: Canvas, left: float, top: float, words: str) -> None:
    """Write ``words`` with their upper left corner about at (left, top)."""
    canvas.drawString(left, HEIGHT - top - 9, words)


def across(canvas: Canvas, top: float, left: float, right: float) -> None:
    canvas.line(left, HEIGHT - top, right, HEIGHT - top)


def down(canvas: Canvas, left: float, top: float, bottom: float) -> None:
    canvas.line(left, HEIGHT - top, left, HEIGHT - bottom)


def ruled(canvas: Canvas, tops: list[float], lefts: list[float]) -> None:
    for top in tops:
        across(canvas, top, lefts[0], lefts[-1])
    for left in lefts:
        down(canvas, left, tops[0], tops[-1])


def words_in(canvas: Canvas, reverse: bool = False) -> None:
    places = [(52, 42, "部署"), (152, 42, "実績"), (52, 72, "農林課"), (152, 72, "育てた。"),
              (152, 84, "植えた。")]
    for place in reversed(places) if reverse else places:
        text(canvas, *place)


def plain(canvas: Canvas) -> None:
    ruled(canvas, [40, 70, 110], [50, 150, 250])
    words_in(canvas)


def backwards(canvas: Canvas) -> None:
    words_in(canvas, reverse=True)
    ruled(canvas, [40, 70, 110], [50, 150, 250])


def by_boxes(canvas: Canvas) -> None:
    for left in (50, 150):
        for top, height in ((40, 30), (70, 40)):
            canvas.rect(left, HEIGHT - top - height, 100, height)
    words_in(canvas)


def by_thin_areas(canvas: Canvas) -> None:
    for top in (40, 70, 110):
        canvas.rect(50, HEIGHT - top, 200, 0.4, stroke=0, fill=1)
    for left in (50, 150, 250):
        canvas.rect(left, HEIGHT - 110, 0.4, 70, stroke=0, fill=1)
    words_in(canvas)


def open_sides(canvas: Canvas) -> None:
    for top in (40, 70, 110):
        across(canvas, top, 50, 250)
    down(canvas, 150, 40, 110)
    words_in(canvas)


def open_below(canvas: Canvas) -> None:
    ruled(canvas, [40, 70], [50, 150, 250])
    for left in (50, 150, 250):
        down(canvas, left, 70, 110)
    words_in(canvas)


def drawn_twice(canvas: Canvas) -> None:
    plain(canvas)
    text(canvas, 52.3, 72, "農林課")


def underlined(canvas: Canvas) -> None:
    plain(canvas)
    across(canvas, 82, 52, 82)


def lying(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    canvas.translate(WIDTH, 0)
    canvas.rotate(90)
    canvas.translate(0, WIDTH - HEIGHT)
    plain(canvas)


TABLE = [(0, 0, 1, 1, "部署"), (0, 1, 1, 1, "実績"), (1, 0, 1, 1, "農林課"),
         (1, 1, 1, 1, "育てた。\n植えた。")]
TABLES = [plain, backwards, by_boxes, by_thin_areas, open_sides, open_below, drawn_twice,
          underlined, lying]


def cells(layout: Layout) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text)
            for grid in layout.grids for cell in grid.cells]


@pytest.mark.parametrize("draw", TABLES, ids=lambda draw: draw.__name__)
def test_the_same_table_is_read_however_it_is_drawn(draw: Draw) -> None:
    assert cells(read_pdf("a.pdf", pdf(draw))) == TABLE


def test_number_of_drawings() -> None:
    assert len(TABLES) == 9


def test_merged_cells_span_rows_and_columns() -> None:
    def draw(canvas: Canvas) -> None:
        across(canvas, 40, 50, 250)
        across(canvas, 60, 150, 250)
        across(canvas, 80, 50, 250)
        across(canvas, 100, 50, 250)
        down(canvas, 50, 40, 100)
        down(canvas, 150, 40, 80)
        down(canvas, 250, 40, 100)
        down(canvas, 200, 60, 80)
        text(canvas, 52, 50, "左")
        text(canvas, 152, 42, "右上")
        text(canvas, 152, 62, "右下")
        text(canvas, 202, 62, "隅")
        text(canvas, 52, 82, "全体")

    assert cells(read_pdf("a.pdf", pdf(draw))) == [
        (0, 0, 2, 1, "左"), (0, 1, 1, 2, "右上"), (1, 1, 1, 1, "右下"), (1, 2, 1, 1, "隅"),
        (2, 0, 1, 3, "全体")]


def test_lines_stand_around_the_table_with_page_and_place() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 50, 10, "進捗状況")
        plain(canvas)
        text(canvas, 50, 120, "- 1 -")

    layout = read_pdf("a.pdf", pdf(draw, plain))
    kinds = [part.raw if isinstance(part, Line) else part.page for part in layout.parts]

    assert kinds == ["進捗状況", 1, "- 1 -", 2]
    assert layout.source.lines[:3] == ("進捗状況", "部署", "実績")
    assert layout.source.pages == (1,) * 7 + (2,) * 5
    box = layout.source.boxes[0]
    assert (box.left, box.right) == pytest.approx((50, 90))
    assert (box.top, box.bottom) == pytest.approx((10, 20), abs=2)


def test_spaces_are_kept_and_wide_gaps_are_spaces() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 50, 10, "ア　担い手")
        text(canvas, 50, 40, "令和")
        text(canvas, 90, 40, "年度")
        ruled(canvas, [100, 120, 140], [50, 150])

    assert read_pdf("a.pdf", pdf(draw)).source.lines[:2] == ("ア　担い手", "令和 年度")


def test_on_a_page_without_ruling_texts_far_apart_are_lines_of_their_own() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 50, 10, "農林課")
        text(canvas, 150, 10, "育てた。")

    assert read_pdf("a.pdf", pdf(draw)).source.lines == ("農林課", "育てた。")


def test_on_a_page_without_ruling_spaces_inside_a_text_are_kept() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 50, 10, "３ 閉会")
        text(canvas, 50, 30, "　委員 はい。")

    assert read_pdf("a.pdf", pdf(draw)).source.lines == ("３ 閉会", "　委員 はい。")


def test_a_sign_that_fonts_map_differently_is_as_in_text_files() -> None:
    layout = read_pdf("a.pdf", pdf(lambda canvas: text(canvas, 50, 10, "ｅ\u2212町\u301c里")))

    assert layout.source.lines == ("ｅ\uff0d町\uff5e里",)


def picture(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("1", (8, 8))), 0, 0, WIDTH, HEIGHT)


def test_a_page_of_pictures_is_told() -> None:
    layout = read_pdf("a.pdf", pdf(plain, picture))

    assert ["page 2" in warning and "OCR" in warning for warning in layout.warnings] == [True]


def encrypted(user: str, owner: str) -> bytes:
    return pdf(plain, encrypt=pdfencrypt.StandardEncryption(user, ownerPassword=owner))


def test_an_owners_password_alone_hides_nothing() -> None:
    assert cells(read_pdf("a.pdf", encrypted("", "owner"))) == TABLE


REFUSED = [
    ("password", lambda: encrypted("user", "owner"), "password"),
    ("pictures only", lambda: pdf(picture), "OCR needed"),
    ("empty page", lambda: pdf(lambda canvas: None), "no text layer"),
    ("cut off", lambda: pdf(plain)[:400], "damaged"),
    ("only its mark", lambda: b"%PDF-1.7\n", "damaged"),
]


@pytest.mark.parametrize(("make", "word"), [case[1:] for case in REFUSED],
                         ids=[case[0] for case in REFUSED])
def test_what_cannot_be_read_is_refused_in_one_line(make: Callable[[], bytes], word: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_pdf("a.pdf", make())

    assert word in caught.value.en
    assert caught.value.en.startswith("a.pdf: ")
    assert "\n" not in caught.value.en + caught.value.ja


def test_grids_tell_where_their_columns_begin() -> None:
    grid = read_pdf("a.pdf", pdf(plain)).parts[0]

    assert isinstance(grid, Grid)
    assert grid.lefts == pytest.approx((50, 150), abs=1)
