"""Lists made to cost much, or to do harm later: they load or are refused, and nothing is lost."""

from __future__ import annotations

import pytest

from loaders.project_list import read_csv, read_project_list
from loaders.records import Municipality, Reading
from ontology.errors import DocumentError

TOWN = Municipality("990001", "霧原町")
HEAD = "基本目標,事業名,担当課,事業概要,指標名,目標値\n"


def read(text: str) -> Reading:
    return read_project_list(read_csv("一覧.csv", text.encode()), TOWN)


LARGE: tuple[tuple[str, str, int], ...] = (
    # what, the file, how many listings it has
    ("goals without number", HEAD + "".join(f"町{n},事業{n},,,,\n" for n in range(8_000)), 8_000),
    ("one project in many rows",
     HEAD + "1,木育事業,森林課,,,\n" + "".join(f",,,説明{n},指標,{n}\n" for n in range(8_000)), 1),
    ("one name in many spellings",
     HEAD + "".join(f"1,木{' ' * (n % 90)}育{' ' * (n // 90)}事業,,,,\n" for n in range(8_000)), 1),
    ("headings again and again",
     HEAD + "1,木育事業,森林課,,,\n" + (HEAD + "基本目標,事業名,担当課,,,\n") * 100, 1),
    ("marks in marks", HEAD + "1," + "（再掲" * 5_000 + "木育事業,,,,\n1,そば事業,,,,\n", 1),
    ("a name of 100,000 characters", HEAD + "1," + "木" * 100_000 + ",,,,\n1,そば事業,,,,\n", 1),
    ("a sum behind 100,000 digits", HEAD + "1" * 100_000 + ",そば事業,,,,\n", 1),
    ("a department in 50,000 pieces", HEAD + "1,そば事業," + "木・" * 50_000 + "課,,,\n", 1),
    ("a number of 100,000 digits", HEAD + "1,そば事業,,,人," + "9" * 100_000 + "\n", 1),
    ("50,000 columns", HEAD.rstrip() + "," * 50_000 + "\n1,そば事業,,,," + "," * 50_000 + "\n", 1),
)


def test_number_of_large_lists() -> None:
    assert len(LARGE) == 10


@pytest.mark.parametrize(("text", "listings"), [case[1:] for case in LARGE],
                         ids=[case[0] for case in LARGE])
def test_a_large_list_is_read_and_accounted_for(text: str, listings: int) -> None:
    reading = read(text)

    assert len(reading.listings) == listings
    assert {entry.number for entry in reading.ledger} == set(
        range(1, len(reading.source.lines) + 1))


def test_headings_that_change_without_end_are_refused() -> None:
    with pytest.raises(DocumentError, match="too large"):
        read(HEAD + "1,木育事業,森林課,,,\n" + (HEAD + "基本目標,事業名,担当課,,,\n") * 1_000)


def test_a_row_of_a_million_cells_is_no_list() -> None:
    with pytest.raises(DocumentError):
        read("事業名," * 1_000_000 + "\n1,木育事業\n")


@pytest.mark.parametrize("name", [
    "=HYPERLINK(\"x\",\"事業\")", "<script>alert(1)</script>事業", "+1+1事業", "@SUM(A1)事業",
    "事業\u202e逆", "${jndi:ldap://x}事業", "';DROP-TABLE事業", "\ufeff木育事業"])
def test_a_name_is_kept_as_it_stands(name: str) -> None:
    quoted = name.replace('"', '""')

    listing, = read(f"基本目標,事業名\n1,\"{quoted}\"\n").listings

    assert listing.name == name
