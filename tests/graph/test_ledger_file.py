"""One document's part of the ledger is what the whole ledger says of it."""

import csv
from pathlib import Path

import pytest

from graph.ledger_file import LedgerFile, read_rows

COLUMNS = ("source", "unit", "number", "page", "use", "detail")


def ledger(path: Path, *rows: tuple[str, int, str]) -> LedgerFile:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((name, "line", number, "", "Project", detail)
                         for name, number, detail in rows)
    return LedgerFile(path)


@pytest.mark.parametrize("name", ["a.txt", "a,b.txt", 'a "b".txt', "二\n行.txt", '"', '","'])
def test_finds_a_document_by_any_name(tmp_path: Path, name: str) -> None:
    rows = [("before", 1, ""), (name, 1, "x"), (name, 2, '"\n",'), ("after", 1, "")]
    found = ledger(tmp_path / "ledger.csv", *rows).rows(name)

    assert [(row.source, row.number, row.detail) for row in found] == rows[1:3]


def test_names_that_begin_alike_stay_apart(tmp_path: Path) -> None:
    file = ledger(tmp_path / "ledger.csv", ("a", 1, "one"), ("ab", 1, "two"), ("a", 2, "three"))

    assert [row.detail for row in file.rows("a")] == ["one", "three"]
    assert [row.detail for row in file.rows("ab")] == ["two"]
    assert file.rows("b") == ()


def test_a_ledger_without_rows(tmp_path: Path) -> None:
    assert ledger(tmp_path / "ledger.csv").rows("a") == ()


def test_a_document_with_a_page_has_it_as_a_number() -> None:
    (row,) = read_rows([",".join(COLUMNS), "a,line,1,3,Project,"])

    assert row.page == 3
