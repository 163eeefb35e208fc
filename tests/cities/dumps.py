"""The text of a PDF file as extractors give it: the forms in which such files are handed on."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
from pdfminer.high_level import extract_text

FORMS = ("raw", "layout", "boxes")


def dump(pdf: bytes, form: str) -> str:
    """Return the text of ``pdf`` with form feeds between pages.

    ``raw``: in the order of drawing (pdfium); ``layout``: set by place on lines of spaces
    (pdfplumber); ``boxes``: box after box (pdfminer); ``poppler``: pdftotext -layout.
    """
    return {"raw": _raw, "layout": _layout, "boxes": _boxes, "poppler": _poppler}[form](pdf)


def has_poppler() -> bool:
    """Tell whether this machine has pdftotext."""
    return shutil.which("pdftotext") is not None


def _raw(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_range().replace("\r\n", "\n"))
            text_page.close()
            page.close()
    finally:
        document.close()
    return "\f".join(texts)


def _layout(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as document:
        return "\f".join(page.extract_text(layout=True) for page in document.pages)


def _boxes(pdf: bytes) -> str:
    return extract_text(BytesIO(pdf))


def _poppler(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, check=True,
                          capture_output=True)
    return done.stdout.decode()
