"""Findings and questions where there are more municipalities than are asked at once: one is chosen
first."""

import asyncio
import json
import shutil
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import Store
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from benchmarks import synthetic
from benchmarks.synthetic_dataset import make
from graph.dataset import Dataset, open_dataset
from graph.findings.table import FindingRow, finding_rows
from graph.portion_files import PORTIONS
from graph.store import EmbeddedStore
from ontology.terms import SHISAKU, SKOS
from queries.answer import Rows
from queries.catalogue import question as catalogue_question
from queries.question import Parameter
from queries.runner import run
from shisaku.web.app import create_app
from shisaku.web.limits import Limits
from shisaku.web.pages import towns
from shisaku.web.pages.catalogue import PAGE, _choices, question
from shisaku.web.pages.caveats import caveats
from shisaku.web.pages.findings.entries import entries_of, entries_with
from shisaku.web.pages.findings.listing import findings
from shisaku.web.pages.maps import map_page
from shisaku.web.pages.matrix import matrix
from shisaku.web.pages.rows import rows as strings
from shisaku.web.pages.search import found
from shisaku.web.pages.strategy import strategy
from shisaku.web.problems import ProblemError
from shisaku.web.workers.pool import Pool


@pytest.fixture(scope="module")
def two_cities(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("cities") / "data"
    make(2, folder)
    return open_dataset(folder)


@pytest.fixture(autouse=True)
def one_is_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(towns, "FEW", 1)


def by_city(dataset: Dataset) -> dict[str, list[FindingRow]]:
    """Return the findings of the whole dataset, told apart by the codes in their IRIs."""
    codes = {each.municipality_code for each in dataset.report.sources}
    return {code: [row for row in finding_rows(dataset.store)
                   if row.iri.startswith(f"{dataset.report.base}{code}/")] for code in codes}


def asked(dataset: Dataset, address: str) -> Request:
    path, _, query = address.partition("?")
    suffix = path.partition(".")[2]
    return Request({
        "type": "http", "method": "GET", "scheme": "http", "server": ("localhost", 80),
        "path": path, "query_string": query.encode(), "headers": [], "root_path": "",
        "path_params": {"suffix": suffix} if suffix else {},
        "app": create_app(dataset.path, Limits())})


def test_a_chosen_city_has_its_findings_and_no_others(two_cities: Dataset) -> None:
    told = by_city(two_cities)

    assert len(told) == 2
    for code, rows in told.items():
        assert rows
        assert [entry.row for entry in entries_of(two_cities, code).every] == rows


def test_a_finding_is_found_among_those_of_its_city(two_cities: Dataset) -> None:
    for rows in by_city(two_cities).values():
        among = entries_with(two_cities, rows[0].id)
        entry = among.of(rows[0].id)

        assert entry is not None
        assert entry.row == rows[0]
        assert len(among.every) == len(rows)


def test_the_page_asks_for_a_city_and_counts_all(two_cities: Dataset) -> None:
    page = bytes(findings(asked(two_cities, "/findings")).body).decode()
    repeated = sum(row.kind == "RepeatedReport"
                   for rows in by_city(two_cities).values() for row in rows)

    assert "2 自治体のデータがあります。" in page
    assert '<tr role="row">' not in page
    assert repeated
    assert f'<span class="number">{repeated}</span>' in page


def test_the_page_of_a_city_lists_its_findings(two_cities: Dataset) -> None:
    code, rows = min(by_city(two_cities).items())
    page = bytes(findings(asked(two_cities, f"/findings?municipality={code}")).body).decode()

    assert f"{len(rows)} 件" in page
    assert f"/findings/{rows[0].id}?municipality={code}" in page


def test_a_file_of_all_cities_is_refused(two_cities: Dataset) -> None:
    with pytest.raises(ProblemError, match="municipality"):
        findings(asked(two_cities, "/findings.json"))


def question_page(dataset: Dataset, address: str, copies: Path) -> tuple[int, str]:
    request = asked(dataset, address)
    request.path_params["name"] = "projects-without-report"

    async def answered() -> Response:
        async with Pool(dataset.path, copies, Limits()) as request.app.state.pool:
            return await run_in_threadpool(question, request)

    with ThreadPoolExecutor(1) as thread:  # a browser may hold the loop of this one
        response = thread.submit(asyncio.run, answered()).result()
    return response.status_code, bytes(response.body).decode()


def test_a_question_is_asked_of_a_chosen_city(two_cities: Dataset, tmp_path: Path) -> None:
    target = tmp_path / "nothing kept"
    shutil.copytree(str(two_cities.path), target)
    for path in (target / PORTIONS).glob("*.answers"):
        path.unlink()
    nothing_kept = open_dataset(target)
    status, page = question_page(nothing_kept, "/queries/projects-without-report", tmp_path)
    assert status == 200
    assert "2 の自治体があります。" in page
    assert "<tbody" not in page

    code = min(two_cities.report.municipalities)
    status, page = question_page(
        two_cities, f"/queries/projects-without-report?municipality={code}", tmp_path)
    assert status == 200
    assert "<tbody" in page


def test_all_cities_are_told_of_where_their_answers_are_kept(
    two_cities: Dataset, tmp_path: Path
) -> None:
    expected = run(EmbeddedStore(Store.read_only(f"{two_cities.path}/store")),
                   catalogue_question("projects-without-report"))
    status, page = question_page(two_cities, "/queries/projects-without-report", tmp_path)

    assert status == 200
    assert isinstance(expected, Rows)
    assert f"{len(expected.rows)} 行" in page
    assert page.count("<tr>") == min(len(expected.rows), PAGE) + 1


def test_only_a_chosen_citys_departments_are_offered(two_cities: Dataset) -> None:
    parameter = Parameter("department", "department", True, None, "", "")
    town = Parameter("municipality", "municipality", False, None, "", "")

    assert _choices(two_cities, parameter, "") == ()
    assert {name for name, _ in _choices(two_cities, parameter, min(
        two_cities.report.municipalities))} <= set(departments())
    assert len(_choices(two_cities, town, "")) == 2


def departments() -> list[str]:
    """Return the names of which synthetic cities' departments are made."""
    words: list[str] = tomllib.loads(
        (Path(synthetic.__file__)).with_suffix(".toml").read_text(encoding="utf-8"))["departments"]
    return words


def names(dataset: Dataset, wanted: str, town: str = "") -> set[tuple[str, str]]:
    """Return IRI and name of what is found; what each is called is looked up in the graph."""
    return {(each.iri, each.name) for each in found(dataset, wanted, "", town)}


def test_a_part_of_a_name_is_looked_for_in_a_chosen_city(two_cities: Dataset) -> None:
    labelled = {(iri, name) for iri, name in strings(
        two_cities.store, f"SELECT ?a ?b {{ ?a a <{SHISAKU.Department}> ; "
                          f"<{SKOS.prefLabel}> ?b }}")}
    _, whole = min(labelled)
    part, base = whole[:2], two_cities.report.base

    for code in two_cities.report.municipalities:
        here = {each for each in labelled if each[0].startswith(f"{base}{code}/")}
        assert {each for each in here if part in each[1]} <= names(two_cities, part, code)
        assert all(iri.startswith(base + code) for iri, _ in names(two_cities, part, code))
    everywhere = {each for each in names(two_cities, whole) if "/department/" in each[0]}
    assert everywhere == {each for each in labelled if each[1] == whole}
    assert len(part) < len(whole)
    assert not {each for each in names(two_cities, part) if "/department/" in each[0]}


def test_cities_are_found_among_all_by_a_part_of_their_names(two_cities: Dataset) -> None:
    for code, name in towns.towns(two_cities).items():
        assert (two_cities.report.base + code, name) in names(two_cities, name[:2])


def test_the_matrix_is_of_a_chosen_city(two_cities: Dataset) -> None:
    for code, name in towns.towns(two_cities).items():
        page = bytes(matrix(asked(two_cities, f"/matrix?municipality={code}")).body).decode()
        assert f"<caption>{name}</caption>" in page
        told = json.loads(bytes(matrix(asked(
            two_cities, f"/matrix.json?municipality={code}")).body))["rows"]
        assert {row["municipality"] for row in told} == {code}


def test_the_strategy_is_of_a_chosen_city(two_cities: Dataset) -> None:
    """By its code, or by a strategy's own address; the first city's where none is chosen."""
    of_code = {iri.removeprefix(two_cities.report.base)[:6]: iri for iri, in strings(
        two_cities.store, f"SELECT ?s {{ ?s a <{SHISAKU.Strategy}> }}")}
    assert len(of_code) == 2
    for code, iri in of_code.items():
        for chosen in (f"municipality={code}", f"strategy={iri}"):
            told = json.loads(bytes(strategy(asked(
                two_cities, f"/strategy.json?{chosen}")).body))["rows"]
            assert told
            assert all(row["place"].startswith(f"{iri}/") for row in told)
    page = bytes(strategy(asked(two_cities, "/strategy")).body).decode()
    assert f'<option value="{min(of_code)}" selected' in page


def test_the_caveats_are_of_a_chosen_city(two_cities: Dataset) -> None:
    """As many names were read in reports by each method as the city's part of the graph tells."""
    for code in two_cities.report.municipalities:
        told = json.loads(bytes(caveats(asked(
            two_cities, f"/caveats.json?municipality={code}")).body))["rows"]
        start = f"{two_cities.report.base}{code}/"
        mentions = [iri for iri, in strings(
            two_cities.store, f"SELECT DISTINCT ?m {{ ?m <{SHISAKU.matchMethod}> ?by ; "
                              f"<{SHISAKU.confidence}> ?sure }}") if iri.startswith(start)]
        assert mentions
        assert sum(row["number"] for row in told if row["part"] == "mentions by method"
                   ) == len(mentions)


@pytest.mark.parametrize("kind", ["departments", "projects", "cross-listings"])
def test_a_map_is_of_a_chosen_city(two_cities: Dataset, kind: str) -> None:
    """Of the first one where none is chosen; the form offers both."""
    base, codes = two_cities.report.base, sorted(two_cities.report.municipalities)
    for address, code in [(f"/maps/{kind}", codes[0]),
                          *((f"/maps/{kind}?municipality={code}", code) for code in codes)]:
        request = asked(two_cities, address)
        request.path_params["kind"] = kind
        page = bytes(map_page(request).body).decode()
        assert f'<option value="{code}" lang="ja" selected' in page
        request.path_params["suffix"] = "json"
        nodes = json.loads(bytes(map_page(request).body))["nodes"]
        assert nodes
        assert all(node["iri"].startswith(base + code) for node in nodes)
