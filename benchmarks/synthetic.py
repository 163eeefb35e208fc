"""Synthetic cities: strategies and progress reports of any number of cities that do not exist.

A city has the counts of a real city's strategy: 4 goals, 17 directions, 48 measures, about 200
projects in 250 listings of which a fifth are 再掲, 32 departments, 134 reports of a few sentences.
Names are drawn so that they repeat over cities as real ones do: a third are programmes that nearly
every city has, under one of two names, half are common words put together, the commoner the more
often (Zipf), the rest have a word of the city's own. The same seed gives the same cities.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from loaders.records import (
    Department,
    Direction,
    Figure,
    FigureKind,
    Goal,
    Kind,
    Listing,
    MatchMethod,
    Measure,
    Mention,
    Municipality,
    Phase,
    Reading,
    Report,
    Strategy,
    TextRef,
)
from loaders.source import Passage, Source, digest
from loaders.text import LinedText, Piece
from ontology.municipalities import check_digit

DIRECTIONS_OF_GOAL = (4, 4, 4, 5)
MEASURES, PROJECTS, REPEATED, REPORTS = 48, 200, 50, 134
COMMON, OWN = 100, 45
"""Projects with common names and with a name of the city's own; the rest are national."""
EDITION, YEAR = 2, 2023


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _zipf(number: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / place for place in range(1, number + 1)))


@dataclass(slots=True)
class _City:
    """A city that is being made; ``lines`` become its document."""

    number: int
    dice: random.Random
    lines: list[str] = field(default_factory=list)
    places: dict[int, tuple[int, int]] = field(default_factory=dict)

    def write(self, line: str) -> int:
        """Add ``line`` to the document and return its number."""
        self.lines.append(line)
        return len(self.lines)

    def often(self, name: str) -> str:
        """Return one of the words ``name``, the first ones the most often."""
        words: Sequence[str] = _words()[name]
        return self.dice.choices(words, cum_weights=_zipf(len(words)))[0]

    def one(self, name: str) -> str:
        """Return one of the words ``name``, each as often as another."""
        chosen: str = self.dice.choice(_words()[name])
        return chosen


def cities(number: int, seed: int = 1) -> Iterator[Reading]:
    """Yield ``number`` cities, one document each; the first ones are the same for any number."""
    for place in range(number):
        yield city(place, seed)


def city(number: int, seed: int = 1) -> Reading:
    """Return the city ``number`` (from 0; below 10,000) of those that ``seed`` gives."""
    made = _City(number, random.Random(f"{seed}/{number}"))
    projects = _project_names(made)
    first = made.write(f"第{EDITION}期{_name(number)}総合戦略")
    goals = [(str(place), made.write(f"基本目標{place} {label}"), label)
             for place, label in enumerate(_words()["goals"], start=1)]
    directions = [(f"{goal}-{place}", made.write(f"基本的方向{goal}-{place} {label}"), label)
                  for goal, count in enumerate(DIRECTIONS_OF_GOAL, start=1)
                  for place in range(1, count + 1)
                  for label in [f"{made.often('topics')}の{made.one('actions')}"]]
    measures = [(notation, made.write(f"施策{notation} {label}"), label)
                for notation, label in _measures(made, [each[0] for each in directions])]
    listings = _listings(made, projects, [each[0] for each in directions])
    reports = _reports(made, projects, [each[0] for each in directions])
    lines = tuple(made.lines)
    source = Source(f"city{number:04}.txt", "text/plain", digest("\n".join(lines).encode()),
                    "line", lines, tuple(1 + place // 40 for place in range(len(lines))))
    return _reading(made, source, first, goals, directions, measures, listings, reports)


def _name(number: int) -> str:
    return f"模擬{number:04}市"


def _project_names(made: _City) -> list[str]:
    """Return the projects' names, each once: national, common, and the city's own."""
    names: dict[str, None] = {}
    for one, other in made.dice.sample(_words()["national"], k=PROJECTS - COMMON - OWN):
        names[one if made.dice.random() < 0.7 else other] = None
    while len(names) < PROJECTS - OWN:
        names[made.one("whom") + made.often("topics") + made.often("actions")
              + made.one("ends")] = None
    while len(names) < PROJECTS:
        names[made.one("local_heads") + made.often("topics") + made.one("local_tails")
              + made.one("ends")] = None
    shuffled = list(names)
    made.dice.shuffle(shuffled)
    return shuffled


def _measures(made: _City, directions: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place in range(MEASURES):
        mark = "アイウ"[place // len(directions)]
        yield (f"{directions[place % len(directions)]}-{mark}",
               f"{made.often('topics')}の{made.often('actions')}")


@dataclass(frozen=True, slots=True)
class _Told:
    """A report before it is a record: where each paragraph stands, and which projects it names."""

    department: str
    direction: str
    phase: Phase
    line: int
    paragraphs: tuple[tuple[int, str], ...]
    named: tuple[tuple[int, str], ...]
    figures: tuple[tuple[int, int], ...]


def _listings(
    made: _City, projects: Sequence[str], directions: Sequence[str]
) -> list[tuple[str, str, bool, int]]:
    """Return project, direction, whether it is marked, and line of each listing."""
    home = {project: made.dice.choice(directions) for project in projects}
    rows = [(project, place, False) for project, place in home.items()]
    for project in made.dice.sample(list(projects), k=REPEATED):
        others = [place for place in directions if place != home[project]]
        rows.append((project, made.dice.choice(others), True))
    rows.sort(key=lambda row: directions.index(row[1]))
    return [(project, place, marked,
             made.write(f"・{project}{'（再掲）' if marked else ''}"))
            for project, place, marked in rows]


def _reports(
    made: _City, projects: Sequence[str], directions: Sequence[str]
) -> list[_Told]:
    """Return results and plans, as many of each; one in ten repeats what was said before."""
    found: list[_Told] = []
    departments = _words()["departments"]
    pairs = [(department, direction) for department in departments for direction in directions]
    told: list[str] = []
    for department, direction in sorted(made.dice.sample(pairs, k=REPORTS // 2)):
        named = made.dice.sample(list(projects), k=made.dice.randint(1, 3))
        found.extend(_report(made, department, direction, phase, named, told)
                     for phase in Phase)
    return found


def _report(
    made: _City, department: str, direction: str, phase: Phase, named: Sequence[str],
    told: list[str],
) -> _Told:
    head = made.write(f"{department} {direction} "
                      f"{'令和5年度実績' if phase is Phase.RESULT else '令和6年度予定'}")
    paragraphs, mentions, figures = [], [], []
    for project in named:
        line = made.write(f"■{project}")
        paragraphs.append((line, f"■{project}"))
        mentions.append((line, project))
        for _ in range(made.dice.randint(1, 3)):
            number = made.dice.randint(10, 3000)
            fresh = _sentence(made, phase, number)
            text = made.dice.choice(told) if told and made.dice.random() < 0.1 else fresh
            line = made.write(text)
            paragraphs.append((line, text))
            if text == fresh and f"{number}人" in text:
                figures.append((line, number))
            told.append(text)
    return _Told(department, direction, phase, head, tuple(paragraphs), tuple(mentions),
                 tuple(figures))


def _sentence(made: _City, phase: Phase, number: int) -> str:
    form = made.one("results" if phase is Phase.RESULT else "plans")
    return form.format(topic=made.often("topics"), action=made.one("actions"), number=number,
                       count=made.dice.randint(2, 12), whom=made.one("everybody"))


def _reading(
    made: _City, source: Source, first: int, goals: Sequence[tuple[str, int, str]],
    directions: Sequence[tuple[str, int, str]], measures: Sequence[tuple[str, int, str]],
    listings: Sequence[tuple[str, str, bool, int]], reports: Sequence[_Told],
) -> Reading:
    def at(line: int, last: int | None = None) -> tuple[Passage, ...]:
        return (source.passage(line, last),)

    code = f"{90_000 + made.number}"
    keyed = [(f"{each.department}/{each.direction}/{each.phase}", each) for each in reports]
    return Reading(
        source, "strategy", Municipality(code + check_digit(code), _name(made.number), at(first)),
        (), title=source.lines[0],
        strategies=(Strategy(EDITION, source.lines[0], at(first)),),
        goals=tuple(Goal(notation, label, at(line)) for notation, line, label in goals),
        directions=tuple(
            Direction(notation, label, at(line)) for notation, line, label in directions),
        measures=tuple(Measure(notation, label, "", False, at(line))
                       for notation, line, label in measures),
        listings=tuple(Listing(name, (name,), place, marked, line, (), at(line))
                       for name, place, marked, line in listings),
        departments=tuple(Department(each.department, at(each.line)) for each in reports),
        reports=tuple(
            Report(key, (each.department,), each.direction,
                   YEAR if each.phase is Phase.RESULT else YEAR + 1, each.phase,
                   LinedText.of([Piece(line, text, True) for line, text in each.paragraphs]), 1.0,
                   "label", at(each.line, each.paragraphs[-1][0]))
            for key, each in keyed),
        mentions=tuple(
            Mention(TextRef("report", key), Kind.PROJECT, name, name, MatchMethod.EXACT, 1.0,
                    at(line))
            for key, each in keyed for line, name in each.named),
        figures=tuple(
            Figure(TextRef("report", key), "人", Decimal(number), "人", YEAR, FigureKind.ACTUAL,
                   at(line))
            for key, each in keyed for line, number in each.figures))
