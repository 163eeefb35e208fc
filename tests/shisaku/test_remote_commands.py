"""The commands on the address of a real engine: what they print is what they print on the folder
that was pushed there."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.dataset import open_dataset
from graph.dataset_parts import SourceEntry
from shisaku.cli import app
from tests.engines import PASSWORD, USER, Engine, free_port, oxigraph_server

SAME = (
    ("query", "cross-listed-projects", "--format", "csv"),
    ("findings", "--format", "json"),
    ("export", "--format", "nq"),
)


def said(*arguments: str) -> bytes:
    """What a command prints; it must end well."""
    result = CliRunner().invoke(app, [*arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


@pytest.fixture(scope="module")
def credentials(engine: Engine) -> Iterator[None]:
    """What the environment says to who may write."""
    if engine.name != "virtuoso":
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHISAKU_ENDPOINT_USER", USER)
        patch.setenv("SHISAKU_ENDPOINT_PASSWORD", PASSWORD)
        yield


@pytest.fixture
def pushed(engine: Engine, credentials: None, sample_dataset: Path) -> str:
    """The address of the engine, which holds the sample."""
    said("push", str(sample_dataset), "--endpoint", engine.url)
    return engine.url


def test_push_tells_what_it_has_counted(pushed: str, sample_dataset: Path) -> None:
    quads = open_dataset(sample_dataset).report.quads
    assert f", {quads} triples, counted there. Replaced 0".encode() in said(
        "push", str(sample_dataset), "--endpoint", pushed)


@pytest.mark.parametrize("command", SAME, ids=" ".join)
def test_a_command_says_the_same(
    pushed: str, sample_dataset: Path, command: tuple[str, ...]
) -> None:
    name, *rest = command
    assert said(name, pushed, *rest) == said(name, str(sample_dataset), *rest)


def map_data(page: Path) -> tuple[list[str], ...]:
    """The nodes, ties and passages of a map; in which order these come is the engine's choice."""
    text = page.read_text(encoding="utf-8").partition('id="map-data">')[2].partition("</script>")[0]
    found = json.loads(text)
    return (sorted(node["id"] for node in found["nodes"]),
            sorted(f"{edge['source']} {edge['target']}" for edge in found["edges"]),
            sorted(passage["where"][1] for passage in found["passages"]))


def test_a_map_shows_the_same(pushed: str, sample_dataset: Path, tmp_path: Path) -> None:
    for place, name in ((pushed, "far"), (str(sample_dataset), "near")):
        said("map", place, "departments", "-o", str(tmp_path / name))
    far, near = map_data(tmp_path / "far"), map_data(tmp_path / "near")
    assert min(map(len, near)) > 1
    assert far == near


def test_diff_reads_the_documents_from_there(pushed: str, sample_dataset: Path) -> None:
    assert json.loads(said("diff", str(sample_dataset), pushed, "--format", "json")) == []


def test_a_verdict_is_kept_there(pushed: str, sample_dataset: Path) -> None:
    before = open_dataset(sample_dataset).report.snapshot
    first = json.loads(said("findings", pushed, "--format", "json"))[0]
    said("review", pushed, first["id"], "--verdict", "rejected", "--reviewer", "点検担当",
         "--reason", "対象者が違う。")
    judged = json.loads(said("findings", pushed, "--status", "rejected", "--format", "json"))
    assert [(each["iri"], each["reviewer"], each["reason"]) for each in judged] == [
        (first["iri"], "点検担当", "対象者が違う。")]
    assert json.loads(said("findings", str(sample_dataset), "--status", "rejected",
                           "--format", "json")) == []
    assert open_dataset(sample_dataset).report.snapshot == before


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[Engine]:
    running = oxigraph_server(tmp_path)
    running.start()
    yield running
    running.stop()


def test_serve_shows_what_is_there(oxigraph: Engine, sample_dataset: Path) -> None:
    said("push", str(sample_dataset), "--endpoint", oxigraph.url)
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "shisaku", "serve", oxigraph.url, "--port", str(port)],
        stderr=subprocess.PIPE, env=os.environ | {"LANG": "C.UTF-8"})
    try:
        assert server.stderr is not None
        assert b"listening" in server.stderr.readline()
        report = open_dataset(sample_dataset).report
        source: SourceEntry = report.sources[0]
        for path, expected in (
            ("/health", report.snapshot), ("/", "shisaku"), ("/findings", "findings/"),
            (f"/sources/{source.sha256}", source.name),
            ("/sparql?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D&format=json", "true"),
            ("/sparql?query=INSERT%20DATA%20%7B%3Ca:a%3E%20%3Ca:b%3E%201%7D", "INSERT"),
            ("/sparql?query=SELECT%20*%20%7BSERVICE%20%3Ca:a%3E%20%7B%7D%7D", "SERVICE"),
        ):
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", path, headers={"Accept-Language": "en"})
            body = connection.getresponse().read().decode()
            connection.close()
            assert expected in body, path
    finally:
        server.terminate()
        server.communicate()


def test_without_documents_diff_says_what_is_missing(
    engine: Engine, credentials: None, sample_dataset: Path
) -> None:
    said("push", str(sample_dataset), "--endpoint", engine.url, "--no-documents")
    result = CliRunner().invoke(app, ["diff", engine.url, str(sample_dataset)])
    assert "--no-documents" in str(result.exception)
    assert json.loads(said("findings", engine.url, "--format", "json"))
