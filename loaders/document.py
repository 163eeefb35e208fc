"""One document, whatever its form → its reading: the form is recognised by its marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from loaders.figures import with_figures
from loaders.minutes import looks_like_minutes, read_minutes
from loaders.municipality import municipality_of, name_by_form, passages_naming
from loaders.progress.reader import looks_like_progress, read_progress
from loaders.project_list import looks_like_project_list, read_csv, read_project_list
from loaders.records import Municipality, Reading
from loaders.source import Source
from loaders.textfile import text_source
from ontology.errors import DocumentError

_TABLES = (".csv", ".tsv")
_LATER = {".pdf": "PDF", ".xlsx": "XLSX", ".xls": "XLS", ".docx": "DOCX", ".doc": "DOC"}
_MAGIC = {b"%PDF": "PDF", b"PK\x03\x04": "ZIP (XLSX, DOCX)", b"\xd0\xcf\x11\xe0": "XLS/DOC"}


def _is_table(name: str) -> bool:
    return PurePath(name).suffix.lower() in _TABLES


def municipality_in(name: str, data: bytes) -> Municipality | None:
    """Return the municipality that a text names most or a table names in its columns, or None."""
    if not _is_table(name):
        return municipality_of(_text(name, data))
    try:
        return read_project_list(read_csv(name, data)).municipality
    except DocumentError:
        return None  # told when the table is read for good


def name_in(name: str, data: bytes) -> str | None:
    """Return the name of the municipality of a document, for one whose code alone is stated: as
    its columns or the form of the name tell it, or None."""
    if not _is_table(name):
        return name_by_form(_text(name, data))
    owner = municipality_in(name, data)
    return owner.name if owner else None


def read_document(name: str, data: bytes, municipality: Municipality | None) -> Reading:
    """Return what a document says, figures included; mentions come when all documents are read.

    ``municipality`` is the one that the caller stated or assumed. DocumentError where the bytes
    are no readable text, no form is recognised or the municipality stays open.
    """
    if _is_table(name):
        _refuse_unreadable(name, data)
        table = read_csv(name, data)
        if not looks_like_project_list(table):
            raise _no_form(name)
        reading = read_project_list(table, municipality)
    else:
        reading = _read_text(_text(name, data), municipality)
    owner = passages_naming(reading.municipality, reading.source)
    return with_figures(replace(reading, municipality=owner))


def _read_text(source: Source, municipality: Municipality | None) -> Reading:
    if looks_like_minutes(source):
        read = read_minutes
    elif looks_like_progress(source):
        read = read_progress
    else:
        raise _no_form(source.name)
    if municipality is None:
        raise unknown_municipality(source.name)
    return read(source, municipality)


def _text(name: str, data: bytes) -> Source:
    _refuse_unreadable(name, data)
    return text_source(name, data)


def _refuse_unreadable(name: str, data: bytes) -> None:
    """Raise DocumentError for the forms that are known and cannot be read yet."""
    form = next(
        (form for magic, form in _MAGIC.items() if data.startswith(magic)),
        _LATER.get(PurePath(name).suffix.lower()),
    )
    if form is not None:
        raise DocumentError(
            ja=f"{name}: {form} 形式はまだ読めません。"
            "テキストか CSV に変換して指定してください。",
            en=f"{name}: {form} cannot be read yet; convert it to text or CSV.",
        )


def _no_form(name: str) -> DocumentError:
    return DocumentError(
        ja=f"{name}: 進捗表・議事要旨・事業一覧の見出しがありません。"
        "資料を確かめてください。",
        en=f"{name}: no heading of a progress table, minutes or project list was found; "
        "check the document.",
    )


def unknown_municipality(name: str) -> DocumentError:
    """Return the error that tells that a document names no municipality clearly."""
    return DocumentError(
        ja=f"{name}: どの市区町村の資料か分かりません。"
        "--municipality に団体コード（6桁）を指定してください。",
        en=f"{name}: the document does not tell whose it is; give --municipality (six digits).",
    )
