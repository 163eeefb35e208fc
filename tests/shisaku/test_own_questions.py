"""``--queries`` from outside: a folder of one's own questions, asked and served."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.queries.test_own_questions import OWN, own
from tests.shisaku.web.client import served
from tests.shisaku.web.pages.asking import Reader


def shisaku(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "shisaku", "--lang", "en", *map(str, arguments)],
        check=False, capture_output=True, text=True, encoding="utf-8")


def test_it_is_listed_asked_and_served(sample_dataset: Path, tmp_path: Path) -> None:
    """No name of the sample's projects has forty signs; some have twenty."""
    folder = own(tmp_path)
    asked = [shisaku("query", sample_dataset, "long-names", "--queries", folder, "--param",
                     f"length={length}") for length in (40, 20)]
    rows = [json.loads(done.stdout)["results"]["bindings"] for done in asked]

    assert "long-names" in shisaku("queries", "--queries", folder).stdout
    assert rows[0] == []
    assert all(len(row["projectLabel"]["value"]) >= 20 for row in rows[1])
    with served(sample_dataset, "--queries", str(folder)) as server:
        pages = Reader(server)
        page = pages.get("/queries/long-names.json", {"length": "20"}).json()
        assert len(page["rows"]) == len(rows[1]) > 0
        assert "長い事業名" in pages.get("/queries").text
        assert "長い事業名" in pages.get("/sparql", Accept="text/html").text
        assert pages.get("/queries/long-names", {"length": "many"}).status == 400


def test_it_has_the_limits_of_every_query(sample_dataset: Path, tmp_path: Path) -> None:
    """A product of the whole graph with itself is ended in time; of everything, four rows come."""
    product = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a = ?length)"
    own(tmp_path, OWN.replace("?project a shisaku:Project", f"{product} {{}} ?project a ?x"))
    own(tmp_path, OWN.replace("long-names", "every-name"), "every-name")
    with served(sample_dataset, "--queries", str(tmp_path), SHISAKU_QUERY_SECONDS="1",
                SHISAKU_QUERY_ROWS="4") as server:
        pages = Reader(server)
        ended = pages.get("/queries/long-names", {"length": "1"})
        cut = pages.get("/queries/every-name", {"length": "1"})
        told = pages.get("/queries/every-name.json", {"length": "1"}).json()
        whole = pages.get("/queries/every-name.json", {"length": "999"}).json()

    assert (ended.status, ended.headers["retry-after"]) == (503, "1")
    assert "打ち切りました" in ended.text
    assert "途中までです" in cut.text
    assert (len(told["rows"]), told["cut"]) == (4, True)
    assert whole["rows"] == []
    assert "cut" not in whole


@pytest.mark.parametrize("command", [["queries"], ["serve", "DATA"], ["query", "DATA", "x"]])
def test_a_fault_is_told_at_the_start(
    command: list[str], sample_dataset: Path, tmp_path: Path
) -> None:
    own(tmp_path, OWN.replace("type=integer", "type=town"))
    done = shisaku(*[sample_dataset if each == "DATA" else each for each in command],
                   "--queries", tmp_path)

    assert done.returncode == 1
    assert done.stderr.startswith(f"shisaku: {tmp_path}: long-names.rq, line 7: ")
    assert done.stderr.count("\n") == 1
