"""Fictional minutes in many conventions, each with what a reader finds written beside its lines.

In ``minutes_texts`` each line is ``margin|text``. The margin of a line that begins a statement says
role (C chair, M member, B observer, O official), agenda item, the statement it replies to ("-" for
none) and the one that opened its thread; ``.`` marks a line that goes on with the statement, ``#``
page furniture inside it. The sign ``¦`` (taken out of the text) parts label and words, and words
and a label behind them.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from loaders.layout import Layout, Line
from loaders.ledger import UNEXPLAINED
from loaders.minutes import looks_like_minutes, read_minutes
from loaders.progress.reader import looks_like_progress
from loaders.records import Municipality, Reading, Role
from loaders.source import Source, digest

FOLDER = Path(__file__).parent / "minutes_texts"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
DOCUMENTS, STATEMENTS = 46, 473
ROLES = {"C": Role.CHAIR, "M": Role.MEMBER, "B": Role.OBSERVER, "O": Role.OFFICIAL}
CITY = Municipality("999999", "朝凪市")
Said = tuple[Role, str, str, int]


@dataclass
class Expected:
    """A statement as a reader finds it; lines are 1-based."""

    role: Role
    item: str
    replies_to: int | None
    thread: int
    first: int
    last: int
    words: str


@dataclass
class Document:
    """The printed lines of a fictional document and what they say."""

    lines: list[str]
    statements: list[Expected]
    paragraphs: list[str]


def squeezed(text: str) -> str:
    return "".join(text.split())


def told_opens(margin: str) -> bool:
    return margin[:1] in ROLES


def document(name: str) -> Document:
    lines: list[str] = []
    statements: list[Expected] = []
    paragraphs: list[str] = []
    for number, row in enumerate((FOLDER / f"{name}.txt").read_text("utf-8").splitlines(), 1):
        margin, text = row.split("|", 1)
        words = text.partition("¦")[2] if "¦" in text or told_opens(margin) else text
        words = words.partition("¦")[0]
        lines.append(text.replace("¦", ""))
        told = margin.split()
        if told and told[0] in ROLES:
            item = told[1] if len(told) == 4 else ""
            replies = None if told[-2] == "-" else int(told[-2])
            said = Expected(ROLES[told[0]], item, replies, int(told[-1]), number, number, words)
            statements.append(said)
        elif told == ["."] and statements:
            statements[-1].last = number
            statements[-1].words += words
        wraps = told == ["."] and paragraphs and not text.startswith("　") and "¦" not in text
        if told == ["#"]:
            continue
        if wraps and not paragraphs[-1].endswith(("。", "¦")):
            paragraphs[-1] += text.strip()
        else:
            paragraphs.append(text)
    return Document(lines, statements, [text.replace("¦", "") for text in paragraphs])


def source_of(lines: list[str], unit: str = "line", page_lines: int = 0) -> Source:
    text = "\n".join(lines)
    pages = tuple(n // page_lines + 1 if page_lines else None for n in range(len(lines)))
    return Source("minutes.txt", "text/plain", digest(text.encode()), unit, tuple(lines), pages)


def layout_of(source: Source) -> Layout:
    return Layout(source, tuple(Line(n, raw) for n, raw in enumerate(source.lines, 1)))


def threads(reading: Reading) -> list[tuple[str, str, int | None, int]]:
    return [
        (str(said.role), said.agenda_notation, said.replies_to, said.thread)
        for said in reading.meetings[0].statements
    ]


def expected_threads(found: Document) -> list[tuple[str, str, int | None, int]]:
    return [(str(s.role), s.item, s.replies_to, s.thread) for s in found.statements]


@pytest.mark.parametrize("name", NAMES)
def test_statements_of_a_text(name: str) -> None:
    found = document(name)
    source = source_of(found.lines)
    reading = read_minutes(source, CITY)

    assert threads(reading) == expected_threads(found)
    for said, expected in zip(reading.meetings[0].statements, found.statements, strict=True):
        (place,) = said.passages
        assert (place.first_line, place.last_line) == (expected.first, expected.last)
        assert squeezed(said.text.text) == squeezed(expected.words)
    assert looks_like_minutes(source)
    assert not looks_like_progress(source)


@pytest.mark.parametrize("name", NAMES)
def test_each_line_of_a_text_is_explained(name: str) -> None:
    reading = read_minutes(source_of(document(name).lines), CITY)

    unexplained = [entry.number for entry in reading.ledger if entry.use == UNEXPLAINED]
    assert [reading.source.lines[n - 1] for n in unexplained] == UNEXPLAINED_LINES.get(name, [])


# What a reader cannot use either.
UNEXPLAINED_LINES = {"35_page_heads": ["（様式第３号）"]}


@pytest.mark.parametrize("name", NAMES)
def test_statements_of_lines_without_blanks_between(name: str) -> None:
    """A PDF file gives no blank lines and a page for each line."""
    found = document(name)
    lines = [line for line in found.lines if line.strip()]
    reading = read_minutes(layout_of(source_of(lines, page_lines=30)), CITY)

    assert threads(reading) == expected_threads(found)
    texts = [squeezed(said.text.text) for said in reading.meetings[0].statements]
    assert texts == [squeezed(said.words) for said in found.statements]


@pytest.mark.parametrize("name", NAMES)
def test_statements_of_paragraphs(name: str) -> None:
    found = document(name)
    reading = read_minutes(layout_of(source_of(found.paragraphs, "paragraph")), CITY)

    assert threads(reading) == expected_threads(found)
    texts = [squeezed(said.text.text) for said in reading.meetings[0].statements]
    assert texts == [squeezed(said.words) for said in found.statements]


def test_the_documents_are_whole() -> None:
    assert len(NAMES) == DOCUMENTS
    assert sum(len(document(name).statements) for name in NAMES) == STATEMENTS


def test_a_name_behind_the_words_tells_who_said_all_the_lines_above_it() -> None:
    lines = ["第１回朝凪市総合戦略会議　議事要旨", "日時　令和６年５月９日", "",
             "・空き家を借りたい人と、貸したい人を結ぶ窓口を市が", "設けられないか。（谷口副会長）",
             "・窓口は夜も開けてほしい。（早瀬委員）", "・市の考えに賛成する。（会長）"]
    said = read_minutes(source_of(lines), CITY).meetings[0].statements

    assert [(one.role, one.text.text) for one in said] == [
        (Role.MEMBER, "空き家を借りたい人と、貸したい人を結ぶ窓口を市が設けられないか。"),
        (Role.MEMBER, "窓口は夜も開けてほしい。"), (Role.CHAIR, "市の考えに賛成する。")]


def test_a_single_name_in_brackets_at_a_sentence_is_said() -> None:
    lines = ["第１回朝凪市総合戦略会議　議事要旨", "日時　令和６年５月９日", "",
             "・担い手は増えたか。", "⇒　増えた。詳しくは担当に聞いてほしい。（農林課）"]
    said = read_minutes(source_of(lines), CITY).meetings[0].statements

    assert [one.text.text for one in said] == [
        "担い手は増えたか。", "増えた。詳しくは担当に聞いてほしい。（農林課）"]
