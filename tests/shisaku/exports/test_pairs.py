"""Judged pairs, read by pandas as people who work with SSSOM/TSV read them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from graph.dataset import open_dataset
from shisaku.findings import write_findings
from tests.shisaku.judged_town import NAMES, judged


def test_pandas_reads_who_judged_which_pair(tmp_path: Path) -> None:
    """Names that hold quotes, markup or formulas come back as they are."""
    path = tmp_path / "pairs.sssom.tsv"
    write_findings(open_dataset(judged(tmp_path / "data")), (), (), None, path)
    read = pd.read_csv(path, sep="\t", comment="#", dtype=str, keep_default_na=False)
    labels = set(read["subject_label"]) | set(read["object_label"])

    assert len(read) > 0
    assert set(read["predicate_id"]) <= {
        "skos:relatedMatch", "skos:closeMatch", "dcterms:replaces"}
    assert labels <= set(NAMES.values())
    assert read["subject_id"].str.startswith("id:").all()
