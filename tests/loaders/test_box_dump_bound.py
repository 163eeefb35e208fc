"""What no reader can tell from a dump that prints a page's boxes one after the other.

Two pages that differ in which department has an empty cell give the same dump, so that any reader
is wrong about one of them; what a reader can do is to be less sure.
"""

from __future__ import annotations

from io import BytesIO

from pdfminer.high_level import extract_text
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from loaders.document import read_document
from loaders.records import Municipality

TOWN = Municipality("990001", "霧原町")
FONT = "HeiseiKakuGo-W5"
FIRST, SECOND = "朝市を６回開いた。", "相談会を４回開いた。"
LABELS = ("商工課", "企画課", "福祉課")


def dump(*texts: str) -> str:
    """Return the boxes of a page with a row for each of LABELS, ``texts`` beside them."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(600, 800))
    canvas.setFont(FONT, 9)
    for height, line in ((760, "基本目標１　働く場をつくる"), (740, "①産業の振興")):
        canvas.drawString(50, height, line)
    canvas.drawString(50, 715, "担当課")
    canvas.drawString(250, 715, "令和５年度実績")
    for row, (label, text) in enumerate(zip(LABELS, texts, strict=True)):
        canvas.drawString(50, 690 - 40 * row, label)
        canvas.drawString(250, 690 - 40 * row, text)
    canvas.save()
    return extract_text(BytesIO(stream.getvalue()))


def test_two_pages_that_say_different_things_have_one_dump() -> None:
    assert dump(FIRST, SECOND, "") == dump(FIRST, "", SECOND)


def test_a_reader_of_such_a_dump_is_not_sure() -> None:
    reading = read_document("boxes.txt", dump(FIRST, SECOND, "").encode(), TOWN)

    told = {report.text.text: report.confidence for report in reading.reports if report.text.text}
    assert told.keys() == {FIRST, SECOND}
    assert told[SECOND] < 1.0
