"""Listings and measures of all pages put together: what continuation pages repeat is one fact."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.flat import mended_name
from loaders.progress.conventions import Conventions
from loaders.progress.items import MeasureBlock
from loaders.progress.labels import is_label
from loaders.progress.strategy import PlacedChunk, is_cross_listed, without_mark
from loaders.records import Listing, Measure
from loaders.source import Passage, Source
from loaders.text import LinedText, Piece, runs
from ontology.names import normalised_name

_IN_CHARGE = re.compile(r"[(（〔]([^()（）〔〕]{2,60})[)）〕]$")
_BETWEEN = re.compile("[、，,・/／]")


@dataclass(frozen=True, slots=True)
class ListedName:
    """An entry of a list: the raw name and its lines, and what columns beside it say: that it is
    re-listed, and which departments are in charge."""

    name: str
    lines: tuple[int, ...]
    crossed: bool = False
    departments: tuple[str, ...] = ()


@dataclass
class _ListingDraft:
    name: str
    cross_listed: bool
    order: int
    spellings: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    departments: list[str] = field(default_factory=list)


@dataclass
class _MeasureDraft:
    label: str
    description: str
    restated: bool
    lines: list[int] = field(default_factory=list)


def passages_of(source: Source, lines: list[int]) -> tuple[Passage, ...]:
    """Return one passage for each run of consecutive lines."""
    return tuple(source.passage(first, last) for first, last in runs(lines))


def listings_of(
    source: Source, lists: Sequence[tuple[str, Sequence[ListedName]]], forms: Conventions
) -> tuple[Listing, ...]:
    """Return every project listed under every place, once; ``lists`` gives the notation of the
    place and the entries of each printed list."""
    names = frozenset(normalised_name(entry.name) for _, entries in lists for entry in entries)
    drafts: dict[tuple[str, str, bool], _ListingDraft] = {}
    orders: Counter[str] = Counter()
    for notation, entries in lists:
        for entry in join_broken_names(entries, names):
            _add_entry(drafts, orders, notation, entry, forms)
    return tuple(
        Listing(
            draft.name,
            tuple(draft.spellings),
            notation,
            draft.cross_listed,
            draft.order,
            tuple(draft.departments),
            passages_of(source, draft.lines),
        )
        for (notation, _, _), draft in drafts.items()
    )


def _add_entry(
    drafts: dict[tuple[str, str, bool], _ListingDraft],
    orders: Counter[str],
    notation: str,
    entry: ListedName,
    forms: Conventions,
) -> None:
    crossed = entry.crossed or is_cross_listed(entry.name, forms)
    name, departments = parted_departments(without_mark(entry.name, forms), forms)
    key = (notation, normalised_name(name), crossed)
    if key not in drafts:
        orders[notation] += 1
    draft = drafts.setdefault(key, _ListingDraft(name, crossed, orders[notation]))
    spelling, _ = parted_departments(forms.cross_listing.sub("", entry.name).strip(), forms)
    if spelling not in draft.spellings:
        draft.spellings.append(spelling)
    draft.lines.extend(entry.lines)
    named = (*entry.departments, *departments)
    draft.departments += [d for d in dict.fromkeys(named) if d not in draft.departments]


def parted_departments(name: str, forms: Conventions) -> tuple[str, tuple[str, ...]]:
    """Return a printed name without the departments in charge that the bracket at its end names,
    and these; a bracket that holds anything else is a part of the name."""
    found = _IN_CHARGE.search(name)
    names = [mended_name(part) for part in _BETWEEN.split(found[1])] if found else []
    if found and all(is_label(each, forms) and forms.department_apart.search(each)
                     for each in names):
        return name[: found.start()].rstrip(), tuple(names)
    return name, ()


def join_broken_names(
    entries: Sequence[ListedName], whole_names: frozenset[str]
) -> list[ListedName]:
    """Join two entries of a list that are one name broken in two, as another list shows.

    ``whole_names`` are the normalised names of all entries of the document. The first part must
    lack the ending of the whole (事業): else it is a name of its own.
    """
    joined: list[ListedName] = []
    for entry in entries:
        whole = _whole_name(joined[-1].name, entry.name, whole_names) if joined else None
        if whole is None:
            joined.append(entry)
        else:
            joined[-1] = replace(entry, name=whole, lines=(*joined[-1].lines, *entry.lines))
    return joined


def _whole_name(first: str, second: str, whole_names: frozenset[str]) -> str | None:
    if normalised_name(first)[-2:] == normalised_name(second)[-2:]:
        return None
    for whole in (f"{first.strip()}・{second.strip()}", first.strip() + second.strip()):
        if normalised_name(whole) in whole_names:
            return whole
    return None


def measures_of(
    source: Source, placed: list[PlacedChunk], forms: Conventions
) -> tuple[Measure, ...]:
    """Return every measure of every direction, once, with its description."""
    drafts: dict[str, _MeasureDraft] = {}
    for chunk in placed:
        for block in chunk.chunk.measures:
            notation = f"{chunk.notation}-{block.sign}"
            label = mended_name(forms.cross_listing.sub("", block.label))
            restated = is_cross_listed(block.label, forms)
            draft = drafts.setdefault(notation, _MeasureDraft(label, _description(block), restated))
            draft.lines.extend(block.label_lines)
            draft.lines.extend(line.number for line in block.text)
    return tuple(
        Measure(
            notation,
            draft.label,
            draft.description,
            draft.restated,
            passages_of(source, draft.lines),
        )
        for notation, draft in drafts.items()
    )


def _description(block: MeasureBlock) -> str:
    pieces = [Piece(line.number, mended_name(line.raw), line.indented) for line in block.text]
    return LinedText.of(pieces).text
