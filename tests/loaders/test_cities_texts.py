"""Fictional cities' documents as text dumps, word processor files and minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cities.cases import case_of
from tests.cities.dumps import has_poppler

CASES = [
    *((kind, seed) for kind in ("raw", "layout", "boxes", "poppler") for seed in range(1, 11)),
    *(("docx", seed) for seed in range(1, 13)),
    *((kind, seed) for kind in ("minutes", "minutes-docx") for seed in range(1, 10)),
]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_a_text_is_read_as_it_was_written(kind: str, seed: int, tmp_path: Path) -> None:
    if kind == "poppler" and not has_poppler():
        pytest.skip("no pdftotext on this machine")
    case = case_of(kind, seed)

    score = case.scored(tmp_path)

    assert score.below(case.least) == {}, f"{case.name}\n{score}"


def test_the_cases_are_counted() -> None:
    assert len(CASES) == 70
