"""The plain files of a dataset folder, written and read back."""

from __future__ import annotations

import json
from pathlib import Path

from graph.dataset_parts import DatasetReport, SourcePart
from graph.judged import VERDICTS
from graph.verdicts import Verdict, read_verdicts, written
from ontology.errors import DatasetError

REPORT, LEDGER, STORE = "report.json", "ledger.csv", "store"
SOURCES, ORIGINALS = "sources", "originals"


def kept_verdicts(folder: Path, *, shown: Path) -> tuple[Verdict, ...]:
    """Return the verdicts that stand in a dataset's ``folder``, which messages call ``shown``;
    DatasetError where they cannot be read."""
    try:
        text = (folder / VERDICTS).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise DatasetError(
            ja=f"{shown / VERDICTS}: UTF-8 のテキストではありません。UTF-8 に直してください。",
            en=f"{shown / VERDICTS}: is not a text in UTF-8; save it as UTF-8.",
        ) from error
    return read_verdicts(text, str(shown / VERDICTS))


def write_report(folder: Path, report: DatasetReport) -> None:
    """Write the report into a dataset's ``folder``."""
    (folder / REPORT).write_text(report_text(report), encoding="utf-8", newline="\n")


def report_text(report: DatasetReport) -> str:
    """Return the report as its file holds it."""
    return json.dumps(report.to_json(), ensure_ascii=False, indent=2) + "\n"


def write_verdicts(folder: Path, verdicts: tuple[Verdict, ...]) -> None:
    """Write all verdicts into a dataset's ``folder``; no file where there are none."""
    if verdicts:
        (folder / VERDICTS).write_text(written(verdicts), encoding="utf-8", newline="\n")


def write_sources(folder: Path, sources: tuple[SourcePart, ...]) -> None:
    """Write the texts and the bytes of documents into a dataset's ``folder``."""
    for name in (SOURCES, ORIGINALS):
        (folder / name).mkdir(exist_ok=True)
    for part in sources:
        text, original = source_paths(folder, part.entry.sha256)
        text.write_text(part.text, encoding="utf-8", newline="\n")
        original.write_bytes(part.original)


def source_paths(folder: Path, sha256: str) -> tuple[Path, Path]:
    """Return where in a dataset's ``folder`` the text and the bytes of a document stand."""
    return folder / SOURCES / f"{sha256}.txt", folder / ORIGINALS / sha256


def read_report(folder: Path, *, shown: Path) -> DatasetReport:
    """Return the report in a dataset's ``folder``, which messages call ``shown``; DatasetError
    where there is none or it cannot be read."""
    if not (folder / REPORT).is_file():
        raise DatasetError(
            ja=f"{shown}: データセットではありません({REPORT} がありません)。",
            en=f"{shown}: this is not a dataset (there is no {REPORT}).",
        )
    try:
        text = (folder / REPORT).read_text(encoding="utf-8")
        return DatasetReport.from_json(json.loads(text))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise DatasetError(
            ja=f"{shown}: {REPORT} を読めません。shisaku build で作り直してください。",
            en=f"{shown}: {REPORT} cannot be read; make it again with shisaku build.",
        ) from error
