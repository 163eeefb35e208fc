"""Score the program on fictional cities and name the layouts that fail:
``python -m tests.cities.judge KIND... [--first N] [--last N] [--size small|middle|usual|large]``.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from ontology.errors import ShisakuError
from tests.cities.cases import KINDS, case_of
from tests.cities.founding import SIZES, Size
from tests.cities.scoring import Share


def judge(kind: str, seeds: range, size: Size) -> None:
    """Print what fails, and the shares of all documents of a kind together."""
    shares: dict[str, Share] = {}
    good = 0
    for seed in seeds:
        case = case_of(kind, seed, size)
        with tempfile.TemporaryDirectory() as folder:
            try:
                score = case.scored(Path(folder))
            except ShisakuError as error:
                print(f"{kind} {seed}: {case.name}\n    refused: {error.message('en')}", flush=True)
                continue
        for name, share in score.shares.items():
            shares[name] = shares.get(name, Share(0, 0, 0)) + share
        if score.below(case.least):
            print(f"{kind} {seed}: {case.name}\n    {score}", flush=True)
        else:
            good += 1
    total = "  ".join(f"{name} {share.f1:.4f}" for name, share in shares.items())
    print(f"== {kind}: {good} of {len(seeds)} good; together {total}", flush=True)


def main() -> None:
    """Judge the kinds asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="+", choices=tuple(KINDS), metavar="KIND",
                        help=" ".join(KINDS))
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--last", type=int, default=40)
    parser.add_argument("--size", choices=tuple(SIZES), default="middle")
    given = parser.parse_args()
    for kind in given.kinds:
        judge(kind, range(given.first, given.last + 1), SIZES[given.size])


if __name__ == "__main__":
    main()
