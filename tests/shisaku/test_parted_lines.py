"""A text whose pages a program joined with form feeds: the last line of a page and the first of the
next are one line for an editor, and an auditor who looks there must find what was read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pyoxigraph import Store

from loaders.records import Municipality
from shisaku.given import given_files
from shisaku.inspection import inspection
from shisaku.pipeline import build

PAGES = ("第１回霧原町総合戦略推進会議　議事要旨\n令和６年７月１日\n１　開会\n２　議題\n"
         "会長：質問はあるか。",
         "委員：担い手は増えたか。\n事務局：５人増えた。",
         "委員：わかった。\n３　閉会\n以上\n")
# Lines as an editor counts them: the fifth and the sixth hold the end of a page and the next.
SAID = {("質問はあるか。", 5, 1), ("担い手は増えたか。", 5, 2), ("５人増えた。", 6, 2),
        ("わかった。", 6, 3)}
QUERY = """PREFIX shisaku: <https://w3id.org/shisaku/ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?text ?first ?last ?page ?exact {
  ?said a shisaku:Statement ; shisaku:text ?text ; prov:wasQuotedFrom ?place .
  ?place shisaku:firstLine ?first ; shisaku:lastLine ?last ; shisaku:page ?page .
  ?place oa:exact ?exact }"""


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("parted") / "minutes.txt"
    file.write_bytes("\f".join(PAGES).encode())
    build(given_files([file], Municipality("990001", "霧原町")), file.parent / "data")
    return file


def test_passages_ledger_and_text_count_lines_as_an_editor_does(minutes: Path) -> None:
    lines = minutes.read_text(encoding="utf-8").split("\n")
    data = minutes.parent / "data"
    shown = next((data / "sources").glob("*.txt")).read_text(encoding="utf-8").split("\n")
    store = Store.read_only(str(data / "store"))
    rows = [[term.value for term in row]
            for row in store.query(QUERY, use_default_graph_as_union=True)]  # type: ignore[union-attr]

    assert {(text, int(first), int(page)) for text, first, _, page, _ in rows} == SAID
    assert len(rows) == len(SAID)
    for text, first, last, _, exact in rows:
        assert first == last
        assert exact in lines[int(first) - 1]
        assert text in shown[int(first) - 1]
    assert len(shown) == len(lines)
    with (data / "ledger.csv").open(encoding="utf-8", newline="") as file:
        said = {(int(row["number"]), int(row["page"])) for row in csv.DictReader(file)
                if row["use"] == "Statement"}
    assert said == {(line, page) for _, line, page in SAID}


def test_inspect_shows_the_line_of_the_file(minutes: Path) -> None:
    given, = given_files([minutes], Municipality("990001", "霧原町"))
    shown = [line for line in inspection(given) if "  Statement  " in line]

    assert len(shown) == len(SAID)
    assert sum("会長：質問はあるか。 委員：担い手は増えたか。" in line for line in shown) == 2
