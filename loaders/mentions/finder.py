"""Mentions of a reading's texts, against what the lists of all readings hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.flat import number_of
from loaders.mentions.conventions import MentionForms, mention_forms
from loaders.mentions.folded import Folded, begins_word
from loaders.mentions.lexicon import Lexicon
from loaders.mentions.projects import find_projects, occurrences
from loaders.records import Kind, MatchMethod, Mention, Reading, TextRef
from loaders.text import LinedText
from ontology.names import normalised_name

NAMED_HERE = 0.6
"""Confidence that something of the form of a name, which no list has, is one."""


PLACED_MEASURE = 0.9
"""Confidence that a measure named by its place in a strategy that no list holds is that one."""
OWN_STRATEGY = 0.8
"""Confidence that the municipality's strategy named without its edition is the one at hand."""


def with_mentions(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return ``readings`` with the mentions found in their reports and statements: of what the
    lists of the same municipality hold, for another's projects are not its own."""
    forms = mention_forms()
    codes = {reading.municipality.code for reading in readings}
    lexicons = {
        code: Lexicon.of([each for each in readings if each.municipality.code == code], forms)
        for code in codes
    }
    return tuple(
        replace(reading, mentions=tuple(
            _of_reading(reading, lexicons[reading.municipality.code], forms)))
        for reading in readings
    )


def _of_reading(reading: Reading, lexicon: Lexicon, forms: MentionForms) -> Iterator[Mention]:
    for report in reading.reports:
        own = frozenset(normalised_name(name) for name in report.departments)
        finder = _Finder(report.text, reading, TextRef("report", report.key), lexicon, forms)
        yield from finder.mentions(own)
    for meeting in reading.meetings:
        for statement in meeting.statements:
            where = TextRef("statement", str(statement.order))
            finder = _Finder(statement.text, reading, where, lexicon, forms)
            yield from finder.mentions(frozenset())
            yield from finder.named_here()


class _Finder:
    """Finds the mentions of one text."""

    def __init__(
        self,
        text: LinedText,
        reading: Reading,
        within: TextRef,
        lexicon: Lexicon,
        forms: MentionForms,
    ) -> None:
        self._text = text
        self._source = reading.source
        self._municipality = reading.municipality.name
        self._within = within
        self._lexicon = lexicon
        self._forms = forms
        self._folded = Folded.of(text.text)
        self._taken: list[tuple[int, int]] = []

    def mentions(self, own_departments: frozenset[str]) -> Iterator[Mention]:
        """Yield mentions of listed things; a report does not mention its own departments."""
        for found in find_projects(self._folded.text, self._lexicon, self._forms):
            yield self._mention(
                found.start,
                found.end,
                Kind.PROJECT,
                self._lexicon.projects[found.project],
                found.method,
                found.confidence,
            )
        yield from self._departments(own_departments)
        yield from self._strategies()
        yield from self._measures()

    def _departments(self, own: frozenset[str]) -> Iterator[Mention]:
        for name in sorted(self._lexicon.departments, key=lambda name: (-len(name), name)):
            for start in occurrences(self._folded.text, name):
                end = start + len(name)
                if (
                    name in own
                    or not self._free(start, end)
                    or not begins_word(self._folded.text, start, self._forms.ends_of_place)
                ):
                    continue
                if self._forms.not_a_department.match(self._folded.text, end):
                    continue
                yield self._mention(
                    start,
                    end,
                    Kind.DEPARTMENT,
                    self._lexicon.departments[name],
                    MatchMethod.EXACT,
                    1.0,
                )

    def _strategies(self) -> Iterator[Mention]:
        for named in self._forms.edition.finditer(self._folded.text):
            yield self._mention(
                *named.span(),
                Kind.STRATEGY,
                named.group(1),
                MatchMethod.EXACT,
                1.0,
                edition=int(named.group(1)),
            )
        own = re.escape(self._municipality) + self._forms.own_strategy
        for named in re.finditer(own, self._folded.text):
            yield self._mention(*named.span(), Kind.STRATEGY, "", MatchMethod.VARIANT, OWN_STRATEGY)

    def _measures(self) -> Iterator[Mention]:
        for placed in self._forms.measure_place.finditer(self._folded.text):
            yield self._placed_measure(placed)
        for name, (notation, edition) in self._lexicon.measures.items():
            for start in occurrences(self._folded.text, f"「{name}」"):
                first, last = start + 1, start + 1 + len(name)
                if len(name) >= self._forms.shortest_label and self._free(first, last):
                    yield self._mention(
                        first, last, Kind.MEASURE, notation, MatchMethod.EXACT, 1.0, edition
                    )

    def _placed_measure(self, placed: re.Match[str]) -> Mention:
        """Return the mention of a measure named by its place (基本目標２の①…の施策エ).

        It is the listed one where the text names that edition, or gives the listed label.
        """
        goal, direction, sign, label = placed.groups()
        notation = f"{goal}-{number_of(direction)}-{sign}"
        edition = self._edition_before(placed.start())
        listed = self._lexicon.measures.get(normalised_name(label or ""))
        if listed is not None and listed[0] == notation:
            return self._mention(
                *placed.span(), Kind.MEASURE, notation, MatchMethod.EXACT, 1.0, listed[1]
            )
        known = edition is not None and (notation, edition) in self._lexicon.measures.values()
        method = MatchMethod.EXACT if known else MatchMethod.NAMED_HERE
        confidence = 1.0 if known else PLACED_MEASURE
        return self._mention(
            *placed.span(), Kind.MEASURE, notation, method, confidence, edition, label or ""
        )

    def _edition_before(self, place: int) -> int | None:
        editions = [
            int(named.group(1))
            for named in self._forms.edition.finditer(self._folded.text)
            if named.end() <= place and "。" not in self._folded.text[named.end() : place]
        ]
        return editions[-1] if editions else None

    def named_here(self) -> Iterator[Mention]:
        """Yield names of projects, departments and plans that no list has."""
        for kind, pattern in (
            (Kind.PROJECT, self._forms.named_project),
            (Kind.DEPARTMENT, self._forms.named_department),
            (Kind.NAMED_PLAN, self._forms.named_plan),
        ):
            for named in pattern.finditer(self._folded.text):
                name = named.group(1)
                if name not in self._forms.general and self._free(*named.span(1)):
                    yield self._mention(
                        *named.span(1), kind, name, MatchMethod.NAMED_HERE, NAMED_HERE
                    )

    def _free(self, start: int, end: int) -> bool:
        return all(end <= first or last <= start for first, last in self._taken)

    def _mention(
        self,
        start: int,
        end: int,
        kind: Kind,
        target: str,
        method: MatchMethod,
        confidence: float,
        edition: int | None = None,
        label: str = "",
    ) -> Mention:
        self._taken.append((start, end))
        first, last = self._folded.original(start, end)
        return Mention(
            self._within,
            kind,
            target,
            self._text.text[first:last],
            method,
            confidence,
            (self._text.passage(self._source, first, last),),
            edition,
            label,
        )
