"""Reports that a browser prints, set by a generator that shares neither words, choices nor ruling
with the other one: what a reader made for one kind of file gets wrong in another shows here."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.cities.cases import PRINTED
from tests.strangers.judge import scored
from tests.strangers.setting import SHAPES, drawn

SEEDS = (1, 3, 4, 5, 12, 13, 17, 23, 28, 30, 110)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_a_strangers_report_is_read_as_it_is_printed(
    seed: int, browser: Browser, tmp_path: Path
) -> None:
    score = scored(seed, browser, tmp_path)

    assert score.below(PRINTED) == {}, f"{drawn(seed)}\n{score}"


def test_every_shape_is_among_them() -> None:
    assert {drawn(seed).shape for seed in SEEDS} == set(SHAPES)
