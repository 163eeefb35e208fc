"""Write fictional cities' documents into a folder, for looking at:
``python -m tests.cities.write FOLDER --seed N [--cities N] [--size small|middle|usual|large]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.cities.documents import minutes_docx, report_docx
from tests.cities.dumps import FORMS, dump
from tests.cities.founding import SIZES, found
from tests.cities.layouts import draw
from tests.cities.lists import list_pdf
from tests.cities.minutes import CONVENTIONS, minutes_text
from tests.cities.progress import progress_pdf
from tests.cities.sheets import csv_bytes, draw_sheet, xlsx
from tests.cities.truth import City


def documents_of(city: City, seed: int) -> dict[str, bytes]:
    """Return every document of a city by its file name."""
    layout, sheet = draw(seed), draw_sheet(seed)
    pdf = progress_pdf(city, layout)
    documents = {
        "progress.pdf": pdf,
        "unruled.pdf": progress_pdf(city, draw(seed, ruled=False)),
        "progress.docx": report_docx(city, layout),
        "list.pdf": list_pdf(city, sheet),
        "list.xlsx": xlsx(city, sheet),
        "list.csv": csv_bytes(city, sheet, "utf-8-sig"),
    }
    documents |= {f"progress_{form}.txt": dump(pdf, form).encode() for form in FORMS}
    for convention in CONVENTIONS:
        documents[f"minutes_{convention}.txt"] = minutes_text(city, convention).encode()
        paragraphs = minutes_text(city, convention, broken=False)
        documents[f"minutes_{convention}.docx"] = minutes_docx(city, paragraphs)
    return documents


def main() -> None:
    """Write the documents and print what they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cities", type=int, default=1)
    parser.add_argument("--size", choices=tuple(SIZES), default="middle")
    given = parser.parse_args()
    for seed in range(given.seed, given.seed + given.cities):
        city = found(seed, SIZES[given.size])
        folder = given.folder / f"city_{seed}"
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in documents_of(city, seed).items():
            (folder / name).write_bytes(data)
        print(f"{folder}: {city.code}={city.name} ({draw(seed)}; {draw_sheet(seed)})")


if __name__ == "__main__":
    main()
