"""The seed minutes, read by the program and compared with what a person found in them."""

import csv
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from loaders.ledger import SKIPPED, UNEXPLAINED
from loaders.minutes import looks_like_minutes, read_minutes
from loaders.records import Meeting, Municipality, Reading
from loaders.source import Passage, Source
from loaders.textfile import text_source

pytestmark = pytest.mark.seeds
CODE = "012068"
LINES, STATEMENTS, AGENDA_ITEMS, MATERIALS, MENTIONS = 231, 16, 7, 9, 31
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def source(seeds: Path) -> Source:
    return text_source("minutes.txt", next(seeds.glob("003_*.txt")).read_bytes())


@pytest.fixture(scope="module")
def reading(source: Source) -> Reading:
    table = files("ontology").joinpath("municipalities.csv").read_text(encoding="utf-8")
    names = {row["code"]: row["name"] for row in csv.DictReader(table.splitlines())}
    return read_minutes(source, Municipality(CODE, names[CODE]))


@pytest.fixture(scope="module")
def meeting(reading: Reading) -> Meeting:
    (meeting,) = reading.meetings
    return meeting


@pytest.fixture(scope="module")
def gold(root: Path) -> Callable[[str], Rows]:
    def table(name: str) -> Rows:
        file = root / "tests" / "gold" / f"minutes_{name}.csv"
        return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))

    return table


def place(passages: tuple[Passage, ...]) -> str:
    (passage,) = passages
    first, last = passage.first_line, passage.last_line
    return str(first) if first == last else f"{first}-{last}"


def test_the_seed_looks_like_minutes(source: Source, seeds: Path) -> None:
    table = text_source("table.txt", next(seeds.glob("000_*.txt")).read_bytes())

    assert looks_like_minutes(source)
    assert not looks_like_minutes(table)


def test_meeting_facts(meeting: Meeting, gold: Callable[[str], Rows]) -> None:
    expected = {row["key"]: row["value"] for row in gold("meeting")}

    assert {key: str(getattr(meeting, key)) for key in expected} == expected
    assert len(expected) == 10
    assert [(p.first_line, p.last_line) for p in meeting.passages] == [
        (1, 1), (3, 3), (5, 5), (11, 11),
    ]


def test_agenda(meeting: Meeting, gold: Callable[[str], Rows]) -> None:
    found = [
        {"notation": item.notation, "label": item.label, "lines": place(item.passages)}
        for item in meeting.agenda
    ]

    assert found == gold("agenda")
    assert len(found) == AGENDA_ITEMS


def test_materials(meeting: Meeting, gold: Callable[[str], Rows]) -> None:
    found = [
        {
            "number": material.number,
            "title": material.title,
            "agenda": material.agenda_notation,
            "lines": place(material.passages),
        }
        for material in meeting.materials
    ]

    assert found == gold("materials")
    assert len(found) == MATERIALS


def test_statements(meeting: Meeting, gold: Callable[[str], Rows]) -> None:
    found = [
        {
            "order": str(said.order),
            "role": str(said.role),
            "agenda": said.agenda_notation,
            "first_line": str(said.passages[0].first_line),
            "last_line": str(said.passages[0].last_line),
            "replies_to": str(said.replies_to or ""),
            "thread": str(said.thread),
        }
        for said in meeting.statements
    ]

    assert found == gold("statements")
    assert len(found) == STATEMENTS


def test_text_is_the_lines_without_their_breaks(
    source: Source, meeting: Meeting, gold: Callable[[str], Rows]
) -> None:
    for said, row in zip(meeting.statements, gold("statements"), strict=True):
        lines = source.lines[int(row["first_line"]) - 1 : int(row["last_line"])]

        assert "\n" not in said.text.text
        assert "".join(said.text.text.split()) == "".join("".join(lines).split())[1:]
        assert said.text.numbers == tuple(
            number
            for number, line in enumerate(lines, start=int(row["first_line"]))
            if line.strip()
        )


def test_names_are_found_again_in_the_line_where_they_start(
    meeting: Meeting, gold: Callable[[str], Rows]
) -> None:
    rows = gold("mentions")
    for row in rows:
        said = meeting.statements[int(row["statement"]) - 1].text
        starts = [at for at in range(len(said.text)) if said.text.startswith(row["text"], at)]

        assert int(row["line"]) in {said.line_at(at) for at in starts}
    assert len(rows) == MENTIONS


def test_every_line_is_accounted_for(reading: Reading) -> None:
    uses = {number: set[str]() for number in range(1, LINES + 1)}
    for entry in reading.ledger:
        uses[entry.number].add(entry.use)

    assert all(uses.values())
    assert not [number for number, use in uses.items() if UNEXPLAINED in use]
    skipped = [e.number for e in reading.ledger if e.use == SKIPPED and e.detail != "blank"]
    assert skipped == [13, 39, 43, 181, 229]


def test_nothing_was_guessed(reading: Reading) -> None:
    assert reading.warnings == ()
    assert reading.form == "minutes"
    assert reading.title.startswith(reading.meetings[0].label)
