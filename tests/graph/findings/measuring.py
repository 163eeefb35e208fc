"""How well overlaps are told, against pairs of projects that two people judged by reading:
``python -m tests.graph.findings.measuring`` prints the table of docs/findings.md.

Beside it stands the plain way to do it: the cosine of TF-IDF over pairs and triples of characters
of the names (scikit-learn's ``TfidfVectorizer``, defaults but for the characters).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer

from graph.assembly import graph_quads
from graph.findings.grounds import Grounds
from graph.findings.overlap.likeness import Plan
from graph.findings.overlap.profiles import profiles
from graph.findings.settings import settings
from loaders.document import read_document
from loaders.mentions.finder import with_mentions
from loaders.records import Municipality
from ontology.iris import DEFAULT_BASE
from ontology.names import normalised_name

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "tests" / "gold"
SAMPLE = ROOT / "shisaku" / "sample" / "kirihara_progress.txt"
THIRD = GOLD / "shionagi_progress.txt"


@dataclass(frozen=True)
class Judged:
    """A pair that two people judged to overlap or not, with the program's score and the peer's.

    ``agreed`` is what both said, or a third reading where they differed.
    """

    pair: str
    agreed: bool
    score: float
    peer: float


def pairs(letter: str) -> list[dict[str, str]]:
    """The judged pairs of the plan whose numbers begin with ``letter``."""
    with (GOLD / "project_pairs.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["pair"].startswith(letter)]


def judged(letter: str, document: Path, municipality: Municipality) -> list[Judged]:
    """The judged pairs of ``document``; a project that is only listed 再掲 is in no comparison."""
    reading = read_document(document.name, document.read_bytes(), municipality)
    grounds = Grounds.of(graph_quads(with_mentions((reading,)), DEFAULT_BASE))
    of_strategy = max(profiles(grounds).values(), key=len)
    plan = Plan(of_strategy, settings().overlaps)
    projects = {profile.name: profile.project for profile in of_strategy}
    names = sorted(projects)
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(2, 3)).fit_transform(names)
    cosines = (vectors @ vectors.T).toarray()
    found = []
    for row in pairs(letter):
        first, second = (normalised_name(row[side]) for side in ("first", "second"))
        if {first, second} <= projects.keys():
            found.append(Judged(
                row["pair"], row["overlap"] == "1",
                plan.alike(projects[first], projects[second]).score,
                float(cosines[names.index(first), names.index(second)])))
    return found


def average_precision(ranked: Iterable[tuple[float, bool]]) -> float:
    """The mean of the precisions at each right one, the highest score first."""
    right, total = 0, 0.0
    for place, (_, good) in enumerate(sorted(ranked, reverse=True, key=lambda pair: pair[0]), 1):
        if good:
            right += 1
            total += right / place
    return total / right


def agreement(letters: str, column: str) -> float:
    """Cohen's kappa of the two readers; pairs that one could not tell are left out."""
    both = [(row[f"{column}_1"], row[f"{column}_2"]) for letter in letters for row in pairs(letter)
            if "?" not in (row[f"{column}_1"], row[f"{column}_2"])]
    values = {value for pair in both for value in pair}
    same = sum(one == two for one, two in both) / len(both)
    chance = sum((sum(one == value for one, _ in both) / len(both))
                 * (sum(two == value for _, two in both) / len(both)) for value in values)
    return (same - chance) / (1 - chance)


def told(every: Sequence[Judged]) -> list[Judged]:
    """Those that the program tells."""
    return [each for each in every if each.score >= settings().overlaps.least]


def _line(name: str, every: Sequence[Judged]) -> str:
    here = told(every)
    right = sum(each.agreed for each in here)
    positives = sum(each.agreed for each in every)
    ours = average_precision((each.score, each.agreed) for each in every)
    peer = average_precision((each.peer, each.agreed) for each in every)
    best = sorted(every, key=lambda each: -each.peer)[: len(here)]
    return (f"| {name} | {len(every)} ({positives}) | {ours:.2f} | {peer:.2f} | "
            f"{right}/{len(here)} | {sum(each.agreed for each in best)}/{len(best)} | "
            f"{right}/{positives} |")


def main() -> None:
    """Print the table."""
    seeds = ROOT.parent / "shared" / "seeds"
    plans = [("K", next(seeds.glob("000*.txt")), Municipality("012068", "釧路市")),
             ("S", SAMPLE, Municipality("990001", "霧原町")),
             ("B", THIRD, Municipality("990002", "汐凪市"))]
    print("| plan | pairs (overlap) | AP | AP names | right/told | names, as many | found |")
    print("|---|---|---|---|---|---|---|")
    for letter, document, municipality in plans:
        print(_line(municipality.name, judged(letter, document, municipality)))
    for column in ("aim", "activity", "beneficiary", "overlap", "duplication"):
        print(f"kappa {column}: {agreement('KSB', column):.2f}")


if __name__ == "__main__":
    main()
