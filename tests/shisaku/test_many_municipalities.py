"""A dataset of several municipalities: each is made by itself, whatever comes when and beside
which others, and what stays is not made again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from graph import writing
from graph.canonical import canonical_nquads
from graph.dataset import Dataset, open_dataset
from graph.findings.table import FindingRow, finding_rows
from graph.portion import by_code, snapshot_id
from graph.reviewing import Opinion, record_verdict
from graph.verdicts import Judgement
from loaders.records import Municipality
from ontology.errors import DatasetError
from shisaku import pipeline, portioning
from shisaku.given import Given, bytes_of
from shisaku.pipeline import build

TOWNS = tuple(Municipality(f"99000{number}", f"{name}町")
              for number, name in enumerate("東西南北", start=1))
PAGE = """R5年度（実績） R6年度（取組予定）

企画課 ■{named}
講座を3回開いた。

■{named}
講座を開く。

ア　学び
　学びの場をつくる。

【主な事業】
・{listed}
・{listed}２

所管部署基本目標と基本的方向、具体的な施策

①人を育てる

【基本目標１】人をつくる
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    return folder


def document(folder: Path, town: Municipality, listed: str = "", named: str = "",
             name: str = "計画.txt") -> Given:
    """Return a document of ``town``, which lists and reports a project of its own."""
    own = f"{town.name}づくり事業"
    path = folder / f"{town.code}-{listed}-{named}-{name}"
    path.write_text(PAGE.format(listed=listed or own, named=named or own), encoding="utf-8")
    return Given(name, Given.of(name, path.read_bytes).sha256, _Fetch(path), town)


class _Fetch:
    """Reads a file; a process of its own can do so, too."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> bytes:
        return self._path.read_bytes()


def all_of(dataset: Dataset) -> tuple[object, ...]:
    """Return all that a dataset is, but for when it was built."""
    return (canonical_nquads(dataset.store.quads()), tuple(dataset.ledger()),
            replace(dataset.report, built_at=""),
            [dataset.original(each.sha256) for each in dataset.report.sources],
            [dataset.source_text(each.sha256) for each in dataset.report.sources])


def built(into: Path, *steps: Sequence[Given]) -> Dataset:
    """Build one after the other and check that the report tells of the graph that is there."""
    for given in steps:
        build(list(given), into)
    dataset = open_dataset(into)
    quads = canonical_nquads(dataset.store.quads())
    assert dataset.report.quads == quads.count(b"\n")
    assert dataset.report.unjudged == snapshot_id(quads, dataset.report.base)
    return dataset


@pytest.mark.parametrize(("stays", "order"), [
    *((0, order) for order in permutations(range(3))), (10**9, (2, 0, 1))])
def test_the_order_in_which_towns_come_makes_no_difference(
    tmp_path: Path, texts: Path, stays: int, order: tuple[int, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writing, "_MOST_STAYS", stays)
    given = [document(texts, town) for town in TOWNS[:3]]

    one_by_one = built(tmp_path / "one", *([given[place]] for place in order))
    at_once = built(tmp_path / "all", given)

    assert all_of(one_by_one) == all_of(at_once)
    assert [each.municipality_code for each in at_once.report.sources] == [
        "990001", "990002", "990003"]
    assert at_once.report.counts["Municipality"] == 3
    assert at_once.report.counts["Project"] == 6
    assert at_once.report.counts["FiscalYear"] == 2


@pytest.mark.parametrize("stays", [0, 10**9])
def test_a_document_replaces_the_one_of_its_name_and_town(
    tmp_path: Path, texts: Path, stays: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_MOST_STAYS", stays)
    first, *others = [document(texts, town) for town in TOWNS]
    now = document(texts, TOWNS[0], listed="新しい事業")

    assert all_of(built(tmp_path / "a", [first, *others], [now])) == all_of(
        built(tmp_path / "b", [now, *others]))


def test_a_document_said_to_be_another_towns_leaves_the_first(tmp_path: Path, texts: Path) -> None:
    first, second = (document(texts, town) for town in TOWNS[:2])
    moved = first.of_municipality(TOWNS[2])

    dataset = built(tmp_path / "a", [first, second], [moved])

    assert [each.municipality_code for each in dataset.report.sources] == ["990002", "990003"]
    assert dataset.report.counts["Municipality"] == 2
    assert all_of(dataset) == all_of(built(tmp_path / "b", [second, moved]))


def test_many_towns_are_made_in_processes_of_their_own(
    tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [document(texts, town) for town in TOWNS]
    monkeypatch.setattr(portioning, "FEW", len(TOWNS))
    here = built(tmp_path / "here", given)
    monkeypatch.setattr(portioning, "FEW", 0)

    assert all_of(built(tmp_path / "apart", given)) == all_of(here)


def test_only_the_towns_that_something_comes_to_are_read(
    tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [document(texts, town) for town in TOWNS]
    built(tmp_path / "data", given)
    read: list[str] = []

    def told(path: Path) -> bytes:
        read.append(path.name)
        return bytes_of(path)

    monkeypatch.setattr(portioning, "FEW", len(TOWNS))
    monkeypatch.setattr(pipeline, "bytes_of", told)
    built(tmp_path / "data", [document(texts, TOWNS[1], listed="別の事業", name="別.txt")])
    assert set(read) == {given[1].sha256}

    monkeypatch.setattr(pipeline, "program_state", lambda: "another")
    built(tmp_path / "data", [given[1]])
    assert set(read) == {each.sha256 for each in given} | {
        document(texts, TOWNS[1], listed="別の事業", name="別.txt").sha256}


def test_what_is_said_of_a_town_depends_on_no_other(tmp_path: Path, texts: Path) -> None:
    others = f"{TOWNS[0].name}づくり事業"
    one, two = document(texts, TOWNS[0]), document(texts, TOWNS[1], named=others)
    alone = built(tmp_path / "alone", [two])
    beside = built(tmp_path / "beside", [one, two])

    assert said_of(TOWNS[1], beside) == said_of(TOWNS[1], alone)


def said_of(town: Municipality, dataset: Dataset) -> bytes:
    return by_code(canonical_nquads(dataset.store.quads()), dataset.report.base)[town.code]


def code_of(row: FindingRow, dataset: Dataset) -> str:
    return row.iri.removeprefix(dataset.report.base).partition("/")[0]


def test_verdicts_outlive_what_comes_beside_and_what_comes_instead(
    tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_MOST_STAYS", 0)
    given = [document(texts, town) for town in TOWNS]
    target = tmp_path / "data"
    judged = next(iter(findings_of(built(target, given[:2]), TOWNS[0])))
    said = Opinion(judged, Judgement.REJECTED, "山田", date(2026, 1, 5), "別の仕事")
    record_verdict(target, said)

    for come in ([given[2]], [given[0]], [given[3]]):
        build(come, target)
        dataset = open_dataset(target)
        assert statuses(dataset)[judged] == "Rejected"
        assert dataset.report.quads == sum(1 for _ in dataset.store.quads())
    assert dataset.report.unjudged == built(tmp_path / "plain", given).report.unjudged


def findings_of(dataset: Dataset, town: Municipality) -> Iterable[str]:
    return sorted(row.iri for row in finding_rows(dataset.store)
                  if code_of(row, dataset) == town.code)


def statuses(dataset: Dataset) -> dict[str, str]:
    return {row.iri: row.status for row in finding_rows(dataset.store)}


def test_two_builds_at_once_lose_nothing(
    tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "data"
    built(target, [document(texts, TOWNS[0])])
    write = portioning.write_all

    def overtaken(*arguments: object, **named: object) -> object:
        monkeypatch.setattr(pipeline, "write_all", write)
        build([document(texts, TOWNS[1])], target)
        return write(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "write_all", overtaken)
    with pytest.raises(DatasetError, match="another build"):
        build([document(texts, TOWNS[2])], target)

    assert [each.municipality_code for each in open_dataset(target).report.sources] == [
        "990001", "990002"]
