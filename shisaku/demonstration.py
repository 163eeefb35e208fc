"""The packaged sample, from documents to maps: what a newcomer runs first.

Two municipalities: the facts of one real city's strategy (names and structure only) as a list of
projects, and a fictional town's progress table and minutes. ``sample/contents.toml`` names them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from graph.dataset import open_dataset
from shisaku.drawing import write_map
from shisaku.findings import print_findings
from shisaku.given import Given
from shisaku.language import say
from shisaku.ownership import stated_municipality
from shisaku.pipeline import build
from shisaku.progress import steps
from shisaku.summary import print_built

EACH = 2
"""So many findings of each kind are printed."""


def run(into: Path) -> None:
    """Build the sample below ``into`` and print what was made and where."""
    sample = files("shisaku").joinpath("sample")
    contents = tomllib.loads(sample.joinpath("contents.toml").read_text(encoding="utf-8"))
    documents = [
        _given(entry["name"], sample.joinpath(entry["name"]).read_bytes, entry)
        for entry in contents["documents"]
    ]
    dataset = into / "data"
    with steps() as step:
        built = build(documents, dataset, fresh=True, step=step)
    print_built(built, dataset)
    opened = open_dataset(dataset)
    print()
    print_findings(opened.store, EACH)
    print()
    print(
        say(
            ja="マップ（ブラウザーで開けます。通信は要りません）:",
            en="Maps (open them in a browser; no network is needed):",
        )
    )
    for drawn in contents["maps"]:
        path = write_map(opened, drawn["kind"], drawn["parameters"], into / drawn["file"])
        print(f"  {path}")
    print(
        say(
            ja=f"次は: shisaku queries、shisaku query {dataset} cross-listed-projects",
            en=f"next: shisaku queries, shisaku query {dataset} cross-listed-projects",
        )
    )


def _given(name: str, fetch: Callable[[], bytes], entry: dict[str, str]) -> Given:
    owner = entry.get("municipality")
    return Given.of(name, fetch, stated_municipality(owner) if owner else None)
