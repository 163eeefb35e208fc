"""A kind of document and a seed → the document, its layout and its score through the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from tests.cities.building import built
from tests.cities.documents import minutes_docx, report_docx
from tests.cities.dumps import dump
from tests.cities.expected import truth_of
from tests.cities.fonts import PLAIN, PREDEFINED
from tests.cities.founding import MIDDLE, Size, found
from tests.cities.layouts import draw
from tests.cities.lists import list_pdf
from tests.cities.minutes import CONVENTIONS, minutes_text, statements_of
from tests.cities.progress import progress_pdf
from tests.cities.reading import amounts, in_charge, spoken, told
from tests.cities.scoring import Score, score, score_minutes, score_rows
from tests.cities.sheet_truth import amounts_of_sheet, in_charge_of_sheet, truth_of_sheet
from tests.cities.sheets import ENCODINGS, csv_bytes, draw_sheet, xlsx
from tests.cities.truth import City

PRINTED = {"structure": 0.99, "listings": 0.99, "attribution": 0.98, "text": 0.97, "empty": 0.99,
           "mentions": 0.95, "descriptions": 0.97}
DUMPED = {"structure": 0.97, "attribution": 0.92, "text": 0.90}
LISTED = {"structure": 0.99, "listings": 0.99, "amounts": 0.99, "in charge": 0.99}
EXACT = dict.fromkeys(LISTED, 1.0)
SPOKEN = {"statements": 0.95, "roles": 0.95, "replies": 0.95}


@dataclass(frozen=True, slots=True)
class Case:
    """A document of a city, the ``name`` of its layout, the least shares that it must reach, and
    how what was read of it is scored."""

    name: str
    city: City
    file: str
    data: bytes
    least: dict[str, float]
    judge: Callable[[Path], Score]

    def scored(self, folder: Path) -> Score:
        """Build a dataset of the document in ``folder`` and return its score."""
        return self.judge(built(self.city, {self.file: self.data}, folder))


def case_of(kind: str, seed: int, size: Size = MIDDLE) -> Case:
    """Return the case of a kind (one of KINDS)."""
    return KINDS[kind](found(seed, size), seed)


def _report(city: City, seed: int, *, ruled: bool = True) -> Case:
    layout = draw(seed, ruled=ruled)
    truth = truth_of(city, layout)
    return Case(str(layout), city, "progress.pdf", progress_pdf(city, layout),
                PRINTED if ruled else DUMPED, lambda dataset: score(truth, *told(dataset)))


def _typed(city: City, seed: int) -> Case:
    layout = draw(seed)
    truth = truth_of(city, layout)
    return Case(str(layout), city, "progress.docx", report_docx(city, layout),
                PRINTED, lambda dataset: score(truth, *told(dataset)))


def _dumped(city: City, seed: int, form: str) -> Case:
    """A dump in the order of drawing tells cells apart only where that is the order of reading;
    what letters drawn one by one or twice, a turned page or a further column leave in a dump,
    nobody could tell apart either."""
    layout = next(layout for layout in map(draw, count(seed, 1000))
                  if layout.structure != "by-project")
    layout = replace(layout, rotated=False, bold=False, chunks="lines", stacked=False, cover=False,
                     extras=(), indicators=False,
                     font=PLAIN if layout.font == PREDEFINED else layout.font,
                     order="reading" if form == "raw" else layout.order)
    truth = truth_of(city, layout)
    text = dump(progress_pdf(city, layout), form)
    return Case(f"{form} of {layout}", city, "progress.txt", text.encode(), DUMPED,
                lambda dataset: score(truth, *told(dataset)))


def _listed(city: City, seed: int, form: str) -> Case:
    layout = draw_sheet(seed)
    if form == "pdf":
        file, data = "list.pdf", list_pdf(city, layout)
    elif form == "xlsx":
        file, data = "list.xlsx", xlsx(city, layout)
    else:
        file, data = "list.csv", csv_bytes(city, layout, ENCODINGS[seed % len(ENCODINGS)])

    def judge(dataset: Path) -> Score:
        scores = (
            score(truth_of_sheet(city, layout), *told(dataset)),
            score_rows("amounts", amounts_of_sheet(city, layout), amounts(dataset)),
            score_rows("in charge", in_charge_of_sheet(city, layout), in_charge(dataset)),
        )
        return Score({name: share for one in scores for name, share in one.shares.items()},
                     tuple(line for one in scores for line in one.differences))

    return Case(f"{form} of {layout}", city, file, data, LISTED if form == "pdf" else EXACT, judge)


def _spoken(city: City, seed: int, form: str) -> Case:
    convention = CONVENTIONS[seed % len(CONVENTIONS)]
    text = minutes_text(city, convention, broken=form == "txt")
    data = text.encode() if form == "txt" else minutes_docx(city, text)
    return Case(f"minutes with {convention}", city, f"minutes.{form}", data, SPOKEN,
                lambda dataset: score_minutes(statements_of(city, convention), spoken(dataset)))


KINDS: dict[str, Callable[[City, int], Case]] = {
    "pdf": _report,
    "unruled": lambda city, seed: _report(city, seed, ruled=False),
    "docx": _typed,
    "raw": lambda city, seed: _dumped(city, seed, "raw"),
    "layout": lambda city, seed: _dumped(city, seed, "layout"),
    "boxes": lambda city, seed: _dumped(city, seed, "boxes"),
    "poppler": lambda city, seed: _dumped(city, seed, "poppler"),
    "list-pdf": lambda city, seed: _listed(city, seed, "pdf"),
    "xlsx": lambda city, seed: _listed(city, seed, "xlsx"),
    "csv": lambda city, seed: _listed(city, seed, "csv"),
    "minutes": lambda city, seed: _spoken(city, seed, "txt"),
    "minutes-docx": lambda city, seed: _spoken(city, seed, "docx"),
}
