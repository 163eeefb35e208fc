"""The packaged sample, from documents to maps: what a newcomer runs first.

Two municipalities: the facts of one real city's strategy (names and structure only) as a list of
projects, and a fictional town's progress table and minutes.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from graph.dataset import open_dataset
from shisaku.drawing import write_map
from shisaku.findings import print_findings
from shisaku.language import say
from shisaku.pipeline import Given, build, stated_municipality
from shisaku.progress import steps
from shisaku.summary import print_built

TOWN = "990001=霧原町"
SAMPLE = (
    ("kushiro_facts.csv", None),
    ("kirihara_progress.txt", TOWN),
    ("kirihara_minutes.txt", TOWN),
)
MAPS = (
    ("departments", {"municipality": "990001"}, "departments.html"),
    ("projects", {"direction": "1-2"}, "projects-1-2.html"),
    ("cross-listings", {}, "cross-listings.html"),
)


def run(into: Path) -> None:
    """Build the sample below ``into`` and print what was made and where."""
    dataset = into / "data"
    with steps() as step:
        built = build(
            [_given(name, owner) for name, owner in SAMPLE], dataset, fresh=True, step=step
        )
    print_built(built, dataset)
    print()
    opened = open_dataset(dataset)
    print_findings(opened.store, limit=12)
    print()
    print(
        say(
            ja="マップ（ブラウザーで開けます。通信は要りません）:",
            en="Maps (open them in a browser; no network is needed):",
        )
    )
    for kind, params, name in MAPS:
        print(f"  {write_map(opened, kind, params, into / name)}")
    print(
        say(
            ja=f"次は: shisaku queries、shisaku query {dataset} most-cross-listed",
            en=f"next: shisaku queries, shisaku query {dataset} most-cross-listed",
        )
    )


def _given(name: str, owner: str | None) -> Given:
    data = files("shisaku").joinpath("sample", name).read_bytes()
    return Given(name, data, stated_municipality(owner) if owner else None)
