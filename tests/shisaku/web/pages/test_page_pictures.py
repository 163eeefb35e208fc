"""Pages of PDF files drawn: the mark covers the words that it is about, and nothing gets out."""

import io
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from loaders.pdf import read_pdf
from ontology.errors import DocumentError
from shisaku.page_drawing import WIDTH, Drawing, drawn
from tests.cities.cases import case_of
from tests.shisaku.web.client import served
from tests.shisaku.web.pages.asking import Reader
from tests.shisaku.web.pages.building import build

Sides = tuple[float, float, float, float]


def printed(turned: int = 0, visible: Sides | None = None, whole: Sides | None = None) -> bytes:
    """Return a page of 600 × 800 points with a few words on it, and nothing else."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 800))
    canvas.setFont("Helvetica", 20)
    canvas.drawString(200, 500, "HELLO WORLD")
    if turned:
        canvas.setPageRotation(turned)
    if visible:
        canvas.setCropBox(visible)
    canvas.showPage()
    canvas.save()
    if whole is None:
        return out.getvalue()
    document, moved = pypdfium2.PdfDocument(out.getvalue()), io.BytesIO()
    document[0].set_mediabox(*whole)
    document.save(moved)
    return moved.getvalue()


CROPPED = (100.0, 200.0, 580.0, 700.0)
MOVED = (50.0, 40.0, 600.0, 800.0)


@pytest.mark.parametrize("page", [
    printed(), printed(visible=CROPPED), printed(90), printed(90, CROPPED), printed(180, CROPPED),
    printed(270, CROPPED), printed(whole=MOVED), printed(0, CROPPED, MOVED),
    printed(90, None, MOVED),
], ids=["plain", "cropped", "90", "90 cropped", "180 cropped", "270 cropped", "moved",
        "moved cropped", "moved 90"])
def test_the_mark_covers_the_words_however_the_page_lies(page: bytes) -> None:
    boxes = read_pdf("a.pdf", page).source.boxes
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    width = max(box.right for box in boxes) - left
    height = max(box.bottom for box in boxes) - top
    picture = Image.open(io.BytesIO(drawn(Drawing(
        "a.pdf", page, 1, [(left, top, width, height)])))).convert("RGB")
    pixels = picture.tobytes()

    # Ink under the mark is yellow or brown; ink beside it stays grey, red as much as blue.
    ink = [red for red, blue in zip(pixels[::3], pixels[2::3], strict=True)
           if red < 100 and abs(red - blue) < 8]
    assert ink == []
    assert min(pixels[2::3]) < 200


def test_a_picture_is_as_wide_as_a_page_needs() -> None:
    assert Image.open(io.BytesIO(drawn(Drawing("a.pdf", printed(), 1, [])))).width == WIDTH


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", printed()[:600]])
def test_what_is_no_page_is_told(data: bytes) -> None:
    with pytest.raises(DocumentError):
        drawn(Drawing("a.pdf", data, 1, []))


@pytest.fixture(scope="module")
def pdf_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reader, str]]:
    """The pages of a fictional city's progress report as a PDF file, and its digest."""
    folder = tmp_path_factory.mktemp("pdf")
    document = folder / "進捗 報告.pdf"
    document.write_bytes(case_of("pdf", 5).data)
    (digest,) = build(folder / "data", document)
    with served(folder / "data") as running:
        yield Reader(running), digest


def test_the_page_stands_beside_its_lines_with_the_marked_ones_framed(
    pdf_site: tuple[Reader, str],
) -> None:
    site, digest = pdf_site
    told = site.get(f"/sources/{digest}.json").json()
    line = next(row for row in told["rows"] if row["read"] and row["page"] == 2)
    page = site.get(f"/sources/{digest}?lines={line['line']}").html

    assert f'src="/sources/{digest}/page/2.png?rect=' in page


def test_pictures_are_kept_by_their_tag(pdf_site: tuple[Reader, str]) -> None:
    site, digest = pdf_site
    target = f"/sources/{digest}/page/2.png?rect=100,100,50,20"
    first = site.get(target)
    again = site.get(target, If_None_Match=first.headers["etag"])
    other = site.get(f"/sources/{digest}/page/2.png")

    assert first.reply.body.startswith(b"\x89PNG")
    assert (again.status, again.reply.body) == (304, b"")
    assert other.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize("target", ["page/0.png", "page/99999.png", "page/-1.png", "page/a.png",
                                    "page/１.png"])
def test_pages_that_are_not_there(pdf_site: tuple[Reader, str], target: str) -> None:
    site, digest = pdf_site

    assert site.get(f"/sources/{digest}/{target}").status == 404


@pytest.mark.parametrize("rectangle", ["1,2,3", "a,b,c,d", "nan,1,1,1", "1e9,1,1,1", "-1,0,5,5",
                                       "99999,99999,99999,99999", "0,0,0,0"])
def test_rectangles_that_are_none_are_passed_over(
    pdf_site: tuple[Reader, str], rectangle: str,
) -> None:
    site, digest = pdf_site

    assert site.get(f"/sources/{digest}/page/1.png?rect={rectangle}").status == 200
