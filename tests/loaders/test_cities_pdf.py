"""Fictional cities' documents as PDF files, in layouts drawn at random, read and asked.

The layouts were written from how cities print, without a look at how the program reads.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from tests.cities.cases import case_of
from tests.cities.founding import LARGE

CASES = (
    [("pdf", seed) for seed in range(1, 41)]
    + [("list-pdf", seed) for seed in range(1, 13)]
)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_a_pdf_file_is_read_as_it_is_printed(kind: str, seed: int, tmp_path: Path) -> None:
    case = case_of(kind, seed)

    score = case.scored(tmp_path)

    assert score.below(case.least) == {}, f"{case.name}\n{score}"


@pytest.mark.slow
def test_a_report_of_twenty_pages_is_read_as_it_is_printed(tmp_path: Path) -> None:
    case = case_of("pdf", 5, LARGE)

    score = case.scored(tmp_path)

    assert len(pypdfium2.PdfDocument(case.data)) >= 20
    assert score.below(case.least) == {}, f"{case.name}\n{score}"


def test_the_cases_are_counted() -> None:
    assert len(CASES) == 52
