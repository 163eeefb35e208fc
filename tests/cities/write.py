"""Write a fictional city's documents into a folder, for looking at:
``python -m tests.cities.write FOLDER --seed N [--layouts N] [--size small|usual|large]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.cities.founding import LARGE, SMALL, USUAL, found
from tests.cities.layouts import draw
from tests.cities.progress import progress_pdf


def main() -> None:
    """Write the documents and print what they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layouts", type=int, default=1)
    parser.add_argument("--size", choices=("small", "usual", "large"), default="small")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for seed in range(given.seed, given.seed + given.layouts):
        city = found(seed, {"small": SMALL, "usual": USUAL, "large": LARGE}[given.size])
        layout = draw(seed)
        path = given.folder / f"progress_{seed}.pdf"
        path.write_bytes(progress_pdf(city, layout))
        print(f"{path}: {city.name} {city.code} ({layout})")


if __name__ == "__main__":
    main()
