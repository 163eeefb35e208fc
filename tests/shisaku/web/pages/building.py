"""Datasets for the tests of pages, built as users build them."""

import json
import subprocess
import sys
from pathlib import Path

TOWN = "990001=霧原町"


def build(into: Path, *documents: Path) -> list[str]:
    """Build ``documents`` into a dataset and return their digests as it reports them."""
    done = subprocess.run(
        [sys.executable, "-m", "shisaku", "build", *map(str, documents), "--into", str(into),
         "--municipality", TOWN], check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    report = json.loads((into / "report.json").read_text(encoding="utf-8"))
    return [entry["sha256"] for entry in report["sources"]]
