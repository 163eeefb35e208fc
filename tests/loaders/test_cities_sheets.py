"""Fictional cities' lists of projects as sheets: every cell is read right or the test fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cities.cases import case_of

CASES = [(kind, seed) for kind in ("xlsx", "csv") for seed in range(1, 17)]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_a_sheet_is_read_cell_by_cell(kind: str, seed: int, tmp_path: Path) -> None:
    case = case_of(kind, seed)

    score = case.scored(tmp_path)

    assert score.below(case.least) == {}, f"{case.name}\n{score}"


def test_the_cases_are_counted() -> None:
    assert len(CASES) == 32
