"""Whatever bytes or cells come: a reading that accounts for every row, or one clear error."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.ledger import UNEXPLAINED
from loaders.project_list import Tables, read_csv, read_project_list, table_of
from loaders.records import Municipality
from ontology.errors import DocumentError

TOWN = Municipality("990001", "霧原町")
HEADINGS = ("市町村コード", "市町村", "基本目標番号", "基本目標", "基本的方向", "施策", "事業名",
            "区分", "再掲", "所管部署", "備考", "")
CELLS = st.one_of(
    st.sampled_from(("", "1", "①", "基本目標１ 町", "1-1 里", "ア 道", "木育推進事業【再掲】", "X",
                     "〃", "－", "合計", "再掲", "森林資源課、\n学校教育課", "990001", "霧原町")),
    st.text(max_size=8))
ROWS = st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=8)
NAMES = st.text(st.characters(categories=("Lu", "Lo", "Nd"), exclude_characters="計掲Ⅰ々"),
                min_size=1, max_size=12).map(lambda text: text + "事業")


def outcome(table: Tables) -> None:
    """Read ``table``: an error must be of the project's own kind, a reading whole."""
    try:
        reading = read_project_list(table, TOWN)
    except DocumentError:
        return
    assert {entry.number for entry in reading.ledger} == set(range(1, len(table.source.lines) + 1))
    listed = {n for listing in reading.listings for p in listing.passages
              for n in range(p.first_line, p.last_line + 1)}
    unexplained = {entry.number for entry in reading.ledger if entry.use == UNEXPLAINED}
    assert not listed & unexplained
    assert all(listing.name and listing.listed_in for listing in reading.listings)


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    try:
        table = read_csv("fuzz.csv", data)
    except DocumentError:
        return
    outcome(table)


@settings(max_examples=300)
@given(st.permutations(HEADINGS).map(lambda names: ["事業名", *names[:3]]), ROWS)
def test_any_cells(header: list[str], rows: list[list[str]]) -> None:
    outcome(table_of("fuzz.csv", "text/csv", b"", [header, *rows]))


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), NAMES, st.booleans()),
                min_size=1, max_size=12, unique_by=lambda row: row[:3]),
       st.sampled_from(("utf-8", "utf-8-sig", "utf-16")))
def test_what_is_written_is_read(rows: list[tuple[int, int, str, bool]], encoding: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["基本目標", "基本的方向", "事業名", "区分"])
    writer.writerows([goal, direction, name, "再掲" if crossed else ""]
                     for goal, direction, name, crossed in rows)

    reading = read_project_list(read_csv("fuzz.csv", text.getvalue().encode(encoding)), TOWN)

    assert [(found.listed_in, found.spellings[0], found.cross_listed)
            for found in reading.listings] == [
        (f"{goal}-{direction}", name, crossed) for goal, direction, name, crossed in rows]
