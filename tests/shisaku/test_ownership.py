"""Whose documents they are: what an operator may state, what is assumed, and that it is told."""

from pathlib import Path

import pytest

from loaders.records import Municipality
from ontology.errors import ShisakuError
from shisaku.given import Given
from shisaku.ownership import assumptions, stated_municipality
from shisaku.reading import read_each
from shisaku.spool import Spool

# 012068 and 131016 stand in the standard list; the check digit of 99000 is 1 by its rule:
# 9×6 + 9×5 = 99, 99 mod 11 = 0, 11 - 0 = 11, whose last digit is 1.
STATED = [
    ("012068", ("012068", "釧路市")),
    ("131016", ("131016", "千代田区")),
    ("012068=別名市", ("012068", "別名市")),
    ("990001=霧原町", ("990001", "霧原町")),
    ("990001= 霧原町 ", ("990001", "霧原町")),
    ("990001", ("990001", "")),
    ("990002", ("990002", "")),
]
REFUSED = ["", "123", "0120688", "01206", "abcdef", "０１２０６８", "990001=", "霧原町", "=霧原町"]
TABLE = """R5年度（実績） R6年度（取組予定）

【基本目標１】目標

①見出し

ア　施策
　説明文。

【主な事業】
"""
NAMED = f"霧原町総合戦略の進捗\n{TABLE}・見本事業\n"
OTHERWISE_NAMED = f"雪原町総合戦略の進捗\n{TABLE}・見本事業\n"
UNNAMED = f"{TABLE}・別の事業\n"

# Texts, the code stated, the name that each reading gets, how often a check digit is doubted.
ASSUMED = [
    ([NAMED], "990001", "霧原町", 0),
    ([NAMED, UNNAMED], "990001", "霧原町", 0),
    ([UNNAMED, NAMED], "990001", "霧原町", 0),
    ([UNNAMED], "990001", "990001", 0),
    ([NAMED, OTHERWISE_NAMED], "990001", "990001", 0),
    ([NAMED], "990002", "霧原町", 1),
]


def test_number_of_cases() -> None:
    assert (len(STATED), len(REFUSED), len(ASSUMED)) == (7, 9, 6)


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_a_code_or_a_code_and_a_name_can_be_stated(text: str, expected: tuple[str, str]) -> None:
    assert stated_municipality(text) == Municipality(*expected)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ShisakuError, match="six digits"):
        stated_municipality(text)


def test_five_digits_are_told_the_sixth() -> None:
    with pytest.raises(ShisakuError, match="012068"):
        stated_municipality("01206")


@pytest.mark.parametrize(("texts", "code", "name", "doubts"), ASSUMED)
def test_a_code_alone_takes_the_one_name_of_its_documents_and_says_so(
    texts: list[str], code: str, name: str, doubts: int, tmp_path: Path
) -> None:
    given = [Given.of(f"{number}.txt", text.encode, stated_municipality(code))
             for number, text in enumerate(texts)]
    readings = read_each(given, Spool(tmp_path).hold)
    assert {(reading.municipality.code, reading.municipality.name) for reading in readings} == {
        (code, name)}
    notes = assumptions(given, readings)
    assert len(notes) == 1 + doubts
    assert f"{code}=NAME" in notes[0]
    assert name in notes[0]
    assert ["990001 would be right" in note for note in notes[1:]] == [True] * doubts


def test_what_is_stated_in_full_needs_no_note(tmp_path: Path) -> None:
    given = [Given.of("a.txt", NAMED.encode, stated_municipality("990002=霧原町"))]
    assert assumptions(given, read_each(given, Spool(tmp_path).hold)) == ()
