"""How near what was read comes to the truth: a share from 0 to 1 for each side of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from ontology.names import mend_characters, normalised_name
from tests.cities.expected import Key, Truth
from tests.cities.truth import Statement

SAME = 0.9
"""The share of a sentence's pairs of characters that must stand in a text that holds it."""

_SPACE = re.compile(r"\s+")
_CROSS = re.compile(r"\n?\s*(?:[【(\[<〔]再掲[】)\]>〕]|※再掲)")


@dataclass(frozen=True, slots=True)
class Share:
    """Right among what was found, and among what there is to find."""

    right: float
    found: float
    there: float

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean; 1 where nothing is to find and nothing was found."""
        both = self.found + self.there
        return 2 * self.right / both if both else 1.0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.found + other.found, self.there + other.there)


@dataclass(frozen=True, slots=True)
class Score:
    """The shares by name, and the first differences, one a line."""

    shares: dict[str, Share]
    differences: tuple[str, ...]

    def below(self, least: dict[str, float]) -> dict[str, float]:
        """Return the shares that are lower than ``least`` wants them."""
        return {name: self.shares[name].f1 for name, wanted in least.items()
                if self.shares[name].f1 < wanted}

    def __str__(self) -> str:
        shares = "  ".join(f"{name} {share.f1:.3f}" for name, share in self.shares.items())
        return "\n    ".join((shares, *self.differences))


def flat(text: str) -> str:
    """Return ``text`` as it is compared: characters mended, no space, no mark of 再掲."""
    return _SPACE.sub("", _CROSS.sub("", mend_characters(text)))


def score(truth: Truth, told: Truth, mentions: set[tuple[Key, str]]) -> Score:
    """Return how near ``told`` and the ``mentions`` found in it come to ``truth``."""
    shares: dict[str, Share] = {}
    differences: list[str] = []

    def compare(name: str, there: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        shares[name], lacking = _of_sets(there, found)
        differences.extend(f"{name}: {line}" for line in lacking[:6])

    compare("structure", _outline(truth), _outline(told))
    compare("listings", _listings(truth), _listings(told))
    there, found = _reports(truth), _reports(told)
    shares["attribution"], wrong = _attribution(there, found)
    differences.extend(f"attribution: {line}" for line in wrong[:6])
    shares["text"] = sum(
        (_pairs_shared(there.get(key, ""), found.get(key, ""))
         for key in there.keys() | found.keys()),
        Share(0, 0, 0))
    compare("empty", (key for key, text in there.items() if not text),
            (key for key, text in found.items() if not text))
    compare("mentions", named(truth, truth),
            ((_key(key), normalised_name(name)) for key, name in mentions))
    shares["descriptions"] = sum(
        (_pairs_shared(flat(truth.descriptions.get(place, "")),
                       flat(told.descriptions.get(place, "")))
         for place in truth.descriptions.keys() | told.descriptions.keys()), Share(0, 0, 0))
    return Score(shares, tuple(differences))


def _outline(truth: Truth) -> list[Hashable]:
    return [(kind, notation, flat(label)) for kind, notation, label in truth.outline]


def _listings(truth: Truth) -> list[Hashable]:
    return [(normalised_name(name), place, cross) for name, place, cross in truth.listings]


def _key(key: Key) -> Key:
    return frozenset(flat(name) for name in key[0]), *key[1:]


def _reports(truth: Truth) -> dict[Key, str]:
    return {_key(key): text for key, text in truth.reports.items()}


def named(told: Truth, truth: Truth) -> Iterable[tuple[Key, str]]:
    """Yield (report, project) for each name that ``truth`` lists and a report of ``told`` has word
    for word."""
    names = {normalised_name(name) for name, _, _ in truth.listings}
    for key, text in _reports(told).items():
        plain = normalised_name(text)
        yield from ((key, name) for name in names if name in plain)


def _of_sets(there: Iterable[Hashable], found: Iterable[Hashable]) -> tuple[Share, list[str]]:
    truth, told = Counter(there), Counter(found)
    right = (truth & told).total()
    lacking = [f"not read: {_plain(item)}" for item in truth - told]
    lacking += [f"not there: {_plain(item)}" for item in told - truth]
    return Share(right, told.total(), truth.total()), lacking


def _plain(item: object) -> str:
    if isinstance(item, tuple):
        return " ".join(_plain(part) for part in item)
    return "＋".join(sorted(item)) if isinstance(item, frozenset) else str(item)


def _sentences(text: str) -> list[str]:
    parts = re.split(r"(?<=。)|\n", text)
    return [plain for plain in map(flat, parts) if plain]


def _pairs(text: str) -> Counter[str]:
    return Counter(map("".join, pairwise(text)))


def _pairs_shared(there: str, found: str) -> Share:
    truth, told = _pairs(flat(there)), _pairs(flat(found))
    return Share((truth & told).total(), told.total(), truth.total())


def _held(sentence: str, text: str) -> bool:
    if sentence in text:
        return True
    pairs = _pairs(sentence)
    return bool(pairs) and (pairs & _pairs(text)).total() >= SAME * pairs.total()


def _attribution(
    there: dict[Key, str], found: dict[Key, str]
) -> tuple[Share, list[str]]:
    """Weigh sentences by their length: right is what stands under departments, direction, year
    and phase where the truth has it."""
    wrong: list[str] = []

    def right(texts: dict[Key, str], others: dict[Key, str], word: str) -> tuple[int, int]:
        good = total = 0
        for key, text in texts.items():
            other = flat(others.get(key, ""))
            for sentence in _sentences(text):
                total += len(sentence)
                if _held(sentence, other):
                    good += len(sentence)
                else:
                    wrong.append(f"{word}: {_plain(key)}: {sentence[:40]}")
        return good, total

    good_told, all_told = right(found, there, "not there")
    good_true, all_true = right(there, found, "not read")
    # Both are shares of their own total; the smaller one counts as right on both sides.
    share = Share(0, all_told, all_true)
    if all_told and all_true:
        share = Share(min(good_told, good_true), all_told, all_true)
    return share, wrong


def score_rows(name: str, there: Iterable[tuple[str, ...]],
               found: Iterable[tuple[str, ...]]) -> Score:
    """Return how near rows of texts, each begun by a project's name, come to the truth's."""
    share, lacking = _of_sets(*(
        [(normalised_name(row[0]), *map(flat, row[1:])) for row in rows]
        for rows in (there, found)
    ))
    return Score({name: share}, tuple(f"{name}: {line}" for line in lacking[:6]))


def score_minutes(there: tuple[Statement, ...], found: tuple[Statement, ...]) -> Score:
    """Return how near the statements found come to those of the truth; the speaker's name counts
    for nothing. Statements that differ in a mark or a space are the same."""
    shares: dict[str, Share] = {}
    differences: list[str] = []
    sides = {
        "statements": lambda one: flat(one.text),
        "roles": lambda one: (one.role, flat(one.text)),
    }
    for name, side in sides.items():
        shares[name], lacking = _of_sets(map(side, there), map(side, found))
        differences += [f"{name}: {line}" for line in lacking[:6]]
    shares["replies"], lacking = _of_sets(_replies(there), _replies(found))
    differences += [f"replies: {line}" for line in lacking[:6]]
    return Score(shares, tuple(differences))


def _replies(statements: tuple[Statement, ...]) -> list[Hashable]:
    """Return (answer, question) for each answer of an official."""
    return [
        (flat(one.text), flat(statements[one.replies_to - 1].text))
        for one in statements
        if one.role == "Official" and one.replies_to is not None
    ]
