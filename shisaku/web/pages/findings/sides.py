"""The evidence of one finding in columns: what speaks for it on each side, with the words marked.

Which are the sides is a matter of the kind: two directions for a text told twice, result and plan
for a plan that repeats, two projects for an overlap; elsewhere each report, list or statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.findings.table import FindingRow, PassageRow
from graph.store import GraphStore
from ontology.names import normalised_name
from ontology.terms import ORE, SHISAKU
from shisaku.web.pages.findings.marks import (
    Piece,
    Span,
    common_sentences,
    of_numbers,
    of_sentences,
    of_words,
    pieces,
    unchanged_sentences,
    within,
)
from shisaku.web.pages.findings.voices import Value, Voice, places_above, voices_of

MOST = 12
"""So many sides, and passages of each, are shown; JSON has all."""
LONGEST = 4_000
"""So many characters of a passage are shown."""
_OF_PROJECTS = ("Overlap", "Duplication")

@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage, who says it, and its text with the words marked."""

    passage: PassageRow
    voices: tuple[Voice, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One column: ``subject`` is what it is about (IRI and name, or phase), ``more`` the number of
    passages that are not shown."""

    key: str
    subject: Value | None
    excerpts: tuple[Excerpt, ...]
    more: int

    @property
    def phase(self) -> str:
        """ "Result" or "Plan" where the side is a phase."""
        return self.key if self.key in ("Result", "Plan") else ""


def sides(store: GraphStore, row: FindingRow) -> tuple[tuple[Side, ...], int]:
    """Return the sides of ``row`` and how many more there are."""
    of_projects = row.kind in _OF_PROJECTS
    voices = voices_of(store, row.iri, with_names=of_projects)
    found: defaultdict[str, list[Excerpt]] = defaultdict(list)
    subjects: dict[str, Value | None] = {}
    grouping = _Grouping(row, places_above(store, row.iri))
    heard = {voice.iri: voice for said in voices.values() for voice in said}
    keys = _keys(row, list(heard.values()), grouping)
    for passage in row.passages:
        own = voices.get(_where(passage), ())
        text = passage.text[:LONGEST]
        for key, subject in grouping.of(passage, own).items():
            spans = list(_spans(row, text, keys))
            about = {said for voice in own for said in voice.about(key)} if of_projects else ()
            found[key].append(Excerpt(passage, own, pieces(text, (
                within(spans, of_sentences(text, about)) if about else spans))))
            subjects[key] = subject
    ordered = sorted(found, key=lambda key: grouping.order(key, subjects[key]))
    return tuple(
        Side(key, subjects[key], tuple(found[key][:MOST]), max(0, len(found[key]) - MOST))
        for key in ordered[:MOST]), max(0, len(ordered) - MOST)


@dataclass(frozen=True, slots=True)
class _Grouping:
    """Tells to which sides a passage belongs; ``above`` holds the places above places."""

    row: FindingRow
    above: Mapping[str, str]

    def of(self, passage: PassageRow, voices: Sequence[Voice]) -> dict[str, Value | None]:
        """Return the sides by key, each with what it is about."""
        match self.row.kind:
            case "Overlap" | "Duplication":
                found = self._projects(passage, voices)
            case "UnchangedPlan":
                found = {voice.phase: None for voice in voices if voice.phase}
            case "RepeatedReport":
                found = {place.value: place for voice in voices for place in self._places(voice)}
            case "Fragmentation":
                found = {each.value: each for voice in voices
                         for each in voice.values(SHISAKU.reportedBy)}
            case _:
                found = {" ".join(voice.iri for voice in voices): None}
        return found or {"": None}

    def order(self, key: str, subject: Value | None) -> tuple[int, str]:
        """The result before the plan; otherwise as they are found, projects as they are named."""
        things = [thing.iri for thing in self.row.things]
        if key in ("Result", "Plan"):
            return (0 if key == "Result" else 1, "")
        return (things.index(key) if subject is not None and key in things else 0, "")

    def _places(self, voice: Voice) -> Iterator[Value]:
        """Yield the directions of the finding on which ``voice`` reports."""
        named = {thing.iri: thing.name for thing in self.row.things}
        for place in voice.iris(SHISAKU.reportsOn):
            for iri in (place, self.above.get(place, "")):
                if iri in named:
                    yield Value(iri, named[iri])

    def _projects(
        self, passage: PassageRow, voices: Sequence[Voice]
    ) -> dict[str, Value | None]:
        """A listing is of one project; a report may name both, and then its sentences in the
        passage tell."""
        projects = {thing.iri: thing.name for thing in self.row.things if thing.kind == "Project"}
        key = normalised_name(passage.text)
        found = {iri for voice in voices for iri in voice.iris(ORE.proxyFor)}
        found |= {iri for iri in projects for voice in voices
                  if any(sentence in key for sentence in voice.about(iri))}
        found |= set() if found else {iri for voice in voices
                                      for iri in voice.iris(SHISAKU.mentions)}
        return {iri: Value(iri, projects[iri]) for iri in found if iri in projects}


def _where(passage: PassageRow) -> tuple[str, ...]:
    page = "" if passage.page is None else str(passage.page)
    return passage.sha256, page, str(passage.first), str(passage.last)


def _keys(row: FindingRow, voices: Collection[Voice], grouping: _Grouping) -> frozenset[str]:
    """Return the keys of the sentences that two sides have in common."""
    found: set[str] = set()
    reports = [voice for voice in voices if voice.text]
    if row.kind == "RepeatedReport":
        for one, two in combinations(reports, 2):
            if one.phase == two.phase and set(grouping._places(one)) != set(grouping._places(two)):
                found |= common_sentences(one.text, two.text)
    elif row.kind == "UnchangedPlan":
        for plan in reports:
            for result in reports:
                if (plan.phase, result.phase) == ("Plan", "Result"):
                    found |= unchanged_sentences(plan.text, result.text)
    return frozenset(found)


def _spans(row: FindingRow, text: str, keys: Collection[str]) -> Iterable[Span]:
    evidence = [str(word) for word in row.details.get("evidence", ())]
    match row.kind:
        case "RepeatedReport" | "UnchangedPlan":
            return of_sentences(text, keys)
        case "RepeatedFigure" | "DifferingFigure":
            return of_numbers(text, evidence)
        case "Overlap" | "Duplication":
            return of_words(text, evidence)
        case _:
            return of_sentences(text, evidence)
