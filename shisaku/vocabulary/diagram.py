"""The vocabulary as a picture: which kinds of things are tied to which, by what.

What is tied, the example town shows; where a class stands, ``diagram.csv`` says. Ties that most
classes have (quoted from a passage, of a fiscal year) would hide the others and are left out.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ontology import resources
from ontology.terms import ORE, ORG, PROV, SHISAKU
from shisaku.vocabulary.terms import classes_of, short, terms

WIDTH, HEIGHT = 152, 48
_APART, _BELOW, _EDGE = 272, 112, 12
_LABEL = 0.38
"""Where on a line its names stand: before the middle, where most lines cross."""
_LEFT_OUT = frozenset({
    PROV.wasQuotedFrom, SHISAKU.fiscalYear, SHISAKU.firstFiscalYear, SHISAKU.involves,
    SHISAKU.namedOnlyIn, SHISAKU.homeIn, SHISAKU.crossListedIn, SHISAKU.responsibleFor,
    SHISAKU.worksIn, SHISAKU.earlier, SHISAKU.later, ORE.lineage,
    ORG.originalOrganization, ORG.resultingOrganization})


@dataclass(frozen=True, slots=True)
class Box:
    """A class, the middle of its box at ``x``, ``y``."""

    name: str
    label_ja: str
    label_en: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Line:
    """A tie from the edge of one box to that of another, with the names of its properties."""

    names: tuple[str, ...]
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def label(self) -> tuple[float, float]:
        level = self.x1 == self.x2 or self.y1 == self.y2
        part = 0.5 if level else _LABEL
        return (round(self.x1 + (self.x2 - self.x1) * part, 1),
                round(self.y1 + (self.y2 - self.y1) * part, 1))


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes and lines, and how large the picture is."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


@cache
def diagram() -> Diagram:
    """Return the picture of the vocabulary."""
    boxes = {box.name: box for box in _boxes()}
    lines = tuple(_line(boxes[one], boxes[other], names) for (one, other), names in _ties().items()
                  if one in boxes and other in boxes)
    return Diagram(tuple(boxes.values()), lines,
                   max(box.x for box in boxes.values()) + WIDTH // 2 + _EDGE,
                   max(box.y for box in boxes.values()) + HEIGHT // 2 + _EDGE)


def _boxes() -> list[Box]:
    labels = {term.name: term for term in terms()}
    text = files("shisaku.vocabulary").joinpath("diagram.csv").read_text(encoding="utf-8")
    return [Box(row["class"], labels[row["class"]].label_ja, labels[row["class"]].label_en,
                int(row["column"]) * _APART + WIDTH // 2 + _EDGE,
                int(row["row"]) * _BELOW + HEIGHT // 2 + _EDGE)
            for row in csv.DictReader(text.splitlines())]


def _ties() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the properties that tie one class to another, by these; a class below another of ours
    counts as that one, and what ties a class to itself is left out."""
    said: defaultdict[NamedNode, list[Triple]] = defaultdict(list)
    for quad in parse(resources.example(), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode):
            said[quad.subject].append(quad.triple)
    kinds = {thing: _topmost(classes_of(told)) for thing, told in said.items()}
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for thing, told in said.items():
        for triple in told:
            if isinstance(triple.object, NamedNode) and triple.predicate.value not in _LEFT_OUT:
                one, other = kinds[thing], kinds.get(triple.object, "")
                if one and other and one != other:
                    found[one, other].add(short(triple.predicate.value).removeprefix("shisaku:"))
    return {ends: tuple(sorted(names)) for ends, names in sorted(found.items())}


def _topmost(classes: frozenset[str]) -> str:
    above = {term.name: {each.removeprefix("shisaku:") for each in term.above} for term in terms()}
    return min((each for each in classes if not above[each] & classes), default="")


def _line(one: Box, other: Box, names: tuple[str, ...]) -> Line:
    return Line(names, *_rim(one, other), *_rim(other, one))


def _rim(box: Box, towards: Box) -> tuple[float, float]:
    """Return where the line from the middle of ``box`` to that of ``towards`` leaves the box."""
    across, down = towards.x - box.x, towards.y - box.y
    part = min(WIDTH / 2 / abs(across) if across else 9, HEIGHT / 2 / abs(down) if down else 9)
    return round(box.x + across * part, 1), round(box.y + down * part, 1)
