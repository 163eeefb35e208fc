"""A fictional city as it is, before anything is printed: the truth that a reading is held to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Measure:
    """施策: its label and the sentences that describe it."""

    label: str
    description: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A project in the list of a direction; ``measure`` counts the direction's measures from 0."""

    name: str
    cross: bool
    measure: int
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What departments say of a direction: the paragraphs of what was done and what is planned.

    A paragraph that begins with an ideographic space stands under the one before.
    """

    departments: tuple[str, ...]
    measure: int
    result: tuple[str, ...]
    plan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """基本的方向 with its measures, its list and its reports, in the order printed."""

    label: str
    measures: tuple[Measure, ...]
    listings: tuple[Listing, ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """基本目標."""

    label: str
    directions: tuple[Direction, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """発言: the speaker as printed, the role, the order (from 1) of what it answers."""

    speaker: str
    role: str
    text: str
    replies_to: int | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """会議 of the council that watches over the strategy."""

    series: str
    fiscal_year: int
    round: int
    held_on: date
    present: int
    total: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of 事業一覧: a project with its money (千円), its indicator and its mark."""

    goal: int
    direction: int
    name: str
    department: str
    kind: str
    budgets: tuple[int, int]
    indicator: str
    unit: str
    target: int
    actual: int
    evaluation: str


@dataclass(frozen=True, slots=True)
class City:
    """自治体 with one edition of its strategy; ``year`` is the fiscal year of the results, the
    plans are of the year after."""

    seed: int
    code: str
    name: str
    edition: int
    year: int
    goals: tuple[Goal, ...]
    departments: tuple[str, ...]
    meeting: Meeting
    entries: tuple[Entry, ...]

    @property
    def strategy(self) -> str:
        """The strategy's name without its edition."""
        return f"{self.name}まち・ひと・しごと創生総合戦略"

    @property
    def names(self) -> tuple[str, ...]:
        """Every project, once, in the order of the lists."""
        return tuple(dict.fromkeys(
            listing.name
            for goal in self.goals
            for direction in goal.directions
            for listing in direction.listings
        ))
