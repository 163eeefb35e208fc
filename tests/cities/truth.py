"""A fictional city as it is, before anything is printed: the truth that a reading is held to."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
class Item:
    """What a report says of one project, or of none: paragraphs on what was done, what is planned
    next, and what had been planned for the year of the results.

    A paragraph that begins with an ideographic space stands under the one before.
    """

    project: str | None
    result: tuple[str, ...]
    plan: tuple[str, ...]
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What departments say of a direction; ``measure`` counts the direction's measures from 0."""

    departments: tuple[str, ...]
    measure: int
    items: tuple[Item, ...]

    def paragraphs(self, column: str) -> tuple[str, ...]:
        """Return the paragraphs of "result", "plan" or "earlier"."""
        return tuple(text for item in self.items for text in getattr(item, column))

    def without(self, column: str) -> Report:
        """Return the report with a column left empty."""
        kept = {name: name != column for name in ("result", "plan", "earlier")}
        return replace(self, items=tuple(
            Item(item.project, item.result if kept["result"] else (),
                 item.plan if kept["plan"] else (), item.earlier if kept["earlier"] else ())
            for item in self.items))


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
