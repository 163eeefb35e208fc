"""A dataset folder into a remote store, and what is said of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from graph.canonical import canonical_ntriples
from graph.dataset import Dataset, open_dataset
from graph.dataset_files import ORIGINALS
from graph.remote import RemoteStore, endpoint_set
from graph.remote.push import Content, Pushed, push
from shisaku.language import say
from shisaku.progress import Step, silent


def push_text(path: Path, url: str, *, documents: bool, step: Step = silent) -> str:
    """Put the dataset at ``path`` into the endpoint at ``url``, the documents' own bytes only where
    ``documents``; return what is told of it. ShisakuError as ``graph.remote.push.push``."""
    dataset = open_dataset(path)

    def told(name: str, number: int, total: int) -> None:
        step(say(ja=f"送っています: {name}", en=f"sending {name}"), number, total)

    pushed = push(RemoteStore(endpoint_set(url)), content_of(dataset, documents), told)
    return _told(pushed, url)


def content_of(dataset: Dataset, documents: bool = True) -> Content:
    """Return all that ``dataset`` has, the documents' own bytes only where ``documents``."""
    files = {name: path.read_bytes for name, path in dataset.files().items()
             if documents or not name.startswith(f"{ORIGINALS}/")}
    return Content(dataset.report.snapshot,
                   {graph: partial(_triples, dataset, graph) for graph in dataset.store.graphs()},
                   files)


def _triples(dataset: Dataset, graph: str) -> bytes:
    return canonical_ntriples(dataset.store.quads(graph))


def _told(pushed: Pushed, url: str) -> str:
    graphs = pushed.replaced + pushed.unchanged
    return say(
        ja=f"{url}: グラフ {graphs} 件、{pushed.triples} トリプル（件数を確認済み）。"
        f"入れ替え {pushed.replaced}（うち前回の続き {pushed.resumed}）、変更なし "
        f"{pushed.unchanged}、削除 {pushed.removed}。\n",
        en=f"{url}: {graphs} graphs, {pushed.triples} triples, counted there. Replaced "
        f"{pushed.replaced} (already sent before: {pushed.resumed}), unchanged "
        f"{pushed.unchanged}, taken away {pushed.removed}.\n")
