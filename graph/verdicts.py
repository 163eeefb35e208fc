"""Persons' verdicts on findings and changes: what one is, and the file that keeps them all.

The file is JSON Lines, one verdict a line, the earliest first; the last one on a finding is the
current one. A verdict names its finding by what the IRI says below the base, so that it outlives
the graph, and what the finding was taken for when it was judged.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ontology.errors import DatasetError, ShisakuError
from ontology.terms import SHISAKU

LONGEST_REVIEWER = 200
LONGEST_REASON = 2_000
"""So many characters at most."""

FINDING = re.compile(r"[0-9]{6}/(?:finding|change)/[0-9a-f]{16}")
"""The IRI of a finding or change without the base."""
_KIND = re.compile(r"[A-Z][A-Za-z]{1,39}")
_KEYS = ("finding", "kind", "verdict", "reviewer", "date", "reason")
_OVERLAP, _DUPLICATION = (kind.removeprefix(SHISAKU.BASE)
                          for kind in (SHISAKU.Overlap, SHISAKU.Duplication))
_UNSEEN = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what is shown, so that it reads as something else."""


class Judgement(StrEnum):
    """What a person may say of a finding; the values are the vocabulary's names."""

    CONFIRMED = "Confirmed"
    WARRANTED = "Warranted"
    REJECTED = "Rejected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One person's word on one finding or change.

    ``finding`` is its IRI without the base (990001/finding/0123456789abcdef), ``kind`` the local
    name of the class or kind of change that was judged. ``reviewer`` has up to LONGEST_REVIEWER,
    ``reason`` up to LONGEST_REASON characters, neither is empty or has control characters;
    ShisakuError otherwise.
    """

    finding: str
    kind: str
    status: Judgement
    reviewer: str
    reviewed_on: date
    reason: str

    def __post_init__(self) -> None:
        if not FINDING.fullmatch(self.finding) or not _KIND.fullmatch(self.kind):
            raise ShisakuError(
                ja=f"{self.finding!r}（{self.kind!r}）は検出事項を指していません。",
                en=f"{self.finding!r} ({self.kind!r}) names no finding.")
        checked_text(self.reviewer, "判定者", "reviewer", LONGEST_REVIEWER)
        checked_text(self.reason, "判定の理由", "reason", LONGEST_REASON)

    def holds_for(self, kind: str) -> bool:
        """Tell whether the verdict says something of the finding now that it is of ``kind``.

        No overlap is no duplication either, and a pair found wrong stays so; but a duplication
        is more than the overlap that a person confirmed.
        """
        if kind == self.kind:
            return True
        return {kind, self.kind} == {_OVERLAP, _DUPLICATION} and (
            kind == _OVERLAP or self.status is Judgement.REJECTED)

    def line(self) -> str:
        """Return the verdict as a line of the file, with its line feed."""
        cells = (self.finding, self.kind, self.status.lower(), self.reviewer,
                 self.reviewed_on.isoformat(), self.reason)
        return json.dumps(dict(zip(_KEYS, cells, strict=True)), ensure_ascii=False) + "\n"

    @classmethod
    def of_line(cls, line: str) -> Verdict:
        """Read what ``line`` gives; ValueError, or ShisakuError where a text is not allowed."""
        cells = json.loads(line)
        if not isinstance(cells, dict) or sorted(cells) != sorted(_KEYS):
            raise ValueError(f"not an object of {', '.join(_KEYS)}")
        finding, kind, verdict, reviewer, day, reason = (_string(cells[key]) for key in _KEYS)
        return cls(finding, kind, Judgement(verdict.capitalize()), reviewer,
                   date.fromisoformat(day), reason)


def _string(cell: Any) -> str:
    if not isinstance(cell, str):
        raise ValueError(f"{cell!r} is no text")
    return cell


def checked_text(text: str, ja: str, en: str, longest: int) -> str:
    """Return ``text``, called ``ja`` or ``en``; ShisakuError where it is empty, too long, or has
    characters that nobody sees and that programs obey."""
    if not any(unicodedata.category(sign)[0] not in "ZC" for sign in text):
        raise ShisakuError(ja=f"{ja}が空です。書いてください。", en=f"The {en} is empty; give one.")
    if len(text) > longest:
        raise ShisakuError(
            ja=f"{ja}が{len(text)}文字あります。{longest}文字以内にしてください。",
            en=f"The {en} has {len(text)} characters; {longest} are allowed.")
    if any(_is_control(sign) for sign in text):
        raise ShisakuError(
            ja=f"{ja}に改行などの制御文字があります。取り除いてください。",
            en=f"The {en} has control characters (a line feed is one); leave them out.")
    return text


def _is_control(sign: str) -> bool:
    return (unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") or sign in _UNSEEN
            or ord(sign) & 0xFFFE == 0xFFFE)


def read_verdicts(text: str, name: str) -> tuple[Verdict, ...]:
    """Return the verdicts that a file called ``name`` holds; DatasetError where a line is none."""
    verdicts = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            verdicts.append(Verdict.of_line(line))
        except (ValueError, RecursionError, ShisakuError) as error:
            why = error.ja if isinstance(error, ShisakuError) else str(error)
            raise DatasetError(
                ja=f"{name}:{number}: 判定として読めません（{why}）。この行を直すか、ファイルを"
                "フォルダーの外へ移してください。",
                en=f"{name}:{number}: this is no verdict ({error}); mend the line, or move the "
                "file out of the folder.") from error
    return tuple(verdicts)


def written(verdicts: Iterable[Verdict]) -> str:
    """Return the text of a file of ``verdicts``."""
    return "".join(verdict.line() for verdict in verdicts)


def current(verdicts: Iterable[Verdict]) -> Mapping[str, Verdict]:
    """Return the last verdict on each finding."""
    return {verdict.finding: verdict for verdict in verdicts}


def joined(kept: tuple[Verdict, ...], others: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return ``kept`` and after them those of ``others`` that are not among them."""
    return kept + tuple(verdict for verdict in others if verdict not in kept)
