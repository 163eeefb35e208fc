"""The thresholds of the findings: one file, ``settings.toml``, with what each was chosen by."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Repeats:
    """``shortest`` and ``shortest_plan``: characters of what is repeated; ``near`` and
    ``unchanged``: how near two sentences are in content words, 0–1."""

    shortest: int
    near: float
    unchanged: float
    shortest_plan: int


@dataclass(frozen=True, slots=True)
class Figures:
    """``digits`` of a value and characters of a ``label`` that tell by themselves, and how ``near``
    two sentences must be that tell the same figure, 0–1."""

    digits: int
    label: int
    near: float


@dataclass(frozen=True, slots=True)
class Overlaps:
    """From 0 to 1: the weights of ``text``, of a measure's ``purpose``, of a ``pair`` of
    characters, of a ``broader`` concept and of a ``field`` of work beside words; the ``least``
    score of a pair that is told; the least likeness of activities, groups and texts of a
    duplication. ``most`` is how many pairs of one project are told."""

    text: float
    purpose: float
    pair: float
    broader: float
    field: float
    least: float
    most: int
    same_activity: float
    same_group: float
    same_text: float


@dataclass(frozen=True, slots=True)
class Settings:
    """The tables of ``settings.toml``."""

    repeats: Repeats
    figures: Figures
    overlaps: Overlaps


@cache
def settings() -> Settings:
    """Return the thresholds that the program uses."""
    text = files("graph.findings").joinpath("settings.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return Settings(Repeats(**tables["repeats"]), Figures(**tables["figures"]),
                    Overlaps(**tables["overlaps"]))
