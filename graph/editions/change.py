"""One change between two editions: what it is about, what stood before, what stands after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from graph.editions.inventory import Inventory, Part, Quote
from graph.editions.period import Period
from ontology.iris import key_digest

CERTAIN = Decimal(1)
_PLACES = Decimal("0.01")


class ChangeKind(StrEnum):
    """The kinds of changes; but for UNCOVERED, the values are the vocabulary's names."""

    RENAMED = "Renamed"
    ADDED = "Added"
    ENDED = "Ended"
    MOVED = "Moved"
    RELISTED = "Relisted"
    CHARGE_CHANGED = "ChargeChanged"
    MERGED = "Merged"
    SPLIT = "Split"
    RENUMBERED = "Renumbered"
    UNCOVERED = "Uncovered"


LASTING = frozenset({ChangeKind.RENAMED, ChangeKind.MERGED, ChangeKind.SPLIT})
"""What these say holds for good: a verdict on it outlives the documents that suggested it."""


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """A project or department (``key``: normalised name) or a part (``key``: notation) of an
    edition; ``kind`` is its class in the vocabulary, ``name`` what it is called."""

    kind: str
    key: str
    name: str

    @property
    def spoken(self) -> str:
        """The thing as a sentence names it: 企画課, or 1-2「町とのつながり」."""
        if self.kind in ("Project", "Department"):
            return self.name
        return f"{self.key}「{self.name}」" if self.name else self.key

    @property
    def quoted(self) -> str:
        """The thing as a sentence names it, a project in quotation marks."""
        return f"「{self.name}」" if self.kind == "Project" else self.spoken

    @classmethod
    def part(cls, part: Part) -> Thing:
        """Return a goal, direction or measure as a thing."""
        return cls(part.kind, part.notation, part.label)


@dataclass(frozen=True, slots=True)
class Score:
    """How alike two things are in one dimension ("name", "place", "department", "text"), 0–1."""

    dimension: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """What changed between two periods of one municipality.

    ``subjects`` are what the change is about: of a rename, merger or split the things on both
    sides. ``before`` and ``after`` are what stood and stands: names, places or departments.
    ``confidence`` is 0–1; ``ja`` and ``en`` say why in one sentence each.
    """

    kind: ChangeKind
    code: str
    municipality: str
    periods: tuple[Period, Period]
    subjects: tuple[Thing, ...]
    before: tuple[Thing, ...]
    after: tuple[Thing, ...]
    method: str
    ja: str
    en: str
    before_quotes: tuple[Quote, ...]
    after_quotes: tuple[Quote, ...]
    confidence: Decimal = CERTAIN
    scores: tuple[Score, ...] = ()

    @property
    def subject_kind(self) -> str:
        """The class of what the change is about."""
        return self.subjects[0].kind

    @property
    def identifier(self) -> str:
        """16 hexadecimal digits that follow from what the change says, never from where it was
        read; what happens once is said without its period."""
        when = () if self.kind in LASTING else (str(self.periods[1].edition),
                                                str(self.periods[1].year))
        return key_digest(self.kind, *_keys(self.subjects), "before", *_keys(self.before),
                          "after", *_keys(self.after), *when)


def _keys(things: Iterable[Thing]) -> Iterator[str]:
    return (part for thing in things for part in (thing.kind, thing.key))


def rounded(value: float) -> Decimal:
    """Return ``value`` with two decimal places, as confidences and scores are told."""
    return Decimal(str(value)).quantize(_PLACES)


@dataclass(frozen=True, slots=True)
class Between:
    """Two inventories of one municipality; makes the changes between them."""

    earlier: Inventory
    later: Inventory

    def change(
        self, kind: ChangeKind, subjects: Iterable[Thing], before: Iterable[Thing],
        after: Iterable[Thing], method: str, why: tuple[str, str],
        quotes: tuple[Iterable[Quote], Iterable[Quote]], confidence: Decimal = CERTAIN,
        scores: tuple[Score, ...] = (),
    ) -> Change:
        """Return one change; ``why`` is the sentence in Japanese and in English, ``quotes`` the
        passages of the earlier and of the later edition."""
        return Change(
            kind, self.later.code, self.later.municipality,
            (self.earlier.period, self.later.period), tuple(sorted(set(subjects))),
            tuple(sorted(set(before))), tuple(sorted(set(after))), method, *why,
            tuple(sorted(set(quotes[0]))), tuple(sorted(set(quotes[1]))), confidence, scores)

    def alone(
        self, subject: Thing, stands: Iterable[Thing], quotes: Iterable[Quote], *, ended: bool,
        covered: bool, elsewhere: Iterable[Quote] = (),
    ) -> Change:
        """Return that ``subject`` stands in one edition alone: the earlier where it ``ended``.

        ``stands`` is what stands there, ``covered`` whether the other edition would show it:
        ``elsewhere`` is then where. Uncovered is neither ended nor new.
        """
        kind = ChangeKind.ENDED if ended else ChangeKind.ADDED
        ja = "後の資料にありません" if ended else "後の資料で初めて現れます"
        en = "is in the earlier documents only" if ended else "is in the later documents only"
        if not covered:
            kind = ChangeKind.UNCOVERED
            ja += "（もう一方の資料の範囲外かもしれません）"
            en += " (the others may not cover it)"
        before, after = (stands, ()) if ended else ((), stands)
        return self.change(
            kind, [subject], before, after, "covered" if covered else "not-covered",
            (f"{subject.quoted}は{ja}。", f"{subject.quoted} {en}."),
            (quotes, elsewhere) if ended else (elsewhere, quotes))
