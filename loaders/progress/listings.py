"""Listings and measures of all pages put together: what continuation pages repeat is one fact."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from loaders.flat import mended_name
from loaders.progress.conventions import Conventions
from loaders.progress.items import ListBlock, MeasureBlock
from loaders.progress.strategy import PlacedChunk, is_cross_listed, join_broken_names, without_mark
from loaders.records import Listing, Measure
from loaders.source import Passage, Source
from loaders.text import LinedText, Piece, runs
from ontology.names import normalised_name


@dataclass
class _ListingDraft:
    name: str
    cross_listed: bool
    order: int
    spellings: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


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
    source: Source, placed: list[PlacedChunk], forms: Conventions
) -> tuple[Listing, ...]:
    """Return every project listed under every direction, once."""
    lists = [(p.notation, p.chunk.listing) for p in placed if p.chunk.listing]
    names = frozenset(normalised_name(name) for _, block in lists for name, _ in block.entries)
    drafts: dict[tuple[str, str, bool], _ListingDraft] = {}
    orders: Counter[str] = Counter()
    for notation, block in lists:
        _add_entries(drafts, orders, notation, block, names, forms)
    return tuple(
        Listing(
            draft.name,
            tuple(draft.spellings),
            notation,
            draft.cross_listed,
            draft.order,
            (),
            passages_of(source, draft.lines),
        )
        for (notation, _, _), draft in drafts.items()
    )


def _add_entries(
    drafts: dict[tuple[str, str, bool], _ListingDraft],
    orders: Counter[str],
    notation: str,
    block: ListBlock,
    names: frozenset[str],
    forms: Conventions,
) -> None:
    for raw, lines in join_broken_names(block.entries, names):
        crossed = is_cross_listed(raw, forms)
        name = without_mark(raw, forms)
        key = (notation, normalised_name(name), crossed)
        if key not in drafts:
            orders[notation] += 1
        draft = drafts.setdefault(key, _ListingDraft(name, crossed, orders[notation]))
        spelling = forms.cross_listing.sub("", raw).strip()
        if spelling not in draft.spellings:
            draft.spellings.append(spelling)
        draft.lines.extend(lines)


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
