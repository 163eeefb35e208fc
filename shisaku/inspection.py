"""What was recognised in a document, line by line: the way to see why a form is not read."""

from __future__ import annotations

from collections import Counter

from shisaku.given import Given
from shisaku.language import say
from shisaku.reading import read_all


def inspection_text(given: Given) -> str:
    """Return the form, the counts of uses, and each line with what it became.

    DocumentError where the document has no known form or no municipality.
    """
    (reading,) = read_all([given])
    counts = Counter(entry.use for entry in reading.ledger)
    lines = [
        f"{given.name}: {reading.form}  {reading.municipality.name} ({reading.municipality.code})",
        "  ".join(f"{use} {number}" for use, number in counts.most_common()),
        *reading.warnings,
        "",
    ]
    printed = reading.source.file_lines
    for entry in reading.ledger:
        if entry.detail == "blank":
            continue
        page = say(ja=f"{entry.page}頁 ", en=f"p.{entry.page} ") if entry.page else ""
        text = printed[entry.number - 1].strip()
        lines.append(f"{page}{entry.number:>5}  {entry.use:<15} {entry.detail}  | {text}")
    return "\n".join(lines) + "\n"
