"""What a document says, as frozen records with their passages.

Readers and the graph builder meet here: a reader knows no RDF, the graph builder knows no
document form. Keys are plain values (names, notations, numbers); identity across documents is
resolved later, in ``graph``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from loaders.ledger import LedgerEntry
from loaders.source import Passage, Source
from loaders.text import LinedText


class Phase(StrEnum):
    """Whether a report tells what was done (実績) or what is planned (予定)."""

    RESULT = "Result"
    PLAN = "Plan"


class Role(StrEnum):
    """The role in which somebody speaks in a meeting."""

    CHAIR = "Chair"
    MEMBER = "Member"
    OBSERVER = "Observer"
    OFFICIAL = "Official"


class FigureKind(StrEnum):
    """Whether a figure was measured (実績値), is aimed at (目標値), is where a KPI starts (基準値),
    or is money: planned (予算額) or spent (決算額)."""

    ACTUAL = "Actual"
    TARGET = "Target"
    BASELINE = "Baseline"
    BUDGET = "Budget"
    SETTLEMENT = "Settlement"


class Kind(StrEnum):
    """The kinds of things that a text can mention; the values are the vocabulary's class names."""

    PROJECT = "Project"
    DEPARTMENT = "Department"
    MEASURE = "Measure"
    STRATEGY = "Strategy"
    NAMED_PLAN = "NamedPlan"


class MatchMethod(StrEnum):
    """How a mention was tied to the thing it names."""

    EXACT = "exact"
    VARIANT = "variant"
    STEM = "stem"
    NAMED_HERE = "named-here"


class CorrectionKind(StrEnum):
    """What a person corrects: where a project is listed, what is one project, what a text does not
    mention. The values are the keys of the file."""

    MOVE = "move"
    SAME = "same"
    NOT_MENTIONED = "not-mentioned"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A city, town or village: its six-digit 全国地方公共団体コード and its name."""

    code: str
    name: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Strategy:
    """総合戦略 as a document names it; ``edition`` is None where no document tells it."""

    edition: int | None
    label: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """基本目標; ``notation`` like "1"."""

    notation: str
    label: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """基本的方向; ``notation`` like "1-3", whose first part is the goal's."""

    notation: str
    label: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """施策; ``notation`` like "1-3-ア". ``restated`` is true where the document marks it 再掲."""

    notation: str
    label: str
    description: str
    restated: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """掲載: one project in the list of one goal, direction or measure (``listed_in``: notation).

    ``name`` is the name as printed, line breaks joined and the 再掲 mark taken off; ``spellings``
    holds every raw spelling met, in the order of the document. ``departments`` is filled where
    the list itself names who is in charge, ``description`` (事業概要) where it describes it.
    ``category`` is the class (新規, 継続, 廃止) for ``fiscal_year``, as printed. ``home`` is the
    notation of the place where a cross-listing says it is at home, "" where it does not.
    ``corrected_by`` are the keys of the corrections that made it what it is.
    """

    name: str
    spellings: tuple[str, ...]
    listed_in: str
    cross_listed: bool
    order: int
    departments: tuple[str, ...]
    passages: tuple[Passage, ...]
    description: str = ""
    category: str = ""
    fiscal_year: int | None = None
    home: str = ""
    corrected_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Department:
    """所管部署, by the name as printed (joined where the table breaks it over lines)."""

    name: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """進捗報告: what departments (several when joint) report on a direction for one fiscal year.

    ``fiscal_year`` is the year in which it begins (令和5年度 = 2023). An empty ``text`` means that
    the department is printed and its cell is empty. ``key`` is unique within the document.
    ``confidence`` (0–1) and ``method`` tell how sure the attribution of the text is.
    """

    key: str
    departments: tuple[str, ...]
    reports_on: str
    fiscal_year: int
    phase: Phase
    text: LinedText
    confidence: float
    method: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """配付資料 of a meeting, e.g. number "4" and its title."""

    number: str
    title: str
    agenda_notation: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """議題; ``notation`` like "3(2)"."""

    notation: str
    label: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """発言, in order from 1; ``replies_to`` is the order of the statement it answers.

    ``thread`` is the order of the statement that opened the exchange (its own order if it did).
    """

    order: int
    role: Role
    agenda_notation: str
    replies_to: int | None
    thread: int
    text: LinedText
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """会議: one sitting, with its agenda, materials and statements.

    ``series`` is the body's name without year and round (e.g. 推進会議); times are "HH:MM".
    """

    label: str
    series: str
    fiscal_year: int
    round: int
    held_on: date
    starts: str | None
    ends: str | None
    place: str | None
    members_present: int | None
    members_total: int | None
    agenda: tuple[AgendaItem, ...]
    materials: tuple[Material, ...]
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class TextRef:
    """Points to a text of the same document: ("report", key) or ("statement", order as text)."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class ListingRef:
    """Points to the listing of the project ``name`` in the place ``listed_in`` (its notation) of
    the same document."""

    listed_in: str
    name: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A text names a thing. ``target`` is the thing's name, or a notation for a measure,
    or the edition as text for a strategy; ``strategy_edition`` tells which strategy a measure
    belongs to where the text says so. ``NAMED_HERE`` means that no list has the thing; ``label``
    is then the name that the text gives it beside its place.
    """

    within: TextRef
    kind: Kind
    target: str
    matched_text: str
    method: MatchMethod
    confidence: float
    passages: tuple[Passage, ...]
    strategy_edition: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """数値 with its unit, e.g. 45 人 ("" where none is printed). Fiscal years are those in which
    they begin; ``first_year`` is given where the figure is cumulative (R2–R6 累計: 2020 to 2024).
    """

    within: TextRef | ListingRef
    label: str
    value: Decimal
    unit: str
    fiscal_year: int | None
    kind: FigureKind
    passages: tuple[Passage, ...]
    first_year: int | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """評価 of a listed project for one fiscal year: what is judged (``label``: the column's words)
    and the grade (A, ◎, 順調) as printed."""

    within: ListingRef
    label: str
    grade: str
    fiscal_year: int | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """訂正: what a person of the city says instead of what was read, and who, when and why.

    ``others`` are the other spellings of ``project`` (SAME), ``listed_in`` and ``belongs_in``
    notations (MOVE), ``document`` and ``line`` where the wrong mention stands (NOT_MENTIONED; None
    for all of the document).
    """

    kind: CorrectionKind
    project: str
    others: tuple[str, ...]
    listed_in: str
    belongs_in: str
    document: str
    line: int | None
    by: str
    on: date
    why: str
    passages: tuple[Passage, ...]

    @property
    def key(self) -> str:
        """What the correction says, whoever says it: the same in next year's file."""
        return "\x1f".join((self.kind, self.project, *self.others, self.listed_in, self.belongs_in,
                            self.document, str(self.line or "")))


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document, and the account of every line of it."""

    source: Source
    form: str
    municipality: Municipality
    ledger: tuple[LedgerEntry, ...]
    title: str = ""
    strategies: tuple[Strategy, ...] = ()
    goals: tuple[Goal, ...] = ()
    directions: tuple[Direction, ...] = ()
    measures: tuple[Measure, ...] = ()
    listings: tuple[Listing, ...] = ()
    departments: tuple[Department, ...] = ()
    reports: tuple[Report, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    mentions: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    corrections: tuple[Correction, ...] = ()
    warnings: tuple[str, ...] = field(default=())
