"""Networks in GEXF and GraphML, opened by graphology, whose readers Gephi Lite opens files with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from graph.dataset import Dataset
from shisaku.exports.graph_files import FORMATS, graph_file
from shisaku.exports.networks import NETWORKS, network_graph

pytestmark = pytest.mark.browser

VENDOR = Path(__file__).parents[2] / "vendor"
READ = """([form, text]) => {
  const graph = graphologyLibrary[form].parse(graphology, text)
  return {
    type: graph.type,
    nodes: graph.mapNodes((name, told) => [name, told]),
    ties: graph.mapEdges((name, told, one, other) => [one, other, told]),
  }
}"""


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Page:
    page = browser.new_page()
    for script in ("graphology.min.js", "graphology-library.min.js"):
        page.add_script_tag(path=VENDOR / script)
    return page


@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize("form", FORMATS)
def test_what_graphology_reads_is_what_was_written(
    reader: Page, sample: Dataset, kind: str, form: str
) -> None:
    graph = network_graph(sample.store, kind)
    data = graph_file(graph, form, "2025-04-01").decode()
    found: dict[str, Any] = reader.evaluate(READ, [form, data])
    nodes = {name: {word: told[word] for word in told if word not in {"color", "size", "x", "y"}}
             for name, told in found["nodes"]}
    ties = {frozenset((one, other)) if kind == "departments" else (one, other): told
            for one, other, told in found["ties"]}

    assert found["type"] == ("directed" if graph.is_directed() else "undirected")
    assert nodes == {name: dict(told) for name, told in graph.nodes(data=True)}
    assert ties == {frozenset((one, other)) if kind == "departments" else (one, other): told
                    for one, other, told in graph.edges(data=True)}
    assert all("color" in told and "size" in told for _, told in found["nodes"]) == (form == "gexf")


def test_graphology_refuses_what_is_no_graph(reader: Page) -> None:
    """What it reads above, it does not read out of anything."""
    with pytest.raises(Error, match="parse"):
        reader.evaluate(READ, ["gexf", "<gexf/>"])
