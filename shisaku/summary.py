"""What a build says when it is done: what was read, what was not, and what to look at."""

from __future__ import annotations

import sys
from pathlib import Path

from shisaku.language import say
from shisaku.pipeline import Built

SHOWN = 20
"""So many unexplained lines are printed; the rest stand in ledger.csv."""
COUNTED = (
    ("Goal", "基本目標", "goals"),
    ("Direction", "基本的方向", "directions"),
    ("Measure", "施策", "measures"),
    ("Project", "事業", "projects"),
    ("Listing", "掲載", "listings"),
    ("CrossListing", "うち再掲", "of them re-listings"),
    ("Department", "所管部署", "departments"),
    ("ProgressReport", "進捗報告", "reports"),
    ("Figure", "数値", "figures"),
    ("Evaluation", "評価", "evaluations"),
    ("Mention", "言及", "mentions"),
    ("Meeting", "会議", "meetings"),
    ("Statement", "発言", "statements"),
    ("Finding", "検出事項", "findings"),
)


def print_built(built: Built, into: Path) -> None:
    """Print the counts to standard output, notes and warnings to standard error."""
    report = built.report
    for note in (*built.notes, *report.warnings):
        print(note, file=sys.stderr)
    for entry in report.sources:
        print(
            f"{entry.name}  {entry.municipality_name} ({entry.municipality_code})  "
            + say(ja=f"{entry.lines} 行", en=f"{entry.lines} lines")
            + (
                say(ja=f"・{entry.pages} ページ", en=f", {entry.pages} pages")
                if entry.pages
                else ""
            )
        )
    print(
        "  ".join(
            say(ja=f"{ja} {report.counts.get(name, 0)}", en=f"{report.counts.get(name, 0)} {en}")
            for name, ja, en in COUNTED
            if report.counts.get(name)
        )
    )
    _print_ledger(built)
    counts = report.validation
    print(
        say(
            ja=f"検証: 違反 {counts['Violation']}・注意 {counts['Warning']}・参考 {counts['Info']}",
            en=f"validation: {counts['Violation']} violations, {counts['Warning']} warnings, "
            f"{counts['Info']} notes",
        )
        + (f"  (shisaku validate {into})" if counts["Violation"] else "")
    )
    print(
        say(
            ja=f"{into} に {report.quads} 件の事実を書きました"
            f"（スナップショット {report.snapshot[:12]}）。",
            en=f"{report.quads} quads in {into} (snapshot {report.snapshot[:12]}).",
        )
    )


def _print_ledger(built: Built) -> None:
    ledger = built.report.ledger
    print(
        say(
            ja=f"台帳: 使った行 {ledger.used}・読み飛ばした行 "
            f"{ledger.skipped}・説明のない行 {ledger.unexplained}（説明率 {ledger.share:.1%}）",
            en=f"ledger: {ledger.used} lines used, {ledger.skipped} skipped, "
            f"{ledger.unexplained} unexplained ({ledger.share:.1%} explained)",
        )
    )
    shown = built.unexplained[:SHOWN]
    for line in shown:
        print(f"  {line}", file=sys.stderr)
    if ledger.unexplained > len(shown):
        print(
            say(
                ja=f"  ほか {ledger.unexplained - len(shown)} 行（ledger.csv にあります）",
                en=f"  and {ledger.unexplained - len(shown)} more, in ledger.csv",
            ),
            file=sys.stderr,
        )
