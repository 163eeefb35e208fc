"""The answer about all municipalities, put together of what is kept of each, is the engine's."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Quad, QueryResultsFormat, RdfFormat, Store, parse, parse_query_results

from benchmarks.synthetic import cities
from graph.assembly import graph_quads
from graph.dataset import Dataset, open_dataset
from graph.dataset_parts import DatasetParts, Originals, SourceEntry, SourcePart, source_parts
from graph.findings import findings_quads
from graph.findings.table import finding_rows
from graph.kept_answers import AnswersOf
from graph.portion_files import answers_path
from graph.reviewing import Opinion, record_verdict
from graph.store import EmbeddedStore
from graph.verdicts import Judgement
from graph.writing import write_dataset
from ontology.errors import DatasetError
from ontology.iris import DEFAULT_BASE
from queries import gathered as gathered_module
from queries.answer import Rows
from queries.catalogue import catalogue, question
from queries.gathered import Gathered
from queries.keeping import kept_questions, order_of
from queries.question import Question
from queries.results import ROW_FORMATS, written, written_pieces
from queries.runner import ask, run
from shisaku.portioning import keep_answers
from shisaku.web.pages.catalogue import PAGE
from tests.queries.conftest import TOWNS
from tests.queries.test_catalogue_answers import CASES, Case, cell, table
from tests.shisaku.web.client import served
from tests.shisaku.web.pages.asking import Reader

ONES = {"budgets-and-indicators": {"year": "R5"}, "evaluations-of-department": {"year": "R5"},
        "joint-reports": {"year": "R5"}, "cross-listed-projects": {"minimum": "2"},
        "department-pairs-sharing-projects": {"minimum": "２"},
        "uncertain-mentions": {"threshold": "0.70"}, "uncertain-reports": {"threshold": "0.7"},
        "texts-with-words": {"words": "PR"}}
"""What narrows a question, other than what it is told where nothing is given."""


def towns_of(path: Path, quads: Sequence[Quad], sources: tuple[SourcePart, ...]) -> Path:
    """Make a dataset that keeps what each municipality answers."""
    write_dataset(path, DatasetParts(DEFAULT_BASE, tuple(quads), sources, ()))
    for source in sources:
        keep_answers(path, source.entry.municipality_code)
    return path


def fictional() -> tuple[SourcePart, ...]:
    entries = [SourceEntry(f"{code}.txt", code[-1] * 64, "text/plain", "", "", code, code, 0, 0)
               for code in ("990001", "990002")]
    return tuple(SourcePart(entry, "", Originals({entry.sha256: lambda: b""}))
                 for entry in entries)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two fictional towns."""
    return towns_of(tmp_path_factory.mktemp("two") / "data",
                    tuple(parse(path=TOWNS, format=RdfFormat.TRIG)), fictional())


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same and three synthetic cities with many rows that stand between each other's."""
    readings = tuple(cities(3))
    stated = tuple(graph_quads(readings, DEFAULT_BASE))
    quads = {*parse(path=TOWNS, format=RdfFormat.TRIG), *stated,
             *findings_quads(stated, DEFAULT_BASE)}
    sources = source_parts(readings, Originals({each.source.sha256: lambda: b""
                                                for each in readings}))
    return towns_of(tmp_path_factory.mktemp("five") / "data", tuple(quads),
                    (*fictional(), *sources))


@pytest.fixture(scope="module")
def dataset(five: Path) -> Dataset:
    return open_dataset(five)


@pytest.fixture(scope="module")
def whole(five: Path) -> EmbeddedStore:
    """The same dataset for the engine alone."""
    return EmbeddedStore(Store.read_only(str(five / "store")))


def narrowed(asked: Question) -> list[Mapping[str, str]]:
    usual = {} if asked.name != "texts-with-words" else {"words": "子育て"}
    return [usual, *([ONES[asked.name]] if asked.name in ONES else [])]


def test_every_question_about_all_is_kept() -> None:
    needing = {each.name for each in catalogue()
               if any(part.required and part.name != "words" for part in each.parameters)}

    assert {each.name for each in kept_questions()} == {
        each.name for each in catalogue()} - needing
    assert len(kept_questions()) == 21
    assert ONES.keys() == {each.name for each in kept_questions()
                           if any(part.keeps for part in each.parameters)}


@pytest.mark.parametrize("asked", kept_questions(), ids=lambda each: each.name)
def test_it_is_the_answer_of_the_engine(
    asked: Question, dataset: Dataset, whole: EmbeddedStore
) -> None:
    for given in narrowed(asked):
        together, expected = ask(dataset.store, asked, given), run(whole, asked, given)

        assert isinstance(together, Gathered)
        assert isinstance(expected, Rows)
        found = together.whole()
        assert (found.columns, found.bound) == (expected.columns, expected.bound)
        assert found.rows == expected.rows
        assert together.total == len(expected.rows)
        middle = together.total // 2
        assert together.page(middle, 3).rows == expected.rows[middle : middle + 3]
        assert [row for page in together.pages(7) for row in page.rows] == list(expected.rows)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_is_what_the_towns_say(two: Path, case: Case) -> None:
    """As read in their documents by a person; what asks of one town is asked of that alone."""
    answer = run(open_dataset(two).store, question(case.question), case.parameters)

    assert isinstance(answer, Rows)
    assert table(answer.columns, (map(cell, row) for row in answer.rows)) == case.table


def test_most_answers_have_rows_of_several_towns(dataset: Dataset) -> None:
    several = set()
    for asked in kept_questions():
        found = run(dataset.store, asked, narrowed(asked)[0])
        assert isinstance(found, Rows)
        if len({row[0] for row in found.rows}) > 1:
            several.add(asked.name)

    assert {"cross-listed-projects", "department-pairs-sharing-projects", "strategy-tree",
            "texts-with-words", "documents", "projects-without-report",
            "counts-by-municipality"} <= several


@pytest.mark.parametrize("form", [*ROW_FORMATS, "table"])
def test_it_is_written_piece_by_piece_as_at_once(
    form: str, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("documents", "strategy-tree", "uncertain-reports", "meetings"):
        together = ask(dataset.store, question(name))
        assert isinstance(together, Gathered)
        at_once = written(together.whole(), form, "ja")
        monkeypatch.setattr(gathered_module, "AT_ONCE", 5)
        pieces = b"".join(written_pieces(together, form, "ja"))
        monkeypatch.undo()

        assert pieces == at_once, name
        if form == "json":
            told = json.loads(pieces)["results"]["bindings"]
            assert len(told) == together.total
        elif form != "table" and form != "csv":
            assert parse_query_results(pieces, format=getattr(
                QueryResultsFormat, form.upper())) is not None


def test_pages_show_it_page_by_page_and_files_have_it_whole(
    five: Path, whole: EmbeddedStore
) -> None:
    expected = run(whole, question("strategy-tree"))
    assert isinstance(expected, Rows)
    number = len(expected.rows)
    assert number > PAGE
    with served(five) as server:
        reader = Reader(server)
        last = reader.get("/queries/strategy-tree", {"from": str(number - 1)})
        csv_rows = list(csv.DictReader(io.StringIO(
            reader.get("/queries/strategy-tree.csv").html.removeprefix("\ufeff"))))
        told = reader.get("/queries/strategy-tree.json").json()

    places = [str(row[expected.columns.index("place")])[1:-1] for row in expected.rows]
    assert f"{number} 行" in last.text
    assert last.html.count("<tr>") == 2
    assert [row["place"] for row in csv_rows] == places
    assert [row["place"] for row in told["rows"]] == places
    assert told["snapshot"] == open_dataset(five).report.snapshot


def test_what_is_wider_than_what_is_kept_is_worked_out(dataset: Dataset) -> None:
    assert isinstance(ask(dataset.store, question("uncertain-reports"), {"threshold": "2"}), Rows)
    assert isinstance(ask(dataset.store, question("cross-listed-projects"), {"minimum": "0"}), Rows)
    assert isinstance(ask(dataset.store, question("cross-listed-projects"), {"minimum": "3"}),
                      Gathered)


def test_where_a_person_has_judged_nothing_kept_is_believed(five: Path, tmp_path: Path) -> None:
    target = tmp_path / "data"
    shutil.copytree(five, target)
    judged = next(row.iri for row in finding_rows(open_dataset(target).store))
    code = judged.removeprefix(DEFAULT_BASE).split("/")[0]
    record_verdict(target, Opinion(judged, Judgement.REJECTED, "山", date(2026, 1, 5), "別"))
    answers_path(target, code).write_bytes(b"not read\n")

    together = ask(open_dataset(target).store, question("strategy-tree"))
    expected = run(EmbeddedStore(Store.read_only(str(target / "store"))), question("strategy-tree"))

    assert isinstance(together, Gathered)
    assert isinstance(expected, Rows)
    assert together.whole().rows == expected.rows


def test_what_is_not_kept_is_asked_anew_of_few(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "data"
    shutil.copytree(two, target)
    expected = run(open_dataset(target).store, question("documents"))
    answers_path(target, "990001").unlink()

    anew = ask(open_dataset(target).store, question("documents"))
    assert isinstance(anew, Gathered)
    assert anew.whole() == expected
    monkeypatch.setattr(gathered_module, "MOST_ANEW", 0)
    assert isinstance(ask(open_dataset(target).store, question("documents")), Rows)


def test_an_answer_to_another_question_is_no_answer(two: Path, tmp_path: Path) -> None:
    target = tmp_path / "data"
    shutil.copytree(two, target)
    asked = question("documents")
    for code in ("990001", "990002"):
        path = answers_path(target, code)
        kept = AnswersOf.find(target, code, asked.name)
        assert kept is not None
        path.write_bytes(path.read_bytes().replace(kept.digest.encode(), b"0" * 64))

    assert isinstance(ask(open_dataset(target).store, asked), Rows)
    answers_path(target, "990001").write_bytes(b"nothing\n")
    with pytest.raises(DatasetError, match="build --fresh"):
        ask(open_dataset(target).store, asked)


def test_the_order_of_rows_is_read_from_the_question() -> None:
    orders = {each.name: order_of(each) for each in catalogue()}

    assert [(key.column, key.falling) for key in orders["cross-listed-projects"] or ()] == [
        ("crossListings", True), ("projectLabel", False), ("project", False)]
    assert orders["strategy-tree"] == ()
    assert orders["listings-of-project"] is None
