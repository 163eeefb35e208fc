"""The documentation's notebooks run as they stand, and show what a person read in the sample."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))

pytestmark = [
    # The clients of kernels tell of their own coming changes.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


def gold(name: str) -> list[dict[str, str]]:
    with (GOLD / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(autouse=True)
def _this_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def ran(name: str, folder: Path, dataset: Path) -> list[str]:
    """Run a notebook beside the sample and return what each code cell shows."""
    (folder / "shisaku-demo").mkdir()
    (folder / "shisaku-demo" / "data").symlink_to(dataset, target_is_directory=True)
    notebook = _read(ROOT / "docs" / "notebooks" / f"{name}.ipynb")
    NotebookClient(notebook, timeout=120, kernel_name="python3",
                   resources={"metadata": {"path": str(folder)}}).execute()
    return [_shown(cell) for cell in notebook.cells if cell.cell_type == "code"]


def _read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def _shown(cell: Any) -> str:
    return "\n".join(str(output.get("text", "") or output["data"].get(form, ""))
                     for output in cell.outputs for form in ("text/plain", "text/html"))


def test_the_planner_s(tmp_path: Path, sample_dataset: Path) -> None:
    marked = {row["name"] for row in gold("sample_listings") if row["cross_listed"] == "true"}
    questions, kinds, overlaps, several, drawn = ran("planner", tmp_path, sample_dataset)

    assert "strategy-tree" in questions
    assert "Overlap" in kinds
    assert "kushiro_facts.csv:" in overlaps
    assert marked
    assert [name for name in marked if name not in several] == []
    assert 'sandbox="allow-scripts allow-downloads"' in drawn
    assert "<script" not in drawn


def test_the_auditor_s(tmp_path: Path, sample_dataset: Path) -> None:
    reports = gold("sample_reports")
    graph, between, years, by_year, unreported, drawn = ran("auditor", tmp_path, sample_dataset)
    listed, named = (
        {row[column].replace(" ", "") for row in gold(table)}
        for table, column in (("sample_listings", "name"), ("sample_mentions", "project")))
    departments = {name for row in reports for name in row["departments"].split(";")}

    assert "13 nodes" in graph
    assert [name for name in departments if name not in between] == []
    assert {"FY2023", "FY2024"} <= set(years.split())
    assert [name for name in departments if name not in by_year] == []
    assert int(unreported.split()[0]) == len(listed - named) == 2
    assert "<iframe" in drawn


def test_they_are_kept_without_what_they_showed() -> None:
    assert len(NOTEBOOKS) == 2
    for path in NOTEBOOKS:
        notebook = _read(path)
        assert all(not cell.outputs and cell.execution_count is None
                   for cell in notebook.cells if cell.cell_type == "code")
