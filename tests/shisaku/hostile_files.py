"""Files that no honest program writes, or that were damaged on their way: made here, byte by byte.

The PDF files are written by hand, since no library writes what breaks the format's rules.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "HeiseiKakuGo-W5"
LINES = ("霧原町総合戦略", "基本目標１ 仕事をつくる", "① 働く場を広げる", "総務課")
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)


def pdf(lines: Sequence[str] = LINES, encryption: StandardEncryption | None = None) -> bytes:
    """A PDF file that shows ``lines``."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = BytesIO()
    canvas = Canvas(stream, encrypt=encryption, invariant=True)
    for page in range(3):
        canvas.setFont(FONT, 11)
        for number, line in enumerate(lines):
            canvas.drawString(60, 780 - 20 * number, f"{line}{page or ''}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def locked_pdf(user: str, owner: str) -> bytes:
    """A PDF file that asks for a password to be opened, or only to be changed."""
    return pdf(encryption=StandardEncryption(user, owner, canPrint=0, strength=128))


def pictures_pdf() -> bytes:
    """A PDF file whose one page is a picture."""
    return raw_pdf(
        page=b"/Resources << /XObject << /I 5 0 R >> >>",
        content=b"q 500 0 0 700 50 50 cm /I Do Q",
        more=(stream(bytes(64), b"/Type /XObject /Subtype /Image /Width 8 /Height 8 "
                     b"/ColorSpace /DeviceGray /BitsPerComponent 8"),),
    )


def stream(content: bytes, entries: bytes = b"", length: int | None = None) -> bytes:
    """A stream object; ``length`` lies about its size."""
    size = len(content) if length is None else length
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, size, content)


def raw_pdf(
    page: bytes = b"", content: bytes = b"", more: Sequence[bytes] = (),
    kids: bytes = b"3 0 R", count: int = 1, box: bytes = b"0 0 595 842",
    contents: bytes | None = None,
) -> bytes:
    """A PDF file of one page, with whatever a case puts in the place of a sound part."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R %s >>" % (box, page),
        contents or stream(content),
        *more,
    ]
    written, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, start)
    return bytes(written)


def many_pages_pdf(pages: int) -> bytes:
    """A PDF file of empty pages."""
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + pages))
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return raw_pdf(kids=kids, count=pages, more=(leaf,) * pages)


def bomb_pdf(size: int) -> bytes:
    """A PDF file whose page unfolds to ``size`` bytes of white space."""
    return raw_pdf(contents=stream(packed(size, b" "), b"/Filter /FlateDecode"))


def packed(size: int, letter: bytes) -> bytes:
    """``size`` bytes of one letter, deflated piece by piece."""
    packer, piece = zlib.compressobj(9), letter * 2**20
    return b"".join(packer.compress(piece) for _ in range(size // len(piece))) + packer.flush()


def workbook(*names: str) -> bytes:
    """A sound workbook with a list of projects."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["基本目標", "基本的方向", "事業名", "所管課"])
    for name in names or ("見本事業",):
        sheet.append(["1 目標", "①方向", name, "総務課"])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(package: bytes, part: str, content: bytes) -> bytes:
    """A package with another content of one of its parts."""
    stream = BytesIO()
    with (zipfile.ZipFile(BytesIO(package)) as old,
          zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new):
        for name in dict.fromkeys([*old.namelist(), part]):
            new.writestr(name, content if name == part else old.read(name))
    return stream.getvalue()


def word_document(body: str) -> bytes:
    """The least that is a word processor's document."""
    types = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
             'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
             '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
             'officedocument.wordprocessingml.document.main+xml"/></Types>')
    relations = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                 'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
                 'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
                 '</Relationships>')
    document = ('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
                f'main"><w:body>{body}</w:body></w:document>')
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr("[Content_Types].xml", types)
        made.writestr("_rels/.rels", relations)
        made.writestr("word/document.xml", document)
    return stream.getvalue()


def paragraph(text: str) -> str:
    """A paragraph of a word processor's document."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def scattered(size: int) -> bytes:
    """Bytes without any pattern that a format has; the same ones on every run."""
    numbers = (number * 2654435761 % 2**32 for number in range(size // 4))
    return b"".join(number.to_bytes(4, "little") for number in numbers)
