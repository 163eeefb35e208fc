"""The file of corrections: what it says, and what is told where it says it wrongly."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.corrections import read_corrections
from loaders.document import Document
from loaders.records import CorrectionKind, Municipality
from ontology.errors import DocumentError

TOWN = Municipality("990001", "霧原町")
FILE = """\
# 霧原町の訂正
municipality: "990001"
corrections:
  - move: 薬草栽培実証事業
    from: 1-1
    to: "1-2"
    by: 点検担当
    on: 2025-04-01
    why: 一覧の組み違い。

  - same: [高原そば事業, 薬草栽培実証事業]
    by: 点検担当
    on: 2025-04-01
    why: |
      統合した。
      要綱による。
  - not-mentioned: 木育推進事業
    document: report.txt
    line: 6
    by: 点検担当
    on: 2025-04-02
    why: 別の事業。
"""


def test_a_file_is_read() -> None:
    reading = read_corrections("c.yaml", FILE.encode(), TOWN)
    move, same, wrong = reading.corrections

    assert (move.kind, move.project, move.listed_in, move.belongs_in) == (
        CorrectionKind.MOVE, "薬草栽培実証事業", "1-1", "1-2")
    assert (same.project, same.others) == ("高原そば事業", ("薬草栽培実証事業",))
    assert (wrong.document, wrong.line, wrong.on) == ("report.txt", 6, date(2025, 4, 2))
    assert (move.by, move.why) == ("点検担当", "一覧の組み違い。")
    assert [(passage.first_line, passage.last_line) for each in reading.corrections
            for passage in each.passages] == [(4, 9), (11, 16), (17, 22)]
    assert not [entry for entry in reading.ledger if entry.use == "unexplained"]
    assert reading.source.media_type == "application/yaml"


def test_a_correction_is_the_same_whoever_makes_it() -> None:
    one, other = (read_corrections("c.yaml", text.encode(), TOWN).corrections[0].key
                  for text in (FILE, FILE.replace("点検担当", "別の人")))

    assert one == other


FAULTS = [
    ("move: 薬草栽培実証事業", "mvoe: 薬草栽培実証事業", 4, "no key mvoe"),
    ("    from: 1-1\n", "", 4, "from is missing"),
    ("    by: 点検担当\n    on: 2025-04-01\n    why: 一覧", "    why: 一覧", 4, "by is missing"),
    ("from: 1-1", "from: いちの一", 5, "a notation is like 1-3"),
    ("on: 2025-04-01", "on: 2025年4月1日", 8, "a day like"),
    ("why: 一覧の組み違い。", "why:", 9, "a text of 1 to"),
    ("why: 一覧の組み違い。", "why: [a]", 9, "a text of 1 to"),
    ("    to: \"1-2\"\n", "    to: \"1-2\"\n    to: 1-3\n", 7, "twice"),
    ("    to: \"1-2\"\n", "    to: \"1-2\"\n    line: 3\n", 7, "move takes no line"),
    ("[高原そば事業, 薬草栽培実証事業]", "[高原そば事業, 高原そば事業]", 11, "two to twenty"),
    ("line: 6", "line: last", 19, "a line number"),
    ('"990001"', '"99"', 2, "six-digit"),
    ('"990001"', '"012068"', 2, "no corrections of 990001"),
    ("corrections:\n", "corrections: &x\n  - *x\n", 1, "too deeply"),
    ("# 霧原町の訂正", "a: {", 1, "no YAML"),
    (FILE, "", 1, "empty"),
    (FILE, "corrections: 3", 1, "a list"),
    (FILE, "[" * 5_000, 1, "too deeply"),
    (FILE, "corrections: !!python/object/apply:os.system [ls]", 1, "no key: value"),
]


@pytest.mark.parametrize(("right", "wrong", "line", "told"), FAULTS)
def test_what_is_wrong_is_told_with_its_line(
    right: str, wrong: str, line: int, told: str
) -> None:
    assert right in FILE
    with pytest.raises(DocumentError) as fault:
        read_corrections("c.yaml", FILE.replace(right, wrong, 1).encode(), TOWN)

    assert told in str(fault.value)
    if told not in ("no YAML", "empty"):
        assert str(fault.value).startswith(f"c.yaml, line {line}: ")
    assert len(FAULTS) == 19


def test_whose_it_is() -> None:
    own = FILE.replace("990001", "012068")

    assert Document("c.yaml", own.encode()).municipality() == Municipality("012068", "釧路市")
    assert Document("c.yaml", FILE.encode()).municipality() is None
