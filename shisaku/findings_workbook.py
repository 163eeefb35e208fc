"""Findings as a workbook: a sheet for each kind with the evidence side by side, and one over all.

One finding is one row, so that sorting and filtering keep it together. What one report or listing
says is one side: its passages stand together, and the second side stands beside the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial

from graph.dataset_parts import DatasetReport
from graph.findings.table import FindingRow, PassageRow
from graph.verdicts import Judgement
from shisaku.language import chosen, say
from shisaku.words import word
from shisaku.workbook import Content, Sheet, workbook_of

_STATUSES = ("Candidate", *Judgement)
_WITNESSES = frozenset({"ProgressReport", "Statement", "Listing", "CrossListing", "Figure"})
"""What was read in one place and says one thing."""


_DETAILS = ("aimScore", "activityScore", "beneficiaryScore", "cannotTell", "evidence",
            "explainedBy", "acrossDepartments", "effectiveDepartments", "method")
_WORDS = {"aim": "目的", "activity": "活動", "beneficiary": "対象者", "cross-listing": "再掲",
          "predecessor": "前身の事業", "parent-part": "全体と一部", "joint-report": "連名の報告"}
"""What rules say in codes, in Japanese."""


@dataclass(frozen=True, slots=True)
class Side:
    """What speaks for a finding in one place: where, and in which words."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """One finding with its sides."""

    row: FindingRow
    sides: Sequence[Side]

    def side(self, number: int) -> Side:
        """Return a side, an empty one where there are fewer."""
        return self.sides[number] if number < len(self.sides) else Side("", "")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, and what it says of a finding."""

    heading: str
    width: int
    content: Callable[[Told], Content]
    optional: bool = False


def workbook_bytes(rows: Sequence[FindingRow], report: DatasetReport) -> bytes:
    """Return ``rows`` as an XLSX file; ``report`` is that of their dataset."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    sheets = (_kind_sheet(kind, [row for row in rows if row.kind == kind]) for kind in kinds)
    return workbook_of([_overview(rows, kinds, report), *sheets])


def _overview(rows: Sequence[FindingRow], kinds: Sequence[str], report: DatasetReport) -> Sheet:
    counts = Counter((row.kind, row.status) for row in rows)
    lines: list[list[Content]] = [
        [word(kind), sum(counts[kind, status] for status in _STATUSES),
         *(counts[kind, status] for status in _STATUSES), kind] for kind in kinds]
    documents = say(ja="、", en=", ").join(entry.name for entry in report.sources[:5]) + (
        say(ja=" ほか", en=" …") if len(report.sources) > 5 else "")
    built = datetime.fromisoformat(report.built_at).date()
    return Sheet(
        say(ja="概要", en="overview"),
        [(say(ja="種類", en="kind"), 30), (say(ja="件数", en="findings"), 12),
         *((word(status), 12) for status in _STATUSES), (say(ja="識別子", en="identifier"), 26)],
        lines,
        (say(ja="検出事項（要確認）", en="Findings to check"),
         say(ja="誤りとは限りません。出典を読んで判定してください。",
             en="A finding need not be a fault: read the passages and judge."),
         say(ja=f"資料: {documents}", en=f"Documents: {documents}"),
         say(ja=f"作成: {built}　スナップショット: {report.snapshot[:12]}",
             en=f"Built: {built}, snapshot {report.snapshot[:12]}")))


def _kind_sheet(kind: str, rows: Sequence[FindingRow]) -> Sheet:
    """Return the sheet of one kind; optional columns that would be empty are left out."""
    told = [Told(row, sides(row)) for row in rows]
    columns = [column for column in _columns(rows)
               if not column.optional or any(column.content(each) != "" for each in told)]
    return Sheet(word(kind), [(column.heading, column.width) for column in columns],
                 ([column.content(each) for column in columns] for each in told))


def _columns(rows: Sequence[FindingRow]) -> Iterator[Column]:
    yield Column(say(ja="判定", en="status"), 11, lambda told: word(told.row.status))
    yield Column(say(ja="点数", en="score"), 8, lambda told: told.row.score)
    yield Column(say(ja="内容", en="finding"), 40, _label)
    yield Column(word("marked"), 9, _mark, optional=True)
    yield Column(say(ja="出典 1", en="source 1"), 18, lambda told: told.side(0).place)
    yield Column(say(ja="本文 1", en="text 1"), 48, lambda told: told.side(0).text)
    yield Column(say(ja="本文 2", en="text 2"), 48, lambda told: told.side(1).text, optional=True)
    yield Column(say(ja="出典 2", en="source 2"), 18, lambda told: told.side(1).place,
                 optional=True)
    yield Column(say(ja="ほかの出典", en="further sources"), 40, _further, optional=True)
    yield Column(word("involves"), 28, lambda told: "\n".join(told.row.involved))
    yield Column(word("reviewer"), 12, lambda told: told.row.reviewer)
    yield Column(word("reviewedOn"), 12, lambda told: told.row.reviewed_on)
    yield Column(word("reason"), 30, lambda told: told.row.reason)
    for name in sorted({name for row in rows for name in row.details}, key=_detail_order):
        yield Column(word(name), 16, partial(_detail, name))
    yield Column("ID", 20, lambda told: told.row.id)


def _label(told: Told) -> str:
    return told.row.label_ja if chosen() == "ja" else told.row.label_en


def _further(told: Told) -> str:
    return "\n\n".join(f"{side.place}\n{side.text}" for side in told.sides[2:])


def _detail_order(name: str) -> tuple[int, str]:
    return (_DETAILS.index(name) if name in _DETAILS else len(_DETAILS) - 2, name)


def _mark(told: Told) -> str:
    match told.row.marked:
        case None:
            return ""
        case True:
            return say(ja="あり", en="yes")
        case False:
            return say(ja="なし", en="no")


def _detail(name: str, told: Told) -> Content:
    values = told.row.details.get(name, ())
    if len(values) == 1 and isinstance(values[0], bool):
        return say(ja="はい", en="yes") if values[0] else say(ja="いいえ", en="no")
    if len(values) == 1 and isinstance(values[0], Decimal):
        return values[0]
    return "\n".join(_WORDS.get(str(value), str(value)) if chosen() == "ja" else str(value)
                     for value in values)


def sides(row: FindingRow) -> list[Side]:
    """Return what speaks for the finding: the passages of one witness together (of one project,
    where nothing else witnesses), in the order of the documents; what no witness says comes last.
    """
    kinds = {thing.kind for thing in row.things}
    telling = _WITNESSES if kinds & _WITNESSES else {"Project"}
    witnesses = {thing.iri for thing in row.things if thing.kind in telling}
    groups: dict[object, list[PassageRow]] = {}
    for passage in row.passages:
        by = tuple(iri for iri in passage.quoted_by if iri in witnesses)
        groups.setdefault(by or passage, []).append(passage)
    return [Side("\n".join(map(place, group)), "\n".join(passage.text for passage in group))
            for _, group in sorted(groups.items(), key=lambda found: found[0] is found[1][0])]


def place(passage: PassageRow) -> str:
    """Return where a passage is to be read, as people say it."""
    lines = (f"{passage.first}" if passage.first == passage.last
             else f"{passage.first}–{passage.last}")
    page = say(ja=f" {passage.page}ページ", en=f" p. {passage.page}") if passage.page else ""
    return f"{passage.document}{page}" + say(
        ja=f" {lines}行", en=f" line{'s' if passage.first != passage.last else ''} {lines}")
