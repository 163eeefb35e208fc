"""One verdict as a line of the file: what is allowed in it, and that it reads back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.verdicts import (
    LONGEST_REASON,
    LONGEST_REVIEWER,
    Judgement,
    Verdict,
    current,
    joined,
    read_verdicts,
    written,
)
from ontology.errors import DatasetError, ShisakuError

VERDICT = Verdict("990001/finding/0123456789abcdef", "Overlap", Judgement.REJECTED, "点検担当",
                  date(2026, 4, 1), "対象者が違う。")
LINE = ('{"finding": "990001/finding/0123456789abcdef", "kind": "Overlap", "verdict": "rejected", '
        '"reviewer": "点検担当", "date": "2026-04-01", "reason": "対象者が違う。"}\n')

texts = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
verdicts = st.builds(
    Verdict, st.from_regex(r"[0-9]{6}/(finding|change)/[0-9a-f]{16}", fullmatch=True),
    st.sampled_from(["Overlap", "Duplication", "Renamed"]), st.sampled_from(Judgement), texts,
    st.dates(), texts)


def test_a_line_as_written() -> None:
    assert VERDICT.line() == LINE
    assert Verdict.of_line(LINE) == VERDICT


@given(st.lists(verdicts, max_size=5))
def test_what_is_written_reads_back(given_verdicts: list[Verdict]) -> None:
    kept = tuple(given_verdicts)
    assert read_verdicts(written(kept), "verdicts.jsonl") == kept
    assert joined(kept, kept) == kept
    assert set(current(kept)) == {verdict.finding for verdict in kept}


HOSTILE = [
    '=HYPERLINK("http://example.org";"x")', "+1", "@SUM(A1:A9)", "-1", "'; DROP TABLE x; --",
    '"> <script>alert(1)</script>', '" . <a> <b> <c> . "', "\\u0022", "\\", "}{", "%00", "🏘️ 葛󠄀城",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    verdict = replace(VERDICT, reviewer=text, reason=text)
    assert Verdict.of_line(verdict.line()) == verdict
    assert verdict.line().count("\n") == 1


REFUSED = ["", "   ", "　", "\u200b", "a\nb", "a\tb", "a\x00b", "a\x1b[31m", "a\u2028b", "a\ud800",
           "a\u202eb", "a\u2067b", "a\x7f", "a\x85b", "a\ufffe"]


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize("place", ["reviewer", "reason"])
def test_text_that_nobody_can_read_is_refused(place: str, text: str) -> None:
    line = json.dumps(json.loads(LINE) | {place: text})
    with pytest.raises(ShisakuError) as fault:
        Verdict.of_line(line)
    assert fault.value.en.startswith(f"The {place}")
    assert "\n" not in fault.value.en + fault.value.ja


def test_the_longest_texts() -> None:
    longest = replace(VERDICT, reviewer="あ" * LONGEST_REVIEWER, reason="あ" * LONGEST_REASON)
    assert Verdict.of_line(longest.line()) == longest
    assert (LONGEST_REVIEWER, LONGEST_REASON) == (200, 2_000)
    with pytest.raises(ShisakuError, match="201 characters"):
        replace(VERDICT, reviewer="あ" * 201)
    with pytest.raises(ShisakuError, match="2001 characters"):
        replace(VERDICT, reason="あ" * 2_001)


@pytest.mark.parametrize("finding", [
    "", "0123456789abcdef", "990001/finding/0123456789ABCDEF", "990001/finding/0123456789abcdef\n",
    "../finding/0123456789abcdef", "990001/report/0123456789abcdef",
    "https://example.org/id/990001/finding/0123456789abcdef",
    "９９０００１/finding/0123456789abcdef"])
def test_a_verdict_is_on_a_finding(finding: str) -> None:
    with pytest.raises(ShisakuError, match="names no finding"):
        replace(VERDICT, finding=finding)


# (kind judged, status, kind found, holds)
HOLDS = [
    ("Overlap", "Rejected", "Duplication", True), ("Overlap", "Confirmed", "Duplication", False),
    ("Overlap", "Warranted", "Duplication", False), ("Duplication", "Rejected", "Overlap", True),
    ("Duplication", "Confirmed", "Overlap", True), ("Duplication", "Warranted", "Overlap", True),
    ("Overlap", "Confirmed", "Overlap", True), ("Fragmentation", "Rejected", "Overlap", False),
    ("Duplication", "Rejected", "Fragmentation", False),
]


@pytest.mark.parametrize(("judged", "status", "found", "holds"), HOLDS)
def test_what_a_verdict_says_of_another_kind(
    judged: str, status: str, found: str, holds: bool
) -> None:
    verdict = replace(VERDICT, kind=judged, status=Judgement(status))
    assert verdict.holds_for(found) is holds


def line(**cells: object) -> str:
    return json.dumps(json.loads(LINE) | cells, ensure_ascii=False)


BROKEN = [
    "{", "[]", "null", "1", '"x"', "{}", "[" * 100_000, line(verdict="maybe"), line(verdict=1),
    line(date="1 April"), line(date=20260401), line(reason=None), line(reason=""), line(more="x"),
    line(finding="x"), line(kind="<b>"), LINE[:-20], "\x00",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_line_is_told_and_nothing_passed_over(broken: str) -> None:
    with pytest.raises(DatasetError, match=r"^verdicts\.jsonl:3: ") as fault:
        read_verdicts(LINE + "\n" + broken + "\n" + LINE, "verdicts.jsonl")
    assert "\n" not in fault.value.en
    assert len(fault.value.en) < 500
