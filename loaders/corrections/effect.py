"""What corrections make of readings; one that fits nothing (any more) changes nothing and is told.

They come after mentions were looked for, so that each spelling that a list prints is found in
texts whatever is said of it here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.records import (
    Correction,
    CorrectionKind,
    Evaluation,
    Figure,
    Kind,
    Listing,
    ListingRef,
    Mention,
    Reading,
)
from ontology.names import normalised_name


def with_corrections(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the ``readings`` of one municipality as the corrections among them have it."""
    found = tuple(readings)
    unfit: dict[str, list[str]] = {}
    for stated in readings:
        for correction in stated.corrections:
            changed = tuple(_changed(correction, reading) for reading in found)
            if all(one is other for one, other in zip(changed, found, strict=True)):
                unfit.setdefault(stated.source.sha256, []).append(_unfit(stated, correction))
            found = changed
    return tuple(
        replace(reading, warnings=(*reading.warnings, *unfit[reading.source.sha256]))
        if reading.source.sha256 in unfit else reading for reading in found)


def _changed(correction: Correction, reading: Reading) -> Reading:
    """Return ``reading`` with the correction, the same object where it changes nothing."""
    match correction.kind:
        case CorrectionKind.MOVE:
            return _moved(correction, reading)
        case CorrectionKind.SAME:
            return _joined(correction, reading)
        case CorrectionKind.NOT_MENTIONED:
            return _unmentioned(correction, reading)


def _moved(correction: Correction, reading: Reading) -> Reading:
    """A place that the document does not have is no place for a listing of it."""
    known = {part.notation for parts in (reading.goals, reading.directions, reading.measures)
             for part in parts} | {listing.listed_in for listing in reading.listings}
    name = normalised_name(correction.project)

    def is_meant(listed_in: str, listed: str) -> bool:
        return listed_in == correction.listed_in and normalised_name(listed) == name

    if correction.belongs_in not in known or not any(
            is_meant(each.listed_in, each.name) for each in reading.listings):
        return reading
    return replace(
        reading,
        listings=tuple(replace(each, listed_in=correction.belongs_in, corrected_by=(
            *each.corrected_by, correction.key)) if is_meant(each.listed_in, each.name) else each
            for each in reading.listings),
        figures=tuple(_of_listing(each, ListingRef(correction.belongs_in, each.within.name))
                      if isinstance(each.within, ListingRef)
                      and is_meant(each.within.listed_in, each.within.name) else each
                      for each in reading.figures),
        evaluations=tuple(replace(each, within=ListingRef(correction.belongs_in, each.within.name))
                          if is_meant(each.within.listed_in, each.within.name) else each
                          for each in reading.evaluations))


def _of_listing(figure: Figure, within: ListingRef) -> Figure:
    return replace(figure, within=within)


def _joined(correction: Correction, reading: Reading) -> Reading:
    names = {normalised_name(each) for each in correction.others}

    def listing(each: Listing) -> Listing:
        if normalised_name(each.name) not in names:
            return each
        return replace(each, name=correction.project, spellings=each.spellings or (each.name,),
                       corrected_by=(*each.corrected_by, correction.key))

    def mention(each: Mention) -> Mention:
        is_meant = each.kind is Kind.PROJECT and normalised_name(each.target) in names
        return replace(each, target=correction.project) if is_meant else each

    def figure(each: Figure) -> Figure:
        is_meant = isinstance(each.within, ListingRef) and normalised_name(
            each.within.name) in names
        return replace(each, within=renamed(each.within)) if is_meant else each

    def evaluation(each: Evaluation) -> Evaluation:
        return replace(each, within=renamed(each.within)) if normalised_name(
            each.within.name) in names else each

    def renamed(ref: object) -> ListingRef:
        assert isinstance(ref, ListingRef)
        return ListingRef(ref.listed_in, correction.project)

    if not any(normalised_name(name) in names for name in (
            *(each.name for each in reading.listings),
            *(each.target for each in reading.mentions if each.kind is Kind.PROJECT))):
        return reading
    return replace(
        reading, listings=tuple(map(listing, reading.listings)),
        mentions=tuple(map(mention, reading.mentions)),
        figures=tuple(map(figure, reading.figures)),
        evaluations=tuple(map(evaluation, reading.evaluations)))


def _unmentioned(correction: Correction, reading: Reading) -> Reading:
    if reading.source.name != correction.document:
        return reading
    kept = tuple(each for each in reading.mentions if not _is_wrong(correction, each))
    return reading if len(kept) == len(reading.mentions) else replace(reading, mentions=kept)


def _is_wrong(correction: Correction, mention: Mention) -> bool:
    return (mention.kind is Kind.PROJECT
            and normalised_name(mention.target) == normalised_name(correction.project)
            and (correction.line is None or any(
                passage.first_line <= correction.line <= passage.last_line
                for passage in mention.passages)))


def _unfit(stated: Reading, correction: Correction) -> str:
    return (f"{stated.source.name}:{correction.passages[0].first_line}: this correction of "
            f"“{correction.project}” fits nothing that was read; it waits for what it fits")
