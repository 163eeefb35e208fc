"""One document, whatever its form → its reading: the form is recognised by its marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from loaders.figures import with_figures
from loaders.minutes import looks_like_minutes, read_minutes
from loaders.municipality import municipality_of, passages_naming
from loaders.progress.reader import looks_like_progress, read_progress
from loaders.project_list import looks_like_project_list, project_list_source, read_project_list
from loaders.records import Municipality, Reading
from loaders.source import Source
from loaders.textfile import text_source
from ontology.errors import DocumentError

_LATER = {".pdf": "PDF", ".xlsx": "XLSX", ".xls": "XLS", ".docx": "DOCX", ".doc": "DOC"}
_MAGIC = {b"%PDF": "PDF", b"PK\x03\x04": "ZIP (XLSX, DOCX)", b"\xd0\xcf\x11\xe0": "XLS/DOC"}


def source_of(name: str, data: bytes) -> Source:
    """Return the bytes of a document as a Source.

    DocumentError where the bytes are no text, or of a form that cannot be read yet.
    """
    form = next((form for magic, form in _MAGIC.items() if data.startswith(magic)),
                _LATER.get(PurePath(name).suffix.lower()))
    if form is not None:
        raise DocumentError(
            ja=f"{name}: {form} 形式はまだ読めません。テキストまたは CSV に変換して指定してください。",
            en=f"{name}: {form} cannot be read yet; convert it to text or CSV.")
    if PurePath(name).suffix.lower() in (".csv", ".tsv"):
        return project_list_source(name, data)
    return text_source(name, data)


def read_document(source: Source, municipality: Municipality | None) -> Reading:
    """Return what a document says, figures included; mentions come when all documents are read.

    ``municipality`` is the one that the caller stated or assumed; None leaves it to the document.
    DocumentError where no form is recognised or the municipality stays open.
    """
    if looks_like_project_list(source):
        return read_project_list(source, municipality)
    owner = municipality or municipality_of(source)
    if owner is None:
        raise unknown_municipality(source.name)
    if looks_like_minutes(source):
        reading = read_minutes(source, owner)
    elif looks_like_progress(source):
        reading = read_progress(source, owner)
    else:
        raise DocumentError(
            ja=f"{source.name}: 進捗表・議事要旨・事業一覧のいずれの見出しも見つかりません。"
               "shisaku inspect で読めた箇所を確かめてください。",
            en=f"{source.name}: no heading of a progress table, minutes or project list was found; "
               "see what `shisaku inspect` recognises.")
    owner = passages_naming(reading.municipality, reading.source)
    return with_figures(replace(reading, municipality=owner))


def unknown_municipality(name: str) -> DocumentError:
    """Return the error that tells that a document names no municipality clearly."""
    return DocumentError(
        ja=f"{name}: どの市区町村の資料か分かりません。--municipality に団体コード（6桁）を指定してください。",
        en=f"{name}: the document does not tell whose it is; give --municipality (six-digit code).")
