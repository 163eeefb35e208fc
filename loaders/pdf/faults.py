"""What can be wrong with a PDF file: each error says what and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pdfminer.pdfdocument import PDFPasswordIncorrect

from ontology.errors import DocumentError

SHOWN = 10
"""So many page numbers are named in a warning."""


def unreadable(name: str, fault: Exception) -> DocumentError:
    """Return the error for bytes that pdfminer cannot take apart; ``fault`` wraps its own."""
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in fault.args):
        return DocumentError(
            ja=f"{name}: パスワードで保護されています。パスワードを外して保存し直してください。",
            en=f"{name}: a password protects this file; save it again without one.",
        )
    return DocumentError(
        ja=f"{name}: PDF として読めません（壊れているか、途中で切れています）。"
        "元の資料から取り直してください。",
        en=f"{name}: not readable as PDF (damaged or cut off); fetch the document anew.",
    )


def too_many_pages(name: str, pages: int, most: int) -> DocumentError:
    """Return the error for a file of more pages than are read."""
    return DocumentError(
        ja=f"{name}: {pages:,} ページあり、上限の {most:,} を超えています。"
        "分けて指定してください。",
        en=f"{name}: {pages:,} pages are more than the limit of {most:,}; split the file.",
    )


def no_text(name: str, pictures: bool) -> DocumentError:
    """Return the error for a file that shows pictures of text, or nothing at all."""
    if pictures:
        return DocumentError(
            ja=f"{name}: 画像だけで、文字の情報がありません。"
            "OCR（文字認識）をかけてから指定してください。",
            en=f"{name}: images only, no text layer: OCR needed; run OCR on it first.",
        )
    return DocumentError(
        ja=f"{name}: 文字がありません（画像だけの資料なら OCR が必要です）。"
        "資料を確かめてください。",
        en=f"{name}: no text layer (OCR needed if it shows text); check the document.",
    )


def warnings(name: str, pictures: Sequence[int], unmapped: int) -> Iterator[str]:
    """Yield what of a file could not be read."""
    if pictures:
        pages = ", ".join(map(str, pictures[:SHOWN])) + ("…" if len(pictures) > SHOWN else "")
        yield f"{name}: no text layer on page {pages} (images only); OCR needed to read it"
    if unmapped:
        yield f"{name}: {unmapped} characters have no code in the file and are kept as (cid:…)"
